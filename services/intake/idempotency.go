package intake

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"

	"github.com/afterword-io/afterword/pkg/httpapi"
)

// claimState says where an idempotency key stands.
type claimState string

const (
	claimRunning  claimState = "running"
	claimDone     claimState = "done"
	claimReleased claimState = "released"
)

// claim is the value in the IDEMPOTENCY bucket, which forgets it after 24 hours.
type claim struct {
	State claimState `json:"state"`
	// Fingerprint is the hex SHA-256 of what makes the request this one.
	Fingerprint string `json:"fingerprint"`
	// Holder names the process and the request that runs; Until is the end of its lease, real time, UTC.
	Holder string    `json:"holder"`
	Until  time.Time `json:"until"`
	// Answer is what a repetition gets; it holds ids only.
	Answer *answer `json:"answer,omitempty"`
}

// claims runs a request at most once per Idempotency-Key
// (draft-ietf-httpapi-idempotency-key-header-07).
type claims struct {
	bucket bus.Bucket[claim]
	lease  time.Duration
	log    *zap.Logger

	mu sync.Mutex
	// running are this process's holders. A claim of this process that is not among them
	// could not be released when its request ended, and needs no waiting for its lease.
	running map[string]bool
	process string
}

func newClaims(bucket bus.Bucket[claim], lease time.Duration, log *zap.Logger) *claims {
	return &claims{bucket: bucket, lease: lease, log: log, running: map[string]bool{}, process: rand.Text()}
}

// idempotencyKey reads the header: a structured-field string in quotes, or the bare value. None is "".
func idempotencyKey(h http.Header) (string, error) {
	values := h.Values("Idempotency-Key")
	if len(values) == 0 {
		return "", nil
	}
	key := strings.TrimSpace(values[0])
	if quoted, ok := strings.CutPrefix(key, `"`); ok {
		key, ok = strings.CutSuffix(quoted, `"`)
		if !ok {
			key = ""
		}
	}
	unfit := func(c rune) bool { return c < 0x20 || c > 0x7e || c == '"' || c == '\\' }
	if len(values) > 1 || key == "" || len(key) > 255 || strings.ContainsFunc(key, unfit) {
		r := httpapi.Refuse(httpapi.Malformed, "The Idempotency-Key must be one string of 1-255 printable ASCII characters, with or without quotes.")
		r.Faults = []httpapi.Fault{{Location: "header.Idempotency-Key", Message: "must be one string of 1-255 printable ASCII characters"}}
		return "", r
	}
	return key, nil
}

// fingerprint covers what makes the request this one. A binary CloudEvent has its
// attributes in headers, so those belong to it.
func fingerprint(r *http.Request, body []byte) string {
	h := sha256.New()
	part := func(s string) {
		_, _ = h.Write([]byte(s))
		_, _ = h.Write([]byte{0})
	}
	part(r.Method)
	part(r.URL.EscapedPath())
	var attributes []string
	for name, values := range r.Header {
		if name == "Content-Type" || strings.HasPrefix(name, "Ce-") {
			attributes = append(attributes, name+":"+strings.Join(values, ","))
		}
	}
	slices.Sort(attributes)
	part(strings.Join(attributes, "\n"))
	_, _ = h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// once runs the request unless it ran already, in which case it returns the kept answer.
// place is the claim's key in the bucket, mark the request's fingerprint. A run that fails leaves the key free.
func (c *claims) once(ctx context.Context, place, mark string, run func() (answer, error)) (answer, error) {
	mine, revision, kept, err := c.take(ctx, place, mark)
	if err != nil || kept != nil {
		return kept.orNone(), err
	}
	defer c.forget(mine.Holder)

	given, err := run()
	if err != nil {
		mine.State = claimReleased
	} else {
		mine.State, mine.Answer = claimDone, &given
	}
	if _, storeErr := c.bucket.Update(ctx, place, mine, revision); storeErr != nil {
		// The fact is stored or refused already. Its event id comes from the key, so even a
		// repetition that finds no answer here makes no second fact.
		c.log.Warn("an idempotency key could not be settled", zap.Error(storeErr))
	}
	return given, err
}

// take claims the key, or returns the answer that is kept for it.
func (c *claims) take(ctx context.Context, place, mark string) (mine claim, revision uint64, kept *answer, err error) {
	mine = claim{
		State: claimRunning, Fingerprint: mark,
		Holder: c.process + "." + rand.Text(), Until: time.Now().UTC().Add(c.lease),
	}
	c.remember(mine.Holder)
	defer func() {
		if err != nil || kept != nil {
			c.forget(mine.Holder)
		}
	}()
	// Each round is lost only to somebody who claimed, settled or lost the key in between.
	for range 5 {
		revision, err = c.bucket.Create(ctx, place, mine, 0)
		if !errors.Is(err, bus.ErrConflict) {
			return mine, revision, nil, err
		}
		found, err := c.bucket.Get(ctx, place)
		if errors.Is(err, bus.ErrNotFound) {
			continue
		}
		if err != nil {
			return mine, 0, nil, err
		}
		if !c.free(found.Value) {
			kept, err := answerOf(found.Value, mark)
			return mine, 0, kept, err
		}
		revision, err = c.bucket.Update(ctx, place, mine, found.Revision)
		if !errors.Is(err, bus.ErrConflict) {
			return mine, revision, nil, err
		}
	}
	return mine, 0, nil, stillRunning()
}

// free reports whether nobody runs or has run under the claim.
func (c *claims) free(held claim) bool {
	switch held.State {
	case claimReleased:
		return true
	case claimRunning:
		process, _, _ := strings.Cut(held.Holder, ".")
		c.mu.Lock()
		defer c.mu.Unlock()
		return !time.Now().Before(held.Until) || (process == c.process && !c.running[held.Holder])
	default:
		return false
	}
}

func answerOf(held claim, mark string) (*answer, error) {
	switch {
	case held.Fingerprint != mark:
		return nil, httpapi.Refuse(keyReused(), "This Idempotency-Key came with another request before. Take a new key for a new request.")
	case held.State == claimDone && held.Answer != nil:
		return held.Answer, nil
	default:
		return nil, stillRunning()
	}
}

func stillRunning() error {
	return httpapi.Refuse(keyInUse(), "The first request with this Idempotency-Key has not ended yet.").With("Retry-After", "1")
}

func (c *claims) remember(holder string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.running[holder] = true
}

func (c *claims) forget(holder string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.running, holder)
}
