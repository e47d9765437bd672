package link

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// Ref stands for something that has a longer name, such as a follow-up: 128 bits that tell nothing of it.
type Ref [16]byte

// RefOf returns the reference of a list of parts: the first 16 bytes of the SHA-256 of the parts, each preceded by
// its length, so that no two lists share one.
func RefOf(parts ...string) Ref {
	h := sha256.New()
	for _, part := range parts {
		h.Write([]byte(strconv.Itoa(len(part))))
		h.Write([]byte{':'})
		h.Write([]byte(part))
	}
	return Ref(h.Sum(nil)[:16])
}

// FollowupRef is the reference of a tenant's follow-up.
func FollowupRef(tenant, followup string) Ref { return RefOf("followup", tenant, followup) }

// ParseRef reads what String has written. ok is false for anything else.
func ParseRef(text string) (r Ref, ok bool) {
	if len(text) != hex.EncodedLen(len(r)) {
		return Ref{}, false
	}
	_, err := hex.Decode(r[:], []byte(text))
	return r, err == nil && r.String() == text
}

// String is the reference in 32 lower-case hex digits: a key in a bucket.
func (r Ref) String() string { return hex.EncodeToString(r[:]) }
