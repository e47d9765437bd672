package dashboard

import (
	"net/http"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/telemetry"
	"github.com/afterword-io/afterword/services/ledger/book"
)

// systemView is the page of what belongs to no tenant.
type systemView struct {
	Build   string
	Go      string
	Streams []streamView
	// Nobodys are the dead letters that could not be read so far that anybody could tell whose they are.
	Nobodys []book.DeadLetter
	Pager   pager
}

// streamView is one stream, and how far the record has taken it.
type streamView struct {
	Name string
	bus.StreamState
	Position, Lag uint64
	// Silent reports that the bus did not answer.
	Silent bool
}

// system is GET /system.
func (d *Dashboard) system(w http.ResponseWriter, r *http.Request) {
	f := newFilter(r, d.clock.Now())
	if f.tidy(w, r) {
		return
	}
	if f.Wrong {
		d.refuse(w, r, http.StatusBadRequest)
		return
	}
	build := telemetry.Build()
	v := systemView{Build: build.String(), Go: build.Go}
	for _, stream := range book.Streams() {
		s := streamView{Name: stream}
		var err error
		if s.Position, err = d.dead.Position(r.Context(), stream); err != nil {
			d.fail(w, r, err)
			return
		}
		if s.StreamState, err = d.bus.State(r.Context(), stream); err != nil {
			d.log.Warn("the state of a stream is not known", zap.String("stream", stream), zap.Error(err))
			s.Silent = true
		} else if s.Last > s.Position {
			s.Lag = s.Last - s.Position
		}
		v.Streams = append(v.Streams, s)
	}
	found, err := forward(f.cursor(), func(cursor string) (book.Page[book.DeadLetter], error) {
		return d.dead.UnreadableDeadLetters(r.Context(), cursor, 0)
	})
	if err != nil {
		d.fail(w, r, err)
		return
	}
	v.Nobodys, v.Pager = found.Items, f.pager(found.Next)
	d.render(w, r, "system.html", "System", v)
}
