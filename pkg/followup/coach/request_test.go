package coach_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/coach"
)

const heldInterview = `{"interview": {"id": "int-1", "ended_at": "2019-03-03T15:00:00Z"},
 "candidate": {"name": "Ada Park", "email": "ada@example.com", "time_zone": "America/New_York"},
 "employer": {"name": "Finn Logistics", "time_zone": "America/New_York"},
 "interviewers": [{"name": "Mr. Finn"}, {"name": "Ms. Hale"}], "topics": ["the new depot"]}`

// TestARequestIsReadWhole: an interview of years ago too, with ids for those who have none.
func TestARequestIsReadWhole(t *testing.T) {
	t.Parallel()
	n, err := coach.ParseRequest([]byte(`{"text": "Dear Ms. Hale, thank you.", "locale": "en", "interview": ` + heldInterview + `,
		"interviewer_id": "iv-2", "method": "email", "other_notes": [{"interviewer_id": "iv-1", "text": "Dear Mr. Finn"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if n.Text != "Dear Ms. Hale, thank you." || n.Locale != "en" || n.InterviewerID != "iv-2" || n.Method != events.ByEmail {
		t.Errorf("the note is %+v", n)
	}
	if n.Meeting.Interviewers[1].ID != "iv-2" || n.Meeting.Topics[0] != "the new depot" {
		t.Errorf("the interview is %+v", n.Meeting)
	}
	if diff := cmp.Diff([]coach.OtherNote{{InterviewerID: "iv-1", Text: "Dear Mr. Finn"}}, n.Others); diff != "" {
		t.Errorf("the other notes differ (-want +got):\n%s", diff)
	}
}

// TestARequestNamesEveryFieldAtFault: once each, with its place in the request.
func TestARequestNamesEveryFieldAtFault(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		request string
		want    []string
	}{
		"nothing":         {`{}`, []string{"interview", "text"}},
		"no interview":    {`{"text": "Thanks", "interview": null}`, []string{"interview"}},
		"not an object":   {`{"text": "Thanks", "interview": 5}`, []string{"interview"}},
		"wrong types":     {`{"text": 5, "locale": ["en"], "interview": ` + heldInterview + `, "interviewer_id": "iv-1"}`, []string{"text", "locale"}},
		"a typo":          {`{"text": "Thanks", "interveiw": {}}`, []string{"interveiw", "interview"}},
		"several at once": {`{"text": " ", "method": "pigeon", "interview": ` + strings.Replace(heldInterview, `"name": "Ada Park", `, `"fullname": "Ada Park", `, 1) + `}`, []string{"interview.candidate.fullname", "interview.candidate.name", "text", "method"}},
		"an unknown one":  {`{"text": "Thanks", "interviewer_id": "iv-9", "interview": ` + heldInterview + `}`, []string{"interviewer_id"}},
		"an other note":   {`{"text": "Thanks", "interviewer_id": "iv-1", "other_notes": [{"interviewer_id": "iv-2", "text": ""}], "interview": ` + heldInterview + `}`, []string{"other_notes[0].text"}},
	} {
		_, err := coach.ParseRequest([]byte(tt.request))
		var invalid *events.InvalidError
		if !errors.As(err, &invalid) {
			t.Errorf("%s: error is %v", name, err)
			continue
		}
		var got []string
		for _, f := range invalid.Fields {
			got = append(got, f.Location)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: locations differ (-want +got):\n%s", name, diff)
		}
	}
	var malformed *events.MalformedError
	if _, err := coach.ParseRequest([]byte(`{"text": "Thanks"`)); !errors.As(err, &malformed) {
		t.Errorf("half a document: %v", err)
	}
}
