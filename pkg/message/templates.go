package message

import (
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	texttemplate "text/template"

	"github.com/afterword-io/afterword/pkg/events"
)

//go:embed templates
var files embed.FS

// The blocks of a template.
const (
	subjectBlock   = "subject"
	preheaderBlock = "preheader"
	emailBlock     = "email"
	smsBlock       = "sms"
)

func blockNames() []string { return []string{subjectBlock, preheaderBlock, emailBlock, smsBlock} }

// Templates holds the parsed templates of every language. It is never changed and safe for concurrent use.
type Templates struct {
	languages map[events.Language]*book
	layout    *template.Template
}

// book is one language: its ways of speaking, its template per kind, its parts, and the tone of them all.
type book struct {
	language Language
	kinds    map[events.Kind]*texttemplate.Template
	parts    map[part]*texttemplate.Template
	tone     tone
}

// New parses every template and writes every sample with it. The error names
// what is wrong or missing.
func New() (*Templates, error) {
	layout, err := template.ParseFS(files, "templates/layout.html")
	if err != nil {
		return nil, fmt.Errorf("parse the layout: %w", err)
	}
	t := &Templates{languages: map[events.Language]*book{}, layout: layout}
	for _, tag := range events.Languages() {
		b, err := open(files, LanguageOf(tag))
		if err != nil {
			return nil, fmt.Errorf("templates of %q: %w", tag, err)
		}
		t.languages[tag] = b
	}
	return t, t.proof()
}

func open(files fs.FS, language Language) (*book, error) {
	parts, err := openParts(files, language)
	if err != nil {
		return nil, err
	}
	b := &book{
		language: language, kinds: map[events.Kind]*texttemplate.Template{}, parts: parts, tone: toneOf(events.Language(language.Tag())),
	}
	for _, kind := range events.Kinds() {
		if b.kinds[kind], err = parseFile(files, fileOf(kind, events.Language(language.Tag())), blockNames()); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func fileOf(kind events.Kind, language events.Language) string {
	return path.Join("templates", string(language), string(kind)+".tmpl")
}

// proof writes every sample, since a template that parses may still name a field that is not there.
func (t *Templates) proof() error {
	for _, tag := range t.Languages() {
		for _, sample := range SamplesIn(tag) {
			for _, channel := range []events.Channel{events.Email, events.SMS} {
				if _, err := t.Render(sample.Situation, channel); err != nil {
					return fmt.Errorf("sample %q in %q: %w", sample.Name, tag, err)
				}
			}
		}
		if err := t.partsProof(tag); err != nil {
			return fmt.Errorf("the words in %q: %w", tag, err)
		}
	}
	return nil
}

// partsProof writes every block of the parts.
func (t *Templates) partsProof(tag events.Language) error {
	b := t.languages[tag]
	for _, sample := range SamplesIn(tag) {
		s := sample.Situation
		v := viewOf(s, b.language, noLimit)
		if _, err := b.card(v); err != nil {
			return err
		}
		if _, err := t.Alert(AlertSituation{Reminder: s.Reminder, Brief: s.Brief, Locale: s.Locale, Now: s.Now}); err != nil {
			return err
		}
		for _, block := range partBlocks()[nextPart] {
			if _, err := whole(b.parts[nextPart], block, toCome{view: v}); err != nil {
				return err
			}
		}
	}
	for _, kind := range ReplyKinds() {
		for _, r := range ReplySamplesIn(tag) {
			if _, err := t.Reply(kind, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// Languages lists the languages that there are templates for, in the order of events.Languages.
func (t *Templates) Languages() []events.Language {
	return slices.DeleteFunc(events.Languages(), func(l events.Language) bool { return t.languages[l] == nil })
}

// Source returns the standard words for a kind in a language as a template, for a tenant
// to begin its own from. The error is ErrUnknown for a kind or language without one.
func (t *Templates) Source(kind events.Kind, language events.Language) (string, error) {
	b := t.languages[language]
	if b == nil || b.kinds[kind] == nil {
		return "", fmt.Errorf("%w for kind %q in language %q", ErrUnknown, kind, language)
	}
	source, err := files.ReadFile(fileOf(kind, language))
	if err != nil {
		return "", fmt.Errorf("read the template of kind %q in language %q: %w", kind, language, err)
	}
	return string(source), nil
}

// book returns the templates for a tag such as de-AT: those of its language, else English.
func (t *Templates) book(tag string) *book {
	if b, ok := t.languages[events.LanguageOf(tag)]; ok {
		return b
	}
	return t.languages[events.English]
}
