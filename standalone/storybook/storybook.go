package storybook

import (
	"embed"
	"fmt"
	"net/http"
	"slices"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/pkg/message/segment"
	"github.com/afterword-io/afterword/standalone/frame"
)

//go:embed pages
var pageFiles embed.FS

// letterPolicy is that of a framed letter: it may style itself and load nothing, as a careful mail program has it.
const letterPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// Options are what New needs. All fields are required.
type Options struct {
	Clock clock.Clock
	// Tenant returns whose brand and words are shown.
	Tenant func(*http.Request) (events.Tenant, error)
}

// Storybook is made by New.
type Storybook struct {
	tenant    func(*http.Request) (events.Tenant, error)
	templates *message.Templates
	frame     *frame.Pages
}

// New reads the pages and the standard templates.
func New(o Options) (*Storybook, error) {
	if o.Clock == nil || o.Tenant == nil {
		return nil, fmt.Errorf("the storybook needs a clock and a tenant")
	}
	templates, err := message.New()
	if err != nil {
		return nil, err
	}
	pages, err := frame.Parse(o.Clock, pageFiles, "pages/*.html")
	if err != nil {
		return nil, err
	}
	return &Storybook{tenant: o.Tenant, templates: templates, frame: pages}, nil
}

// Register adds the pages to mux:
//
//	/storybook                           every message in one language, ?locale=de
//	/storybook/{locale}/{sample}/html    the HTML of one email alone
func (b *Storybook) Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /storybook", b.all)
	mux.HandleFunc("GET /storybook/{locale}/{sample}/html", b.letter)
}

// story is one sample on both channels.
type story struct {
	Name  string
	Kind  events.Kind
	Email message.Message
	SMS   message.Message
	// Segments and Characters are the length of the SMS.
	Segments, Characters int
}

// book is what the page is filled with.
type book struct {
	Locale    events.Language
	Languages []events.Language
	Tenant    string
	// Faults says why the tenant's own words are not shown; empty when they are.
	Faults  string
	Stories []story
}

func (b *Storybook) all(w http.ResponseWriter, r *http.Request) {
	tenant, err := b.tenant(r)
	if err != nil {
		http.Error(w, "the tenant cannot be read at the moment", http.StatusServiceUnavailable)
		return
	}
	content := book{Locale: events.LanguageOf(r.URL.Query().Get("locale")), Tenant: tenant.Name}
	content.Languages = events.Languages()
	templates, err := b.templates.With(tenant.Templates)
	if err != nil {
		templates, content.Faults = b.templates, err.Error()
	}
	for _, sample := range message.SamplesIn(content.Locale) {
		told, err := tell(templates, sample, content.Locale, tenant.Brand)
		if err != nil {
			http.Error(w, fmt.Sprintf("%s: %v", sample.Name, err), http.StatusInternalServerError)
			return
		}
		content.Stories = append(content.Stories, told)
	}
	b.frame.Render(w, "book.html", content)
}

func tell(templates *message.Templates, sample message.Sample, locale events.Language, brand events.Brand) (story, error) {
	s := sample.Situation
	s.Locale, s.Brand = string(locale), brand
	letter, err := templates.Render(s, events.Email)
	if err != nil {
		return story{}, err
	}
	text, err := templates.Render(s, events.SMS)
	return story{
		Name: sample.Name, Kind: s.Reminder.Kind, Email: letter, SMS: text,
		Segments: segment.Of(text.Text).Segments, Characters: utf8.RuneCountInString(text.Text),
	}, err
}

func (b *Storybook) letter(w http.ResponseWriter, r *http.Request) {
	locale := events.Language(r.PathValue("locale"))
	samples := message.SamplesIn(locale)
	at := slices.IndexFunc(samples, func(s message.Sample) bool { return s.Name == r.PathValue("sample") })
	if at < 0 || !slices.Contains(events.Languages(), locale) {
		http.NotFound(w, r)
		return
	}
	tenant, err := b.tenant(r)
	if err != nil {
		http.Error(w, "the tenant cannot be read at the moment", http.StatusServiceUnavailable)
		return
	}
	templates, err := b.templates.With(tenant.Templates)
	if err != nil {
		templates = b.templates
	}
	told, err := tell(templates, samples[at], locale, tenant.Brand)
	if err != nil {
		http.Error(w, "the message cannot be written", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", letterPolicy)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write([]byte(told.Email.HTML))
}
