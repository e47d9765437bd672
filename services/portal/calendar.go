package portal

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/services/portal/words"
)

const (
	// refresh is how often calendar programs are asked to look again.
	refresh = "PT1H"
	// entryLength is how long an entry is shown.
	entryLength = "PT15M"
)

// calendarLinks are the addresses of the feed. Its link works as long as the page's, and opens nothing else: calendar
// programs pass it on to their makers' servers.
func (s *Service) calendarLinks(v *visit) Calendar {
	token := s.links.Keys.Sign(link.Token{Purpose: link.Calendar, Followup: v.token.Followup, Expires: v.token.Expires})
	feed := *s.links.Base.JoinPath("f", token, calendarFile)
	c := Calendar{URL: feed.String()}
	feed.Scheme = "webcal"
	// A scheme of its own, a host and a path of letters and digits.
	c.App = template.URL(feed.String())
	return c
}

// showCalendar is GET calendar.ics.
func (s *Service) showCalendar(w http.ResponseWriter, r *http.Request, rt route) {
	v, ok := s.open(w, r, rt, link.Page, link.Calendar)
	if !ok {
		return
	}
	feed, err := s.feed(v)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	sum := sha256.Sum256(feed)
	tag := `"` + hex.EncodeToString(sum[:16]) + `"`
	h := w.Header()
	h.Set("ETag", tag)
	// A copy may be kept by whoever asked, and is to be checked each time.
	h.Set("Cache-Control", "private, no-cache")
	if slices.ContainsFunc(strings.Split(r.Header.Get("If-None-Match"), ","), func(given string) bool {
		given = strings.TrimPrefix(strings.TrimSpace(given), "W/")
		return given == tag || given == "*"
	}) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Content-Disposition", `inline; filename="`+calendarFile+`"`)
	h.Set("Content-Length", strconv.Itoa(len(feed)))
	// A reader that is gone does not need the rest.
	_, _ = w.Write(feed)
}

// feed is the plan as a calendar: what was sent and what is to come, each with its reason. The same plan gives the
// same bytes, and an entry has the UID of the one in the email.
func (s *Service) feed(v *visit) ([]byte, error) {
	c := ics.NewCalendar()
	c.SetProductId("-//Afterword//Afterword//EN")
	c.SetMethod(ics.MethodPublish)
	title := words.Fill(v.words.Page.Title, "employer", v.brief.Meeting.Employer.Name)
	c.SetName(title)
	c.SetRefreshInterval(refresh)
	c.SetXPublishedTTL(refresh)
	for _, r := range v.decision.Snapshot.Plan {
		if r.State == events.Skipped {
			continue
		}
		summary, err := s.summary(v, r)
		if err != nil {
			return nil, err
		}
		due := r.DueAt.UTC()
		e := c.AddEvent(message.EntryUID(r))
		e.SetDtStampTime(due)
		e.SetSequence(message.EntrySequence(r))
		e.SetStartAt(due)
		e.SetProperty(ics.ComponentPropertyDuration, entryLength)
		e.SetSummary(summary)
		e.SetDescription(r.Reason)
		e.SetClass(ics.ClassificationPrivate)
		e.SetTimeTransparency(ics.TransparencyTransparent)
	}
	var b strings.Builder
	if err := c.SerializeTo(&b, ics.WithNewLineWindows); err != nil {
		return nil, fmt.Errorf("write the calendar of follow-up %s: %w", v.token.Followup, err)
	}
	return []byte(b.String()), nil
}

// summary is the subject that the reminder's email will have.
func (s *Service) summary(v *visit, r events.Reminder) (string, error) {
	m, err := s.messages.Render(message.Situation{
		Reminder: r, Brief: v.brief, Brand: v.brand, Locale: v.brief.Meeting.Candidate.Locale, Office: v.policy.OfficeHours,
		// As it will be read then, so that it does not change by the day.
		Now: r.DueAt.UTC().Truncate(time.Second),
	}, events.Email)
	if err != nil {
		return "", fmt.Errorf("name reminder %s: %w", r.ID, err)
	}
	return m.Subject, nil
}
