package portal

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// statement is one fact that a form tells.
type statement struct {
	// n tells the facts of one form apart, from 0: always the same for what a part of the form says, so that a
	// form which was stored in part can be sent again.
	n    int
	kind events.Type
	data any
}

// factID is the id of a fact of the form with a number. A form sent twice has the same facts.
func factID(nonce string, n int) string {
	id := "portal-" + nonce
	if n > 0 {
		id += "-" + strconv.Itoa(n+1)
	}
	return id
}

// event is a statement as a fact.
func (sub *submission) event(st statement) (events.Event, error) {
	return events.New(st.kind, sourcePortal, factID(sub.nonce, st.n), sub.dossier.Tenant, sub.dossier.Followup, sub.now, st.data)
}

// check holds the statements to the rules of every fact. The forms have asked before for what people can get wrong; what
// remains is that a form was not made here.
func (sub *submission) check(statements []statement) {
	for _, st := range statements {
		e, err := sub.event(st)
		if err == nil {
			err = events.Validate(e, sub.now)
		}
		var invalid *events.InvalidError
		switch {
		case errors.As(err, &invalid):
			for _, f := range invalid.Fields {
				sub.fault(fieldOf(f.Location), FaultChoice, 0)
			}
		case err != nil:
			sub.fault("", FaultStale, 0)
		}
	}
}

// fieldOf is the field of a form that a place in a fact's data comes from.
func fieldOf(location string) string {
	name := strings.TrimPrefix(location, "data.")
	if end := strings.IndexAny(name, ".["); end >= 0 {
		name = name[:end]
	}
	switch name {
	case "promise":
		return fieldBy
	case "time_zone":
		return fieldZone
	case "locale":
		return fieldLanguage
	case "allowed":
		return fieldFrom
	case "channels", "channel":
		return fieldChannel
	default:
		return name
	}
}

// tell stores the facts of a form and waits until the plan knows them. shown is false if that took too long: they are
// stored all the same. A fact that the dossier has already is not told again.
func (s *Service) tell(ctx context.Context, sub *submission, statements []statement) (shown bool, err error) {
	publishing, cancel := context.WithTimeout(ctx, s.limits.Publish)
	defer cancel()
	for _, st := range statements {
		e, err := sub.event(st)
		if err != nil {
			return false, err
		}
		if sub.dossier.Holds(e) {
			continue
		}
		if err := s.publish(publishing, e); err != nil {
			return false, fmt.Errorf("store fact %s of follow-up %s: %w", st.kind.Name(), sub.token.Followup, err)
		}
	}
	if len(statements) == 0 {
		return true, nil
	}
	shown = s.awaitShown(ctx, sub, factID(sub.nonce, statements[len(statements)-1].n))
	s.metrics.shown.WithLabelValues(map[bool]string{true: "yes", false: "no"}[shown]).Inc()
	return shown, nil
}

func (s *Service) publish(ctx context.Context, e events.Event) error {
	ack, err := s.bus.Publish(ctx, e, events.MsgID(e.Tenant, e.Source, e.ID))
	if err == nil && !ack.Duplicate {
		s.metrics.facts.WithLabelValues(e.Type.Name()).Inc()
	}
	return err
}

// awaitShown waits until the dossier holds a fact, or is gone because that was its end.
func (s *Service) awaitShown(ctx context.Context, sub *submission, id string) bool {
	ctx, cancel := context.WithTimeout(ctx, s.limits.Show)
	defer cancel()
	last := events.Event{Source: sourcePortal, ID: id}
	_, _, err := s.dossiers.Await(ctx, sub.token.Followup.String(), func(d followup.Dossier, found bool) bool {
		return !found || d.Holds(last)
	})
	return err == nil
}
