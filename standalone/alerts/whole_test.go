package alerts

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
	"github.com/afterword-io/afterword/standalone"
)

// whole is a running standalone.
type whole struct {
	*standalone.Standalone
	t *testing.T
}

func openWhole(t *testing.T, o standalone.Options) *whole {
	t.Helper()
	o.DataDir, o.Listen = t.TempDir(), "127.0.0.1:0"
	s, err := standalone.New(o)
	if err != nil {
		t.Fatal(err)
	}
	running(t, s.Run)
	select {
	case <-s.Ready():
	case <-time.After(patience):
		t.Fatal("standalone is not ready")
	}
	return &whole{s, t}
}

func (w *whole) target() target { return target{"afterword-standalone", w.Addr()} }

func (w *whole) key() string {
	key, err := os.ReadFile(w.KeyFile())
	if err != nil {
		w.t.Fatal(err)
	}
	return strings.TrimSpace(string(key))
}

// interviewed hands in an interview that ended a while before what the clock shows.
func (w *whole) interviewed(id string, ago time.Duration, zone string) {
	w.t.Helper()
	var m events.Meeting
	m.Interview.ID, m.Interview.EndedAt = id, w.Now().Add(-ago).UTC().Truncate(time.Second)
	m.Candidate = events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: zone}
	m.Employer = events.Employer{Name: "Finn Logistics", TimeZone: zone}
	m.Interviewers = []events.Interviewer{{Name: "Mr. Finn"}}
	body, err := json.Marshal(m)
	if err != nil {
		w.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(w.t.Context(), http.MethodPost, w.URL()+"/v1/interviews", bytes.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+w.key())
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		w.t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusAccepted {
		w.t.Fatalf("interview %s: %s", id, response.Status)
	}
}

// theMailServerRefuses lets a whole Afterword, in time-lapse, live through a mail server that takes letters, then turns all of
// them down for hours, and then takes them again.
func theMailServerRefuses(t *testing.T) {
	mail := channeltest.NewMailServer(t, channeltest.MailOptions{})
	s := openWhole(t, standalone.Options{
		// Ten minutes a second, from a Tuesday morning in New York on: a candidate may be written to for a minute.
		Speed: 600, StartAt: time.Date(2026, time.March, 3, 14, 0, 0, 0, time.UTC),
		SMTP: email.Options{Host: mail.Host(), Port: mail.Port(), TLS: email.None, From: "Afterword <hello@example.org>"},
	})
	w := watch(t, s.target())
	for n := range 3 {
		s.interviewed(fmt.Sprint("well-", n), time.Hour, "America/New_York")
	}
	w.await("letters leave", func() error {
		letters, _ := mail.Letters()
		if len(letters) < 3 {
			return fmt.Errorf("%d have", len(letters))
		}
		return nil
	})
	w.quiet("SendsFailing", "RemindersLate")
	mail.Script(slices.Repeat([]channeltest.Answer{channeltest.Later}, 10_000)...)
	for n := range 5 {
		s.interviewed(fmt.Sprint("ill-", n), time.Hour, "America/New_York")
	}
	w.fires("SendsFailing", "channel", "email")
	mail.Script()
	w.fires("RemindersLate", "channel", "email")
	w.ends("SendsFailing")
	measuredWell(t, s.URL()+"/metrics")
}
