package followup_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/followup"
)

// TestReadPolicyNamesEveryMistake: all at once, by field, with what was probably meant.
func TestReadPolicyNamesEveryMistake(t *testing.T) {
	t.Parallel()
	for data, want := range map[string][]string{
		`{"max_checkins": 3, "spacing": 2}`: {
			"max_checkins is not known; did you mean max_check_ins?",
			"spacing must be a duration such as 2h or 90m; it is 2",
		},
		`{"thank_you_dealy": "5h"}`:                         {"thank_you_dealy is not known; did you mean thank_you_delay?"},
		`{"window": {"form": "08:00"}}`:                     {"window.form is not known; did you mean window.from?"},
		`{"favourite_colour": "red"}`:                       {"favourite_colour is not known"},
		`{"window": "08:00-20:00"}`:                         {`window must be an object of fields; it is "08:00-20:00"`},
		`{"window": {"from": 8, "to": null}}`:               {`window.from must be a time of day such as "08:00"; it is 8`, `window.to must be a time of day such as "08:00"; it is left empty`},
		`{"round_days": "five", "silence_days": 1.5}`:       {`round_days must be a whole number; it is "five"`, "silence_days must be a whole number; it is 1.5"},
		`{"round_days": 0, "max_check_ins": 51}`:            {"round_days must be between 1 and 60", "max_check_ins must be between 0 and 50"},
		`{"round_days": 1e30}`:                              {"round_days must be between 1 and 60"},
		`{"spacing": "25h"}`:                                {"spacing must be between 0s and 24h"},
		`{"spacing": "-1h"}`:                                {`spacing must be a duration such as 2h or 90m; it is "-1h"`},
		`{"announce_ats_outcomes": "yes"}`:                  {`announce_ats_outcomes must be true or false; it is "yes"`},
		`{"fan_out": "everywhere"}`:                         {"fan_out must be first, all or only"},
		`{"alert_to": ["ada@example.com", "me"]}`:           {"alert_to must be a list of at most 5 bare email addresses such as adviser@example.com"},
		`{"alert_to": "ada@example.com"}`:                   {"alert_to must be a list of at most 5 bare email addresses such as adviser@example.com"},
		`{"alert_to": [null]}`:                              {"alert_to must be a list of at most 5 bare email addresses such as adviser@example.com"},
		`{"language": "it"}`:                                {"language must be en, de, es or fr, or left out"},
		`{"window": {"from": "12:00", "to": "12:00"}}`:      {"window.to must be later than window.from"},
		`{"sms_window": {"from": "12:00", "to": "11:00"}}`:  {"sms_window.to must be later than sms_window.from"},
		`{"calendar": "DE-ZZ"}`:                             {"calendar must be an existing ISO 3166-1 or 3166-2 code such as US or DE-BY, or left out"},
		`{"calendar": ["DE"]}`:                              {`calendar must be an existing ISO 3166-1 or 3166-2 code such as US or DE-BY, or left out; it is ["DE"]`},
		`{"language": 1}`:                                   {"language must be en, de, es or fr, or left out; it is 1"},
		`{"lead": {"min": "2h"}}`:                           {"lead.min must not exceed lead.max"},
		`{"lead": {"min": "2h", "max": "soon"}}`:            {`lead.max must be a duration such as 2h or 90m; it is "soon"`},
		`{"window": {"from": "21:00", "to": "22:00"}}`:      {"sms_window must overlap window"},
		`{"office_hours": {"from": "17:00", "to":"17:00"}}`: {"office_hours.to must be later than office_hours.from"},
		`{"spacing": "1h", "spacing": "2h"}`:                {"spacing is there twice"},
		`[1]`:                                               {"must be an object of fields; it is [1]"},
		`{} {}`:                                             {"must be one object with nothing after it"},
		``:                                                  {"must be an object of fields; it is empty"},
	} {
		_, err := followup.ReadPolicy(followup.DefaultPolicy(), []byte(data))
		var got []string
		for _, f := range followup.FieldErrors(err) {
			got = append(got, f.Error())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", data, diff)
		}
	}
}

// TestReadPolicyLaysOverItsBase: what is left out is the base's.
func TestReadPolicyLaysOverItsBase(t *testing.T) {
	t.Parallel()
	base := followup.DefaultPolicy()
	base.RoundDays, base.MaxCheckIns = 7, 2
	got, err := followup.ReadPolicy(base, []byte(`{"max_check_ins": 4.0, "lead": {"max": "2h"}, "spacing": "1.5h", "language": "de", "alert_to": ["a@example.org", "b@example.org"]}`))
	if err != nil {
		t.Fatal(err)
	}
	want := base
	want.MaxCheckIns, want.Lead.Max, want.Language = 4, followup.Duration(2*time.Hour), "de"
	want.Spacing = followup.Duration(90 * time.Minute)
	want.AlertTo = []string{"a@example.org", "b@example.org"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the policy differs (-want +got):\n%s", diff)
	}
}

// TestWhomWeAlertIsNoPartOfAPlan: nobody is planned anew because an adviser changes, and a policy without
// advisers is the one it was before there were any.
func TestWhomWeAlertIsNoPartOfAPlan(t *testing.T) {
	t.Parallel()
	policy := followup.DefaultPolicy()
	before := followup.Basis(policy)
	policy.AlertTo = []string{"adviser@example.org"}
	if got := followup.Basis(policy); got != before {
		t.Errorf("the basis with an adviser is %s, want %s", got, before)
	}
	if len(policy.AlertTo) != 1 {
		t.Error("asking for the basis has changed the policy")
	}
	field := followup.PolicyFields()[len(followup.PolicyFields())-1]
	if got := string(field.JSON(policy)); field.Name != "alert_to" || got != `["adviser@example.org"]` {
		t.Errorf("%s is written %s", field.Name, got)
	}
}

// TestFieldsTellTheirValues: what a field shows is what a policy may hold.
func TestFieldsTellTheirValues(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"window.from": "08:00", "spacing": "2h", "assumed_after": "15m", "round_days": "5", "hard_end_after": "1440h",
		"announce_ats_outcomes": "false", "language": "", "fan_out": "first", "lead.max": "1h",
		"alert_to": "",
	}
	got := map[string]string{}
	for _, f := range followup.PolicyFields() {
		if _, ok := want[f.Name]; ok {
			got[f.Name] = f.Value(followup.DefaultPolicy())
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the values differ (-want +got):\n%s", diff)
	}
}
