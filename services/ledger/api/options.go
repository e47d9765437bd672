package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/httpapi"
	"github.com/afterword-io/afterword/pkg/tenants"
	"github.com/afterword-io/afterword/services/ledger/audit"
	"github.com/afterword-io/afterword/services/ledger/book"
)

// Auditor finds what is missing and drives it again: *audit.Auditor.
type Auditor interface {
	Run(ctx context.Context, r audit.Request) (audit.Report, error)
	Repair(ctx context.Context, r audit.Request) (audit.Report, error)
}

// Options say what the API works with. Book, Tenants and Audit are required.
type Options struct {
	Book *book.Book
	// Tenants says whose a key is. Somebody must run it.
	Tenants *tenants.Directory
	Audit   Auditor
	// Clock says what is overdue. Default clock.System.
	Clock clock.Clock
	// Logger gets one line a request, without anything personal. Default none.
	Logger *zap.Logger
	// Registerer for the metrics. Default none.
	Registerer prometheus.Registerer
	// Tracer gets a span for each request. Default none.
	Tracer trace.TracerProvider
}

// API is made by New. It is safe for concurrent use.
type API struct {
	book    *book.Book
	tenants *tenants.Directory
	audit   Auditor
	clock   clock.Clock
	log     *zap.Logger
	running running
	handler http.Handler
}

// New checks the options and joins the routes.
func New(o Options) (*API, error) {
	var found []error
	require := func(ok bool, sentence string) {
		if !ok {
			found = append(found, errors.New(sentence))
		}
	}
	require(o.Book != nil, "api: Options.Book is required.")
	require(o.Tenants != nil, "api: Options.Tenants is required.")
	require(o.Audit != nil, "api: Options.Audit is required.")
	if err := errors.Join(found...); err != nil {
		return nil, err
	}
	if o.Clock == nil {
		o.Clock = clock.System{}
	}
	if o.Logger == nil {
		o.Logger = zap.NewNop()
	}
	if o.Registerer == nil {
		o.Registerer = prometheus.NewRegistry()
	}
	a := &API{book: o.Book, tenants: o.Tenants, audit: o.Audit, clock: o.Clock, log: o.Logger}
	handler, err := a.newHandler(httpapi.Observer{Log: o.Logger, Registerer: o.Registerer, Tracer: o.Tracer, Name: "ledger"})
	if err != nil {
		return nil, err
	}
	a.handler = handler
	return a, nil
}

// Handler serves the API. Every path that it does not know is a 404 problem.
func (a *API) Handler() http.Handler { return a.handler }
