package story_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/cli/story"
	"github.com/afterword-io/afterword/pkg/events"
)

func TestEachReadsArraysAndLines(t *testing.T) {
	t.Parallel()
	planned := `{"specversion":"1.0","type":"io.afterword.followup.planned.v1","source":"/w","id":"p-1","subject":"int-1","time":"2026-03-03T15:00:01Z","data":{}}`
	for name, input := range map[string]string{
		"an array":               "[" + interview + "," + planned + "," + offer + "]",
		"a line each":            interview + "\n\n" + planned + "\n" + offer + "\n",
		"with a byte order mark": "\xef\xbb\xbf\n[" + interview + "," + planned + "," + offer + "]",
	} {
		var got []string
		others, err := story.Each(strings.NewReader(input), func(e events.Event) error {
			got = append(got, e.ID)
			if e.Type == events.InterviewCompleted && !strings.Contains(string(e.Data), `"iv-2"`) {
				t.Errorf("%s: the interview is not normalised", name)
			}
			return nil
		})
		if err != nil || others != 1 {
			t.Errorf("%s: %d others, error %v", name, others, err)
		}
		if diff := cmp.Diff([]string{"e-1", "e-2"}, got); diff != "" {
			t.Errorf("%s: facts differ (-want +got):\n%s", name, diff)
		}
	}
}

func TestEachTakesWhatWasRecordedAsItIs(t *testing.T) {
	t.Parallel()
	// Valid when it came in, months after the time it bears.
	late := strings.Replace(interview, `"time":"2026-03-03`, `"time":"2026-01-03`, 1)
	if _, err := story.Each(strings.NewReader(late), func(events.Event) error { return nil }); err != nil {
		t.Error(err)
	}
}

func TestEachSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	enough := errors.New("enough")
	for name, tt := range map[string]struct{ input, want string }{
		"nothing":            {" \n", "the input is empty"},
		"no JSON":            {"facts", "neither a JSON object nor a JSON array"},
		"an end too early":   {"[" + interview, "line 4 is not JSON: it ends before it is complete"},
		"half an event":      {interview + `{"a":`, "line 4 is not JSON: it ends before it is complete"},
		"broken":             {"[" + interview + ",}", "line 4 is not JSON: invalid character '}' looking for beginning of value"},
		"not a CloudEvent":   {"[" + interview + `,{"a":1}]`, "[1].specversion"},
		"no time":            {strings.Replace(offer, `"time":"2026-03-04T15:00:00Z",`, "", 1), "[0] must have a subject and a time"},
		"two arrays":         {"[" + interview + "]\n[" + offer + "]", "there is something after the array"},
		"what take has said": {offer, "enough"},
	} {
		_, err := story.Each(strings.NewReader(tt.input), func(e events.Event) error {
			if e.Type == events.OutcomeRecorded {
				return enough
			}
			return nil
		})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error is %v, want one that says %q", name, err, tt.want)
		}
	}
}

func TestEachGivesUpAfterSomeFaults(t *testing.T) {
	t.Parallel()
	_, err := story.Each(strings.NewReader(strings.Repeat(`{"a":1}`+"\n", 1000)), func(events.Event) error { return nil })
	var invalid *story.InvalidError
	if !errors.As(err, &invalid) || len(invalid.Faults) < 20 || len(invalid.Faults) > 40 {
		t.Errorf("error is %v", err)
	}
}

func TestEachHoldsFactsToEveryRuleButTheirAge(t *testing.T) {
	t.Parallel()
	const ended = `"ended_at":"2026-03-03T15:00:00Z"`
	for name, tt := range map[string]struct{ old, replacement, want string }{
		"no instant":  {ended, `"ended_at":"yesterday"`, "[0].data.interview.ended_at must be"},
		"no end":      {ended, `"format":"video"`, "[0].data.interview.ended_at is required"},
		"no zone":     {`"Europe/Lisbon"`, `"Nope"`, "[0].data.candidate.time_zone must be"},
		"told late":   {ended, `"ended_at":"2023-03-03T15:00:00Z"`, ""},
		"told early":  {ended, `"ended_at":"2027-03-03T15:00:00Z"`, ""},
		"late, wrong": {ended + `}`, `"ended_at":"2023-03-03T15:00:00Z","round":-1}`, "[0].data.interview.round must be"},
	} {
		input := strings.Replace(interview, tt.old, tt.replacement, 1)
		if input == interview {
			t.Fatalf("%s: the interview has no %s", name, tt.old)
		}
		_, err := story.Each(strings.NewReader(input), func(events.Event) error { return nil })
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error is %v, want one that says %q", name, err, tt.want)
		}
	}
}

// TestReadAndEachSayTheSameOfWhatIsBroken: with the line.
func TestReadAndEachSayTheSameOfWhatIsBroken(t *testing.T) {
	t.Parallel()
	interview, offer := strings.ReplaceAll(interview, "\n", ""), strings.ReplaceAll(offer, "\n", "")
	for name, input := range map[string]string{
		"a line of words":     interview + "\n" + offer + "\nbroken\n" + offer,
		"an open object":      interview + "\n" + offer + "\n" + `{"a":1` + "\n" + offer,
		"an open string":      interview + "\n" + offer + "\n" + `{"a":"b` + "\n" + offer,
		"an early end":        interview + "\n" + offer + "\n" + `{"a":1` + "\n\n",
		"after empty lines":   "\n\n" + `{"a" 1}`,
		"an array":            "[\n" + interview + ",\n}\n]",
		"an array, no comma":  "[" + interview + ",\n\n" + offer + "\n" + offer + "]",
		"an array cut off":    "[" + interview + ",\n\n" + offer,
		"an array of nothing": "[\n\n}",
	} {
		_, read := story.Read(strings.NewReader(input))
		_, each := story.Each(strings.NewReader(input), func(events.Event) error { return nil })
		if read == nil || each == nil || read.Error() != each.Error() || !strings.HasPrefix(each.Error(), "line 3 is not JSON: ") {
			t.Errorf("%s:\nRead: %v\nEach: %v", name, read, each)
		}
	}
}

func TestEachSaysThatItCannotRead(t *testing.T) {
	t.Parallel()
	input := io.MultiReader(strings.NewReader(interview+`{"a":`), iotest.ErrReader(errors.New("the disk is gone")))
	_, err := story.Each(input, func(events.Event) error { return nil })
	if err == nil || err.Error() != "read the input: the disk is gone" {
		t.Errorf("error is %v", err)
	}
}
