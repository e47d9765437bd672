package standalone

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/ledger/access"
)

// operatorName is the user name that goes with the operator's password.
const operatorName = "operator"

// everyTenant is what the operator's role holds in.
const everyTenant = "*"

// openGate returns the way into the dashboard: the operator's password, or, if there is none, this machine itself. The
// keys of the sessions are made at the first start.
func openGate(o Options, d dataDir, here string) (access.Gate, error) {
	if o.OperatorPassword == "" {
		return access.Local(access.Person{ID: operatorName, Name: "this machine", Role: access.Admin, Everywhere: true}), nil
	}
	keys, err := openKeys(d.sessionKeys())
	if err != nil {
		return nil, fmt.Errorf("the keys of the sessions: %w", err)
	}
	address, err := link.ParseBase(cmp.Or(o.PublicURL, here))
	if err != nil {
		return nil, err
	}
	return access.NewPassword(access.PasswordOptions{
		Visits:  access.VisitOptions{Keys: keys, PublicURL: &url.URL{Scheme: address.Scheme, Host: address.Host}},
		Users:   []access.User{{Name: operatorName, Password: o.OperatorPassword, Roles: map[string]access.Role{everyTenant: access.Admin}}},
		Proxies: o.Proxies, Basic: true, Logger: o.Logger,
	})
}

// forOperator lets only the operator see a page: who has signed in, or, as programs do, sends the password with the request;
// if there is none, who uses this machine.
func (s *Standalone) forOperator(next http.Handler) http.Handler {
	return s.fromThisMachine(s.gate.Require(s.untilStop(next)))
}

// fromThisMachine lets a request through that has asked for one of this machine's own names, where no password protects
// a page: a web site could point its name at this address and read along (DNS rebinding).
func (s *Standalone) fromThisMachine(next http.Handler) http.Handler {
	if s.options.OperatorPassword != "" {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isThisMachine(hostName(r.Host)) {
			http.Error(w, "These pages are for this machine only: open them as 127.0.0.1 or localhost, or set an operator password.", http.StatusForbidden)
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
