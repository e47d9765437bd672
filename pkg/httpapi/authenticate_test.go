package httpapi_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
	"github.com/afterword-io/afterword/pkg/tenants"
)

func TestWhatAKeyMayDo(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	all, everything := events.NewAPIKey(time.Now())
	read, reading := events.NewAPIKey(time.Now())
	reading.Scope = events.ScopeRead
	old, ended := events.NewAPIKey(time.Now())
	ended.ExpiresAt = time.Now().Add(-time.Minute)
	bucket := bus.OpenBucket[events.Tenant](b, bus.TenantsBucket)
	if _, err := bucket.Create(t.Context(), "acme", events.Tenant{Slug: "acme", Keys: []events.APIKey{everything, reading, ended}}, 0); err != nil {
		t.Fatal(err)
	}
	directory := tenants.New(b)
	ask := func(authorization string, writes bool) (tenant string, status int) {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Authorization", authorization)
		got, err := httpapi.Authenticate(r, directory, writes)
		var refusal *httpapi.Refusal
		if errors.As(err, &refusal) {
			return got.Slug, refusal.Kind.Status
		}
		return got.Slug, http.StatusOK
	}
	if _, status := ask("Bearer "+all, false); status != http.StatusServiceUnavailable {
		t.Errorf("before the tenants are read it answers %d", status)
	}
	ctx, stop := context.WithCancel(context.Background())
	followed := make(chan error, 1)
	changed, forget := directory.Changed()
	defer forget()
	go func() { followed <- directory.Run(ctx) }()
	defer func() {
		stop()
		if err := <-followed; err != nil {
			t.Error(err)
		}
	}()
	select {
	case <-changed:
	case <-time.After(30 * time.Second):
		t.Fatal("the tenants were not read")
	}
	for _, c := range []struct {
		name, authorization string
		writes              bool
		status              int
	}{
		{"no key", "", false, http.StatusUnauthorized},
		{"another scheme", "Basic " + all, false, http.StatusUnauthorized},
		{"an unknown key", "Bearer aw_no", false, http.StatusUnauthorized},
		{"a key that has ended", "Bearer " + old, false, http.StatusUnauthorized},
		{"a key for everything that reads", "Bearer " + all, false, http.StatusOK},
		{"a key for everything that writes", "bearer " + all, true, http.StatusOK},
		{"a key for reading that reads", "Bearer " + read, false, http.StatusOK},
		{"a key for reading that writes", "Bearer " + read, true, http.StatusForbidden},
	} {
		tenant, status := ask(c.authorization, c.writes)
		if status != c.status || (tenant == "acme") != (status == http.StatusOK) {
			t.Errorf("%s: got %d for %q, want %d", c.name, status, tenant, c.status)
		}
	}
}
