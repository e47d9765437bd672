package standalone

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/telemetry"
	"github.com/afterword-io/afterword/services/ledger/api"
	"github.com/afterword-io/afterword/services/ledger/dashboard"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
	"github.com/afterword-io/afterword/standalone/frame"
	"github.com/afterword-io/afterword/standalone/temporald"
	"github.com/afterword-io/afterword/standalone/temporalui"
)

//go:embed front.html
var pageFiles embed.FS

// startPath is the page that tells what runs here and how to begin.
const startPath = "/start"

// temporalPath is where Temporal's web interface is.
const temporalPath = "/temporal"

// handler puts everything on one address. What shows candidates' messages is for the operator; the
// API asks for keys itself, the candidates' pages for their links, and the callbacks for a provider's signature.
func (s *Standalone) handler(served services, tenants bus.Bucket[events.Tenant], temporal client.Client, frontend string) (http.Handler, error) {
	anybody, pages := http.NewServeMux(), http.NewServeMux()
	s.health.Register(anybody)
	anybody.HandleFunc("GET /clock", s.showClock)
	anybody.HandleFunc("GET /style.css", frame.Style)

	if err := s.outbox.Register(pages); err != nil {
		return nil, err
	}
	if err := s.registerPreviews(pages, tenants); err != nil {
		return nil, err
	}
	front, err := s.frontPage(temporal)
	if err != nil {
		return nil, err
	}
	pages.HandleFunc("GET "+startPath, front)
	pages.Handle("GET /metrics", promhttp.HandlerFor(s.registry, promhttp.HandlerOpts{ErrorLog: zap.NewStdLog(s.log)}))
	pages.HandleFunc("GET /version", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, telemetry.Build()) })

	guarded, whole := s.forOperator(pages), http.NewServeMux()
	whole.Handle("/", served.door)
	for _, path := range []string{"/f/", "/unsubscribe/"} {
		whole.Handle(path, served.portal)
	}
	// No method here: a wrong one must find the page, which then tells the right one.
	for _, path := range []string{"/healthz", "/readyz", "/clock", "/style.css"} {
		whole.Handle(path, anybody)
	}
	for _, path := range []string{startPath, "/outbox", "/outbox/", "/simulate", "/storybook", "/storybook/", "/metrics", "/version"} {
		whole.Handle(path, guarded)
	}
	shown := s.fromThisMachine(s.untilStop(served.dashboard))
	for _, path := range dashboardPaths() {
		whole.Handle(path, shown)
	}
	if s.options.TemporalUI {
		screens := http.NewServeMux()
		screens.Handle(temporalPath+"/", s.temporalUI(frontend))
		screens.Handle("GET "+temporalPath+"/{$}", http.RedirectHandler(temporalPath+"/namespaces/"+temporald.Namespace+"/workflows", http.StatusSeeOther))
		whole.Handle(temporalPath+"/", s.forOperator(screens))
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// A mux redirects from a path like /v1//events; these refuse it, since senders of webhooks do not follow.
		switch {
		case strings.HasPrefix(r.URL.Path, callbacksPath):
			served.callbacks.ServeHTTP(w, r)
		case api.Serves(r):
			served.record.ServeHTTP(w, r)
		case strings.HasPrefix(r.URL.Path, "/v1/"):
			served.door.ServeHTTP(w, r)
		default:
			whole.ServeHTTP(w, r)
		}
	}), nil
}

// dashboardPaths are those of the ledger's pages, which say themselves who may see them.
func dashboardPaths() []string {
	return []string{"/{$}", "/t/", "/tenants", "/system", "/login", "/login/", "/logout", "/assets/"}
}

// elsewhere is what the dashboard's foot leads to.
func elsewhere() []dashboard.Elsewhere {
	return []dashboard.Elsewhere{
		{Text: "this machine", To: startPath}, {Text: "outbox", To: "/outbox"}, {Text: "simulate", To: "/simulate"}, {Text: "every message", To: "/storybook"}, {Text: "API", To: "/docs"},
	}
}

// temporalUI makes the interface when somebody first asks for it: most processes never show it.
func (s *Standalone) temporalUI(frontend string) http.Handler {
	ui := sync.OnceValues(func() (*temporalui.UI, error) {
		ui, err := temporalui.New(temporalui.Options{Temporal: frontend, Namespace: temporald.Namespace, Path: temporalPath})
		if err == nil {
			s.closing(ui.Close)
		}
		return ui, err
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		made, err := ui()
		if err != nil {
			s.log.Error("Temporal's web interface cannot be shown", zap.Error(err))
			http.Error(w, "Temporal's web interface cannot be shown", http.StatusInternalServerError)
			return
		}
		made.ServeHTTP(w, r)
	})
}

// showClock answers with what the clock shows and how fast it runs.
func (s *Standalone) showClock(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, struct {
		Now   time.Time `json:"now"`
		Speed float64   `json:"speed"`
	}{s.clock.Now(), s.clock.Speed()})
}

// front is what the front page is filled with.
type front struct {
	// Waiting and Closed count the follow-ups; Counted is false when Temporal cannot say.
	Counted         bool
	Waiting, Closed int64
	Captured        []captured
	KeyFile         string
	Address         string
	TemporalUI      bool
}

type captured struct {
	Channel  string
	Messages int
}

func (s *Standalone) frontPage(temporal client.Client) (http.HandlerFunc, error) {
	pages, err := frame.Parse(s.clock, pageFiles, "front.html")
	if err != nil {
		return nil, err
	}
	return func(w http.ResponseWriter, r *http.Request) {
		content := front{KeyFile: s.KeyFile(), Address: s.URL(), TemporalUI: s.options.TemporalUI}
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		waiting, err := countFollowUps(ctx, temporal, "Running")
		closed, err2 := countFollowUps(ctx, temporal, "Completed")
		content.Waiting, content.Closed, content.Counted = waiting, closed, err == nil && err2 == nil
		counts := map[string]int{}
		for _, m := range s.outbox.Messages() {
			counts[string(m.Channel)]++
		}
		for _, ch := range s.channels.captured {
			content.Captured = append(content.Captured, captured{string(ch), counts[string(ch)]})
		}
		pages.Render(w, "front.html", content)
	}, nil
}

// countFollowUps leaves out the sweeps that plan follow-ups anew.
func countFollowUps(ctx context.Context, temporal client.Client, status string) (int64, error) {
	answer, err := temporal.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{
		Namespace: temporald.Namespace,
		Query:     fmt.Sprintf("WorkflowType = '%s' AND ExecutionStatus = '%s'", lifecycle.WorkflowType, status),
	})
	if err != nil {
		return 0, err
	}
	return answer.GetCount(), nil
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	// A client that is gone does not need the rest.
	_ = json.NewEncoder(w).Encode(v)
}
