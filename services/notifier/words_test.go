package notifier_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/emersion/go-message/mail"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
)

// opened is a letter as its reader has it.
type opened struct {
	header     mail.Header
	text, html string
	// attachments are their contents by file name, types their media types.
	attachments map[string]string
	types       map[string]string
}

func open(t *testing.T, letter channeltest.Letter) opened {
	t.Helper()
	read, err := mail.CreateReader(bytes.NewReader(letter.Raw))
	if err != nil {
		t.Fatal(err)
	}
	o := opened{header: read.Header, attachments: map[string]string{}, types: map[string]string{}}
	for {
		part, err := read.NextPart()
		if errors.Is(err, io.EOF) {
			return o
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(part.Body)
		if err != nil {
			t.Fatal(err)
		}
		switch header := part.Header.(type) {
		case *mail.InlineHeader:
			switch kind, _, _ := header.ContentType(); kind {
			case "text/plain":
				o.text = strings.ReplaceAll(string(body), "\r\n", "\n")
			case "text/html":
				o.html = string(body)
			default:
				t.Errorf("a part of type %s", kind)
			}
		case *mail.AttachmentHeader:
			name, err := header.Filename()
			if err != nil {
				t.Fatal(err)
			}
			o.attachments[name], o.types[name] = string(body), header.Get("Content-Type")
		}
	}
}

// tenant stores the tenant that all follow-ups here are of.
func (w *world) tenant(tenant events.Tenant) {
	w.t.Helper()
	tenant.Slug = slug
	if _, err := bus.OpenBucket[events.Tenant](w.bus, bus.TenantsBucket).Put(w.t.Context(), slug, tenant); err != nil {
		w.t.Fatal(err)
	}
}

func TestTheWholeBrandIsInTheLetter(t *testing.T) {
	w := newWorld(t)
	w.tenant(events.Tenant{Brand: events.Brand{
		SenderName: "Acme Careers", SenderEmail: "careers@acme.example", ReplyTo: "team@acme.example", Color: "#b0338a",
		Logo: "https://acme.example/logo.png", Footer: "Acme Careers, 1 Main Street",
	}})
	w.start(nil)
	r := reminder(1)
	w.wants(morning, r)
	w.due(r, brief())
	w.result(r, events.Email)
	letter := w.letters()[0]
	if letter.From != "careers@acme.example" {
		t.Errorf("the envelope is from %s", letter.From)
	}
	o := open(t, letter)
	for field, want := range map[string]mail.Address{
		"From":     {Name: "Acme Careers", Address: "careers@acme.example"},
		"Reply-To": {Address: "team@acme.example"},
	} {
		if got, err := o.header.AddressList(field); err != nil || len(got) != 1 || *got[0] != want {
			t.Errorf("%s is %v (%v); want %v", field, got, err, want)
		}
	}
	for _, want := range []string{"#b0338a", `src="https://acme.example/logo.png"`, "Acme Careers, 1 Main Street"} {
		if !strings.Contains(o.html, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if !strings.HasSuffix(o.text, "Acme Careers\n\n-- \nAcme Careers, 1 Main Street\n") {
		t.Errorf("the text ends otherwise:\n%s", o.text)
	}
	if entry := o.attachments["check-in.ics"]; !strings.Contains(entry, "ORGANIZER:mailto:careers@acme.example\r\n") {
		t.Errorf("the calendar entry is not the tenant's:\n%s", entry)
	}
}

func TestACheckInBringsItsCalendarEntry(t *testing.T) {
	w := newWorld(t)
	w.start(nil)
	r, other := reminder(1), reminder(1)
	other.ID, other.Kind = events.ReminderID("int-42", events.MoveOn, 1), events.MoveOn
	w.wants(morning, r, other)
	w.due(r, brief())
	w.result(r, events.Email)
	o := open(t, w.letters()[0])
	entry := o.attachments["check-in.ics"]
	if len(o.attachments) != 1 || !strings.HasPrefix(o.types["check-in.ics"], "text/calendar; charset=utf-8; method=PUBLISH") {
		t.Fatalf("the attachments are %v; want one calendar entry that is published", o.types)
	}
	for _, want := range []string{"METHOD:PUBLISH\r\n", "UID:int-42.check_in.1@", "DTSTART:20260306T140000Z\r\n", "ORGANIZER:mailto:hello@example.org\r\n"} {
		if !strings.Contains(entry, want) {
			t.Errorf("the entry lacks %q:\n%s", want, entry)
		}
	}
	if !strings.Contains(o.text, "If you call") || !strings.Contains(o.html, "<h2") {
		t.Error("the letter is not whole")
	}
	w.due(other, brief())
	w.result(other, events.Email)
	if o := open(t, w.letters()[1]); len(o.attachments) != 0 || o.text == "" || o.html == "" {
		t.Errorf("another kind of letter has the attachments %v", o.types)
	}
}

func TestATenantsOwnWords(t *testing.T) {
	w := newWorld(t)
	w.tenant(events.Tenant{Templates: []events.Template{
		// The first was saved when the field still existed.
		{Kind: events.CheckIn, Language: events.English, Source: `{{define "subject"}}{{.Gone}}{{end}}`},
		{Kind: events.CheckIn, Language: events.English, Source: `{{define "subject"}}{{.Employer}} may be asked today{{end}}`},
		// This one passes with every sample, but not with nobody to call.
		{Kind: events.MoveOn, Language: events.English, Source: `{{define "subject"}}Onward{{end}}{{define "preheader"}}{{if not .Contact.Name}}{{if gt .Name 1}}{{end}}{{end}}Onward{{end}}`},
	}})
	w.start(nil)
	r, odd := reminder(1), reminder(1)
	odd.ID, odd.Kind = events.ReminderID("int-42", events.MoveOn, 1), events.MoveOn
	w.wants(morning, r, odd)
	w.due(r, brief())
	w.result(r, events.Email)
	if got := subject(t, w.letters()[0]); got != "Finn Logistics may be asked today" {
		t.Errorf("the subject is %q; want the tenant's", got)
	}
	if n := w.logs.FilterMessageSnippet("template cannot be used").Len(); n != 1 {
		t.Errorf("%d log lines about the template that fails; want 1", n)
	}

	b := brief()
	b.Meeting.Interviewers = nil
	w.due(odd, b)
	w.result(odd, events.Email)
	if got := subject(t, w.letters()[1]); got != "Time to look beyond Finn Logistics" {
		t.Errorf("the subject is %q; want the standard words where the tenant's fail", got)
	}
	if n := w.logs.FilterMessageSnippet("own words cannot be written").Len(); n != 1 {
		t.Errorf("%d log lines about words that failed; want 1", n)
	}

	// A change needs no restart.
	w.tenant(events.Tenant{})
	n := 1
	w.until("a letter has the standard words again", func() bool {
		n++
		next := reminder(n)
		w.wants(morning, next)
		w.due(next, brief())
		w.result(next, events.Email)
		letters := w.letters()
		return subject(t, letters[len(letters)-1]) == "A good day to ask Finn Logistics about their decision"
	})
}

func subject(t *testing.T, letter channeltest.Letter) string {
	t.Helper()
	header := open(t, letter).header
	text, err := header.Subject()
	if err != nil {
		t.Fatal(err)
	}
	return text
}
