package portal

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
)

// The buttons of the page.
const (
	doStop = "stop"
	doBack = "back"
)

// The field that mail programs send, without a page and without cookies (RFC 8058 section 3.1).
const (
	oneClickField = "List-Unsubscribe"
	oneClickValue = "One-Click"
)

// What consent.changed rests on.
const (
	evidencePage     = "unsubscribe page"
	evidenceOneClick = "one-click unsubscribe (RFC 8058)"
	evidenceBack     = "unsubscribe page, taken back"
)

// parting is one request with an unsubscribe link that works. The link is as good as the address it is for: it needs no
// dossier, which may be gone while other follow-ups of the tenant still write.
type parting struct {
	token    link.Token
	tenant   string
	followup string
	frame    Frame
	path     string
}

// parting opens an unsubscribe link. Errors: errRefused, and those of bus.Bucket.
func (s *Service) parting(r *http.Request, rt route) (*parting, error) {
	ctx := r.Context()
	read, refused := s.links.Keys.Read(rt.token, s.clock.Now(), link.Unsubscribe)
	entry, err := s.dossiers.Get(ctx, read.Followup.String())
	p := &parting{token: read, path: s.path(routeUnsubscribe, rt.token), frame: s.frameFor(r)}
	switch {
	case err != nil && !errors.Is(err, bus.ErrNotFound):
		return nil, fmt.Errorf("read a dossier: %w", err)
	case refused != nil:
		return nil, errRefused
	case err != nil || erased(entry.Value):
		return p, nil
	}
	p.tenant, p.followup = entry.Value.Tenant, entry.Value.Followup
	recordOf(ctx).tenant = p.tenant
	tenant, err := s.tenant(ctx, p.tenant)
	if err != nil {
		return nil, err
	}
	p.frame = s.frame(languageOf(entry.Value, s.clock.Now()), s.brandOf(tenant))
	return p, nil
}

// showUnsubscribe is GET /unsubscribe/{token}: it asks, or says that it is done.
func (s *Service) showUnsubscribe(w http.ResponseWriter, r *http.Request, rt route) {
	p, err := s.parting(r, rt)
	if err != nil {
		s.answerParting(w, r, rt, err, nil)
		return
	}
	s.writeParting(w, r, rt, p, r.URL.Query().Get(queryDone) == doBack)
}

func (s *Service) answerParting(w http.ResponseWriter, r *http.Request, rt route, err error, again *Again) {
	if errors.Is(err, errRefused) {
		s.refuse(w, r)
		return
	}
	s.unavailable(w, r, rt, err, again)
}

// writeParting shows what is so now.
func (s *Service) writeParting(w http.ResponseWriter, r *http.Request, rt route, p *parting, back bool) {
	entry, found, err := s.suppressions.Find(r.Context(), p.token.Address)
	if err != nil {
		s.unavailable(w, r, rt, err, nil)
		return
	}
	protect(w.Header(), p.frame.Brand.Logo)
	s.write(w, r, http.StatusOK, unsubscribeTemplate, UnsubscribePage{
		Frame: p.frame, Form: Form{W: p.frame.W, Action: p.path, Nonce: newNonce()},
		Done: found && entry.Rule != events.RuleBounce, Held: found && entry.Rule != events.RuleUnsubscribe && entry.Rule != events.RuleBounce, Back: back && !found,
	})
}

// unsubscribe is POST /unsubscribe/{token}: from a mail program, which wants 200 and no redirect, or from the page.
func (s *Service) unsubscribe(w http.ResponseWriter, r *http.Request, rt route, sent url.Values) {
	oneClick := sent.Get(oneClickField) == oneClickValue
	if !oneClick && s.guard.foreign(r) {
		s.write(w, r, http.StatusForbidden, foreignTemplate, s.frameFor(r))
		return
	}
	p, err := s.parting(r, rt)
	if err == nil {
		switch do := sent.Get(fieldDo); {
		case oneClick:
			err = s.stop(r.Context(), p, evidenceOneClick)
		case do == doStop:
			err = s.stop(r.Context(), p, evidencePage)
		case do == doBack && isNonce(sent.Get(fieldNonce)):
			err = s.takeBack(r.Context(), p, sent.Get(fieldNonce))
		default:
			http.Redirect(w, r, p.path, http.StatusSeeOther) // Not the page's form: the page asks.
			return
		}
	}
	switch {
	case err != nil:
		s.answerParting(w, r, rt, err, again(s.path(routeUnsubscribe, rt.token), sent))
	case oneClick:
		s.writeParting(w, r, rt, p, false)
	default:
		http.Redirect(w, r, p.path+"?"+url.Values{queryDone: {sent.Get(fieldDo)}}.Encode(), http.StatusSeeOther)
	}
}

// stop puts the address on the list, before anything else, and then records what the candidate has said.
func (s *Service) stop(ctx context.Context, p *parting, evidence string) error {
	ctx, cancel := context.WithTimeout(ctx, s.limits.Publish)
	defer cancel()
	added, err := s.suppressions.Add(ctx, p.token.Address, events.Suppression{
		Rule: events.RuleUnsubscribe, At: s.clock.Now(), Reason: "The reader has unsubscribed: " + evidence + ".",
		Tenant: p.tenant, Channel: events.Email, Followup: p.followup,
	})
	if err != nil {
		return fmt.Errorf("unsubscribe an address of follow-up %s: %w", p.token.Followup, err)
	}
	if added {
		s.metrics.unsubscribed.Inc()
	}
	// The fact belongs to what is on the list: however often the button is pressed, it is one fact until it is taken back.
	entry, _, err := s.suppressions.Find(ctx, p.token.Address)
	if err != nil {
		return fmt.Errorf("unsubscribe an address of follow-up %s: %w", p.token.Followup, err)
	}
	id := "unsubscribe-" + link.RefOf(p.token.Address, entry.At.UTC().Format(time.RFC3339Nano)).String()
	return s.consent(ctx, p, id, false, evidence)
}

// takeBack takes the address off the list if it is there because of an unsubscribe; no other reason is the reader's to lift here.
func (s *Service) takeBack(ctx context.Context, p *parting, nonce string) error {
	ctx, cancel := context.WithTimeout(ctx, s.limits.Publish)
	defer cancel()
	was, released, err := s.suppressions.Release(ctx, p.token.Address, events.RuleUnsubscribe)
	switch {
	case err != nil:
		return fmt.Errorf("take back an unsubscribe of follow-up %s: %w", p.token.Followup, err)
	case !released && was.Rule != "":
		return nil
	}
	return s.consent(ctx, p, "resubscribe-"+nonce, true, evidenceBack)
}

// consent records what was said about emails in the follow-up that the link is of, if it is still known.
func (s *Service) consent(ctx context.Context, p *parting, id string, allowed bool, evidence string) error {
	if p.followup == "" {
		return nil
	}
	e, err := events.New(events.ConsentChanged, sourceEmail, id, p.tenant, p.followup, s.clock.Now(),
		events.Consent{Channel: events.Email, Allowed: allowed, Evidence: evidence})
	if err != nil {
		return err
	}
	if err := s.publish(ctx, e); err != nil {
		return fmt.Errorf("store fact %s of follow-up %s: %w", e.Type.Name(), p.token.Followup, err)
	}
	return nil
}
