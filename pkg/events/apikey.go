package events

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// NewAPIKey makes a key and the record that is kept of it: its hash and its first
// characters. A key is aw_ and 52 base-32 characters, 256 bits of randomness.
func NewAPIKey(now time.Time) (key string, record APIKey) {
	key = "aw_" + rand.Text() + rand.Text()
	return key, APIKey{Hash: HashAPIKey(key), Hint: key[:7], CreatedAt: now.UTC()}
}

// HashAPIKey returns the hex SHA-256 of a key. A key is random enough to need no salt.
func HashAPIKey(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])
}
