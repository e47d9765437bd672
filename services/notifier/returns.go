package notifier

import (
	"cmp"
	"context"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/notifier/bounces"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
	"github.com/afterword-io/afterword/services/notifier/letter"
)

// takeReturns binds the address that bounces come to, if letters name one.
func (n *Notifier) takeReturns() (err error) {
	if n.o.ReturnDomain == "" {
		return nil
	}
	n.returns, err = bounces.New(bounces.Options{
		Listen: cmp.Or(n.o.ReturnListen, "127.0.0.1:0"), Protocol: n.o.ReturnProtocol, Domain: n.o.ReturnDomain, Keys: n.o.Links.Keys,
		Receive: func(ctx context.Context, ref link.Ref, r email.Report) error {
			return n.receiveReport(ctx, letter.DSN, ref, r)
		},
		Logger: n.log, Registerer: n.o.Registerer,
	})
	return err
}

// ReturnAddr is the address that bounces are taken at, or "" if they are not.
func (n *Notifier) ReturnAddr() string {
	if n.returns == nil {
		return ""
	}
	return n.returns.Addr()
}

// receiveReport takes in what a mail server, or a provider, says of an email. Words that say nothing of how far it has
// come are forgotten.
func (n *Notifier) receiveReport(ctx context.Context, from letter.Source, ref link.Ref, r email.Report) error {
	state, ok := letter.StateOf(from, r.Word)
	if !ok {
		return nil
	}
	if state == letter.Failed && r.Suppress == events.RuleBounce {
		state = letter.Bounced
	}
	return n.Receive(ctx, ref, Receipt{State: state, Code: r.Code, Reason: r.Reason, Suppress: r.Suppress})
}
