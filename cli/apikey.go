package cli

import (
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// expiring lets the keys that may do everything end after grace, unless they end sooner, and drops those that have ended.
func expiring(keys []events.APIKey, now time.Time, grace time.Duration) []events.APIKey {
	end := now.Add(grace)
	var kept []events.APIKey
	for _, k := range keys {
		if k.Scope == events.ScopeAll && (k.ExpiresAt.IsZero() || k.ExpiresAt.After(end)) {
			k.ExpiresAt = end
		}
		if k.ExpiresAt.IsZero() || k.ExpiresAt.After(now) {
			kept = append(kept, k)
		}
	}
	return kept
}

func hints(keys []events.APIKey) string {
	texts := make([]string, 0, len(keys))
	for _, k := range keys {
		text := k.Hint + "…"
		if k.Scope != events.ScopeAll {
			text += " " + string(k.Scope)
		}
		if !k.ExpiresAt.IsZero() {
			text += " until " + k.ExpiresAt.UTC().Format("2006-01-02 15:04Z")
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, ", ")
}
