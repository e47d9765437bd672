package intake

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/httpapi"
)

func TestWithoutABusNothingIsPromisedAndItRecoversByItself(t *testing.T) {
	d := openDoor(t, func(o *Options) { o.Limits.Publish, o.Limits.Lease = time.Second, time.Minute })
	if err := d.health.Ready(t.Context()); err != nil {
		t.Fatalf("not ready at the start: %v", err)
	}
	d.nats.Stop()
	eventually(t, "it is not ready", func() bool { return d.health.Ready(t.Context()) != nil })

	batch := `[` + encode(t, (&described{now: testNow().AddDate(0, 0, 1)}).eventExample()) + `]`
	for name, send := range map[string]func() response{
		"interview":  func() response { return d.post("/v1/interviews", meeting(t)) },
		"with a key": func() response { return d.post(checkin, `{"result":"no_answer"}`, "Idempotency-Key", "k") },
		"batch": func() response {
			return d.post("/v1/events", batch, "Content-Type", "application/cloudevents-batch+json")
		},
		"read": func() response { return d.request(http.MethodGet, "/v1/followups/int-42", acmeKey, "") },
	} {
		r := send()
		if p := r.problem(t); r.StatusCode != http.StatusServiceUnavailable || p.Type != "/docs#problem-unavailable" || r.Header.Get("Retry-After") == "" {
			t.Errorf("%s: status %d, %+v, Retry-After %q", name, r.StatusCode, p, r.Header.Get("Retry-After"))
		}
	}

	d.nats.Start()
	eventually(t, "it is ready again", func() bool { return d.health.Ready(t.Context()) == nil })
	for name, send := range map[string]func() response{
		"interview":  func() response { return d.post("/v1/interviews", meeting(t)) },
		"with a key": func() response { return d.post(checkin, `{"result":"no_answer"}`, "Idempotency-Key", "k") },
	} {
		eventually(t, name+" is accepted again", func() bool { return send().StatusCode == http.StatusAccepted })
	}
}

// A bus that goes away while the key is held must not leave the key held.
func TestAKeyWhoseRequestFailedInAnOutageIsFreeAfterIt(t *testing.T) {
	d := openDoor(t, func(o *Options) { o.Limits.Publish, o.Limits.Lease = time.Second, time.Hour })
	down := httpapi.Refuse(httpapi.Unavailable, "no")
	if _, err := d.service.claims.once(t.Context(), "place", "print", func() (answer, error) {
		d.nats.Stop()
		return answer{}, down
	}); !errors.Is(err, down) {
		t.Fatalf("the run's error became %v", err)
	}
	d.nats.Start()
	eventually(t, "the key is free", func() bool {
		got, err := d.service.claims.once(t.Context(), "place", "print", func() (answer, error) { return answer{Status: 202}, nil })
		return err == nil && got.Status == 202
	})
}

// Nothing is claimed means: what was answered with 503 does not come to life when the bus is back.
func TestWhatWasRefusedInAnOutageIsNotStoredAfterIt(t *testing.T) {
	d := openDoor(t, func(o *Options) { o.Limits.Publish, o.Limits.Lease = time.Second, time.Minute })
	d.nats.Stop()
	eventually(t, "it is not ready", func() bool { return d.health.Ready(t.Context()) != nil })
	if r := d.post(checkin, `{"result":"no_answer"}`); r.StatusCode != http.StatusServiceUnavailable {
		t.Fatalf("status %d", r.StatusCode)
	}
	d.nats.Start()
	eventually(t, "it is ready again", func() bool { return d.health.Ready(t.Context()) == nil })
	if r := d.post(checkin, `{"result":"offer"}`); r.StatusCode != http.StatusAccepted {
		t.Fatalf("after the outage: status %d", r.StatusCode)
	}
	facts := d.facts(1)
	if len(facts) != 1 {
		t.Errorf("FACTS holds %d facts, want the one that was accepted", len(facts))
	}
}
