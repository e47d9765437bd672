package intake

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
)

// BatchReceipt is the body of a 202 for a batch of events.
type BatchReceipt struct {
	// Accepted counts the events of the batch.
	Accepted int `json:"accepted"`
	// Events has one receipt for each, in the order of the batch.
	Events []Receipt `json:"events"`
}

// maxFaults is the most faults that one answer lists.
const maxFaults = 100

// postEvents is POST /v1/events: CloudEvents in binary, structured or batched mode.
func (s *Service) postEvents(c *call) (answer, error) {
	es, batch, err := events.ParseHTTP(c.Header, c.body)
	if err != nil {
		return answer{}, err
	}
	if len(es) > s.limits.BatchEvents {
		return answer{}, httpapi.Refuse(httpapi.TooLarge, "A batch may have at most %d events.", s.limits.BatchEvents)
	}
	now := s.clock.Now()
	for i, e := range es {
		if int64(len(e.Data)) > s.limits.Body {
			return answer{}, httpapi.Refuse(httpapi.TooLarge, "The data of one event may have at most %d bytes; that of [%d] has more.", s.limits.Body, i)
		}
	}
	es, err = admitAll(es, batch, c.tenant.Slug, func(events.Event) time.Time { return now })
	if err != nil {
		return answer{}, err
	}
	if !batch {
		return s.submitOne(c, es[0])
	}
	return s.submit(c, es, func(bool) (answer, error) {
		receipt := BatchReceipt{Accepted: len(es), Events: make([]Receipt, 0, len(es))}
		for _, e := range es {
			receipt.Events = append(receipt.Events, receiptOf(e, false))
		}
		return reply(http.StatusAccepted, receipt)
	})
}

// admitAll admits every event or none; the error names the faults of all of them. The
// locations of a batch begin with the event's place, such as [3].data.interview.id. now is
// the instant at which an event is judged.
func admitAll(es []events.Event, batch bool, tenant string, now func(events.Event) time.Time) ([]events.Event, error) {
	admitted := make([]events.Event, 0, len(es))
	var faults []httpapi.Fault
	for i, e := range es {
		prefix := ""
		if batch {
			prefix = "[" + strconv.Itoa(i) + "]"
		}
		e, err := admit(e, tenant, now(e))
		bad := new(events.InvalidError)
		switch {
		case err == nil:
			admitted = append(admitted, e)
		case errors.As(err, &bad):
			for _, f := range bad.Fields {
				faults = append(faults, httpapi.Fault{Location: joinLocation(prefix, f.Location), Message: f.Message})
			}
		default:
			return nil, within(prefix, err)
		}
	}
	if len(faults) > 0 {
		r := httpapi.RefuseFields(faults)
		r.Faults = faults[:min(len(faults), maxFaults)]
		return nil, r
	}
	return admitted, nil
}

// handshake is OPTIONS /v1/events: a sender of webhooks asks whether it may deliver here
// (CloudEvents HTTP webhook profile, section 4). Anybody may try; an event still needs a key.
func (s *Service) handshake(c *call) (answer, error) {
	a := answer{Status: http.StatusNoContent}.With("Allow", "POST")
	origin := c.Header.Get("WebHook-Request-Origin")
	if origin == "" {
		return a, nil
	}
	if !isOrigin(origin) {
		r := httpapi.Refuse(httpapi.Malformed, "WebHook-Request-Origin must be a DNS name.")
		r.Faults = []httpapi.Fault{{Location: "header.WebHook-Request-Origin", Message: "must be a DNS name"}}
		return answer{}, r
	}
	perMinute := int(s.limits.Rate * 60)
	if asked, err := strconv.Atoi(c.Header.Get("WebHook-Request-Rate")); err == nil && asked > 0 {
		perMinute = min(asked, perMinute)
	}
	return a.With("WebHook-Allowed-Origin", origin).With("WebHook-Allowed-Rate", fmt.Sprint(max(1, perMinute))), nil
}

func isOrigin(s string) bool {
	outside := func(c rune) bool { return !httpapi.IsWordRune(c) && c != ':' }
	return len(s) <= 253 && !strings.ContainsFunc(s, outside)
}
