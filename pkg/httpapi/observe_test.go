package httpapi_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
)

const secret = "ada@example.com"

// desk is an observed handler and what is seen of it.
type desk struct {
	handler  http.Handler
	logs     *observer.ObservedLogs
	registry *prometheus.Registry
	spans    *tracetest.SpanRecorder
}

func newDesk(do http.HandlerFunc) desk {
	core, logs := observer.New(zap.InfoLevel)
	d := desk{logs: logs, registry: prometheus.NewRegistry(), spans: tracetest.NewSpanRecorder()}
	d.handler = httpapi.Observer{
		Log: zap.New(core), Registerer: d.registry, Name: "desk", Types: "/docs#",
		Tracer: sdk.NewTracerProvider(sdk.WithSpanProcessor(d.spans)),
	}.Wrap(do)
	return d
}

func (d desk) get(t *testing.T, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "/v1/"+secret+"?q="+secret, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, r)
	for _, line := range d.logs.All() {
		if text, err := json.Marshal(line.ContextMap()); err != nil || strings.Contains(string(text), secret) {
			t.Errorf("the log says %s, %v", text, err)
		}
	}
	return w
}

func TestARequestIsLoggedCountedAndTraced(t *testing.T) {
	d := newDesk(func(w http.ResponseWriter, r *http.Request) {
		httpapi.Note(r.Context()).SetRoute("/v1/{id}")
		httpapi.Note(r.Context()).SetTenant("acme")
		w.WriteHeader(http.StatusNoContent)
	})
	const parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	w := d.get(t, "X-Request-Id", "req-1", "Traceparent", parent)
	if got := w.Header().Get("X-Request-Id"); got != "req-1" {
		t.Errorf("the request's id is %q", got)
	}
	fields := d.logs.All()[0].ContextMap()
	delete(fields, "took")
	want := map[string]any{"request_id": "req-1", "tenant": "acme", "method": "GET", "route": "/v1/{id}", "status": int64(204)}
	if diff := cmp.Diff(want, fields); diff != "" {
		t.Errorf("the log line (-want +got):\n%s", diff)
	}
	if err := testutil.GatherAndCompare(d.registry, strings.NewReader(`
# HELP afterword_desk_requests_total Requests answered, by route and class of status.
# TYPE afterword_desk_requests_total counter
afterword_desk_requests_total{route="/v1/{id}",status="2xx"} 1
`), "afterword_desk_requests_total"); err != nil {
		t.Error(err)
	}
	span := d.spans.Ended()[0]
	if span.Name() != "GET /v1/{id}" || span.SpanKind() != trace.SpanKindServer || span.Parent().SpanID().String() != "b7ad6b7169203331" {
		t.Errorf("its span is %q, %s, below %s", span.Name(), span.SpanKind(), span.Parent().SpanID())
	}
}

func TestWhatIsRefusedIsAProblemAndSaysWhy(t *testing.T) {
	cases := []struct {
		name   string
		err    error
		status int
		want   httpapi.Problem
	}{
		{
			"a refusal", httpapi.Refuse(httpapi.Forbidden, "No.").At("header.Authorization", "is for reading"), http.StatusForbidden,
			httpapi.Problem{Type: "/docs#read-only-key", Title: httpapi.Forbidden.Title, Detail: "No.", Errors: []httpapi.Fault{{Location: "header.Authorization", Message: "is for reading"}}},
		},
		{
			"one that is wrapped", errors.Join(errors.New("outer"), httpapi.Refuse(httpapi.Invalid, "Wrong.")), http.StatusUnprocessableEntity,
			httpapi.Problem{Type: "/docs#invalid", Title: httpapi.Invalid.Title, Detail: "Wrong."},
		},
		{
			"fields", &events.InvalidError{Fields: []events.FieldError{{Location: "a", Message: "must be b"}}}, http.StatusUnprocessableEntity,
			httpapi.Problem{Type: "/docs#invalid", Title: httpapi.Invalid.Title, Detail: "a must be b", Errors: []httpapi.Fault{{Location: "a", Message: "must be b"}}},
		},
		{
			"what nobody knows", errors.New(secret), http.StatusInternalServerError,
			httpapi.Problem{Type: "/docs#internal", Title: httpapi.Internal.Title, Detail: "The request was not carried out."},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(func(w http.ResponseWriter, r *http.Request) { httpapi.Refused(w, r, c.err) })
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.Header.Set("X-Request-Id", "req-1")
			w := httptest.NewRecorder()
			d.handler.ServeHTTP(w, r)
			var got httpapi.Problem
			if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
				t.Fatal(err)
			}
			c.want.Status, c.want.RequestID = c.status, "req-1"
			if diff := cmp.Diff(c.want, got); diff != "" || w.Code != c.status || w.Header().Get("Content-Type") != "application/problem+json" {
				t.Errorf("%d %s (-want +got):\n%s", w.Code, w.Header().Get("Content-Type"), diff)
			}
			if strings.Contains(w.Body.String(), secret) {
				t.Error("the answer tells what went wrong inside")
			}
		})
	}
}

func TestAPanicIsAProblemAndKeepsWhatItQuotes(t *testing.T) {
	d := newDesk(func(http.ResponseWriter, *http.Request) { panic(secret) })
	if w := d.get(t); w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), secret) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if n := d.logs.FilterMessage("a request panicked").Len(); n != 1 {
		t.Errorf("%d lines tell of the panic", n)
	}
}

func TestARequestsIDIsAPlainWord(t *testing.T) {
	d := newDesk(func(http.ResponseWriter, *http.Request) {})
	for _, wrong := range []string{"", "two words", "a\"b", strings.Repeat("x", 65), secret} {
		if got := d.get(t, "X-Request-Id", wrong).Header().Get("X-Request-Id"); got == wrong || len(got) < 20 {
			t.Errorf("%q became %q", wrong, got)
		}
	}
}
