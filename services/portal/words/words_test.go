package words_test

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/services/portal/words"
)

// texts are all texts of a language by their path, such as Note.Heading or Plan.Kinds[check_in].
func texts(w words.Words) map[string]string {
	all := map[string]string{}
	var walk func(path string, v reflect.Value)
	walk = func(path string, v reflect.Value) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				walk(strings.TrimPrefix(path+"."+v.Type().Field(i).Name, "."), v.Field(i))
			}
		case reflect.Map:
			if v.Len() == 0 {
				all[path] = ""
			}
			for _, key := range v.MapKeys() {
				walk(fmt.Sprintf("%s[%s]", path, key), v.MapIndex(key))
			}
		default:
			all[path] = v.String()
		}
	}
	walk("", reflect.ValueOf(w))
	return all
}

func others() []events.Language {
	return slices.DeleteFunc(events.Languages(), func(l events.Language) bool { return l == events.English })
}

func TestEveryTextIsThereInEveryLanguage(t *testing.T) {
	english := texts(words.Of(events.English))
	if len(english) < 200 {
		t.Fatalf("only %d texts were found", len(english))
	}
	for _, language := range events.Languages() {
		w := words.Of(language)
		if w.Tag != string(language) {
			t.Errorf("%s calls itself %q", language, w.Tag)
		}
		for path, text := range texts(w) {
			if text == "" || text != strings.TrimSpace(text) {
				t.Errorf("%s: %s is %q", language, path, text)
			}
			if _, ok := english[path]; !ok {
				t.Errorf("%s: English has no %s", language, path)
			}
		}
		for path := range english {
			if _, ok := texts(w)[path]; !ok {
				t.Errorf("%s: %s is missing", language, path)
			}
		}
	}
}

func TestEveryKindAndOutcomeHasItsWords(t *testing.T) {
	w := words.Of(events.English)
	for _, kind := range events.Kinds() {
		if w.Plan.Kinds[kind] == "" {
			t.Errorf("the kind %s has no name", kind)
		}
	}
	for _, state := range []events.ReminderState{events.Planned, events.Due, events.Skipped} {
		if w.Plan.States[state] == "" {
			t.Errorf("the state %s has no name", state)
		}
	}
	for _, outcome := range []events.Outcome{
		events.Offer, events.Rejection, events.Advanced, events.Withdrawn, events.NoResponse, events.Cancelled, events.Expired,
	} {
		if w.Next.Ended[outcome] == "" || w.Next.EndedText[outcome] == "" {
			t.Errorf("the outcome %s has no words", outcome)
		}
	}
	for _, result := range []events.CheckinResult{
		events.StillDeciding, events.CallBack, events.WillContact, events.NoAnswer, events.CheckinOffer, events.CheckinReject,
	} {
		if w.Checkin.Results[result] == "" {
			t.Errorf("the result %s has no words", result)
		}
	}
	for _, rule := range []string{events.RuleStop, events.RuleComplaint, events.RuleUnsubscribe, events.RuleOperator, events.RuleBounce} {
		if w.Preferences.Blocked[rule] == "" {
			t.Errorf("the rule %s has no words", rule)
		}
	}
}

func TestNoLanguageIsLeftInEnglish(t *testing.T) {
	english := texts(words.Of(events.English))
	for _, language := range others() {
		for path, text := range texts(words.Of(language)) {
			if text == english[path] {
				t.Errorf("%s: %s is %q, as in English", language, path, text)
			}
		}
	}
}

func TestEveryLanguageFillsInTheSame(t *testing.T) {
	brace := regexp.MustCompile(`\{[a-z]*\}?`)
	braces := func(text string) []string {
		found := brace.FindAllString(text, -1)
		slices.Sort(found)
		return found
	}
	english := texts(words.Of(events.English))
	for _, language := range others() {
		for path, text := range texts(words.Of(language)) {
			if diff := cmp.Diff(braces(english[path]), braces(text)); diff != "" {
				t.Errorf("%s: %s fills in something else than English (-English +here):\n%s", language, path, diff)
			}
		}
	}
}

func TestEveryTextSpeaksAsAGoodAdviserWould(t *testing.T) {
	for _, language := range events.Languages() {
		for path, text := range texts(words.Of(language)) {
			text = strings.ReplaceAll(text, "START", "start") // It is the word to send.
			for _, breach := range message.Tone(language, message.Message{Text: text}) {
				t.Errorf("%s: %s %s", language, path, breach)
			}
		}
	}
}

// In French no line may begin with a mark; in the other languages no space stands before one.
func TestSpacesBeforeMarks(t *testing.T) {
	spaced := regexp.MustCompile(` [:;?!»]|« `)
	for _, language := range events.Languages() {
		for path, text := range texts(words.Of(language)) {
			if found := spaced.FindString(text); found != "" {
				t.Errorf("%s: %s has %q in %q", language, path, found, text)
			}
		}
	}
}

func TestTheWordThatDeletesCanBeTyped(t *testing.T) {
	for _, language := range events.Languages() {
		word := words.Of(language).Delete.Word
		if word != strings.ToLower(word) || strings.ContainsAny(word, " \u00a0") {
			t.Errorf("%s: %q is no single word in small letters", language, word)
		}
	}
}

func TestAnUnknownLanguageIsEnglish(t *testing.T) {
	if got := words.Of("xx").Tag; got != "en" {
		t.Errorf("an unknown language speaks %q", got)
	}
}

func TestFill(t *testing.T) {
	for _, c := range []struct {
		text  string
		pairs []string
		want  string
	}{
		{"Call {name}", []string{"name", "Mr. Finn"}, "Call Mr. Finn"},
		{"{from} to {until}", []string{"until", "5", "from", "9"}, "9 to 5"},
		{"Call {name}", []string{"name", "{until}", "until", "five"}, "Call {until}"},
		{"Call {name}", nil, "Call {name}"},
		{"Call {name}", []string{"name"}, "Call {name}"},
	} {
		if got := words.Fill(c.text, c.pairs...); got != c.want {
			t.Errorf("Fill(%q, %q) = %q, want %q", c.text, c.pairs, got, c.want)
		}
	}
}
