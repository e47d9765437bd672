package email

import (
	"cmp"
	"encoding/json"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
)

// sesEvent is what Amazon SES says of one letter (Amazon SES, "Notification contents" and "Event publishing
// contents"): of the two names of its type each of the two ways to get it has one.
type sesEvent struct {
	EventType        string `json:"eventType"`
	NotificationType string `json:"notificationType"`
	Bounce           struct {
		Type       string         `json:"bounceType"`
		Recipients []sesRecipient `json:"bouncedRecipients"`
	} `json:"bounce"`
	Complaint struct {
		FeedbackType string `json:"complaintFeedbackType"`
	} `json:"complaint"`
	DeliveryDelay struct {
		Recipients []sesRecipient `json:"delayedRecipients"`
	} `json:"deliveryDelay"`
	Delivery struct {
		Response string `json:"smtpResponse"`
	} `json:"delivery"`
	Subscription struct {
		New struct {
			UnsubscribeAll bool `json:"unsubscribeAll"`
		} `json:"newTopicPreferences"`
	} `json:"subscription"`
	Mail struct {
		// Source is the envelope sender.
		Source  string `json:"source"`
		Headers []struct {
			Name  string `json:"name"`
			Value string `json:"value"`
		} `json:"headers"`
		CommonHeaders struct {
			MessageID string `json:"messageId"`
		} `json:"commonHeaders"`
	} `json:"mail"`
}

type sesRecipient struct {
	Action     string `json:"action"`
	Status     string `json:"status"`
	Diagnostic string `json:"diagnosticCode"`
}

// readSES reads an event; ok is false if it says nothing of how far the letter has come.
func readSES(text string) (notice Notice, ok bool) {
	var e sesEvent
	if json.Unmarshal([]byte(text), &e) != nil {
		return Notice{}, false
	}
	notice = Notice{Return: e.Mail.Source, MessageID: e.messageID()}
	notice.Word = strings.ToLower(cmp.Or(e.EventType, e.NotificationType))
	switch notice.Word {
	case "bounce":
		if notice.Report, ok = e.bounce(notice.Report); !ok {
			return Notice{}, false
		}
	case "complaint":
		// The reader has taken a letter out of the spam folder.
		if e.Complaint.FeedbackType == "not-spam" {
			return Notice{}, false
		}
		notice.Report = notice.unwanted(events.RuleComplaint, "the reader has called a letter spam")
	case "subscription":
		if !e.Subscription.New.UnsubscribeAll {
			return Notice{}, false
		}
		notice.Report = notice.unwanted(events.RuleUnsubscribe, "the reader has unsubscribed at the provider")
	case "reject", "rendering failure":
		notice.Reason = "the provider has refused the letter"
	case "deliverydelay":
		notice.Code, notice.Reason = codeOf(e.DeliveryDelay.Recipients), "the provider could not deliver the letter yet and keeps trying"
	case "delivery":
		reply, enhanced := replyAt(e.Delivery.Response)
		notice.Code = strings.TrimSpace(reply + " " + enhanced)
	case "send":
	default:
		return Notice{}, false
	}
	return notice, true
}

// bounce reads a bounce. A permanent one says that there is nobody at the address. Any other may be an automatic reply
// that SES has taken for a bounce: only where a mail server says "failed" the letter has not arrived.
func (e sesEvent) bounce(r Report) (_ Report, ok bool) {
	first := sesRecipient{}
	if len(e.Bounce.Recipients) > 0 {
		first = e.Bounce.Recipients[0]
	}
	reply, enhanced := first.code()
	if e.Bounce.Type == "Permanent" {
		return r.bounced(reply, enhanced), true
	}
	return r.refusedBy(reply, enhanced), strings.EqualFold(first.Action, "failed")
}

// messageID is the Message-ID that the letter was handed over with: SES gives it another on its way.
func (e sesEvent) messageID() string {
	id := e.Mail.CommonHeaders.MessageID
	for _, header := range e.Mail.Headers {
		if strings.EqualFold(header.Name, "Message-ID") {
			id = cmp.Or(id, header.Value)
		}
	}
	return bare(id)
}

func (r sesRecipient) code() (reply, enhanced string) {
	_, text, _ := strings.Cut(r.Diagnostic, ";")
	reply, enhanced = replyAt(strings.TrimSpace(text))
	return reply, cmp.Or(enhancedAt(r.Status), enhanced)
}

func codeOf(recipients []sesRecipient) string {
	if len(recipients) == 0 {
		return ""
	}
	reply, enhanced := recipients[0].code()
	return strings.TrimSpace(reply + " " + enhanced)
}

// bare is a Message-ID without its angle brackets.
func bare(id string) string {
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(id), "<"), ">")
}
