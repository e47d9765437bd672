package link

import (
	"crypto/hmac"
	"crypto/sha256"
)

// Seal signs a text that somebody else keeps for its owner, such as a cookie. purpose is a word of the owner's; what was
// sealed for one is not opened for another. The text is not hidden. The result has the alphabet A-Z a-z 0-9 - _.
func (k *Keys) Seal(purpose string, text []byte) string {
	signer := k.keys[0]
	raw := append([]byte{signer.id}, text...)
	return encoding().EncodeToString(append(raw, signer.mac(sealed(purpose, raw), sha256.Size)...))
}

// Open returns the text that was sealed here for the purpose; else ErrRefused. How old it is its owner must write into it.
func (k *Keys) Open(purpose, seal string) ([]byte, error) {
	raw, err := encoding().DecodeString(seal)
	// The decoder passes over line breaks; of two texts only one is the seal.
	if err != nil || len(raw) < 1+sha256.Size || encoding().EncodeToString(raw) != seal {
		return nil, ErrRefused
	}
	raw, signature := raw[:len(raw)-sha256.Size], raw[len(raw)-sha256.Size:]
	signer, known := k.named(raw[0])
	if genuine := hmac.Equal(signature, signer.mac(sealed(purpose, raw), sha256.Size)); !known || !genuine {
		return nil, ErrRefused
	}
	return raw[1:], nil
}

// sealed is what is signed. It begins as no token does, so that neither is taken for the other.
func sealed(purpose string, raw []byte) []byte {
	message := append([]byte("sealed\x00"), purpose...)
	return append(append(message, 0), raw...)
}
