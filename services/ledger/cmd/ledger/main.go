// Command ledger keeps the record of Afterword and shows it; see package ledger. Its settings are flags, else the environment
// variables that -help names.
package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/daemon"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/ledger"
	"github.com/afterword-io/afterword/services/ledger/access"
	"github.com/afterword-io/afterword/services/ledger/book"
)

func main() { daemon.Main(command()) }

// settings are what only this service is told.
type settings struct {
	listen  string
	record  string
	public  string
	keys    string
	issuer  string
	client  string
	secret  string
	claim   string
	roles   string
	users   string
	proxies int
}

func command() daemon.Command {
	var own settings
	return daemon.Command{
		Name:  "ledger",
		About: "Ledger keeps the record of every follow-up, answers questions about it, and shows it to operators.",
		Settings: func(s *daemon.Settings) {
			s.Text(&own.listen, "listen", "AFTERWORD_LISTEN", "127.0.0.1:8082", "address of the API and the dashboard")
			s.Secret(&own.record, "ledger-url", "AFTERWORD_LEDGER_URL", "where the record is kept: sqlite:PATH, or postgres://USER:PASSWORD@HOST/DATABASE")
			s.Text(&own.public, "dashboard-url", "AFTERWORD_DASHBOARD_URL", "", "where browsers find the dashboard, such as https://afterword-ops.example.org")
			s.Secret(&own.keys, "session-keys", "AFTERWORD_SESSION_KEYS", "the keys that sign the dashboard's cookies, one \"number hex\" a line")
			s.Text(&own.issuer, "oidc-issuer", "AFTERWORD_OIDC_ISSUER", "", "the OpenID Connect provider that people sign in with")
			s.Text(&own.client, "oidc-client-id", "AFTERWORD_OIDC_CLIENT_ID", "", "what the provider knows the dashboard by")
			s.Secret(&own.secret, "oidc-client-secret", "AFTERWORD_OIDC_CLIENT_SECRET", "the secret that goes with it")
			s.Text(&own.claim, "oidc-claim", "AFTERWORD_OIDC_CLAIM", "", "the member of the ID token that holds the groups (default groups)")
			s.Text(&own.roles, "roles", "AFTERWORD_ROLES", "", "what the groups may: group=role@tenant, one a line or with semicolons between them; role is viewer, adviser, operator or admin, and tenant * is every tenant")
			s.Secret(&own.users, "users", "AFTERWORD_DASHBOARD_USERS", "without a provider: who may sign in with a password, one \"name:hash role@tenant\" a line")
			s.Number(&own.proxies, "proxies", "AFTERWORD_PROXIES", 0, "how many proxies in front add to X-Forwarded-For")
		},
		Check: func() error { _, err := own.gate(nil, nil); return err },
		Facts: calendar.Versions(),
		Run: func(ctx context.Context, p daemon.Process) error {
			gate, err := own.gate(p.Logger, p.Registerer)
			if err != nil {
				return err
			}
			service, err := ledger.New(ledger.Options{
				Bus: p.Bus, URL: own.record, Gate: gate, Addr: own.listen, Logger: p.Logger, Registerer: p.Registerer, Tracer: p.Tracer, Health: p.Health,
			})
			if err != nil {
				return err
			}
			return service.Run(ctx)
		},
	}
}

// gate is how people sign in.
func (own settings) gate(log *zap.Logger, registerer prometheus.Registerer) (access.Gate, error) {
	if own.record == "" {
		return nil, errors.New("AFTERWORD_LEDGER_URL (or AFTERWORD_LEDGER_URL_FILE) is required")
	}
	if err := book.CheckURL(own.record); err != nil {
		return nil, fmt.Errorf("AFTERWORD_LEDGER_URL: %w", err)
	}
	visits, err := own.visits()
	if err != nil {
		return nil, err
	}
	switch {
	case own.issuer != "" && own.users != "":
		return nil, errors.New("people sign in either by AFTERWORD_OIDC_ISSUER or by AFTERWORD_DASHBOARD_USERS, not by both")
	case own.issuer != "":
		rules, err := access.ParseRules(own.roles)
		if err != nil {
			return nil, fmt.Errorf("-roles: %w", err)
		}
		return access.NewOIDC(access.OIDCOptions{
			Visits: visits, Issuer: own.issuer, ClientID: own.client, ClientSecret: own.secret, Claim: own.claim, Rules: rules,
			Logger: log, Registerer: registerer,
		})
	case own.users != "":
		users, err := access.ParseUsers(own.users)
		if err != nil {
			return nil, fmt.Errorf("AFTERWORD_DASHBOARD_USERS: %w", err)
		}
		return access.NewPassword(access.PasswordOptions{Visits: visits, Users: users, Proxies: own.proxies, Logger: log, Registerer: registerer})
	default:
		return nil, errors.New("AFTERWORD_OIDC_ISSUER or AFTERWORD_DASHBOARD_USERS is required: nobody could sign in")
	}
}

// visits is how a visit is remembered.
func (own settings) visits() (access.VisitOptions, error) {
	if own.public == "" || own.keys == "" {
		return access.VisitOptions{}, errors.New("AFTERWORD_DASHBOARD_URL and AFTERWORD_SESSION_KEYS (or AFTERWORD_SESSION_KEYS_FILE) are required")
	}
	public, err := url.Parse(own.public)
	if err != nil {
		return access.VisitOptions{}, errors.New("-dashboard-url: it must be of the form https://host")
	}
	keys, err := link.ParseKeys(own.keys)
	if err != nil {
		return access.VisitOptions{}, fmt.Errorf("the session keys: %w", err)
	}
	return access.VisitOptions{Keys: keys, PublicURL: public}, nil
}
