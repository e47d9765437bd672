package intake

import (
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
)

const checkin = "/v1/followups/int-42/facts/checkin.made"

func TestARepetitionGetsTheFirstAnswer(t *testing.T) {
	d := openDoor(t)
	first := d.post(checkin, `{"result":"no_answer"}`, "Idempotency-Key", `"k-1"`)
	// Quoted and bare are the same key.
	again := d.post(checkin, `{"result":"no_answer"}`, "Idempotency-Key", `k-1`)
	if first.StatusCode != http.StatusAccepted || again.StatusCode != first.StatusCode || again.text != first.text || again.Header.Get("Location") != first.Header.Get("Location") {
		t.Errorf("first %d %s, again %d %s", first.StatusCode, first.text, again.StatusCode, again.text)
	}
	if n := len(d.facts(1)); n != 1 {
		t.Errorf("FACTS holds %d facts", n)
	}
}

// The event's id comes from the key, so a repetition whose kept answer is lost makes no second fact.
func TestARepetitionIsTheSameEventWhereTheAnswerIsLost(t *testing.T) {
	d := openDoor(t)
	for path, body := range map[string]string{checkin: `{"result":"no_answer"}`, "/v1/interviews": meeting(t)} {
		var first, again Receipt
		d.post(path, body, "Idempotency-Key", "k").into(t, &first)
		for _, pattern := range []string{"POST /v1/interviews", "POST /v1/followups/{id}/facts/{fact}"} {
			if err := d.service.claims.bucket.Delete(t.Context(), bus.Key("acme", pattern, "k")); err != nil {
				t.Fatal(err)
			}
		}
		d.post(path, body, "Idempotency-Key", "k").into(t, &again)
		if again.Event != first.Event || !again.Duplicate {
			t.Errorf("%s: first %+v, again %+v", path, first, again)
		}
		// Another key says it again.
		var other Receipt
		d.post(path, body, "Idempotency-Key", "l").into(t, &other)
		if other.Event == first.Event || other.Duplicate {
			t.Errorf("%s: with another key %+v after %+v", path, other, first)
		}
	}
}

func TestAKeyStandsForOneRequest(t *testing.T) {
	d := openDoor(t)
	event := []string{"Idempotency-Key", "k-e", "ce-specversion", "1.0", "ce-source", "/x", "ce-type", string(events.CheckinMade), "ce-subject", "int-42", "ce-id"}
	for _, c := range []struct {
		name, path, body, otherPath, otherBody string
		headers, otherHeaders                  []string
	}{
		{name: "body", path: checkin, body: `{"result":"no_answer"}`, otherPath: checkin, otherBody: `{"result":"offer"}`},
		{name: "path", path: checkin, body: `{"result":"no_answer"}`, otherPath: strings.Replace(checkin, "42", "43", 1), otherBody: `{"result":"no_answer"}`},
		{
			name: "attributes", path: "/v1/events", body: `{"result":"no_answer"}`, otherPath: "/v1/events", otherBody: `{"result":"no_answer"}`,
			headers: append(event, "1"), otherHeaders: append(event[:len(event):len(event)], "2"),
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			key := []string{"Idempotency-Key", "k-" + c.name}
			if r := d.post(c.path, c.body, append(key, c.headers...)...); len(c.headers) == 0 && r.StatusCode != http.StatusAccepted {
				t.Fatalf("first: %d %s", r.StatusCode, r.text)
			}
			if len(c.headers) > 0 {
				key = nil
				if r := d.post(c.path, c.body, c.headers...); r.StatusCode != http.StatusAccepted {
					t.Fatalf("first: %d %s", r.StatusCode, r.text)
				}
			}
			r := d.post(c.otherPath, c.otherBody, append(key, c.otherHeaders...)...)
			if p := r.problem(t); r.StatusCode != http.StatusUnprocessableEntity || p.Type != "/docs#problem-idempotency-key-reused" {
				t.Errorf("other: %d %s", r.StatusCode, p.Type)
			}
		})
	}
}

func TestTwoRequestsAtOnceWithOneKeyPublishOnce(t *testing.T) {
	d := openDoor(t)
	const callers = 8
	var wg sync.WaitGroup
	answers := make([]response, callers)
	errs := make([]error, callers)
	for i := range callers {
		wg.Go(func() {
			answers[i], errs[i] = d.send(http.MethodPost, checkin, acmeKey, `{"result":"no_answer"}`, "Idempotency-Key", "race")
		})
	}
	wg.Wait()
	text := ""
	for i, r := range answers {
		if errs[i] != nil {
			t.Fatal(errs[i])
		}
		switch r.StatusCode {
		case http.StatusAccepted:
			if text != "" && r.text != text {
				t.Errorf("two answers: %s and %s", text, r.text)
			}
			text = r.text
		case http.StatusConflict:
			if r.Header.Get("Retry-After") == "" {
				t.Error("409 without Retry-After")
			}
		default:
			t.Errorf("status %d: %s", r.StatusCode, r.text)
		}
	}
	if text == "" {
		t.Error("nobody was accepted")
	}
	if n := len(d.facts(1)); n != 1 {
		t.Errorf("FACTS holds %d facts", n)
	}
}

