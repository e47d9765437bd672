package audit

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// Judgement is what one case came to.
type Judgement struct {
	// Verdicts are by reminder, in the order of their ids.
	Verdicts []Verdict
	Findings []Finding
	// ByRecord reports that the domain of today could not say what had to be sent.
	ByRecord bool
}

// Verdict is what became of one reminder.
type Verdict struct {
	Reminder string
	Kind     Kind
	// Why is the rule of what was skipped, and the code or reason of what failed.
	Why string
}

// Judge holds what had to be sent against what the record says was sent. It is pure.
func Judge(c Case) Judgement {
	h := read(c)
	var best Judgement
	if h.byRecord() {
		best = h.judgeByRecord()
	} else {
		best = h.judge(h.asTold(), walked{})
		if len(best.Findings) > 0 {
			// Did the workflow hear of something later than it was said?
			w := h.walk(h.heardAt())
			if other := h.judge(w.wanted, w); len(other.Findings) <= len(best.Findings) {
				best = other
			}
		}
	}
	best.Findings = append(best.Findings, h.gaps()...)
	return best
}

// judgeByRecord holds the record against itself.
func (h *history) judgeByRecord() Judgement {
	w := wanted{}
	if h.Status != nil {
		w = wantedOf(h.Status.Plan)
	}
	for id, r := range w {
		// A plan is as old as its last decision.
		if r.State == events.Planned && h.lines[id].handedFor(r.DueAt) && !r.DueAt.After(h.Now) {
			r.State = events.Due
			w[id] = r
		}
	}
	j := h.judge(w, walked{})
	j.ByRecord = true
	return j
}

// judge gives the verdicts. A walk that is not empty is asked whether what was dropped was rightly so.
func (h *history) judge(w wanted, way walked) Judgement {
	var j Judgement
	ids := slices.Sorted(maps.Keys(w))
	for id := range h.lines {
		if _, ok := w[id]; !ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		r, known := w[id]
		s := sentence{history: h, walk: way, id: id, want: r, known: known, line: h.lines[id], byRecord: h.byRecord()}
		kind, why, detail := s.pass()
		if kind == "" {
			continue
		}
		if kind == Undelivered {
			j.Verdicts = append(j.Verdicts, Verdict{id, Due, ""})
		} else {
			j.Verdicts = append(j.Verdicts, Verdict{id, kind, why})
		}
		if kind.IsFinding() {
			j.Findings = append(j.Findings, Finding{
				Kind: kind, Followup: h.Followup, Reminder: id, Channel: string(s.channel), DueAt: r.DueAt.UTC(), At: s.at.UTC(), Detail: detail,
			})
		}
	}
	return j
}

// sentence is one reminder before the judge.
type sentence struct {
	*history
	walk     walked
	id       string
	want     events.Reminder
	known    bool
	line     *line
	byRecord bool
	// channel and at are filled in by pass where they say more of what was found.
	channel events.Channel
	at      time.Time
}

// pass returns the verdict; an empty one says that there is nothing to judge yet, or at all.
func (s *sentence) pass() (kind Kind, why, detail string) {
	if s.line == nil {
		s.line = &line{}
	}
	if c := s.line.doubled(); c != "" {
		s.channel = c
		return Doubled, "", fmt.Sprintf("It was sent more than once on %s.", c)
	}
	if sends := s.line.sends(); len(sends) > 0 {
		return s.ofSent(sends)
	}
	for _, c := range slices.Sorted(maps.Keys(s.line.channels)) {
		if d := s.line.channels[c].ambiguous(); d != nil {
			s.channel, s.at = c, d.At
			return Ambiguous, "", "The provider on " + string(c) + " may have it, and nobody knows; a person has to decide."
		}
	}
	switch {
	case !s.known:
		return "", "", ""
	case s.want.State == events.Skipped:
		return Skipped, s.want.Rule, ""
	case s.want.State == events.Planned:
		if s.line.handedFor(s.want.DueAt) {
			return Held, "", ""
		}
		return "", "", ""
	}
	return s.ofUnsent()
}

