package ledger

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/daemon"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/telemetry"
	"github.com/afterword-io/afterword/pkg/tenants"
	"github.com/afterword-io/afterword/services/ledger/api"
	"github.com/afterword-io/afterword/services/ledger/audit"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/dashboard"
)

// openPatience is how long opening the record may take, in real time: a new version may have to change its tables.
const openPatience = 5 * time.Minute

// Service is one ledger.
type Service struct {
	o         Options
	book      *book.Book
	tenants   *tenants.Directory
	audit     *audit.Auditor
	projector *projector
	rebuilder *rebuilder
	api       http.Handler
	dashboard http.Handler
	listener  net.Listener
}

// New checks the options, opens the record and brings its tables up to date, and binds the address, if there is one. What it
// opens is closed at the end of Run.
func New(o Options) (_ *Service, err error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	o = o.withDefaults()
	ctx, cancel := context.WithTimeout(context.Background(), openPatience)
	defer cancel()
	s := &Service{o: o, tenants: tenants.New(o.Bus)}
	s.book, err = book.Open(ctx, book.Options{URL: o.URL, Logger: o.Logger, Registerer: o.Registerer})
	if err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.book.Close())
		}
	}()
	s.projector = newProjector(o.Bus, s.book, o.Logger)
	s.rebuilder = &rebuilder{
		bus: o.Bus, bucket: bus.OpenBucket[events.LedgerRebuild](o.Bus, bus.LedgerBucket), book: s.book, projector: s.projector, log: o.Logger,
	}
	if err := s.surface(); err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	if o.Addr != "" {
		if s.listener, err = net.Listen("tcp", o.Addr); err != nil {
			return nil, fmt.Errorf("ledger: listen on %s: %w", o.Addr, err)
		}
	}
	if o.Registerer != nil {
		if err := o.Registerer.Register(newGauges(o.Bus, s.book, o.Clock, o.Logger)); err != nil {
			return nil, fmt.Errorf("ledger: register the metrics: %w", err)
		}
	}
	if o.Health != nil {
		o.Health.Add("bus", o.Bus.Healthy)
		o.Health.Add("record", s.book.Ping)
		o.Health.Add("streams", s.streamsFit)
		o.Health.Add("tenants", s.tenants.Ready)
	}
	return s, nil
}

// surface makes what is seen from outside.
func (s *Service) surface() error {
	auditor, err := audit.New(audit.Options{
		Book: s.book, Bus: s.o.Bus, Tenants: s.tenants, Clock: s.o.Clock, Grace: s.o.AuditGrace, Logger: s.o.Logger, Registerer: s.o.Registerer,
	})
	if err != nil {
		return err
	}
	read, err := api.New(api.Options{
		Book: s.book, Tenants: s.tenants, Audit: auditor, Clock: s.o.Clock, Logger: s.o.Logger, Registerer: s.o.Registerer, Tracer: s.o.Tracer,
	})
	if err != nil {
		return err
	}
	pages, err := dashboard.New(dashboard.Options{
		Book: s.book, Tenants: s.tenants, Bus: s.o.Bus, Policies: bus.OpenBucket[events.Tenant](s.o.Bus, bus.TenantsBucket),
		Audit: auditor, Clock: s.o.Clock, Gate: s.o.Gate, Logger: s.o.Logger, Elsewhere: s.o.Elsewhere,
	})
	if err != nil {
		return err
	}
	s.audit, s.api, s.dashboard = auditor, read.Handler(), pages.Handler()
	return nil
}

// API serves the paths for programs; api.Serves says which they are. It needs Run.
func (s *Service) API() http.Handler { return s.api }

// Dashboard serves the pages, which are all other paths. It needs Run. Serve it with a BaseContext that ends when the server
// stops: a page that hears of changes keeps its request open.
func (s *Service) Dashboard() http.Handler { return s.dashboard }

// Handler serves both.
func (s *Service) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/v1/") {
			s.api.ServeHTTP(w, r)
			return
		}
		s.dashboard.ServeHTTP(w, r)
	})
}

// Addr is the bound address, or "" if none is.
func (s *Service) Addr() string {
	if s.listener == nil {
		return ""
	}
	return s.listener.Addr().String()
}

// Run records, audits and serves until ctx is done; then it closes what New has opened.
func (s *Service) Run(ctx context.Context) (err error) {
	defer func() { err = errors.Join(err, s.book.Close()) }()
	if s.o.Health != nil {
		context.AfterFunc(ctx, s.o.Health.Drain)
	}
	return daemon.Together(ctx,
		s.tenants.Run,
		s.projector.run,
		s.rebuilder.run,
		s.auditing,
		s.findGate,
		s.serve,
	)
}

// findGate lets a gate look for the service that it depends on, which may come later than the ledger does.
func (s *Service) findGate(ctx context.Context) error {
	if gate, ok := s.o.Gate.(interface{ Run(context.Context) error }); ok {
		if err := gate.Run(ctx); err != nil {
			return fmt.Errorf("ledger: %w", err)
		}
	}
	<-ctx.Done()
	return nil
}

func (s *Service) serve(ctx context.Context) error {
	if s.listener == nil {
		<-ctx.Done()
		return nil
	}
	s.o.Logger.Info("ledger listens", zap.String("addr", s.Addr()))
	return telemetry.Serve(ctx, s.listener, &http.Server{
		Handler: endingWith(ctx, s.Handler()),
		// What net/http says there quotes addresses of callers.
		ErrorLog: zap.NewStdLog(zap.NewNop()),
	})
}

// endingWith ends requests that stay open for news once ctx is done; all others have their time to finish.
func endingWith(ctx context.Context, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/live") {
			open, end := context.WithCancel(r.Context())
			defer end()
			defer context.AfterFunc(ctx, end)()
			r = r.WithContext(open)
		}
		next.ServeHTTP(w, r)
	})
}

// streamsFit fails when a stream ends before the place up to which the record has taken it: it was made anew, and what comes
// now would be taken for known.
func (s *Service) streamsFit(ctx context.Context) error {
	for _, stream := range book.Streams() {
		position, err := s.book.Position(ctx, stream)
		if err != nil {
			return err
		}
		state, err := s.o.Bus.State(ctx, stream)
		if err != nil {
			return err
		}
		if state.Last < position {
			return fmt.Errorf("stream %s ends at %d, and the record has it up to %d: it was made anew, and so must the record be (afterword ledger rebuild --force)",
				stream, state.Last, position)
		}
	}
	return nil
}
