package access

import (
	"sync"
	"time"
)

// spent remembers what must not be used again until it is void anyway: visits that were ended, and answers of the provider
// that were taken. A restart forgets it, and another instance does not know it; the provider takes its code once all the same.
type spent struct {
	mu    sync.Mutex
	until map[string]time.Time
	// swept is when what is void was last thrown away.
	swept time.Time
}

func newSpent() *spent { return &spent{until: make(map[string]time.Time)} }

// take spends an id, and reports whether it had not been spent before.
func (s *spent) take(id string, until, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Sub(s.swept) >= time.Minute {
		s.swept = now
		for id, end := range s.until {
			if !now.Before(end) {
				delete(s.until, id)
			}
		}
	}
	if _, before := s.until[id]; before {
		return false
	}
	s.until[id] = until
	return true
}

func (s *spent) has(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, spent := s.until[id]
	return spent
}
