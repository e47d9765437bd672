package intake

import (
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

func TestASimulationTellsTheStory(t *testing.T) {
	d := openDoor(t)
	story, err := os.ReadFile("../../examples/silence.json")
	if err != nil {
		t.Fatal(err)
	}
	facts, _, err := events.ParseJSON(story)
	if err != nil {
		t.Fatal(err)
	}
	for i := range facts {
		facts[i].Tenant = "acme"
	}
	want := followup.Simulate(followup.DefaultPolicy(), facts, time.Time{})
	if len(want.Reminders) < 5 || want.Outcome != events.NoResponse {
		t.Fatalf("the story is %+v", want)
	}
	for name, body := range map[string]string{
		"array": string(story),
		"long":  `{"facts":` + string(story) + `,"policy":{"spacing":"2h"}}`,
	} {
		r := d.post("/v1/simulate", body)
		var got followup.Story
		r.into(t, &got)
		if diff := cmp.Diff(want, got); r.StatusCode != http.StatusOK || diff != "" {
			t.Errorf("%s: status %d (-want +got):\n%s", name, r.StatusCode, diff)
		}
	}
	one := d.post("/v1/simulate", encode(t, (&described{now: testNow().AddDate(-9, 0, 0)}).eventExample()), "Content-Type", "application/cloudevents+json")
	if one.StatusCode != http.StatusOK {
		t.Errorf("one event of years ago: %d %s", one.StatusCode, one.text)
	}
	if n := len(d.facts(0)); n != 0 {
		t.Errorf("FACTS holds %d facts", n)
	}
}

func TestASimulationUsesThePolicyOfTheTenant(t *testing.T) {
	d := openDoor(t)
	own := tenant("third", events.APIKey{Hash: sha("aw_third")})
	own.Policy = []byte(`{"debrief_delay":"2h"}`)
	d.putTenant(own)
	event := strings.NewReplacer(`,"promise":{"by":"2026-03-05"}`, "").Replace(encode(t, (&described{now: testNow().AddDate(0, 0, 1)}).eventExample()))
	body := `{"facts":[` + event + `],"until":"2026-03-04T12:00:00Z"%s}`
	due := func(key, policy string, kind events.Kind) string {
		var story followup.Story
		r := d.request(http.MethodPost, "/v1/simulate", key, encodeWith(body, policy))
		r.into(t, &story)
		for _, reminder := range story.Reminders {
			if reminder.Kind == kind {
				return reminder.DueAt.Format("15:04")
			}
		}
		t.Fatalf("no such reminder in %s", r.text)
		return ""
	}
	eventually(t, "the third tenant is known", func() bool {
		return d.request(http.MethodGet, "/v1/followups/x", "aw_third", "").StatusCode == http.StatusNotFound
	})
	for _, c := range []struct {
		key, policy string
		kind        events.Kind
		want        string
	}{
		{acmeKey, "", events.DebriefPrompt, "21:00"},
		{acmeKey, "", events.ThankYou, "23:00"},
		{"aw_third", "", events.DebriefPrompt, "22:00"},
		{"aw_third", `,"policy":{"thank_you_delay":"4h"}`, events.ThankYou, "00:00"},
		{"aw_third", `,"policy":{"thank_you_delay":"4h"}`, events.DebriefPrompt, "22:00"},
	} {
		if got := due(c.key, c.policy, c.kind); got != c.want {
			t.Errorf("%s for %s%s is due at %s, want %s", c.kind, c.key, c.policy, got, c.want)
		}
	}
}

func encodeWith(body, policy string) string {
	const mark = "%s"
	i := len(body) - len(mark) - 1
	return body[:i] + policy + body[i+len(mark):]
}

func TestABadSimulationNamesTheField(t *testing.T) {
	d := openDoor(t)
	event := encode(t, (&described{now: testNow().AddDate(0, 0, 1)}).eventExample())
	for _, c := range []struct {
		name, body string
		status     int
		want       []string
	}{
		{name: "no facts", body: `[]`, status: 422, want: []string{"facts"}},
		{name: "no facts in the long form", body: `{"facts":[]}`, status: 422, want: []string{"facts"}},
		{name: "a typo for facts", body: `{"fact":[` + event + `]}`, status: 422, want: []string{"fact", "facts"}},
		{name: "a policy alone", body: `{"policy":{}}`, status: 422, want: []string{"facts"}},
		{name: "unknown field", body: `{"facts":[` + event + `],"horizon":"2026-03-04T12:00:00Z"}`, status: 422, want: []string{"horizon"}},
		{name: "until", body: `{"facts":[` + event + `],"until":"tomorrow"}`, status: 422, want: []string{"until"}},
		{name: "policy", body: `{"facts":[` + event + `],"policy":{"round_days":0,"spacing":"99h"}}`, status: 422, want: []string{"policy.spacing", "policy.round_days"}},
		{name: "policy with a typo", body: `{"facts":[` + event + `],"policy":{"spacng":"1h"}}`, status: 422, want: []string{"policy.spacng"}},
		{name: "fault of a fact", body: `{"facts":[` + event + `,{"specversion":"1.0","id":"1","source":"/x","time":"2026-03-03T20:30:00Z","type":"io.afterword.checkin.made.v1","subject":"int-42","data":{"result":"perhaps"}}]}`, status: 422, want: []string{"facts[1].data.result"}},
	} {
		r := d.post("/v1/simulate", c.body)
		if diff := cmp.Diff(c.want, r.locations(t)); r.StatusCode != c.status || diff != "" {
			t.Errorf("%s: status %d, locations (-want +got):\n%s", c.name, r.StatusCode, diff)
		}
	}
}
