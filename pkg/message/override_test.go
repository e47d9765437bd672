package message_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/pkg/message/segment"
)

func own(kind events.Kind, source string) []events.Template {
	return []events.Template{{Kind: kind, Language: events.English, Source: source}}
}

func TestATenantsBlocksTakeThePlaceOfTheStandardOnes(t *testing.T) {
	ts := templates(t)
	s := sampleNamed(t, "move_on")
	standard, standardText := render(t, ts, s, events.Email), render(t, ts, s, events.SMS)
	laid, err := ts.With(own(events.MoveOn, "{{define \"subject\"}}{{.Employer}}, and what is next for you{{end}}\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	m := render(t, laid, s, events.Email)
	if m.Subject != "Finn Logistics, and what is next for you" || !strings.Contains(m.HTML, "<title>Finn Logistics, and what") {
		t.Errorf("the subject is %q", m.Subject)
	}
	if m.Text != standard.Text || render(t, laid, s, events.SMS).Text != standardText.Text {
		t.Error("a block that the tenant did not define has changed")
	}
	if again := render(t, ts, s, events.Email); again.Subject != standard.Subject {
		t.Error("the standard templates have changed")
	}
	other := sampleNamed(t, "regroup")
	if render(t, laid, other, events.Email).Text != render(t, ts, other, events.Email).Text {
		t.Error("another kind has changed")
	}
}

// What a tenant begins with is right as it stands, in every kind and language.
func TestTheStandardWordsPassTheCheck(t *testing.T) {
	eachLanguage(t, func(t *testing.T, ts *message.Templates, tag events.Language) {
		var all []events.Template
		for _, kind := range events.Kinds() {
			source, err := ts.Source(kind, tag)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, events.Template{Kind: kind, Language: tag, Source: source})
		}
		laid, err := ts.With(all)
		if err != nil {
			t.Fatal(err)
		}
		for _, sample := range message.SamplesIn(tag) {
			if render(t, laid, sample.Situation, events.Email).HTML != render(t, ts, sample.Situation, events.Email).HTML {
				t.Errorf("%s is not what it was", sample.Name)
			}
		}
	})
	if _, err := templates(t).Source("party", events.English); !errors.Is(err, message.ErrUnknown) {
		t.Errorf("the source of a kind that does not exist: %v", err)
	}
	if _, err := templates(t).Source(events.MoveOn, "tlh"); !errors.Is(err, message.ErrUnknown) {
		t.Errorf("the source of a language that is not spoken: %v", err)
	}
}

// good is a template in which each test below spoils one thing.
const good = `{{define "subject"}}Looking ahead, {{.Name}}{{end}}
{{define "preheader"}}You have done your part.{{end}}
{{define "email"}}
Hi {{.Name}},

you have done your part at {{.Employer}}. Our advisers are there for you: https://careers.acme.example

=> Choose one new position today.
{{end}}
{{define "sms"}}{{.Name}}, you have done your part. Choose one new position today.{{end}}
`

func TestTheCheckOfATemplate(t *testing.T) {
	ts := templates(t)
	for name, test := range map[string]struct {
		kind     events.Kind
		old, new string
		block    string
		line     int
		reason   string
	}{
		"good":                               {events.MoveOn, "", "", "", 0, ""},
		"good with a link":                   {events.MoveOn, "Hi {{.Name}}", "Hi {{.Name}}, here is {{link .Page \"your page\"}}{{if .Replies}}, or reply {{.W.Done}}{{end}}", "", 0, ""},
		"good with the card":                 {events.CheckIn, "Hi {{.Name}}", "Hi {{.Name}}\n\n> {{.Card.Script}}\n\n{{quote .Card.DraftBody}}", "", 0, ""},
		"link elsewhere":                     {events.MoveOn, "Hi {{.Name}}", "Hi {{link \"ftp://acme.example\" \"your files\"}}", "email", 4, "no address for a letter"},
		"more than a word, the card":         {events.MoveOn, "Hi {{.Name}}", "Hi {{.Card}}", "email", 4, "is more than a word"},
		"good with a count":                  {events.MoveOn, "Hi {{.Name}}", "Hi {{$n := len .OwedPeople}}{{if gt $n 99}}{{$n}}{{end}}{{.Name}}", "", 0, ""},
		"unknown field in the else of if":    {events.MoveOn, "Hi {{.Name}}", "Hi {{if .Name}}you{{else}}{{.Salary}}{{end}}", "email", 4, "there is no field .Salary"},
		"unknown field in the else of with":  {events.MoveOn, "Hi {{.Name}}", "Hi {{with .Name}}you{{else}}{{.Salary}}{{end}}", "email", 4, "there is no field .Salary"},
		"unknown field in the else of range": {events.MoveOn, "Hi {{.Name}}", "Hi {{range .OwedPeople}}you{{else}}{{.Salary}}{{end}}", "email", 4, "there is no field .Salary"},
		"unknown kind":                       {"party", "", "", "", 0, "there is no such kind of message; there are closing_brief,"},
		"does not parse":                     {events.MoveOn, "{{.Name}},\n\nyou", "{{.Name}},\n\n{{if}}you", "", 6, "missing value for if"},
		"block never ends":                   {events.MoveOn, "today.\n{{end}}", "today.\n", "", 10, "unexpected <define>"},
		"unknown block":                      {events.MoveOn, `{{define "sms"}}`, `{{define "fax"}}`, "fax", 10, "there is no such block; there are subject, preheader, email, sms"},
		"block twice":                        {events.MoveOn, `{{define "sms"}}`, `{{define "subject"}}`, "", 10, `multiple definition of template "subject"`},
		"words outside":                      {events.MoveOn, "{{end}}\n{{define \"email\"}}", "{{end}}\n\nHello {{.Name}}\n{{define \"email\"}}", "", 4, "there are words outside of the blocks"},
		"nothing":                            {events.MoveOn, good, " \n", "", 0, "it defines no block"},
		"empty block":                        {events.MoveOn, "You have done your part.", "", "preheader", 2, "it is empty; leave its definition out"},
		"unknown field":                      {events.MoveOn, "Hi {{.Name}}", "Hi {{.FirstName}}", "email", 4, "there is no field .FirstName; there are .N, .Name,"},
		"unknown field where no sample goes": {events.MoveOn, "Hi {{.Name}}", "Hi {{if gt .N 99}}{{.Nickname}}{{end}}", "email", 4, "there is no field .Nickname"},
		"unknown field of a variable":        {events.MoveOn, "Hi {{.Name}}", "Hi {{$c := .Contact}}{{if gt .N 99}}{{$c.Nickname}}{{end}}", "email", 4, "there is no field .Nickname; there are .Name,"},
		"unknown field in with":              {events.MoveOn, "Hi {{.Name}}", "Hi {{with .Contact}}{{.Employer}}{{end}}", "email", 4, "there is no field .Employer"},
		"unknown field in range":             {events.MoveOn, "Hi {{.Name}}", "Hi {{range $i, $p := .OwedPeople}}{{$p.Salary}}{{end}}", "email", 4, "there is no field .Salary"},
		"unknown field of a chain":           {events.MoveOn, "Hi {{.Name}}", "Hi {{(.Contact).Salary}}", "email", 4, "there is no field .Salary"},
		"field of a word":                    {events.MoveOn, "Hi {{.Name}}", "Hi {{.Name.First}}", "email", 4, ".Name has no field First"},
		"more than a word":                   {events.MoveOn, "Hi {{.Name}}", "Hi {{.Contact}}", "email", 4, "is more than a word"},
		"wrong comparison":                   {events.MoveOn, "Hi {{.Name}}", "Hi {{if gt .Name 1}}you{{end}}", "email", 4, "incompatible types for comparison"},
		"endless numbers":                    {events.MoveOn, "Hi {{.Name}}", "Hi {{range 1000000000}}{{end}}", "email", 4, "range goes over .OwedPeople only"},
		"range in range":                     {events.MoveOn, "Hi {{.Name}}", "Hi {{range .OwedPeople}}{{range $.OwedPeople}}x{{end}}{{end}}", "email", 4, "range must not stand inside of another"},
		"recursion":                          {events.MoveOn, "Hi {{.Name}}", "Hi {{template \"email\" .}}", "email", 4, "a block cannot call another one"},
		"wide print":                         {events.MoveOn, "Hi {{.Name}}", "Hi {{printf \"%999999d\" .N}}", "email", 4, "the function printf cannot be used; there are and, email,"},
		"blow-up":                            {events.Regroup, "Hi {{.Name}}", strings.Repeat("{{.Strength}}", 2400), "email", 3, "64 KiB"},
		"too long":                           {events.MoveOn, "Hi {{.Name}}", strings.Repeat("you ", 9000), "", 0, "write at most 32768"},
		"not UTF-8":                          {events.MoveOn, "Hi {{.Name}}", "Hi \xff", "", 0, "not UTF-8"},
		"control character":                  {events.MoveOn, "Hi {{.Name}}", "Hi \x02javascript:alert(1)\x1fyou\x03", "", 4, "control character"},
		"control character in a word":        {events.MoveOn, "Hi {{.Name}}", `Hi {{email "\x02"}}`, "email", 4, "control character"},
		"HTML":                               {events.MoveOn, "Hi {{.Name}},", "Hi <b>{{.Name}}</b>,", "email", 4, "<b> is HTML"},
		"HTML in a word":                     {events.MoveOn, "Hi {{.Name}},", `Hi {{email "<script>"}},`, "email", 4, "<script> is HTML"},
		"entity":                             {events.MoveOn, "Hi {{.Name}},", "Hi&nbsp;{{.Name}},", "email", 4, "&nbsp; is HTML"},
		"plain http":                         {events.MoveOn, "https://careers", "http://careers", "email", 6, "http:// is no address"},
		"script address":                     {events.MoveOn, "https://careers", "javascript:careers", "email", 6, "is no address"},
		"subject too long":                   {events.MoveOn, "Looking ahead,", strings.Repeat("ahead ", 12), "subject", 1, "characters; write at most 70 (in the sample \"move_on\")"},
		"subject comes out empty":            {events.MoveOn, "Looking ahead, {{.Name}}", "{{if gt .N 5}}Ahead{{end}}", "subject", 1, "comes out empty"},
		"preheader too long":                 {events.MoveOn, "You have done your part.{{end}}", strings.Repeat("ahead ", 30) + "{{end}}", "preheader", 2, "at most 150"},
		"SMS too long":                       {events.MoveOn, "{{define \"sms\"}}", "{{define \"sms\"}}" + strings.Repeat("ahead ", 50), "sms", 10, "takes 3 segments; shorten it to 2, which are 306"},
		"SMS too long in Cyrillic":           {events.MoveOn, "{{define \"sms\"}}", "{{define \"sms\"}}" + strings.Repeat("вперёд ", 15), "sms", 10, "which are 134 characters"},
		"no step":                            {events.MoveOn, "=> ", "", "email", 3, "has 0 next steps"},
		"two steps":                          {events.MoveOn, "=> ", "=> Look around you.\n=> ", "email", 3, "has 2 next steps"},
		"blame":                              {events.MoveOn, "you have done your part at", "you should have called", "email", 3, `says "should have": it blames`},
		"pressure":                           {events.MoveOn, "Looking ahead", "Last chance", "subject", 1, `says "Last chance": it presses`},
		"stale":                              {events.MoveOn, `{{define "sms"}}`, `{{define "sms"}}Just checking in, `, "sms", 10, `says "Just checking": it is what everybody writes`},
		"shouting":                           {events.MoveOn, "done your part.{{end}}", "done your part. TODAY{{end}}", "preheader", 2, `says "TODAY": capitals shout`},
		"piled up":                           {events.MoveOn, "new position today.\n", "new position today!!\n", "email", 3, `says "!!"`},
		"speaks of somebody":                 {events.MoveOn, "you have done your part at {{.Employer}}. Our advisers are there for you:", "The part is done. See", "email", 3, "does not speak to the reader"},
	} {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(good, test.old) {
				t.Fatalf("%q is not in the template", test.old)
			}
			_, err := ts.With(own(test.kind, strings.Replace(good, test.old, test.new, 1)))
			if test.reason == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			var fault *message.TemplateError
			if !errors.As(err, &fault) {
				t.Fatalf("With: %v; want a *TemplateError", err)
			}
			if fault.Kind != test.kind || fault.Language != events.English || fault.Block != test.block || fault.Line != test.line || !strings.Contains(fault.Reason, test.reason) {
				t.Errorf("got block %q, line %d: %s\nwant block %q, line %d: ...%s...", fault.Block, fault.Line, fault.Reason, test.block, test.line, test.reason)
			}
			if place := fmt.Sprintf("line %d", test.line); test.line > 0 && !strings.Contains(err.Error(), place) {
				t.Errorf("the error does not name the %s: %v", place, err)
			}
		})
	}
}

