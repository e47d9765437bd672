package standalone

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"strings"
)

// operatorName is the user name that goes with the operator's password.
const operatorName = "operator"

// forOperator lets only the operator see a page: who knows the password, or, if there is none, who
// uses this machine. Then the page must have been asked for by one of this machine's own names, or a web site could
// point its name at this address and read along (DNS rebinding).
func (s *Standalone) forOperator(next http.Handler) http.Handler {
	// A form on another site must not act in the operator's name.
	next = http.NewCrossOriginProtection().Handler(s.untilStop(next))
	if s.options.OperatorPassword == "" {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !isThisMachine(hostName(r.Host)) {
				http.Error(w, "These pages are for this machine only: open them as 127.0.0.1 or localhost, or set an operator password.", http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
	want := sha256.Sum256([]byte(s.options.OperatorPassword))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, password, _ := r.BasicAuth()
		got := sha256.Sum256([]byte(password))
		if name != operatorName || subtle.ConstantTimeCompare(got[:], want[:]) != 1 {
			w.Header().Set("WWW-Authenticate", `Basic realm="Afterword, user operator", charset="UTF-8"`)
			http.Error(w, "These pages are for the operator.", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// untilStop ends a request when the process stops: a page that streams would hold it up, and loses nothing.
func (s *Standalone) untilStop(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		go func() {
			select {
			case <-s.stopping:
				cancel()
			case <-ctx.Done():
			}
		}()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// hostName is the name in a Host header, without the port.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.Trim(host, "[]")
}
