package dashboard

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/access"
	"github.com/afterword-io/afterword/services/ledger/book"
)

//go:embed templates
var templateFiles embed.FS

// parseTemplates reads every page. A page begins with {{template "top" .}}, ends with {{template "bottom" .}}, and
// finds what it is filled with as .Content.
func parseTemplates() (*template.Template, error) {
	t, err := template.New("").Option("missingkey=error").Funcs(words()).ParseFS(templateFiles, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("read the pages: %w", err)
	}
	return t, nil
}

// page is what a template sees.
type page struct {
	frame
	Content any
}

// frame is what every page has around it.
type frame struct {
	Title string
	Now   time.Time
	// Speed is that of the clock; 1 is real time.
	Speed float64
	// Tenant is whose page it is; empty on the few that are nobody's.
	Tenant tenantName
	// Others are the other tenants that the person may see.
	Others []link
	Nav    []link
	// Elsewhere is what the foot leads to.
	Elsewhere []Elsewhere
	// Person is who is signed in, and Role what they are here; both are empty for nobody.
	Person   string
	Role     string
	SignsOut bool
	// Live is where the page hears of changes; empty if it does not.
	Live                string
	Style, Script, Icon string
}

type tenantName struct{ Slug, Name string }

// link is one way to somewhere.
type link struct {
	Text, To string
	// Here reports that this is the page.
	Here bool
}

// render answers with a page, which belongs to the tenant of the request's path if that has one.
func (d *Dashboard) render(w http.ResponseWriter, r *http.Request, name, title string, content any) {
	d.renderStatus(w, r, http.StatusOK, name, title, content)
}

// renderStatus is render with another status. The page is made before the answer begins, so that a fault is an error
// page and not half a page.
func (d *Dashboard) renderStatus(w http.ResponseWriter, r *http.Request, status int, name, title string, content any) {
	var body bytes.Buffer
	if err := d.templates.ExecuteTemplate(&body, name, page{frame: d.frame(r, title), Content: content}); err != nil {
		d.log.Error("a page cannot be made", zap.String("page", name), zap.Error(err))
		http.Error(w, "The page cannot be shown.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	// A reader who is gone does not need the rest.
	_, _ = body.WriteTo(w)
}

func (d *Dashboard) frame(r *http.Request, title string) frame {
	f := frame{
		Title: title, Now: d.clock.Now(), Speed: d.clock.Speed(), SignsOut: d.signsOut,
		Style: d.assets.named[styleFile], Script: d.assets.named[scriptFile], Icon: d.assets.named[iconFile],
	}
	person, ok := access.PersonOf(r.Context())
	if !ok {
		return f
	}
	f.Person, f.Role, f.Elsewhere = person.Name, person.Role.String(), d.elsewhere
	slug := r.PathValue("tenant")
	tenant, known := d.tenants.Tenant(slug)
	inside := known && person.May(slug, access.Viewer)
	if inside {
		f.Tenant, f.Role, f.Live = nameOf(tenant), person.In(slug).String(), at(slug, "live")
	} else {
		slug = ""
	}
	for _, t := range d.tenants.All() {
		if t.Slug != slug && person.May(t.Slug, access.Viewer) {
			f.Others = append(f.Others, link{Text: nameOf(t).Name, To: at(t.Slug)})
		}
	}
	for _, rt := range d.routes() {
		if rt.Nav == "" || rt.ofTenant() && (!inside || !person.May(slug, rt.Need)) || !rt.ofTenant() && !person.MayEverywhere(rt.Need) {
			continue
		}
		f.Nav = append(f.Nav, link{Text: rt.Nav, To: rt.in(slug), Here: rt.Pattern == r.Pattern})
	}
	return f
}

// nameOf is how people call a tenant: by its slug if it has no name.
func nameOf(t events.Tenant) tenantName {
	name := tenantName{Slug: t.Slug, Name: t.Name}
	if name.Name == "" {
		name.Name = t.Slug
	}
	return name
}

// refusal is what a page that is none says.
type refusal struct {
	Title, Says string
	// Back is where to go on.
	Back link
}

// refuse answers with a page that says why there is none. What is said of a tenant that does not exist is said of
// one that is not the person's.
func (d *Dashboard) refuse(w http.ResponseWriter, r *http.Request, status int) {
	c := refusal{Title: "There is no such page", Says: "Nothing is kept under this address, or it is not yours to see.", Back: link{Text: "Go to the beginning", To: "/"}}
	switch status {
	case http.StatusUnauthorized:
		c.Title, c.Says = "Sign in first", "Nobody is signed in."
	case http.StatusForbidden:
		c.Title, c.Says = "This is for another role", "Your role may not see this page. Whoever looks after the roles can give you another one."
	case http.StatusBadRequest:
		c.Title, c.Says = "This address cannot be read", "A filter of it is not one of this page, or the part of the list that it names is no longer there."
		c.Back = link{Text: "Begin the list again", To: r.URL.EscapedPath()}
	case http.StatusInternalServerError:
		c.Title, c.Says = "The record cannot be read at the moment", "It is not lost. Try again in a minute; if it stays like this, look at the system's readiness."
		c.Back = link{Text: "Try again", To: r.URL.EscapedPath()}
	}
	d.renderStatus(w, r, status, "refusal.html", c.Title, c)
}

// fail answers for an error of the book.
func (d *Dashboard) fail(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case errors.Is(err, book.ErrNotFound):
		d.refuse(w, r, http.StatusNotFound)
	case errors.Is(err, book.ErrCursor):
		d.refuse(w, r, http.StatusBadRequest)
	case r.Context().Err() != nil:
		// The reader has left.
	default:
		d.log.Error("the record cannot be read", zap.String("page", r.Pattern), zap.Error(err))
		d.refuse(w, r, http.StatusInternalServerError)
	}
}
