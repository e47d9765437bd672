package link

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// keyLength is the bytes of a secret: as many as the hash has.
const keyLength = sha256.Size

// key is one secret and the number that tokens call it by.
type key struct {
	id     byte
	secret []byte
}

// Keys sign and read. The first key signs, all are accepted. A Keys never changes and is safe for concurrent use.
type Keys struct {
	keys []key
	// decoy takes the place of a key that a token names and that does not exist.
	decoy key
}

// NewKey returns a new line for a file of keys: a number, 0 to 255, and 64 hex digits of randomness.
// Beside other keys the number must be one that none of them has.
func NewKey(id byte) string {
	secret := make([]byte, keyLength)
	// It never fails (crypto/rand).
	_, _ = rand.Read(secret)
	return strconv.Itoa(int(id)) + " " + hex.EncodeToString(secret)
}

// ParseKeys reads a file of keys: one NewKey a line, the one that signs first. Empty lines and lines
// that begin with # are left out. A placeholder, one byte over and over, is no key. The error names the line,
// never what stands in it.
func ParseKeys(text string) (*Keys, error) {
	k := &Keys{decoy: key{secret: make([]byte, keyLength)}}
	// It never fails (crypto/rand).
	_, _ = rand.Read(k.decoy.secret)
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.Fields(line)
		id, err := strconv.ParseUint(words[0], 10, 8)
		if err != nil {
			return nil, fmt.Errorf("link keys: line %d must begin with a number from 0 to 255", i+1)
		}
		secret, err := hex.DecodeString(strings.Join(words[1:], " "))
		if err != nil || len(secret) != keyLength || bytes.Count(secret, secret[:1]) == keyLength {
			return nil, fmt.Errorf("link keys: line %d must have %d random hex digits after the number", i+1, 2*keyLength)
		}
		if _, taken := k.named(byte(id)); taken {
			return nil, fmt.Errorf("link keys: line %d has the number of a line before it", i+1)
		}
		k.keys = append(k.keys, key{id: byte(id), secret: secret})
	}
	if len(k.keys) == 0 {
		return nil, errors.New("link keys: at least one line is required: a number and 64 hex digits")
	}
	return k, nil
}

// named returns the key with a number, and the decoy if there is none.
func (k *Keys) named(id byte) (key, bool) {
	found, known := k.decoy, false
	for _, candidate := range k.keys {
		if candidate.id == id {
			found, known = candidate, true
		}
	}
	return found, known
}

// mac signs a message, cut to size bytes.
func (k key) mac(message []byte, size int) []byte {
	h := hmac.New(sha256.New, k.secret)
	h.Write(message)
	return h.Sum(nil)[:size]
}

// encoding is that of tokens. Strict: of two texts that differ in unused bits only one is a token.
func encoding() *base64.Encoding { return base64.RawURLEncoding.Strict() }
