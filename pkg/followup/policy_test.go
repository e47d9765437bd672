package followup_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

func TestPolicyRoundTrip(t *testing.T) {
	t.Parallel()
	want := followup.DefaultPolicy()
	if err := want.Validate(); err != nil {
		t.Fatalf("the default policy is not valid: %v", err)
	}
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatalf("encode the default policy: %v", err)
	}
	got, err := followup.ParsePolicy(data)
	if err != nil {
		t.Fatalf("read the default policy: %v", err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the policy changed on its way (-want +got):\n%s", diff)
	}
	some, err := followup.ParsePolicy([]byte(`{"round_days": 3, "lead": {"min": "10m"}}`))
	if err != nil || some.RoundDays != 3 || some.MaxSilent != 3 || some.Lead.Min != followup.Duration(10*time.Minute) ||
		some.Lead.Max != followup.Duration(time.Hour) {
		t.Errorf("absent fields do not keep their defaults: %+v, %v", some, err)
	}
}

// TestPolicyNamesTheField: each mistake is told by its field.
func TestPolicyNamesTheField(t *testing.T) {
	t.Parallel()
	for data, field := range map[string]string{
		`{"window": {"from": "06:00", "to": "20:00"}}`:       "window.from",
		`{"window": {"from": "12:00", "to": "12:00"}}`:       "window.to",
		`{"sms_window": {"from": "07:00", "to": "20:00"}}`:   "sms_window.from",
		`{"office_hours": {"from": "17:00", "to": "09:00"}}`: "office_hours.to",
		`{"spacing": "-1h"}`:                                 "spacing",
		`{"thank_you_deadline": "2400h"}`:                    "thank_you_deadline",
		`{"round_days": 0}`:                                  "round_days",
		`{"max_check_ins": 51}`:                              "max_check_ins",
		`{"offer_time": "24:00"}`:                            "offer_time",
		`{"lead": {"min": "2h"}}`:                            "lead.min",
		`{"fan_out": "everywhere"}`:                          "fan_out",
		`{"alert_to": ["Ada <ada@example.com>"]}`:            "alert_to",
		`{"alert_to": ["a@b.org", "a@b.org", "a@b.org", "a@b.org", "a@b.org", "a@b.org"]}`: "alert_to",
	} {
		_, err := followup.ParsePolicy([]byte(data))
		var mistake *followup.FieldError
		if !errors.As(err, &mistake) || mistake.Field != field {
			t.Errorf("%s: %v, want a mistake in %s", data, err, field)
		}
	}
	if _, err := followup.ParsePolicy([]byte(`{"spacing": "soon"}`)); err == nil || !strings.Contains(err.Error(), "duration") {
		t.Errorf("a wrong duration: %v", err)
	}
}

// TestHandOver: always the same for one follow-up, within the lead, and well spread.
func TestHandOver(t *testing.T) {
	t.Parallel()
	lead := followup.DefaultPolicy().Lead
	var buckets [11]int
	const n = 11_000
	for i := range n {
		d := lead.HandOver("local", fmt.Sprintf("int-%d", i))
		if d != lead.HandOver("local", fmt.Sprintf("int-%d", i)) {
			t.Fatal("two hand-overs of one follow-up differ")
		}
		if d < 5*time.Minute || d >= time.Hour {
			t.Fatalf("a hand-over of %s is outside the lead", d)
		}
		buckets[(d-5*time.Minute)/(5*time.Minute)]++
	}
	for i, count := range buckets {
		if count < n/11*8/10 || count > n/11*12/10 {
			t.Errorf("%d of %d hand-overs fall into the 5 minutes number %d", count, n, i)
		}
	}
	if lead.HandOver("a", "bc") == lead.HandOver("ab", "c") {
		t.Error("tenant and follow-up run into each other")
	}
	if got := (followup.Lead{Min: followup.Duration(time.Minute)}).HandOver("a", "b"); got != time.Minute {
		t.Errorf("a lead without a span is %s", got)
	}
}

