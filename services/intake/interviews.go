package intake

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// postInterview is POST /v1/interviews: the plain way to say that an interview is over
// (it has ended_at) or announced (it has ends_at only).
//
// The event's id comes from the Idempotency-Key, else from the content: who posts the
// same interview twice, today or next month, has said one thing.
func (s *Service) postInterview(c *call) (answer, error) {
	if err := requireJSON(c.Header); err != nil {
		return answer{}, err
	}
	if len(bytes.TrimSpace(c.body)) == 0 {
		return answer{}, &events.MalformedError{Reason: "the body must be an interview as JSON and is empty"}
	}
	kind, now := interviewType(c.body), s.clock.Now()
	data, err := events.DecodeFact(kind, c.body, "", now)
	if err != nil {
		return answer{}, withPhoneHints(err, c.body)
	}
	e := c.fact(kind, data, now)
	meeting, err := events.DataOf[events.Meeting](e)
	if err != nil {
		return answer{}, err
	}
	e.Subject = meeting.Interview.ID
	if c.key == "" {
		content, err := json.Marshal(meeting)
		if err != nil {
			return answer{}, fmt.Errorf("encode the interview: %w", err)
		}
		e.ID = idOf("content", string(kind), string(content))
	}
	return s.submitOne(c, e)
}

// fact is an event of the caller's about data that was decoded as kind, without a subject. Its id
// comes from the Idempotency-Key, so that a repetition is the same event even where the kept
// answer is lost; without a key it is new.
func (c *call) fact(kind events.Type, data json.RawMessage, now time.Time) events.Event {
	e := events.Normalize(events.Event{
		ID: "once-" + rand.Text(), Source: "/intake/" + c.tenant.Slug, Type: kind, Time: now,
		Tenant: c.tenant.Slug, DataContentType: "application/json", Data: data,
	})
	if c.key != "" {
		e.ID = idOf("key", c.key, fingerprint(c.Request, c.body))
	}
	return e
}

// interviewType decides between completed and scheduled. A body that cannot be read is left
// to the strict decoder, which says what is wrong with it.
func interviewType(body []byte) events.Type {
	var peek struct {
		Interview struct {
			EndsAt  *json.RawMessage `json:"ends_at"`
			EndedAt *json.RawMessage `json:"ended_at"`
		} `json:"interview"`
	}
	if json.Unmarshal(body, &peek) == nil && peek.Interview.EndedAt == nil && peek.Interview.EndsAt != nil {
		return events.InterviewScheduled
	}
	return events.InterviewCompleted
}

// idOf derives an event id from parts, none of which shows in it.
func idOf(from string, parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		_, _ = h.Write([]byte(p))
		_, _ = h.Write([]byte{0})
	}
	return from + "-" + hex.EncodeToString(h.Sum(nil)[:16])
}
