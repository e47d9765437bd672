package access

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"go.uber.org/zap"
	"golang.org/x/oauth2"
)

// The pauses between two questions for what the provider offers.
const (
	firstPause = time.Second
	lastPause  = 30 * time.Second
)

// provider is the sign-in service, which may not be there yet.
type provider struct {
	options OIDCOptions
	now     atomic.Pointer[found]
}

// found is what the provider said of itself.
type found struct {
	client   *oauth2.Config
	verifier *oidc.IDTokenVerifier
}

func newProvider(o OIDCOptions) *provider { return &provider{options: o} }

// found returns nil as long as the provider has not answered.
func (p *provider) found() *found { return p.now.Load() }

// find asks until there is an answer or ctx is done.
func (p *provider) find(ctx context.Context) error {
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		err := p.ask(ctx)
		if err == nil {
			p.options.Logger.Info("the sign-in service was found", zap.String("issuer", p.options.Issuer))
			return nil
		}
		if ctx.Err() != nil {
			return nil
		}
		p.options.Logger.Warn("the sign-in service does not answer, so nobody can sign in yet", zap.String("issuer", p.options.Issuer), zap.Error(err))
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C:
		}
	}
}

func (p *provider) ask(ctx context.Context) error {
	o := p.options
	ctx, cancel := context.WithTimeout(oidc.ClientContext(ctx, o.Client), providerTimeout)
	defer cancel()
	service, err := oidc.NewProvider(ctx, o.Issuer)
	if err != nil {
		return err
	}
	p.now.Store(&found{
		client: &oauth2.Config{
			ClientID: o.ClientID, ClientSecret: o.ClientSecret, Endpoint: service.Endpoint(),
			RedirectURL: o.Visits.PublicURL.Scheme + "://" + o.Visits.PublicURL.Host + pathCallback,
			Scopes:      append([]string{oidc.ScopeOpenID}, o.Scopes...),
		},
		verifier: service.VerifierContext(context.WithoutCancel(ctx), &oidc.Config{
			ClientID: o.ClientID, SupportedSigningAlgs: signatures(), Now: o.Visits.Now,
		}),
	})
	return nil
}

// signatures are those that a public key verifies: none proves nothing, and what is signed with the client's secret could have been
// signed by whoever knows it.
func signatures() []string {
	return []string{
		oidc.RS256, oidc.RS384, oidc.RS512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.EdDSA,
	}
}
