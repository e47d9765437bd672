package message

import (
	"embed"
	"errors"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"
	texttemplate "text/template"
	"time"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message/segment"
)

//go:embed templates
var files embed.FS

// Situation is all that a message is made of.
type Situation struct {
	Reminder events.Reminder
	Brief    events.Brief
	Brand    events.Brand
	// Locale is a BCP 47 tag; a language that there are no templates for is English.
	Locale string
	// Office is when the employer can be called, on its own clock; zero means 09:00 to 17:00.
	Office events.AllowedWindow
	// Now is when the reader reads it, as far as we can tell: what "on Tuesday" is relative to.
	Now time.Time
}

// Message is what the candidate reads.
type Message struct {
	// Subject, Preheader and HTML are empty for SMS.
	Subject string
	// Preheader is the line that mail programs show beside the subject.
	Preheader string
	Text      string
	HTML      string
}

const (
	// MaxSegments is the most segments an SMS may take.
	MaxSegments = 2
	// MaxSubject is how many characters of a subject mail programs show; more people than that are counted, not named.
	MaxSubject = 70
)

// Templates holds the parsed templates of every language.
type Templates struct {
	languages map[string]*book
	layout    *template.Template
}

// book is one language: its ways of speaking and its template per kind.
type book struct {
	language Language
	kinds    map[events.Kind]*texttemplate.Template
}

// New parses every template and writes every sample with it. The error names
// what is wrong or missing.
func New() (*Templates, error) {
	layout, err := template.ParseFS(files, "templates/layout.html")
	if err != nil {
		return nil, fmt.Errorf("parse the layout: %w", err)
	}
	t := &Templates{languages: map[string]*book{}, layout: layout}
	for _, language := range []Language{
		English{},
	} {
		b, err := open(language)
		if err != nil {
			return nil, fmt.Errorf("templates of %q: %w", language.Tag(), err)
		}
		t.languages[language.Tag()] = b
	}
	return t, t.proof()
}

func open(language Language) (*book, error) {
	b := &book{language: language, kinds: map[events.Kind]*texttemplate.Template{}}
	for _, kind := range events.Kinds() {
		name := path.Join("templates", language.Tag(), string(kind)+".tmpl")
		parsed, err := texttemplate.New(string(kind)).Option("missingkey=error").Funcs(functions()).ParseFS(files, name)
		if err != nil {
			return nil, fmt.Errorf("parse %s: %w", name, err)
		}
		for _, block := range []string{"subject", "preheader", "email", "sms"} {
			if parsed.Lookup(block) == nil {
				return nil, fmt.Errorf("%s has no block %q", name, block)
			}
		}
		b.kinds[kind] = parsed
	}
	return b, nil
}

// proof writes every sample, since a template that parses may still name a field that is not there.
func (t *Templates) proof() error {
	for tag := range t.languages {
		for _, sample := range Samples() {
			sample.Situation.Locale = tag
			for _, channel := range []events.Channel{events.Email, events.SMS} {
				if _, err := t.Render(sample.Situation, channel); err != nil {
					return fmt.Errorf("sample %q in %q: %w", sample.Name, tag, err)
				}
			}
		}
	}
	return nil
}

// ErrUnknown is returned for a kind or channel that there is no template for.
var ErrUnknown = errors.New("no template")

// Render writes the message of a situation for a channel. An SMS has at most
// MaxSegments segments, whatever the names are.
func (t *Templates) Render(s Situation, channel events.Channel) (Message, error) {
	b := t.book(s.Locale)
	words, ok := b.kinds[s.Reminder.Kind]
	if !ok {
		return Message{}, fmt.Errorf("%w for kind %q", ErrUnknown, s.Reminder.Kind)
	}
	switch channel {
	case events.Email:
		return t.email(words, s, b.language)
	case events.SMS:
		text, err := sms(words, s, b.language)
		return Message{Text: text}, err
	default:
		return Message{}, fmt.Errorf("%w for channel %q", ErrUnknown, channel)
	}
}

// Languages lists the languages that there are templates for, in the order of events.Languages.
func (t *Templates) Languages() []events.Language {
	return slices.DeleteFunc(events.Languages(), func(l events.Language) bool { return t.languages[string(l)] == nil })
}

// book returns the templates for a tag such as de-AT: those of its language, else English.
func (t *Templates) book(tag string) *book {
	language, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	if b, ok := t.languages[language]; ok {
		return b
	}
	return t.languages[English{}.Tag()]
}

func (t *Templates) email(words *texttemplate.Template, s Situation, language Language) (Message, error) {
	v := viewOf(s, language, noLimit)
	subject, err := shortened(words, "subject", s, language, func(text string) bool { return utf8.RuneCountInString(text) <= MaxSubject })
	if err != nil {
		return Message{}, err
	}
	preheader, err := line(words, "preheader", v)
	if err != nil {
		return Message{}, err
	}
	body, err := execute(words, "email", v)
	if err != nil {
		return Message{}, err
	}
	blocks := blocksOf(body)
	html, err := t.html(v, subject, preheader, blocks)
	if err != nil {
		return Message{}, err
	}
	return Message{Subject: subject, Preheader: preheader, Text: plainText(blocks, v), HTML: html}, nil
}

func sms(words *texttemplate.Template, s Situation, language Language) (string, error) {
	text, err := shortened(words, "sms", s, language, fitsSMS)
	return clip(segment.Plain(text)), err
}

func fitsSMS(text string) bool { return segment.Of(segment.Plain(text)).Segments <= MaxSegments }

// shortened writes a line; it shortens what people typed, names and titles, until it fits, or as far as it goes.
func shortened(words *texttemplate.Template, block string, s Situation, language Language, fits func(string) bool) (string, error) {
	text := ""
	for _, limit := range []int{noLimit, 40, 24, 12} {
		var err error
		if text, err = line(words, block, viewOf(s, language, limit)); err != nil || fits(text) {
			return text, err
		}
	}
	return text, nil
}

// clip is the last resort: it drops words from the end, or letters where that leaves no word.
func clip(text string) string {
	if fitsSMS(text) {
		return text
	}
	runes := []rune(text)
	for !fitsSMS(string(runes) + "...") {
		runes = runes[:len(runes)-1]
	}
	return shorten(text, len(runes))
}

func execute(words *texttemplate.Template, block string, v view) (string, error) {
	var b strings.Builder
	if err := words.ExecuteTemplate(&b, block, v); err != nil {
		return "", fmt.Errorf("write block %q: %w", block, err)
	}
	return b.String(), nil
}

// line executes a block whose line breaks are only for the template's writer.
func line(words *texttemplate.Template, block string, v view) (string, error) {
	text, err := execute(words, block, v)
	return strings.Join(strings.Fields(text), " "), err
}