// ofSent judges what a provider has accepted, by its first message.
func (s *sentence) ofSent(sends []send) (kind Kind, why, detail string) {
	first := sends[0]
	s.at = first.at
	switch {
	case !s.known, s.want.State == events.Skipped:
		return Unexpected, "", "It was sent, and by the facts it had not to be" + because(s.want.Rule) + "."
	case !sameInstant(first.dueAt, s.want.DueAt):
		return WrongTime, "", fmt.Sprintf("It was sent for %s, and by the facts it was due at %s.", stamp(first.dueAt), stamp(s.want.DueAt))
	case first.at.Before(first.dueAt):
		return Early, "", fmt.Sprintf("It was sent at %s, before it was due at %s.", stamp(first.at), stamp(first.dueAt))
	}
	expires := s.want.ExpiresAt
	if expires.IsZero() {
		expires = s.line.expiry(first.dueAt)
	}
	// What was begun in time may end a moment later.
	if last := sends[len(sends)-1]; !expires.IsZero() && !last.at.Before(expires.Add(s.Grace)) {
		s.at = last.at
		return Late, "", fmt.Sprintf("It was sent at %s, after it had expired at %s.", stamp(last.at), stamp(expires))
	}
	return Sent, "", ""
}

// ofUnsent judges what had to be sent and was not, by what is known of the due instant at which it is wanted.
func (s *sentence) ofUnsent() (kind Kind, why, detail string) {
	late := !s.Now.Before(s.want.DueAt.Add(s.Grace))
	gone := !s.Now.Before(s.want.ExpiresAt.Add(s.Grace))
	orders := s.line.ordersFor(s.want.DueAt)
	if len(orders) == 0 {
		rule, dropped := s.dropped()
		switch {
		case dropped:
			return Skipped, rule, ""
		case !late && s.line.handedFor(s.want.DueAt):
			return Held, "", ""
		case !late:
			return Due, "", ""
		case !s.line.handedFor(s.want.DueAt):
			return Lost, "", "It was due at " + stamp(s.want.DueAt) + ", and nobody handed it to the notifier."
		case gone:
			return Lost, "", "It was handed to the notifier, which has said nothing of it, and it has expired."
		default:
			return Undelivered, "", "It was handed to the notifier, which has said nothing of it."
		}
	}
	return s.ofEnds(orders, late, gone)
}

// ofEnds judges by how the channels ended.
func (s *sentence) ofEnds(orders map[events.Channel]*order, late, gone bool) (kind Kind, why, detail string) {
	var failed, skipped *events.Delivery
	for _, c := range slices.Sorted(maps.Keys(orders)) {
		o := orders[c]
		if !o.ended(s.line.again) {
			s.channel = c
			if gone {
				return Lost, "", "It was to go out on " + string(c) + ", where nothing says what became of it, and it has expired."
			}
			return Held, "", ""
		}
		failed, skipped = cmp.Or(failed, o.failed), cmp.Or(skipped, o.skipped)
	}
	switch {
	case failed != nil:
		return Failed, cmp.Or(failed.Code, failed.Rule, "refused"), ""
	case skipped.Rule != withdrawn, s.withdrawn(*skipped):
		return Skipped, skipped.Rule, ""
	case !late:
		return Due, "", ""
	default:
		s.at = skipped.At
		return Lost, "", "It was wanted at its due instant, and the notifier held it to be withdrawn."
	}
}

// withdrawn is the notifier's rule for what nobody wants any more.
const withdrawn = "withdrawn"

// dropped reports whether the workflow was right not to hand the reminder over, and by which rule: it said so, or it was awake only
// later, when nobody wanted the reminder any more. The first replay does not ask: it knows of no sleep, and what differs from
// it is looked at by the second.
func (s *sentence) dropped() (rule string, rightly bool) {
	said, ok := s.line.droppedFor(s.want.DueAt, s.line.again)
	at := said.at
	if !ok {
		at = s.nextDecision(s.walk.woken[s.id])
	}
	switch {
	case at.IsZero() || s.line.handedFor(s.want.DueAt):
		return "", false
	case s.walk.facts == nil:
		return "", false
	default:
		return s.rightlyDropped(s.walk, s.id, at)
	}
}

// withdrawn reports whether nobody wanted the reminder at that due instant when the notifier looked. Only today's domain could
// contradict it.
func (s *sentence) withdrawn(d events.Delivery) bool {
	return s.byRecord || s.walk.facts != nil && s.rightlyWithdrawn(s.walk, s.want, d.At)
}

func because(rule string) string {
	if rule == "" {
		return ""
	}
	return " (" + rule + ")"
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
