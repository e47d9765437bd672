package channeltest

import "sync"

// Answer is how a provider treats one letter.
type Answer int

// The answers.
const (
	// Accept takes the letter and says so.
	Accept Answer = iota
	// Later refuses it for now.
	Later
	// Never refuses it for good, and is the address's fault.
	Never
	// Stop refuses it because the reader has opted out; a mail server has no such answer and says Never.
	Stop
	// Lose takes the letter and breaks the connection instead of saying so.
	Lose
	// Vanish breaks the connection without having taken the letter, at the moment at which nobody can tell.
	Vanish
	// Hang takes the letter and says nothing until the provider is closed.
	Hang
)

// script gives the answers in turn, and Accept when it is used up.
type script struct {
	mu      sync.Mutex
	answers []Answer
}

// Script sets the answers to the next letters.
func (s *script) Script(answers ...Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers = answers
}

func (s *script) next() Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.answers) == 0 {
		return Accept
	}
	a := s.answers[0]
	s.answers = s.answers[1:]
	return a
}

// mailbox keeps what was accepted, and tells who waits for it.
type mailbox[T any] struct {
	mu      sync.Mutex
	letters []T
	changed chan struct{}
}

func (b *mailbox[T]) add(letter T) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.letters = append(b.letters, letter)
	if b.changed != nil {
		close(b.changed)
		b.changed = nil
	}
}

func (b *mailbox[T]) all() ([]T, <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.changed == nil {
		b.changed = make(chan struct{})
	}
	return append([]T(nil), b.letters...), b.changed
}
