package heartbeat

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"go.uber.org/zap"
)

// Heartbeat beats. It is made by New.
type Heartbeat struct {
	o       Options
	metrics *metrics
}

// New checks the options. It connects to nothing.
func New(o Options) (*Heartbeat, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	m, err := newMetrics(o.Registerer)
	if err != nil {
		return nil, fmt.Errorf("heartbeat: register the metrics: %w", err)
	}
	return &Heartbeat{o: o, metrics: m}, nil
}

// Run beats until ctx is done, and then returns nil. A beat that fails is logged and counted, and the next one starts on time.
func (h *Heartbeat) Run(ctx context.Context) error {
	ticker := time.NewTicker(h.o.Every)
	defer ticker.Stop()
	for {
		if err := h.Beat(ctx); err != nil && ctx.Err() == nil {
			h.o.Logger.Error("a heartbeat did not come through", zap.Error(err))
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
}

// eraseTimeout bounds what is still done after a beat has failed or was told to stop.
const eraseTimeout = 10 * time.Second

// Beat is one beat; its error is a *Failure. Its follow-up is ended in any case, as far as that can be done.
func (h *Heartbeat) Beat(ctx context.Context) error {
	now := h.o.Clock.Now()
	// The id says when, for whoever looks; what is random keeps two hearts apart.
	id := "heartbeat-" + now.Format("20060102T150405Z") + "-" + strings.ToLower(rand.Text()[:8])
	fail := func(stage Stage, err error) error {
		if ctx.Err() == nil {
			h.metrics.failures.WithLabelValues(string(stage)).Inc()
		}
		return &Failure{stage, id, err}
	}
	began := time.Now()
	if err := h.submit(ctx, id, now); err != nil {
		return fail(Submit, err)
	}
	err := h.awaitSent(ctx, id)
	took := time.Since(began)
	erased := h.erase(ctx, id)
	switch {
	case err != nil:
		return fail(Sent, err)
	case erased != nil:
		return fail(Erase, erased)
	}
	h.metrics.cameThrough(time.Now(), took)
	h.o.Logger.Info("a heartbeat came through", zap.String("followup", id), zap.Duration("took", took))
	if err := h.ping(ctx); err != nil {
		return fail(Ping, err)
	}
	return nil
}

func (h *Heartbeat) submit(ctx context.Context, id string, now time.Time) error {
	body, err := interview(id, h.o.To, now)
	if err != nil {
		return err
	}
	_, err = h.o.Intake.SubmitInterview(ctx, body)
	return err
}

// delivery is what a beat wants to know of a delivery in the ledger.
type delivery struct {
	Result string `json:"result"`
	Code   string `json:"code"`
	Rule   string `json:"rule"`
}

// awaitSent returns once the ledger shows a message of the follow-up as sent, or as one that will not be.
func (h *Heartbeat) awaitSent(ctx context.Context, id string) error {
	ctx, cancel := context.WithTimeout(ctx, h.o.Patience)
	defer cancel()
	ticker := time.NewTicker(h.o.Poll)
	defer ticker.Stop()
	path := "/v1/deliveries?followup=" + url.QueryEscape(id)
	last := errors.New("it is not on record as sent")
	for {
		var page struct {
			Deliveries []delivery `json:"deliveries"`
		}
		err := h.o.Ledger.GetJSON(ctx, path, &page)
		if err != nil && ctx.Err() == nil {
			last = err
		}
		for _, d := range page.Deliveries {
			switch d.Result {
			case "sent":
				return nil
			case "failed", "skipped":
				return fmt.Errorf("the reminder was not sent: %s %s", d.Result, strings.TrimSpace(d.Code+" "+d.Rule))
			}
		}
		select {
		case <-ctx.Done():
			// Not what the question said that this very moment has cut off.
			return fmt.Errorf("after %v: %w", h.o.Patience, last)
		case <-ticker.C:
		}
	}
}

// erase ends the follow-up, so that nothing more is sent for it; also when the beat was told to stop meanwhile.
func (h *Heartbeat) erase(ctx context.Context, id string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), eraseTimeout)
	defer cancel()
	_, err := h.o.Intake.SubmitFact(ctx, id, "candidate.erased", []byte("{}"), "erase/"+id)
	return err
}

// ping tells the dead man's switch. Its address is kept out of errors.
func (h *Heartbeat) ping(ctx context.Context) error {
	if h.o.Ping == "" {
		return nil
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, h.o.Ping, http.NoBody)
	if err != nil {
		return errors.New("make the request")
	}
	response, err := h.o.HTTP.Do(request)
	if err != nil {
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err
		}
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return fmt.Errorf("it answered %s", response.Status)
	}
	return nil
}
