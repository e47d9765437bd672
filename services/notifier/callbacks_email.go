package notifier

import (
	"context"
	"errors"
	"net/http"

	"github.com/afterword-io/afterword/services/notifier/channel/email"
	"github.com/afterword-io/afterword/services/notifier/letter"
)

// The routes of those who send emails for us. There is none for a provider that is not configured.
const (
	routeSES      = "POST /v1/callbacks/ses"
	routeSendGrid = "POST /v1/callbacks/sendgrid"
)

// The most bytes of a call: a message of SNS holds 256 KiB, which its JSON may double; SendGrid bundles 768 KiB.
const (
	maxSNS      = 512 << 10
	maxSendGrid = 1 << 20
)

// emailCallbacks adds the routes. What a call says twice has its consequences once, since they follow from how far a
// letter has come; what it says of a letter that is not kept is answered like any other, for it not to come again.
func (n *Notifier) emailCallbacks(mux *http.ServeMux) {
	if n.o.SES != nil {
		mux.HandleFunc(routeSES, n.sesEvent)
	}
	if n.o.SendGrid != nil {
		mux.HandleFunc(routeSendGrid, n.sendGridEvents)
	}
}

// sesEvent takes what Amazon SES says through SNS, which signs it.
func (n *Notifier) sesEvent(w http.ResponseWriter, r *http.Request) {
	body, status := readCall(w, r, maxSNS)
	if status != http.StatusOK {
		refuseCall(w, status)
		return
	}
	ctx, cancel := outlasting(r)
	defer cancel()
	notice, ok, err := n.o.SES.Read(ctx, body)
	if err == nil && ok {
		err = n.receiveNotice(ctx, letter.SES, notice)
	}
	n.answerEmailCall(w, "an event of Amazon SES", err)
}

// sendGridEvents takes a bundle of events that SendGrid has signed.
func (n *Notifier) sendGridEvents(w http.ResponseWriter, r *http.Request) {
	body, status := readCall(w, r, maxSendGrid)
	if status != http.StatusOK {
		refuseCall(w, status)
		return
	}
	ctx, cancel := outlasting(r)
	defer cancel()
	notices, err := n.o.SendGrid.Read(r.Header, body)
	for _, notice := range notices {
		// One that could not be stored keeps no other from being.
		err = errors.Join(err, n.receiveNotice(ctx, letter.SendGrid, notice))
	}
	n.answerEmailCall(w, "events of SendGrid", err)
}

func (n *Notifier) answerEmailCall(w http.ResponseWriter, what string, err error) {
	switch {
	case errors.Is(err, email.ErrForged):
		refuseCall(w, http.StatusForbidden)
	case err != nil:
		n.notStored(w, what, err)
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

// receiveNotice finds the letter and takes in what is said of it.
func (n *Notifier) receiveNotice(ctx context.Context, from letter.Source, notice email.Notice) error {
	if text, ok := email.CutReturn(notice.Return, n.o.ReturnDomain); ok {
		if ref, err := n.o.Links.Keys.ReadReturn(text); err == nil {
			return n.receiveReport(ctx, from, ref, notice.Report)
		}
	}
	return n.receiveReport(ctx, from, letter.OfMessage(notice.MessageID), notice.Report)
}
