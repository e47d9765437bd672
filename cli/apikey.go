package cli

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// newAPIKey makes a key and the record that is kept of it: its hash and the
// first characters. A key is aw_ and 52 base-32 characters, 256 bits of randomness.
func newAPIKey(now time.Time) (string, events.APIKey) {
	key := "aw_" + rand.Text() + rand.Text()
	sum := sha256.Sum256([]byte(key))
	return key, events.APIKey{Hash: hex.EncodeToString(sum[:]), Hint: key[:7], CreatedAt: now.UTC()}
}

// expiring lets keys end after grace, unless they end sooner, and drops those that have ended.
func expiring(keys []events.APIKey, now time.Time, grace time.Duration) []events.APIKey {
	end := now.Add(grace)
	var kept []events.APIKey
	for _, k := range keys {
		if k.ExpiresAt.IsZero() || k.ExpiresAt.After(end) {
			k.ExpiresAt = end
		}
		if k.ExpiresAt.After(now) {
			kept = append(kept, k)
		}
	}
	return kept
}

func hints(keys []events.APIKey) string {
	texts := make([]string, 0, len(keys))
	for _, k := range keys {
		text := k.Hint + "…"
		if !k.ExpiresAt.IsZero() {
			text += " until " + k.ExpiresAt.UTC().Format("2006-01-02 15:04Z")
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, ", ")
}
