package cli

import (
	"sync"
	"time"
)

// progressEvery is how long people wait without being told anything.
const progressEvery = 2 * time.Second

// progress says on stderr how far the work is, every two seconds, until stop is called; stop may be called again.
func (a *app) progress(how func() string) (stop func()) {
	done := make(chan struct{})
	var running sync.WaitGroup
	running.Go(func() {
		tick := time.NewTicker(progressEvery)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				a.say("%s", how())
			}
		}
	})
	return sync.OnceFunc(func() {
		close(done)
		running.Wait()
	})
}
