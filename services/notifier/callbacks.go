package notifier

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"path"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/telemetry"
)

// callbacks is what providers call: who has answered what, and what has become of a message. What a callback does is
// said in replies.go, statuses.go and callbacks_email.go; here is what they have in common.
//
// Providers take every answer but a success for a reason to call again, if they are set up to. So a callback that
// could not be stored is answered with 503, one that was is answered with a success however often it comes, and one
// that can never be understood is refused once and for all.
type callbacks struct {
	handler  http.Handler
	listener net.Listener
	log      *zap.Logger
	// patience is gatePatience.
	patience time.Duration
	traces   telemetry.Requests
	// requests counts them by the route and the status of the answer; replies by the word that was understood.
	requests, replies *prometheus.CounterVec
}

// The routes. The names behind them are those of the metric.
const (
	routeInbound = "POST /v1/callbacks/twilio/inbound"
	routeStatus  = "POST /v1/callbacks/twilio/status/{ref}"
)

// maxForm is the most bytes of a callback's form: a text of ten segments is a tenth of it.
const maxForm = 64 << 10

// signer is a channel that can tell its provider's callbacks from others.
type signer interface {
	// Signed reports whether the provider has made the request: to the address, as it was told it, with this body.
	Signed(address *url.URL, header http.Header, body []byte) bool
}

// listen makes the callbacks and binds Addr, if there is one.
func (n *Notifier) listen() error {
	c := &callbacks{
		log: n.log, patience: gatePatience, traces: telemetry.NewRequests(n.o.Tracer, false),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_notifier_callbacks_total", Help: "Calls by providers, by route and status of the answer.",
		}, []string{"route", "status"}),
		replies: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_notifier_replies_total", Help: "Texts that came, by the word that was understood and whether the number is known.",
		}, []string{"word", "number"}),
	}
	if err := errors.Join(n.o.Registerer.Register(c.requests), n.o.Registerer.Register(c.replies)); err != nil {
		return fmt.Errorf("notifier: register the metrics of the callbacks: %w", err)
	}
	mux := http.NewServeMux()
	if provider, ok := n.o.Channels[events.SMS].(signer); ok && n.o.Public != nil {
		mux.HandleFunc(routeInbound, n.signedForm(provider, n.inbound))
		mux.HandleFunc(routeStatus, n.signedForm(provider, n.textStatus))
	}
	n.emailCallbacks(mux)
	c.handler = c.observe(mux)
	n.callbacks = c
	if n.o.Addr == "" {
		return nil
	}
	var err error
	if c.listener, err = net.Listen("tcp", n.o.Addr); err != nil {
		return fmt.Errorf("notifier: listen on %s: %w", n.o.Addr, err)
	}
	return nil
}

// Handler serves what providers call, below /v1/callbacks/. Every path it does not know is a 404.
func (n *Notifier) Handler() http.Handler { return n.callbacks.handler }

// Addr is the bound address, or "" if none is.
func (n *Notifier) Addr() string {
	if n.callbacks.listener == nil {
		return ""
	}
	return n.callbacks.listener.Addr().String()
}

// close gives the address back, for a notifier that does not come to Run.
func (c *callbacks) close() error {
	if c.listener == nil {
		return nil
	}
	return c.listener.Close()
}

// serve serves the callbacks until ctx is done, if an address was bound.
func (c *callbacks) serve(ctx context.Context) error {
	if c.listener == nil {
		return nil
	}
	c.log.Info("notifier takes callbacks", zap.String("addr", c.listener.Addr().String()))
	return telemetry.Serve(ctx, c.listener, &http.Server{
		Handler: c.handler,
		// What net/http says there quotes addresses of callers.
		ErrorLog: zap.NewStdLog(zap.NewNop()),
	})
}

// observe counts a call, and takes no path but the one that was meant: a provider does not follow a redirect with its
// body, and one that did would sign another address.
func (c *callbacks) observe(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen := &telemetry.StatusWriter{ResponseWriter: w}
		seen.Header().Set("X-Content-Type-Options", "nosniff")
		seen.Header().Set("Cache-Control", "no-store")
		clean := path.Clean(r.URL.Path) == r.URL.Path
		route := ""
		if clean {
			_, route = mux.Handler(r)
		}
		ctx, span := c.traces.Begin(r)
		r = r.WithContext(ctx)
		defer func() {
			if p := recover(); p != nil {
				// The value of a panic may quote the body.
				c.log.Error("a callback panicked", zap.String("route", route), zap.String("type", fmt.Sprintf("%T", p)), zap.ByteString("stack", debug.Stack()))
				if seen.Status == 0 {
					refuseCall(seen, http.StatusInternalServerError)
				}
			}
			c.requests.WithLabelValues(routeName(route), strconv.Itoa(seen.Status)).Inc()
			span.End(telemetry.Answered{Method: methodOf(r), Route: "/v1/callbacks/" + routeName(route), Status: seen.Status})
		}()
		if !clean {
			refuseCall(seen, http.StatusNotFound)
			return
		}
		mux.ServeHTTP(seen, r)
	})
}

// methodOf names what a provider may call with.
func methodOf(r *http.Request) string {
	if r.Method == http.MethodPost {
		return r.Method
	}
	return "other"
}

// routeName is a route without its method, "other" for none.
func routeName(route string) string {
	if _, name, ok := strings.Cut(route, " /v1/callbacks/"); ok {
		return name
	}
	return "other"
}

// signedForm gives take the form of a call that the provider has signed.
func (n *Notifier) signedForm(provider signer, take func(w http.ResponseWriter, r *http.Request, form url.Values)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
		if !strings.EqualFold(strings.TrimSpace(kind), "application/x-www-form-urlencoded") || r.Header.Get("Content-Encoding") != "" {
			refuseCall(w, http.StatusUnsupportedMediaType)
			return
		}
		body, status := readCall(w, r, maxForm)
		if status != http.StatusOK {
			refuseCall(w, status)
			return
		}
		// The address is the one that the provider was told: what the request says of the host is somebody else's word.
		address := n.o.Public.JoinPath(r.URL.EscapedPath())
		address.RawQuery = r.URL.RawQuery
		if !provider.Signed(address, r.Header, body) {
			refuseCall(w, http.StatusForbidden)
			return
		}
		form, err := url.ParseQuery(string(body))
		if err != nil {
			refuseCall(w, http.StatusBadRequest)
			return
		}
		take(w, r, form)
	}
}

// readCall reads a body of at most limit bytes. The status is 200, 413 or 400.
func readCall(w http.ResponseWriter, r *http.Request, limit int64) (body []byte, status int) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if tooMuch := new(http.MaxBytesError); errors.As(err, &tooMuch) {
		return nil, http.StatusRequestEntityTooLarge
	}
	if err != nil {
		return nil, http.StatusBadRequest
	}
	return body, http.StatusOK
}

// refuseCall answers without a word of what came.
func refuseCall(w http.ResponseWriter, status int) { http.Error(w, http.StatusText(status), status) }

// repeatAfter is after how many seconds a callback that could not be stored shall come again.
const repeatAfter = "10"

// notStored has the provider call again, and says why in the log.
func (n *Notifier) notStored(w http.ResponseWriter, what string, err error) {
	n.log.Error("a callback could not be stored", zap.String("what", what), zap.Error(err))
	w.Header().Set("Retry-After", repeatAfter)
	refuseCall(w, http.StatusServiceUnavailable)
}

// callTimeout limits, in real time, what one callback sets going. It goes on when the provider has hung up: what it
// said counts all the same.
const callTimeout = 30 * time.Second

func outlasting(r *http.Request) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(r.Context()), callTimeout)
}
