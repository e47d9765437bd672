package link

import (
	"crypto/hmac"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math"
	"slices"
	"time"
)

// Purpose is what a token is good for.
type Purpose byte

// The purposes.
const (
	// Page opens the candidate's page and acts there.
	Page Purpose = 'p'
	// Calendar reads the calendar feed. Calendar programs pass it on to their makers' servers, so it opens nothing else.
	Calendar Purpose = 'c'
	// Unsubscribe ends the emails to one address.
	Unsubscribe Purpose = 'u'
)

// Token is what a link says.
type Token struct {
	Purpose  Purpose
	Followup Ref
	// Address is, for Unsubscribe only, the key under which the address is suppressed: 64 hex digits.
	Address string
	// Expires is the first instant at which it is good for nothing, UTC, in whole seconds, from 1970 to 2106: what is
	// earlier or later is signed as the nearest of these.
	Expires time.Time
}

// ErrRefused is the answer to every token that is not good for what it is used for: forged, damaged, signed by a key
// that was taken away, expired, or made for another purpose. Which of these, nobody is told.
var ErrRefused = errors.New("the link is not valid")

const (
	macSize     = 16
	headSize    = 1 + 1 + 4 + len(Ref{})
	addressSize = 32
)

// Sign writes a token: 51 characters of A-Z a-z 0-9 - _ for a page or a calendar, 94 for an Unsubscribe. An
// Address that is no suppression key counts as none.
func (k *Keys) Sign(t Token) string {
	signer := k.keys[0]
	message := []byte{signer.id, byte(t.Purpose)}
	message = binary.BigEndian.AppendUint32(message, uint32(min(max(t.Expires.Unix(), 0), math.MaxUint32)))
	message = append(message, t.Followup[:]...)
	if t.Purpose == Unsubscribe {
		address := make([]byte, addressSize)
		if key, err := hex.DecodeString(t.Address); err == nil && len(key) == addressSize {
			copy(address, key)
		}
		message = append(message, address...)
	}
	return encoding().EncodeToString(append(message, signer.mac(message, macSize)...))
}

// Read returns what a token says if it was signed here, is not expired at now and has one of the purposes;
// else ErrRefused. It does the same work for every token of the same length.
func (k *Keys) Read(token string, now time.Time, purposes ...Purpose) (Token, error) {
	message, signature, whole := take(token)
	signer, known := k.named(message[0])
	genuine := hmac.Equal(signature, signer.mac(message, macSize))
	t := Token{
		Purpose: Purpose(message[1]), Expires: time.Unix(int64(binary.BigEndian.Uint32(message[2:])), 0).UTC(),
		Followup: Ref(message[headSize-len(Ref{}) : headSize]),
	}
	if t.Purpose == Unsubscribe {
		t.Address = hex.EncodeToString(message[headSize:])
	}
	fits := len(message) == headSize
	if t.Purpose == Unsubscribe {
		fits = len(message) == headSize+addressSize
	}
	if !whole || !known || !genuine || !fits || !now.Before(t.Expires) || !slices.Contains(purposes, t.Purpose) {
		return Token{}, ErrRefused
	}
	return t, nil
}

// take parts a token. What has not the form of one gets a message all the same, for whoever reads on to do the same
// work; whole is false then.
func take(token string) (message, signature []byte, whole bool) {
	raw, err := encoding().DecodeString(token)
	// The decoder passes over line breaks; of two texts only one is the token.
	if len(raw) != headSize+macSize && len(raw) != headSize+addressSize+macSize || err != nil || encoding().EncodeToString(raw) != token {
		raw = make([]byte, headSize+macSize)
		return raw[:headSize], raw[headSize:], false
	}
	cut := len(raw) - macSize
	return raw[:cut], raw[cut:], true
}
