package intake

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
)

// postFact is POST /v1/followups/{id}/facts/{fact}: the plain way to say anything else.
//
// Without an Idempotency-Key every request is a fact of its own: "no answer yet" said on
// two days, or a consent given, taken and given again, has the same body each time.
func (s *Service) postFact(c *call) (answer, error) {
	if err := requireJSON(c.Header); err != nil {
		return answer{}, err
	}
	kind := events.TypeNamed(c.PathValue("fact"))
	if !kind.IsFact() {
		return answer{}, httpapi.RefuseFields([]httpapi.Fault{{Location: "path.fact", Message: "must be one of " + factNames()}})
	}
	body := c.body
	if len(bytes.TrimSpace(body)) == 0 {
		body = []byte("{}") // candidate.erased and interview.cancelled have nothing they must say
	}
	id, now := c.PathValue("id"), s.clock.Now()
	data, err := events.DecodeFact(kind, body, id, now)
	if err != nil {
		return answer{}, subjectInPath(withPhoneHints(err, body))
	}
	e := c.fact(kind, data, now)
	e.Subject = id
	return s.submitOne(c, e)
}

// subjectInPath names the subject as the caller gave it.
func subjectInPath(err error) error {
	bad := new(events.InvalidError)
	if !errors.As(err, &bad) {
		return err
	}
	fields := slices.Clone(bad.Fields)
	for i := range fields {
		if fields[i].Location == "subject" {
			fields[i].Location = "path.id"
		}
	}
	return &events.InvalidError{Fields: fields}
}

func factNames() string {
	var names []string
	for _, t := range events.FactTypes() {
		names = append(names, t.Name())
	}
	return strings.Join(names, ", ")
}