func TestARequestWithTheKeyOfARunningOneIsToldToWait(t *testing.T) {
	d := openDoor(t)
	claims, running, finish, ended := d.service.claims, make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		_, err := claims.once(t.Context(), "place", "print", func() (answer, error) {
			close(running)
			<-finish
			return answer{Status: 202}, nil
		})
		ended <- err
	}()
	<-running
	run := func() (answer, error) { return answer{}, nil }
	if _, err := claims.once(t.Context(), "place", "print", run); refusalOf(err).Kind != keyInUse() {
		t.Errorf("while it runs: %v", err)
	}
	if _, err := claims.once(t.Context(), "place", "another", run); refusalOf(err).Kind != keyReused() {
		t.Errorf("another request while it runs: %v", err)
	}
	close(finish)
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if got, err := claims.once(t.Context(), "place", "print", run); err != nil || got.Status != 202 {
		t.Errorf("after it: %+v, %v", got, err)
	}
}

func TestACrashDoesNotWedgeAKey(t *testing.T) {
	d := openDoor(t)
	bucket := bus.OpenBucket[claim](d.bus, bus.IdempotencyBucket)
	held := claim{State: claimRunning, Fingerprint: "print", Holder: "dead.1", Until: time.Now().Add(time.Hour)}
	revision, err := bucket.Create(t.Context(), "place", held, 0)
	if err != nil {
		t.Fatal(err)
	}
	run := func() (answer, error) { return answer{Status: 202}, nil }
	if _, err := d.service.claims.once(t.Context(), "place", "print", run); refusalOf(err).Kind != keyInUse() {
		t.Errorf("within the lease: %v", err)
	}
	held.Until = time.Now().Add(-time.Millisecond)
	if _, err := bucket.Update(t.Context(), "place", held, revision); err != nil {
		t.Fatal(err)
	}
	if got, err := d.service.claims.once(t.Context(), "place", "print", run); err != nil || got.Status != 202 {
		t.Errorf("after the lease: %+v, %v", got, err)
	}
}

func TestAClaimOfThisProcessThatCouldNotBeReleasedIsFree(t *testing.T) {
	d := openDoor(t)
	claims := d.service.claims
	held := claim{State: claimRunning, Fingerprint: "print", Holder: claims.process + ".1", Until: time.Now().Add(time.Hour)}
	if _, err := claims.bucket.Create(t.Context(), "place", held, 0); err != nil {
		t.Fatal(err)
	}
	if got, err := claims.once(t.Context(), "place", "print", func() (answer, error) { return answer{Status: 202}, nil }); err != nil || got.Status != 202 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestARefusalLeavesTheKeyFree(t *testing.T) {
	d := openDoor(t)
	if r := d.post(checkin, `{"result":"maybe"}`, "Idempotency-Key", "k"); r.StatusCode != http.StatusUnprocessableEntity {
		t.Fatalf("status %d", r.StatusCode)
	}
	if r := d.post(checkin, `{"result":"no_answer"}`, "Idempotency-Key", "k"); r.StatusCode != http.StatusAccepted {
		t.Errorf("the corrected request: %d %s", r.StatusCode, r.text)
	}
	failed := httpapi.Refuse(httpapi.Unavailable, "no")
	if _, err := d.service.claims.once(t.Context(), "place", "print", func() (answer, error) { return answer{}, failed }); !errors.Is(err, failed) {
		t.Errorf("the run's error became %v", err)
	}
	// Another process need not wait for the lease either.
	another := newClaims(d.service.claims.bucket, time.Hour, zap.NewNop())
	if got, err := another.once(t.Context(), "place", "other", func() (answer, error) { return answer{Status: 202}, nil }); err != nil || got.Status != 202 {
		t.Errorf("after a failed run: %+v, %v", got, err)
	}
}

func TestIdempotencyKeyForms(t *testing.T) {
	for value, want := range map[string]string{
		`abc`: "abc", `"abc"`: "abc", ` "a b" `: "a b", strings.Repeat("k", 255): strings.Repeat("k", 255),
		`""`: "!", `"`: "!", `"abc`: "!", `a"b`: "!", `a\b`: "!", "a\tb": "!", "ä": "!", strings.Repeat("k", 256): "!", ``: "!",
	} {
		got, err := idempotencyKey(http.Header{"Idempotency-Key": {value}})
		if err != nil {
			if refusalOf(err).Kind != httpapi.Malformed {
				t.Errorf("%q: %v", value, err)
			}
			got = "!"
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", value, got, want)
		}
	}
	if _, err := idempotencyKey(http.Header{"Idempotency-Key": {"a", "b"}}); err == nil {
		t.Error("two keys are accepted")
	}
}
