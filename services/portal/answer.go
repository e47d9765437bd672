package portal

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/portal/words"
)

//go:embed templates
var templateFiles embed.FS

// templates are the parsed templates, as one set.
type templates struct{ set *template.Template }

func readTemplates() (*templates, error) {
	set, err := template.New("").Funcs(template.FuncMap{"fill": words.Fill}).ParseFS(templateFiles, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("read the templates: %w", err)
	}
	return &templates{set: set}, nil
}

// write executes a template and sends it whole, or the page for what is broken.
func (s *Service) write(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	var page bytes.Buffer
	if err := s.templates.set.ExecuteTemplate(&page, name, data); err != nil {
		// What the template was given may be part of the error.
		s.log.Error("a template does not work", zap.String("template", name), zap.String("request_id", recordOf(r.Context()).id))
		if name != brokenTemplate {
			s.fail(w, r, fmt.Errorf("write template %s", name))
			return
		}
		page.Reset()
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(page.Len()))
	w.WriteHeader(status)
	// A reader that is gone does not need the rest.
	_, _ = w.Write(page.Bytes())
}

// refuse answers a link that does not work: the same status, headers and bytes for every reason, in the language
// that the browser asks for.
func (s *Service) refuse(w http.ResponseWriter, r *http.Request) {
	s.metrics.refused.Inc()
	s.write(w, r, http.StatusNotFound, refusedTemplate, s.frameFor(r))
}

func (s *Service) limit(w http.ResponseWriter, r *http.Request, by string) {
	s.metrics.limited.WithLabelValues(by).Inc()
	w.Header().Set("Retry-After", "10")
	s.write(w, r, http.StatusTooManyRequests, limitedTemplate, s.frameFor(r))
}

// slowDown answers a form that comes too soon after others of the same link: with what was typed, to be sent again.
func (s *Service) slowDown(w http.ResponseWriter, r *http.Request, rt route, again *Again) {
	s.metrics.limited.WithLabelValues("link").Inc()
	w.Header().Set("Retry-After", "10")
	s.write(w, r, http.StatusTooManyRequests, unavailableTemplate, Unavailable{Frame: s.frameFor(r), Again: again, Path: s.path("f", rt.token)})
}

func (s *Service) fail(w http.ResponseWriter, r *http.Request, cause error) {
	recordOf(r.Context()).cause = cause
	s.write(w, r, http.StatusInternalServerError, brokenTemplate, s.frameFor(r))
}

// unavailable answers while the bus cannot be asked or cannot store. again is the form that was sent, if one was.
func (s *Service) unavailable(w http.ResponseWriter, r *http.Request, rt route, cause error, again *Again) {
	recordOf(r.Context()).cause = cause
	w.Header().Set("Retry-After", "10")
	first := "f"
	if rt.name == routeUnsubscribe {
		first = routeUnsubscribe
	}
	s.write(w, r, http.StatusServiceUnavailable, unavailableTemplate, Unavailable{Frame: s.frameFor(r), Again: again, Path: s.path(first, rt.token)})
}

// frameFor is the frame of a page for who is not known: in the browser's language, with the installation's brand.
func (s *Service) frameFor(r *http.Request) Frame {
	return s.frame(acceptedLanguage(r.Header.Values("Accept-Language")), s.brandOf(events.Tenant{}))
}

func (s *Service) frame(language events.Language, brand events.Brand) Frame {
	f := Frame{
		W: words.Of(language), Language: string(language),
		Brand: Brand{Name: brand.SenderName, Logo: brand.Logo}, Assets: s.assets(brand.Color),
	}
	if originOf(f.Brand.Logo) == "" {
		f.Brand.Logo = "" // It could not be loaded.
	}
	if brand.Footer != "" {
		f.Brand.Footer = strings.Split(brand.Footer, "\n")
	}
	return f
}

// defaultName signs for an installation without a brand.
const defaultName = "Afterword"

// brandOf lays a tenant's brand over the installation's.
func (s *Service) brandOf(t events.Tenant) events.Brand {
	b := t.Brand
	for _, field := range []struct{ own, standard *string }{
		{&b.SenderName, &s.brand.SenderName},
		{&b.SenderEmail, &s.brand.SenderEmail},
		{&b.ReplyTo, &s.brand.ReplyTo},
		{&b.SMSSender, &s.brand.SMSSender},
		{&b.Color, &s.brand.Color},
		{&b.Logo, &s.brand.Logo},
		{&b.Footer, &s.brand.Footer},
	} {
		if *field.own == "" {
			*field.own = *field.standard
		}
	}
	if b.SenderName == "" {
		b.SenderName = defaultName
	}
	return b
}

// acceptedLanguage is the language with the greatest weight among those that are spoken here (RFC 9110 section
// 12.5.4), the first of equals; English if none is.
func acceptedLanguage(headers []string) events.Language {
	best, weight := events.English, 0.0
	for part := range strings.SplitSeq(strings.Join(headers, ","), ",") {
		tag, parameter, _ := strings.Cut(strings.TrimSpace(part), ";")
		q := 1.0
		if text, ok := strings.CutPrefix(strings.TrimSpace(parameter), "q="); ok {
			given, err := strconv.ParseFloat(text, 64)
			if err != nil || given < 0 || given > 1 {
				continue
			}
			q = given
		}
		spoken := events.LanguageOf(tag)
		if spoken == events.English && !strings.HasPrefix(strings.ToLower(tag), string(events.English)) {
			continue
		}
		if q > weight {
			best, weight = spoken, q
		}
	}
	return best
}
