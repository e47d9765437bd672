package link

import (
	"crypto/hmac"
	"encoding/base32"
	"strings"
)

// returnMAC is shorter than a token's, because a local part has 64 characters at most (RFC 5321 section 4.5.3.1.1).
const returnMAC = 12

// SignReturn writes the reference of a letter for the return address that bounces of it come to (VERP): 47
// characters of a-z 2-7.
func (k *Keys) SignReturn(letter Ref) string {
	signer := k.keys[0]
	message := append([]byte{signer.id}, letter[:]...)
	return strings.ToLower(letters().EncodeToString(append(message, signer.mac(purposed(message), returnMAC)...)))
}

// ReadReturn reads what SignReturn has written, in upper or lower case. The error is ErrRefused.
func (k *Keys) ReadReturn(text string) (Ref, error) {
	const size = 1 + len(Ref{})
	raw, err := letters().DecodeString(strings.ToUpper(text))
	// Written in its own letters only: upper case has others that fold into them.
	whole := err == nil && len(raw) == size+returnMAC && len(text) == letters().EncodedLen(len(raw))
	if !whole {
		raw = make([]byte, size+returnMAC)
	}
	signer, known := k.named(raw[0])
	genuine := hmac.Equal(raw[size:], signer.mac(purposed(raw[:size]), returnMAC))
	// The alphabet has unused bits at the end: only the one text that was written counts.
	same := strings.EqualFold(letters().EncodeToString(raw), text)
	if !whole || !known || !genuine || !same {
		return Ref{}, ErrRefused
	}
	return Ref(raw[1:size]), nil
}

// purposed keeps what is signed for a return address from being a token's.
func purposed(message []byte) []byte { return append([]byte("return:"), message...) }

func letters() *base32.Encoding { return base32.StdEncoding.WithPadding(base32.NoPadding) }
