package link_test

import (
	"errors"
	"testing"

	"github.com/afterword-io/afterword/pkg/link"
)

func TestASealOpensWhatItWasPutOn(t *testing.T) {
	k := keys(t, link.NewKey(1))
	seal := k.Seal("visit", []byte("who it is"))
	if got, err := k.Open("visit", seal); err != nil || string(got) != "who it is" {
		t.Fatalf("opened %q, %v", got, err)
	}
	for name, open := range map[string]func() ([]byte, error){
		"for another purpose":  func() ([]byte, error) { return k.Open("visi", seal) },
		"with other keys":      func() ([]byte, error) { return keys(t, link.NewKey(1)).Open("visit", seal) },
		"by an unknown key":    func() ([]byte, error) { return k.Open("visit", keys(t, link.NewKey(2)).Seal("visit", nil)) },
		"cut":                  func() ([]byte, error) { return k.Open("visit", seal[:len(seal)-1]) },
		"longer":               func() ([]byte, error) { return k.Open("visit", seal+"A") },
		"with a line break":    func() ([]byte, error) { return k.Open("visit", seal[:8]+"\n"+seal[8:]) },
		"empty":                func() ([]byte, error) { return k.Open("visit", "") },
		"a token for a letter": func() ([]byte, error) { return k.Open("visit", k.Sign(tokens()[2])) },
	} {
		if got, err := open(); !errors.Is(err, link.ErrRefused) || got != nil {
			t.Errorf("%s: opened %q, %v", name, got, err)
		}
	}
	for i := range seal {
		for _, letter := range "ABab01-_" {
			if changed := seal[:i] + string(letter) + seal[i+1:]; changed != seal {
				if _, err := k.Open("visit", changed); !errors.Is(err, link.ErrRefused) {
					t.Fatalf("letter %d may be %c", i, letter)
				}
			}
		}
	}
}

func TestSealsRotateWithTheKeys(t *testing.T) {
	old, fresh := link.NewKey(1), link.NewKey(2)
	seal := keys(t, old).Seal("visit", []byte("x"))
	if _, err := keys(t, fresh, old).Open("visit", seal); err != nil {
		t.Errorf("while both keys are there: %v", err)
	}
	if _, err := keys(t, fresh).Open("visit", seal); !errors.Is(err, link.ErrRefused) {
		t.Errorf("after the old key is gone: %v", err)
	}
}
