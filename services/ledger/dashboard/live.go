package dashboard

import (
	"io"
	"net/http"
	"time"
)

// pulse is how a page hears of changes, in real time.
type pulse struct {
	// least is the least time between two words of a change; beat is after how long of silence it hears that the
	// connection still stands; patience is how long a reader may take to take one in.
	least, beat, patience time.Duration
}

func usualPulse() pulse {
	return pulse{least: time.Second, beat: 15 * time.Second, patience: 30 * time.Second}
}

// live is GET /t/{tenant}/live: server-sent events that say that something of the tenant has changed, and not what.
// It ends with the request, or when the server stops.
func (d *Dashboard) live(w http.ResponseWriter, r *http.Request) {
	changed, stop := d.book.Changed(r.PathValue("tenant"))
	defer stop()
	w.Header().Set("Content-Type", "text/event-stream")
	// A proxy that gathers an answer before it passes it on would pass on nothing.
	w.Header().Set("X-Accel-Buffering", "no")
	out := http.NewResponseController(w)
	tell := func(words string) bool {
		// Where there is no deadline to set, the connection's own one holds.
		_ = out.SetWriteDeadline(time.Now().Add(d.pulse.patience))
		_, err := io.WriteString(w, words)
		return err == nil && out.Flush() == nil
	}
	if !tell("retry: 3000\n\n") {
		return
	}
	for {
		select {
		case <-r.Context().Done():
			return
		case _, ok := <-changed:
			if !ok || !tell("event: changed\ndata: changed\n\n") {
				return
			}
			// What changes meanwhile is one tick that waits.
			select {
			case <-r.Context().Done():
				return
			case <-time.After(d.pulse.least):
			}
		case <-time.After(d.pulse.beat):
			if !tell(": still here\n\n") {
				return
			}
		}
	}
}
