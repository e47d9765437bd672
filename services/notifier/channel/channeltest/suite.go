package channeltest

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/channel"
)

// Provider is what the suite needs of a channel's other side.
type Provider interface {
	// Script sets the answers to the next letters.
	Script(...Answer)
	// Close makes it unreachable.
	Close()
}

// Bench is one channel with its provider, made anew for every test.
type Bench struct {
	Channel  channel.Channel
	Provider Provider
	// Address is one that the channel can send to.
	Address string
	// Received returns what the provider took, each as one comparable text.
	Received func() []string
}

// Run is the conformance suite: what every channel.Channel promises.
func Run(t *testing.T, build func(t *testing.T) Bench) {
	tests := []struct {
		name string
		run  func(*testing.T, Bench)
	}{
		{"an accepted letter is begun once, before anything arrives", testAccepted},
		{"an error of begin stops everything", testBeginRefused},
		{"refused for now is temporary", testLater},
		{"refused for good is permanent", testNever},
		{"a lost answer is ambiguous", testLost},
		{"an answer that never comes is ambiguous", testHang},
		{"an unreachable provider is temporary", testUnreachable},
		{"errors hold nothing personal", testDiscreet},
		{"the same letter is the same at every attempt", testRepeat},
		{"many at once", testConcurrent},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t, build(t)) })
	}
}

// SampleLetter is a letter for the suite and for other tests.
func SampleLetter(address string) channel.Letter {
	return channel.Letter{
		MessageID: "int-42.check_in.1@example.org", To: address, ToName: "Zebedee Quark",
		Subject: "A good day to ask", Text: "A good day to ask Finn Logistics.\n",
		HTML: "<p>A good day to ask Finn Logistics.</p>", Date: time.Now().UTC().Truncate(time.Second), Useful: time.Hour,
	}
}

// granted is a begin that says yes.
func granted(context.Context) error { return nil }

func testAccepted(t *testing.T, b Bench) {
	begun := 0
	_, err := b.Channel.Send(t.Context(), SampleLetter(b.Address), func(context.Context) error {
		begun++
		if got := len(b.Received()); got != 0 {
			t.Errorf("%d letters had arrived before begin", got)
		}
		return nil
	})
	if err != nil {
		t.Fatalf("Send: %v", err)
	}
	if got := len(b.Received()); begun != 1 || got != 1 {
		t.Errorf("begun %d times, %d letters arrived; want 1 and 1", begun, got)
	}
}

func testBeginRefused(t *testing.T, b Bench) {
	lost := errors.New("the claim is lost")
	_, err := b.Channel.Send(t.Context(), SampleLetter(b.Address), func(context.Context) error { return lost })
	if !errors.Is(err, lost) {
		t.Errorf("Send: %v; want begin's error", err)
	}
	if got := b.Received(); len(got) != 0 {
		t.Errorf("%d letters arrived although begin refused", len(got))
	}
	if _, err := b.Channel.Send(t.Context(), SampleLetter(b.Address), granted); err != nil || len(b.Received()) != 1 {
		t.Errorf("the next letter: error %v, %d arrived", err, len(b.Received()))
	}
}

func testLater(t *testing.T, b Bench) {
	b.Provider.Script(Later)
	_, err := b.Channel.Send(t.Context(), SampleLetter(b.Address), granted)
	if want := (*channel.Temporary)(nil); !errors.As(err, &want) {
		t.Fatalf("Send: %v; want temporary", err)
	}
	if _, err := b.Channel.Send(t.Context(), SampleLetter(b.Address), granted); err != nil || len(b.Received()) != 1 {
		t.Errorf("the second try: error %v, %d arrived; want one", err, len(b.Received()))
	}
}

func testNever(t *testing.T, b Bench) {
	b.Provider.Script(Never)
	_, err := b.Channel.Send(t.Context(), SampleLetter(b.Address), granted)
	permanent := (*channel.Permanent)(nil)
	if !errors.As(err, &permanent) {
		t.Fatalf("Send: %v; want permanent", err)
	}
	if permanent.Suppress != events.RuleBounce || permanent.Code == "" {
		t.Errorf("suppress %q, code %q; want bounce and the provider's code", permanent.Suppress, permanent.Code)
	}
}

func testLost(t *testing.T, b Bench) {
	for _, answer := range []Answer{Lose, Vanish} {
		b.Provider.Script(answer)
		_, err := b.Channel.Send(t.Context(), SampleLetter(b.Address), granted)
		if want := (*channel.Ambiguous)(nil); !errors.As(err, &want) {
			t.Errorf("answer %d: Send: %v; want ambiguous", answer, err)
		}
	}
	if got := len(b.Received()); got != 1 {
		t.Errorf("%d letters arrived; want the one whose answer was lost, and nothing sent again unasked", got)
	}
}

func testHang(t *testing.T, b Bench) {
	b.Provider.Script(Hang)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	_, err := b.Channel.Send(ctx, SampleLetter(b.Address), granted)
	if want := (*channel.Ambiguous)(nil); !errors.As(err, &want) {
		t.Errorf("Send: %v; want ambiguous", err)
	}
}

func testUnreachable(t *testing.T, b Bench) {
	b.Provider.Close()
	_, err := b.Channel.Send(t.Context(), SampleLetter(b.Address), granted)
	if want := (*channel.Temporary)(nil); !errors.As(err, &want) {
		t.Errorf("Send: %v; want temporary", err)
	}
}

func testDiscreet(t *testing.T, b Bench) {
	letter := SampleLetter(b.Address)
	for _, answer := range []Answer{Later, Never, Stop, Lose} {
		b.Provider.Script(answer)
		_, err := b.Channel.Send(t.Context(), letter, granted)
		if err == nil {
			t.Fatalf("answer %d: no error", answer)
		}
		for _, secret := range []string{b.Address, strings.TrimPrefix(b.Address, "+"), letter.ToName, "Finn Logistics"} {
			if strings.Contains(err.Error(), secret) {
				t.Errorf("answer %d: the error %q holds %q", answer, err, secret)
			}
		}
	}
}

func testRepeat(t *testing.T, b Bench) {
	for range 2 {
		if _, err := b.Channel.Send(t.Context(), SampleLetterAt(b.Address), granted); err != nil {
			t.Fatalf("Send: %v", err)
		}
	}
	got := b.Received()
	if len(got) != 2 {
		t.Fatalf("%d letters arrived; want 2", len(got))
	}
	if diff := cmp.Diff(got[0], got[1]); diff != "" {
		t.Errorf("the second attempt differs:\n%s", diff)
	}
}

// SampleLetterAt is SampleLetter with a fixed date.
func SampleLetterAt(address string) channel.Letter {
	letter := SampleLetter(address)
	letter.Date = time.Date(2026, 3, 6, 14, 0, 0, 0, time.UTC)
	return letter
}

func testConcurrent(t *testing.T, b Bench) {
	const letters = 24
	var group sync.WaitGroup
	for range letters {
		group.Go(func() {
			if _, err := b.Channel.Send(t.Context(), SampleLetter(b.Address), granted); err != nil {
				t.Errorf("Send: %v", err)
			}
		})
	}
	group.Wait()
	if got := len(b.Received()); got != letters {
		t.Errorf("%d letters arrived; want %d", got, letters)
	}
}
