package e2e

import (
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	trace "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"github.com/afterword-io/afterword/pkg/events"
)

// One trace tells of a follow-up, through three processes, the bus and Temporal: from the caller's request to what the mail
// server says.
func TestATraceGoesFromTheRequestToTheMailServersAnswer(t *testing.T) {
	const (
		callersTrace = "0af7651916cd43dd8448eb211c80319c"
		callersSpan  = "b7ad6b7169203331"
	)
	spans, collecting := collectSpans(t)
	where, _ := startProcesses(t,
		"OTEL_EXPORTER_OTLP_ENDPOINT="+collecting, "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "OTEL_BSP_SCHEDULE_DELAY=50",
	)
	where.traceparent = "00-" + callersTrace + "-" + callersSpan + "-01"
	tellInterview(t, where.api, "int/1", events.Email)

	var way []string
	eventually(t, "follow the trace from its end to its beginning", nil, func() error {
		all := spans.of(callersTrace)
		for id, s := range all {
			if parent := s.parent(); parent != callersSpan && all[parent] == nil {
				return fmt.Errorf("%s (%s) of %s: its parent %s is not there", s.Name, id, s.service, parent)
			}
		}
		sent := all.named("send by email")
		if sent == nil {
			return fmt.Errorf("nothing is sent yet in %d spans", len(all))
		}
		if sent.attribute("afterword.answer") != "accepted" || !strings.HasPrefix(sent.attribute("afterword.code"), "250") {
			return fmt.Errorf("the mail server's answer is %v", sent.Attributes)
		}
		way = nil
		for s := sent; s != nil; s = all[s.parent()] {
			way = append(way, s.service+": "+s.Name)
		}
		return nil
	})
	slices.Reverse(way)
	want := []string{
		"intake: POST /v1/interviews", "intake: publish interview.completed",
		"workflow: advance", "workflow: publish reminder.due",
		"notifier: process reminder.due", "notifier: publish delivery.requested",
		"notifier: process delivery.requested", "notifier: send", "notifier: send by email",
	}
	if diff := cmp.Diff(want, way); diff != "" {
		t.Errorf("the way (-want +got):\n%s", diff)
	}
	spans.discreet(t, "Ada", "ada@", "14155550123", "Finn", where.key)
}

// span is one that a service has sent.
type span struct {
	*trace.Span
	service string
}

func (s *span) parent() string { return hex.EncodeToString(s.ParentSpanId) }

func (s *span) attribute(key string) string {
	for _, a := range s.Attributes {
		if a.Key == key {
			return a.Value.GetStringValue()
		}
	}
	return ""
}

// oneTrace is the spans of one trace by their ids.
type oneTrace map[string]*span

func (o oneTrace) named(name string) *span {
	for _, s := range o {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// collection is what a collector has been sent.
type collection struct {
	mu    sync.Mutex
	spans []*span
}

// collectSpans runs a collector for OTLP over HTTP until the test ends.
func collectSpans(t *testing.T) (all *collection, url string) {
	t.Helper()
	all = &collection{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		request := &collector.ExportTraceServiceRequest{}
		if err != nil || r.URL.Path != "/v1/traces" || proto.Unmarshal(body, request) != nil {
			w.WriteHeader(http.StatusBadRequest)
			t.Errorf("the collector was sent what it cannot read, at %s", r.URL.Path)
			return
		}
		all.take(request)
	}))
	t.Cleanup(server.Close)
	return all, server.URL
}

func (c *collection) take(request *collector.ExportTraceServiceRequest) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, of := range request.ResourceSpans {
		service := ""
		for _, a := range of.Resource.GetAttributes() {
			if a.Key == "service.name" {
				service = a.Value.GetStringValue()
			}
		}
		for _, scope := range of.ScopeSpans {
			for _, s := range scope.Spans {
				c.spans = append(c.spans, &span{s, service})
			}
		}
	}
}

func (c *collection) of(traceID string) oneTrace {
	c.mu.Lock()
	defer c.mu.Unlock()
	found := oneTrace{}
	for _, s := range c.spans {
		if hex.EncodeToString(s.TraceId) == traceID {
			found[hex.EncodeToString(s.SpanId)] = s
		}
	}
	return found
}

// discreet fails the test if a span holds anything of these.
func (c *collection) discreet(t *testing.T, secrets ...string) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range c.spans {
		for _, secret := range secrets {
			if strings.Contains(s.String(), secret) {
				t.Errorf("the span %q of %s holds %q", s.Name, s.service, secret)
			}
		}
	}
}
