package access

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
)

//go:embed templates/*.html
var templates embed.FS

// pages are the few that are seen before anybody is signed in. Their style is the dashboard's.
type pages struct{ set *template.Template }

func newPages() (*pages, error) {
	set, err := template.ParseFS(templates, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("read the pages of signing in: %w", err)
	}
	return &pages{set}, nil
}

// show writes a page that nothing may keep, frame or add to.
func (p *pages) show(w http.ResponseWriter, status int, name string, content any) {
	var body bytes.Buffer
	if err := p.set.ExecuteTemplate(&body, name, content); err != nil {
		http.Error(w, "The page cannot be shown.", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	// Whoever has gone away needs no page.
	_, _ = body.WriteTo(w)
}
