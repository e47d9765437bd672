package heartbeat

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/cli/client"
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

// atMost bounds a request that a stop does not cut off: what intake keeps has to be known, and to be erased.
const atMost = 10 * time.Second

// Beat is one beat; its error is a *Failure. A follow-up that is known to be stored is ended in any case, as far as that can be done.
// One that never was known to be is left alone: an erasure without an interview would end in the dead letters a day later.
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

// submit returns nil once intake has the interview. Where an answer leaves that open, the same is handed in again, for half of Patience:
// what is stored has to be erased, and its reminders would go on for weeks. Intake takes the event's id from the content, so that
// however often it is heard it is stored once.
func (h *Heartbeat) submit(ctx context.Context, id string, now time.Time) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	body, err := interview(id, h.o.To, now)
	if err != nil {
		return err
	}
	// It bounds how long to begin again; what has begun is heard to its end.
	ctx, cancel := context.WithTimeout(ctx, h.o.Patience/2)
	defer cancel()
	ticker := time.NewTicker(h.o.Poll)
	defer ticker.Stop()
	if err = h.handIn(ctx, body); !leavesOpen(err) {
		return err
	}
	for err != nil && !final(err) {
		select {
		case <-ctx.Done():
		case <-ticker.C:
		}
		if ctx.Err() != nil {
			break
		}
		err = h.handIn(ctx, body)
	}
	if err == nil {
		return nil
	}
	// Also when the beat was told to stop, where its error is told to nobody.
	h.o.Logger.Warn("a heartbeat's interview may be stored, and its candidate is not erased", zap.String("followup", id))
	return fmt.Errorf("it is not known whether the interview is stored: %w", err)
}

// handIn hands the interview in once, also when the beat is told to stop meanwhile.
func (h *Heartbeat) handIn(ctx context.Context, body []byte) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), atMost)
	defer cancel()
	_, err := h.o.Intake.SubmitInterview(ctx, body)
	return err
}

// leavesOpen reports whether what was handed in may be stored although it failed: not when it was refused, nor when there was
// no connection that it could have left by.
func leavesOpen(err error) bool {
	var problem *client.Problem
	if errors.As(err, &problem) {
		return problem.Status >= http.StatusInternalServerError
	}
	var network *net.OpError
	neverLeft := errors.As(err, &network) && network.Op == "dial"
	return err != nil && !neverLeft
}

// final reports whether handing in the same again would be refused again.
func final(err error) bool {
	var problem *client.Problem
	return errors.As(err, &problem) && problem.Status < http.StatusInternalServerError && !problem.Temporary()
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
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), atMost)
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