func TestRoutes(t *testing.T) {
	t.Parallel()
	email, sms := events.Email, events.SMS
	both := events.Candidate{Email: "ada@example.com", Phone: "+14155550123"}
	texting := both
	texting.Channels = []events.Channel{sms, email, sms}
	only := both
	only.Channels = []events.Channel{sms}
	for _, c := range []struct {
		fanOut    followup.FanOut
		candidate events.Candidate
		want      []followup.Route
	}{
		{followup.FanOutFirst, both, []followup.Route{{Channel: email, Fallback: []events.Channel{sms}}}},
		{followup.FanOutFirst, texting, []followup.Route{{Channel: sms, Fallback: []events.Channel{email}}}},
		{followup.FanOutFirst, only, []followup.Route{{Channel: sms, Fallback: []events.Channel{}}}},
		{followup.FanOutOnly, texting, []followup.Route{{Channel: sms}}},
		{followup.FanOutOnly, both, []followup.Route{{Channel: email}}},
		{followup.FanOutOnly, events.Candidate{}, nil},
		{followup.FanOutAll, texting, []followup.Route{{Channel: sms}, {Channel: email}}},
		{followup.FanOutFirst, events.Candidate{Phone: "+14155550123", Channels: []events.Channel{email}}, []followup.Route{{Channel: sms, Fallback: []events.Channel{}}}},
		{followup.FanOutFirst, events.Candidate{}, nil},
	} {
		policy := followup.DefaultPolicy()
		policy.FanOut = c.fanOut
		if diff := cmp.Diff(c.want, policy.Routes(c.candidate)); diff != "" {
			t.Errorf("%s for %v (-want +got):\n%s", c.fanOut, c.candidate.Channels, diff)
		}
	}
}

// TestCalendarOfThePolicy: it counts for employers of its country that name none.
func TestCalendarOfThePolicy(t *testing.T) {
	t.Parallel()
	bavaria := followup.DefaultPolicy()
	bavaria.Calendar = "DE-BY"
	// 6 January is a public holiday in Bavaria, not in all of Germany.
	for name, tt := range map[string]struct {
		policy     followup.Policy
		zone, code string
		want       string
	}{
		"without one":        {followup.DefaultPolicy(), "Europe/Berlin", "", "2026-01-06"},
		"with one":           {bavaria, "Europe/Berlin", "", "2026-01-07"},
		"the employer's own": {bavaria, "Europe/Berlin", "DE-BE", "2026-01-06"},
		"another country":    {bavaria, "Europe/London", "", "2026-01-06"},
	} {
		ended := time.Date(2026, 1, 2, 15, 0, 0, 0, time.UTC)
		fact, err := events.New(events.InterviewCompleted, "/test", "evt-1", "local", "int-1", ended, events.Meeting{
			Interview:    events.Interview{ID: "int-1", EndedAt: ended},
			Candidate:    events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: tt.zone},
			Employer:     events.Employer{Name: "Finn Logistics", TimeZone: tt.zone, Calendar: tt.code},
			Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
			Promise:      &events.Promise{By: events.NewDate(2026, time.January, 5)},
		})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, r := range followup.Simulate(tt.policy, []events.Event{fact}, time.Time{}).Reminders {
			if r.Kind == events.CheckIn && r.N == 1 {
				got = r.DueAt.Format(time.DateOnly)
			}
		}
		if got != tt.want {
			t.Errorf("%s: the first check-in is on %q, want %s", name, got, tt.want)
		}
	}
}

// TestDurationsAreWrittenWithoutEmptyUnits: what a person would write, and what is read back.
func TestDurationsAreWrittenWithoutEmptyUnits(t *testing.T) {
	t.Parallel()
	for want, d := range map[string]time.Duration{
		"0s": 0, "24h": 24 * time.Hour, "10m": 10 * time.Minute, "1h30m": 90 * time.Minute, "20h10m": 20*time.Hour + 10*time.Minute,
		"10s": 10 * time.Second, "1h0m10s": time.Hour + 10*time.Second, "1m30s": 90 * time.Second,
	} {
		text, err := followup.Duration(d).MarshalText()
		if err != nil || string(text) != want {
			t.Errorf("%s is written %q (%v), want %q", d, text, err, want)
		}
		var back followup.Duration
		if err := back.UnmarshalText(text); err != nil || time.Duration(back) != d {
			t.Errorf("%q is read as %s (%v)", text, time.Duration(back), err)
		}
	}
}
