package portal

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/portal/words"
)

// visit is one request with a link that works: whose follow-up it is, and what is so now.
type visit struct {
	// path is that of the page, /f/<token>, as browsers see it.
	path    string
	token   link.Token
	dossier followup.Dossier
	brand   events.Brand
	policy  followup.Policy
	now     time.Time

	// blocks are the rules by which nothing goes to the candidate, by channel.
	blocks   map[events.Channel]string
	decision followup.Decision
	brief    events.Brief
	language events.Language
	words    words.Words
}

// errRefused is every reason not to show a page. The reasons are not told apart outside.
var errRefused = link.ErrRefused

// visit opens a link. Errors: errRefused, and those of bus.Bucket.
func (s *Service) visit(ctx context.Context, token string, purposes ...link.Purpose) (*visit, error) {
	now := s.clock.Now()
	read, refused := s.links.Keys.Read(token, now, purposes...)
	// A refused token names no follow-up; a bucket without it is asked all the same, for the time that takes.
	entry, err := s.dossiers.Get(ctx, read.Followup.String())
	switch {
	case err != nil && !errors.Is(err, bus.ErrNotFound):
		return nil, fmt.Errorf("read a dossier: %w", err)
	case refused != nil || err != nil || erased(entry.Value):
		return nil, errRefused
	}
	v := &visit{path: s.path("f", token), token: read, dossier: entry.Value, now: now}
	tenant, err := s.tenant(ctx, v.dossier.Tenant)
	if err != nil {
		return nil, err
	}
	recordOf(ctx).tenant = v.dossier.Tenant
	v.brand = s.brandOf(tenant)
	if v.policy, err = followup.ParsePolicy(tenant.Policy); err != nil {
		s.log.Error("a tenant's policy cannot be read; the defaults hold", zap.String("tenant", tenant.Slug), zap.Error(err))
		v.policy = followup.DefaultPolicy()
	}
	v.look()
	if v.decision.Snapshot.Stage == events.AwaitingInterview {
		return nil, errRefused // Nothing was ever said of a candidate.
	}
	if err := s.findBlocks(ctx, v); err != nil {
		return nil, err
	}
	return v, nil
}

// look evaluates the dossier.
func (v *visit) look() {
	v.decision = v.dossier.Evaluate(v.policy, v.now)
	v.brief = v.decision.Brief
	v.language = events.LanguageOf(v.brief.Meeting.Candidate.Locale)
	v.words = words.Of(v.language)
}

// erased reports that the candidate has asked to be forgotten, and the dossier is about to go.
func erased(d followup.Dossier) bool {
	return slices.ContainsFunc(d.Facts, func(f events.Event) bool {
		return f.Type == events.CandidateErased && f.Subject == d.Followup
	})
}

// tenant returns a tenant, and one without anything of its own for a slug that is not known any more.
func (s *Service) tenant(ctx context.Context, slug string) (events.Tenant, error) {
	entry, err := s.tenants.Get(ctx, slug)
	switch {
	case errors.Is(err, bus.ErrNotFound):
		return events.Tenant{Slug: slug}, nil
	case err != nil:
		return events.Tenant{}, fmt.Errorf("read tenant %s: %w", slug, err)
	}
	return entry.Value, nil
}

// open opens the link of a page and answers if it does not work. ok is false once it has answered.
func (s *Service) open(w http.ResponseWriter, r *http.Request, rt route, purposes ...link.Purpose) (v *visit, ok bool) {
	v, err := s.visit(r.Context(), rt.token, purposes...)
	switch {
	case errors.Is(err, errRefused):
		s.refuse(w, r)
		return nil, false
	case err != nil:
		s.unavailable(w, r, rt, err, nil)
		return nil, false
	case !s.guard.takeLink(v, time.Now()):
		s.limit(w, r, "link")
		return nil, false
	}
	protect(w.Header(), v.brand.Logo)
	return v, true
}

// languageOf is the candidate's language.
func languageOf(d followup.Dossier, now time.Time) events.Language {
	return events.LanguageOf(d.Evaluate(followup.DefaultPolicy(), now).Brief.Meeting.Candidate.Locale)
}
