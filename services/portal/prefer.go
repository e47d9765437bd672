package portal

import (
	"context"
	"fmt"
	"slices"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/suppression"
)

// consentEvidence is what a change of consent rests on that was made here.
const consentEvidence = "preferences page"

// preferences tells what is another way than before: how and when to write, and on which channels at all.
func (sub *submission) preferences() []statement {
	c := sub.brief.Meeting.Candidate
	update := events.CandidateUpdate{Allowed: sub.hours(c)}
	if tag := chosen(sub.input, fieldLanguage, events.Languages()...); tag != "" && tag != sub.language {
		update.Locale = string(tag)
	}
	if name := oneLine(sub.Get(fieldZone)); name != "" && name != c.TimeZone {
		if !events.ValidZone(name) {
			sub.fault(fieldZone, FaultZone, 0)
		}
		update.TimeZone = name
	}
	if prefers := sub.prefers(); prefers != c.Prefers && (prefers == preferHandwriting || c.Prefers == preferHandwriting) {
		update.Prefers = prefers
	}
	on := sub.channels(c)
	if len(on) > 0 && !slices.Equal(on, followup.Channels(c)) {
		update.Channels = on
	}
	var told []statement
	// What was said of a channel comes first: if only that is stored, the rest still differs, and is told when the form is sent again.
	for _, ch := range contacts(c) {
		if allowed := slices.Contains(on, ch); allowed != sub.isOn(ch) {
			n := 1 + slices.Index([]events.Channel{events.Email, events.SMS}, ch)
			told = append(told, statement{n, events.ConsentChanged, events.Consent{Channel: ch, Allowed: allowed, Evidence: consentEvidence}})
		}
	}
	if len(changed(update)) > 0 {
		told = append(told, statement{0, events.CandidateUpdated, update})
	}
	return told
}

const (
	preferHandwriting = "handwriting"
	preferEmail       = "email"
)

func (sub *submission) prefers() string {
	if sub.Get(fieldHandwriting) != "" {
		return preferHandwriting
	}
	return preferEmail
}

// hours reads the two times of day; nil means that they stay as they are.
func (sub *submission) hours(c events.Candidate) *events.AllowedWindow {
	if sub.Get(fieldFrom) == "" && sub.Get(fieldTo) == "" {
		return nil
	}
	earliest, latest := events.NewTimeOfDay(7, 0), events.NewTimeOfDay(22, 0)
	read := func(field string) events.TimeOfDay {
		at, err := events.ParseTimeOfDay(sub.Get(field))
		if err != nil || at < earliest || at > latest {
			sub.fault(field, FaultTime, 0)
		}
		return at
	}
	asked := events.AllowedWindow{From: read(fieldFrom), To: read(fieldTo)}
	switch {
	case sub.wrong():
		return nil
	case asked.From >= asked.To:
		sub.fault(fieldTo, FaultOrder, 0)
		return nil
	case asked == sub.window(c):
		return nil
	}
	return &asked
}

// channels are those that are to be used, the first one first.
func (sub *submission) channels(c events.Candidate) []events.Channel {
	var on []events.Channel
	for _, ch := range contacts(c) {
		if slices.Contains(sub.Values[fieldChannel], string(ch)) {
			on = append(on, ch)
		}
	}
	for _, given := range sub.Values[fieldChannel] {
		if !slices.Contains([]events.Channel{events.Email, events.SMS}, events.Channel(given)) {
			sub.fault(fieldChannel, FaultChoice, 0)
		}
	}
	if i := slices.Index(on, events.Channel(sub.Get(fieldFirst))); i > 0 {
		on[0], on[i] = on[i], on[0]
	}
	return on
}

// contacts are the channels for which the candidate's address is known.
func contacts(c events.Candidate) []events.Channel {
	c.Channels = nil
	return followup.Channels(c)
}

// isOn reports that messages may come by a channel, as far as the candidate has a say.
func (v *visit) isOn(ch events.Channel) bool {
	allowed, spoken := v.brief.Consents[ch]
	named := slices.Contains(followup.Channels(v.brief.Meeting.Candidate), ch)
	return named && (allowed || !spoken) && v.blocks[ch] != events.RuleUnsubscribe
}

// window is when the candidate may be written to.
func (v *visit) window(c events.Candidate) events.AllowedWindow {
	first := events.Email
	if channels := followup.Channels(c); len(channels) > 0 {
		first = channels[0]
	}
	return v.policy.WindowOn(c, first)
}

// findBlocks looks up the rules by which nothing goes to the candidate's addresses.
func (s *Service) findBlocks(ctx context.Context, v *visit) error {
	c := v.brief.Meeting.Candidate
	v.blocks = map[events.Channel]string{}
	for ch, address := range map[events.Channel]string{events.Email: c.Email, events.SMS: c.Phone} {
		if address == "" {
			continue
		}
		keys := []string{suppression.OfTenant(v.dossier.Tenant, ch, address)}
		if ch == events.SMS && v.brand.SMSSender != "" {
			keys = append(keys, suppression.OfSender(ch, v.brand.SMSSender, address))
		}
		entry, found, err := s.suppressions.Find(ctx, keys...)
		if err != nil {
			return err
		}
		if found {
			v.blocks[ch] = entry.Rule
		}
	}
	return nil
}

// welcomeBack takes an address that was unsubscribed off the list again, once its owner has switched emails on.
func (s *Service) welcomeBack(ctx context.Context, sub *submission, told []statement) error {
	for _, st := range told {
		c, ok := st.data.(events.Consent)
		if !ok || !c.Allowed || c.Channel != events.Email || sub.blocks[events.Email] != events.RuleUnsubscribe {
			continue
		}
		key := suppression.OfTenant(sub.dossier.Tenant, events.Email, sub.brief.Meeting.Candidate.Email)
		if _, _, err := s.suppressions.Release(ctx, key, events.RuleUnsubscribe); err != nil {
			return fmt.Errorf("take back an unsubscribe of follow-up %s: %w", sub.token.Followup, err)
		}
	}
	return nil
}
