package simulator

import (
	"embed"
	"errors"
	"net/http"
	"slices"

	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/standalone/frame"
)

//go:embed pages
var pageFiles embed.FS

// Options are what New needs. All fields are required.
type Options struct {
	Clock clock.Clock
	// Tenant returns whose policy counts.
	Tenant func(*http.Request) (events.Tenant, error)
}

// Simulator is made by New.
type Simulator struct {
	options Options
	frame   *frame.Pages
	zones   []string
}

// New reads the page.
func New(o Options) (*Simulator, error) {
	if o.Clock == nil || o.Tenant == nil {
		return nil, errors.New("the simulate page needs a clock and a tenant")
	}
	pages, err := frame.Parse(o.Clock, pageFiles, "pages/*.html")
	if err != nil {
		return nil, err
	}
	zones := calendar.ZoneNames()
	slices.Sort(zones)
	return &Simulator{options: o, frame: pages, zones: zones}, nil
}

// Register adds GET /simulate to mux. The question is in the query: said, ended, employer, calendar, candidate, channel, locale.
func (s *Simulator) Register(mux *http.ServeMux) { mux.HandleFunc("GET /simulate", s.show) }

// page is what the page is filled with.
type page struct {
	Form      form
	Zones     []string
	Languages []events.Language
	Tenant    string
	// Answer is nil while the question has faults.
	Answer *answer
}

func (s *Simulator) show(w http.ResponseWriter, r *http.Request) {
	tenant, err := s.options.Tenant(r)
	if err != nil {
		http.Error(w, "the tenant cannot be read at the moment", http.StatusServiceUnavailable)
		return
	}
	policy, err := followup.ParsePolicy(tenant.Policy)
	if err != nil {
		http.Error(w, "the tenant's policy cannot be read: "+err.Error(), http.StatusInternalServerError)
		return
	}
	content := page{Form: read(r.URL.Query(), s.options.Clock.Now()), Zones: s.zones, Tenant: tenant.Name}
	content.Languages = events.Languages()
	if fact, employer := content.Form.interview(); len(content.Form.Faults) == 0 {
		told := tell(policy, fact, employer, content.Form)
		content.Answer = &told
	}
	s.frame.Render(w, "simulate.html", content)
}
