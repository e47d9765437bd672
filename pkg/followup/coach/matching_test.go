package coach

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

// finds reports whether a review of a note has a code.
func finds(n Note, c Code) bool {
	return slices.ContainsFunc(Check(n).Findings, func(f Finding) bool { return f.Code == c })
}

func noteOf(text string, topics ...string) Note {
	return Note{Text: "Dear Mr. Finn,\n\n" + text + "\n\nBest,\nJordan", Meeting: events.Meeting{
		Candidate: events.Candidate{Name: "Jordan Lee"}, Employer: events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York"},
		Position: events.Position{Title: "Warehouse Planner", Required: []string{"SQL", "inventory planning"}}, Interviewers: []events.Interviewer{{ID: "a", Name: "Robert Finn"}}, Topics: topics,
	}, InterviewerID: "a"}
}

func TestTopics(t *testing.T) {
	for _, c := range []struct {
		topic, text, locale string
		want                bool
	}{
		{"the new depot in Newark", "The depot in Newark sounds like a good place.", "en", true},
		{"the new depot in Newark", "I liked your plans for Newark very much.", "en", true},
		{"the new depot in Newark", "I parked my car close to a depot today.", "en", false},
		{"onboarding program", "It is good that onboarding takes two weeks here.", "en", true},
		{"route optimisation", "We talked about optimizing the routes of the vans.", "en", true},
		{"market expansion", "You are expanding into two new markets next year.", "en", true},
		{"night shift pilot", "I would like to know how the pilot at night goes on.", "en", true},
		{"night-shift pilot", "How the nightshift pilot began is a good story.", "en", true},
		{"nightshift", "I like what you do for the night shift and its people.", "en", true},
		{"three sites in Ohio", "To run 3 sites from one office is not easy.", "en", true},
		{"replacing spreadsheets with a forecasting tool", "The spreadsheets will be missed. A forecast never smells of coffee.", "en", true},
		{"replacing spreadsheets with a forecasting tool", "Spreadsheets are fine. That is all there is to say. Nobody knows. A forecast may be wrong.", "en", false},
		{"inventory planning", "I know inventory planning well and like to do it.", "en", false},
		{"warehouse planner role at Finn Logistics", "The Warehouse Planner role at Finn Logistics is what I want.", "en", false},
		{"team culture", "I like your culture and the team and everything.", "en", false},
		{"team culture", "We talked about the culture of the team for long.", "en", true},
		{"the new depot in Newark", "Depot, Newark.", "en", false},
		{"GDPR", "That GDPR comes before the camera was new to me.", "en", true},
		{"Depotplanung", "Die Planung des Depots hat mich sehr beschäftigt.", "de", true},
		{"Tourenplanung am Morgen", "Wie Sie Touren am Morgen planen, ist klug und einfach.", "de", true},
		{"Umstellung auf Elektro-Lkw", "Die Stelle ist genau das, was ich mir wünsche.", "de", false},
		{"las listas de espera", "Me contó cómo la lista de espera se hizo más corta.", "es", true},
		{"la rénovation du site de Lyon", "Vous rénovez un site superbe, à Lyon de surcroît.", "fr", true},
	} {
		n := noteOf(c.text, c.topic)
		n.Locale = c.locale
		if got := !finds(n, NotSpecific); got != c.want {
			t.Errorf("topic %q, %q: specific %v, want %v", c.topic, c.text, got, c.want)
		}
	}
}

func TestConcrete(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"You mentioned the crane that stops when the tide is low.", true},
		{"Your point about writing labels before the racks arrive was good.", true},
		{"The labels you described would help everybody.", true},
		{"It was good to hear that Rotterdam does it the same way.", true},
		{"It impressed me to hear of 300 trucks and two men.", true},
		{"I keep thinking about your words \"label first, rack later\".", true},
		{"I enjoyed learning more about the company and the team.", false},
		{"You told me about the Warehouse Planner role and about SQL.", false},
		{"Our conversation about the position and its responsibilities was very helpful.", false},
		{"I appreciated the 45 minutes that you took to talk with me on Tuesday.", false},
		{"It was a pleasure to speak with you, Mr. Finn of Finn Logistics.", false},
		{"In my last job I built 12 robots and learned how to weld pipes.", false},
		{"The way you described the culture and the values inspired me.", false},
	} {
		if got := !finds(noteOf(c.text), NotSpecific); got != c.want {
			t.Errorf("%q: concrete %v, want %v", c.text, got, c.want)
		}
	}
}

func TestPlaceholders(t *testing.T) {
	for text, want := range map[string]bool{
		"I want to join [Company].": true, "I want to join [ ].": true, "I want to join {name}.": true, "I want {{ job_title }}.": true, "I want to join <Company Name>.": true,
		"I want to join <<Firma>>.": true, "At XYZ I did it.": true, "I love ABC Company.": true, "I love your company name.": true, "On ______ we met.": true, "%COMPANY% is great.": true,
		"${company} is great.": true, "Insert topic here.": true, "It is (company name) that I want.": true, "Ich mag die Musterfirma.": true, "*|FNAME|* is here.": true, "Lorem ipsum dolor.": true,
		"I read it twice [1].": false, "He said so [sic].": false, "So it was [...] then.": false, "See [my site](https://example.com).": false, "Use a[i] there.": false, "Mail <ada@example.com> please.": false,
		"See <https://example.com/name>.": false, "It is <b>bold</b>.": false, "It costs $300.": false, "50% of the 20% we had.": false, "{\"a\": 1}": true, "xylophone": false, "The company name is nice.": false,
	} {
		if got := finds(noteOf(text), Placeholder); got != want {
			t.Errorf("%q: placeholder %v, want %v", text, got, want)
		}
	}
	if finds(noteOf("We spoke of the XYZ stage.", "the XYZ stage"), Placeholder) {
		t.Error("what stands in a topic is no placeholder")
	}
}

// TestCopies edits every nth word of a copy: a few edits leave it one.
func TestCopies(t *testing.T) {
	var words []string
	for i := range 80 {
		words = append(words, fmt.Sprintf("w%dx", i))
	}
	edited := func(every int) string {
		out := slices.Clone(words)
		for i := every - 1; every > 0 && i < len(out); i += every {
			out[i] = "other" + out[i]
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct {
		text string
		want bool
	}{
		{edited(0), true},
		{edited(20), true},
		{edited(8), true},
		{edited(5), true},
		{edited(3), false},
		{strings.Join(words[:60], " ") + " one two three four five six seven eight nine ten", true},
		{strings.Join(words[:40], " ") + strings.Repeat(" new", 40), false},
		{strings.Join(words[60:], " ") + " " + strings.Join(words[:60], " "), true},
		{"too few words here", false},
	} {
		n := noteOf(strings.Join(words, " "))
		n.Meeting.Interviewers = append(n.Meeting.Interviewers, events.Interviewer{ID: "b", Name: "Priya Natarajan"})
		n.Others = []OtherNote{{InterviewerID: "b", Text: "Dear Priya,\n\n" + c.text + "\n\nBest,\nJordan"}}
		if got := finds(n, Copied); got != c.want {
			t.Errorf("%.60s...: copied %v, want %v", c.text, got, c.want)
		}
		n.Others[0].InterviewerID = "a"
		if finds(n, Copied) {
			t.Errorf("%.60s...: an own draft to the same interviewer is no copy", c.text)
		}
	}
}
