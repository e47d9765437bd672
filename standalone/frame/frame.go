package frame

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"time"

	"github.com/afterword-io/afterword/pkg/clock"
)

//go:embed parts.html style.css
var files embed.FS

// Policy is the Content-Security-Policy of every page: nothing from elsewhere, no script, nothing inline.
const Policy = "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Pages renders templates of one package within the frame. A template begins with {{template "head" .}} in its
// head and {{template "top" .}} in its body, and finds what it is filled with as .Content.
type Pages struct {
	clock     clock.Clock
	templates *template.Template
}

// Parse reads the templates that match the patterns.
func Parse(c clock.Clock, from fs.FS, patterns ...string) (*Pages, error) {
	templates, err := template.New("").Funcs(template.FuncMap{"stamp": stamp}).ParseFS(files, "parts.html")
	if err != nil {
		return nil, fmt.Errorf("read the pages' frame: %w", err)
	}
	if templates, err = templates.ParseFS(from, patterns...); err != nil {
		return nil, fmt.Errorf("read the pages: %w", err)
	}
	return &Pages{clock: c, templates: templates}, nil
}

func stamp(t time.Time) string { return t.UTC().Format("Mon 2 Jan 2006, 15:04:05 UTC") }

// view is what a template sees.
type view struct {
	Now     time.Time
	Speed   float64
	Content any
}

// Render answers with a page. It is filled before the answer begins, so that a fault is an error page and not half a page.
func (p *Pages) Render(w http.ResponseWriter, name string, content any) {
	var body bytes.Buffer
	if err := p.templates.ExecuteTemplate(&body, name, view{Now: p.clock.Now(), Speed: p.clock.Speed(), Content: content}); err != nil {
		http.Error(w, "the page cannot be shown", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", Policy)
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	_, _ = body.WriteTo(w)
}

// Style serves the stylesheet; it belongs at GET /style.css.
func Style(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-cache")
	http.ServeFileFS(w, r, files, "style.css")
}