func TestAllFaultsAreNamed(t *testing.T) {
	_, err := templates(t).With([]events.Template{
		{Kind: events.MoveOn, Language: events.English, Source: `{{define "sms"}}{{.A}}{{.B}}{{end}}`},
		{Kind: events.MoveOn, Language: events.English, Source: good},
		{Kind: events.Regroup, Language: "tlh", Source: good},
	})
	for _, want := range []string{"no field .A", "no field .B", "it is there twice", "there is no such language; there are en"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not say %q: %v", want, err)
		}
	}
}

// What is short with the names of the samples is made short with all others, as the standard words are.
func TestATenantsMessagesAreShortWhateverTheNames(t *testing.T) {
	laid, err := templates(t).With(own(events.MoveOn, good))
	if err != nil {
		t.Fatal(err)
	}
	s := sampleNamed(t, "move_on")
	s.Brief.Meeting.Candidate.Name = strings.Repeat("Ñ李", 100)
	if size := segment.Of(render(t, laid, s, events.SMS).Text); size.Segments > message.MaxSegments {
		t.Errorf("%d segments", size.Segments)
	}
}

// Whatever is saved as a template is refused, or becomes a message for everybody.
func FuzzTenantsTemplate(f *testing.F) {
	ts := templates(f)
	for _, kind := range events.Kinds() {
		source, err := ts.Source(kind, events.English)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(source)
	}
	f.Add(good)
	f.Add(`{{define "email"}}{{range $i, $p := .OwedPeople}}{{if eq $i 1}}{{break}}{{end}}{{$p.Name}} {{else}}you{{end}}{{end}}`)
	f.Fuzz(func(t *testing.T, source string) {
		laid, err := ts.With(own(events.ThankYou, source))
		if err != nil {
			var fault *message.TemplateError
			if !errors.As(err, &fault) || fault.Reason == "" {
				t.Errorf("With: %v; want a *TemplateError with a reason", err)
			}
			return
		}
		m := render(t, laid, sampleNamed(t, "thank_you-panel"), events.Email)
		if m.Subject == "" || strings.Count(m.Text, "\n-> ") != 1 || strings.Contains(m.HTML, "javascript:") {
			t.Errorf("it became %q:\n%s", m.Subject, m.Text)
		}
	})
}
