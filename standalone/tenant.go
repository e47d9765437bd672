package standalone

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// localTenant is the tenant that the first start makes.
const localTenant = "local"

// ensureTenant makes sure that there is a tenant and a key to begin with: the key in the file opens the
// tenant. The file comes first: a crash in between leaves a key that the next start gives to the tenant.
func (s *Standalone) ensureTenant(ctx context.Context, tenants bus.Bucket[events.Tenant]) error {
	path := s.data.apiKey()
	text, err := os.ReadFile(path)
	madeNow := errors.Is(err, os.ErrNotExist)
	key := strings.TrimSpace(string(text))
	switch {
	case madeNow:
		key, _ = events.NewAPIKey(time.Now())
		if err := writeSecret(path, []byte(key+"\n")); err != nil {
			return err
		}
	case err != nil:
		return fmt.Errorf("read the API key: %w", err)
	case key == "":
		return fmt.Errorf("the API key in %s is empty: remove the file, and the next start makes a new key", path)
	}
	record := events.APIKey{Hash: events.HashAPIKey(key), Hint: key[:min(7, len(key))], CreatedAt: time.Now().UTC()}

	entry, err := tenants.Get(ctx, localTenant)
	if errors.Is(err, bus.ErrNotFound) {
		_, err := tenants.Create(ctx, localTenant, events.Tenant{
			Slug: localTenant, Name: "This machine", Keys: []events.APIKey{record}, CreatedAt: record.CreatedAt,
		}, 0)
		return wrapTenant("create", err)
	}
	if err != nil {
		return wrapTenant("read", err)
	}
	known := slices.ContainsFunc(entry.Value.Keys, func(k events.APIKey) bool { return k.Hash == record.Hash })
	switch {
	case known:
		return nil
	case !madeNow:
		// The key was rotated: it must not come back to life by a restart.
		s.log.Warn("the key in the data directory was rotated away and opens nothing any more", zap.String("file", path))
		return nil
	}
	entry.Value.Keys = append(entry.Value.Keys, record)
	_, err = tenants.Update(ctx, localTenant, entry.Value, entry.Revision)
	return wrapTenant("give a key to", err)
}

func wrapTenant(verb string, err error) error {
	if err != nil {
		return fmt.Errorf("%s tenant %s: %w", verb, localTenant, err)
	}
	return nil
}
