package notifier

import (
	"context"
	"net/http"
	"net/url"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
	"github.com/afterword-io/afterword/services/notifier/letter"
)

// textStatus takes how far a text has come. Words that say nothing of that are answered and forgotten.
func (n *Notifier) textStatus(w http.ResponseWriter, r *http.Request, form url.Values) {
	ref, known := link.ParseRef(r.PathValue("ref"))
	if !known {
		refuseCall(w, http.StatusNotFound)
		return
	}
	status, ok := sms.ReadStatus(form)
	if !ok {
		refuseCall(w, http.StatusBadRequest)
		return
	}
	ctx, cancel := outlasting(r)
	defer cancel()
	if err := n.receiveStatus(ctx, ref, status, form); err != nil {
		n.notStored(w, "the status of a text", err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (n *Notifier) receiveStatus(ctx context.Context, ref link.Ref, status sms.Status, form url.Values) error {
	if status.Operator {
		n.log.Error("a provider refuses our settings", zap.String("channel", string(events.SMS)),
			zap.String("code", status.Code), zap.String("reason", status.Reason))
	}
	state, ok := letter.StateOf(letter.Twilio, status.Word)
	if !ok {
		return nil
	}
	receipt := Receipt{State: state, Code: status.Code, Reason: status.Reason}
	switch {
	case status.StopsTexts():
		// The reader has told the provider, not us: it counts as if they had told us.
		if err := n.stopTexts(ctx, sendersOf(form), form.Get("To"), status.Reason); err != nil {
			return err
		}
		receipt.Suppress = events.RuleStop
	case status.Suppress == events.RuleBounce && state.Lost():
		receipt.State, receipt.Suppress = letter.Bounced, status.Suppress
	}
	return n.Receive(ctx, ref, receipt)
}

// sendersOf are what a text came from, by all names: its number and the messaging service it belongs to.
func sendersOf(form url.Values) []string {
	var senders []string
	for _, sender := range []string{form.Get("From"), form.Get("MessagingServiceSid")} {
		if sender != "" {
			senders = append(senders, sender)
		}
	}
	return senders
}
