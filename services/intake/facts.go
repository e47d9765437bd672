package intake

import (
	"bytes"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
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
		return answer{}, refuseFields([]Fault{{Location: "path.fact", Message: "must be one of " + factNames()}})
	}
	body := c.body
	if len(bytes.TrimSpace(body)) == 0 {
		body = []byte("{}") // candidate.erased and interview.cancelled have nothing they must say
	}
	id, now := c.PathValue("id"), s.clock.Now()
	data, err := events.DecodeFact(kind, body, id, now)
	if !events.ValidID(id) {
		return answer{}, withFault(err, Fault{Location: "path.id", Message: "must be 1 to 128 of A-Z a-z 0-9 . _ : @ / - and begin with a letter or digit"})
	}
	if err != nil {
		return answer{}, withPhoneHints(err, body)
	}
	e := c.fact(kind, data, now)
	e.Subject = id
	return s.submitOne(c, e)
}

// withFault adds a fault to those that err names.
func withFault(err error, fault Fault) error {
	faults := []Fault{fault}
	if err != nil {
		r := refusalOf(err)
		if r.kind != invalid {
			return err
		}
		faults = append(faults, r.faults...)
	}
	return refuseFields(faults)
}

func factNames() string {
	var names []string
	for _, t := range events.FactTypes() {
		names = append(names, t.Name())
	}
	return strings.Join(names, ", ")
}
