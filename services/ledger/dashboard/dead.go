package dashboard

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
)

// deadLetters is GET /t/{tenant}/dead-letters.
func (d *Dashboard) deadLetters(w http.ResponseWriter, r *http.Request) {
	f := newFilter(r, d.clock.Now())
	if f.tidy(w, r) {
		return
	}
	if f.Wrong {
		d.refuse(w, r, http.StatusBadRequest)
		return
	}
	tenant := r.PathValue("tenant")
	found, err := forward(f.cursor(), func(cursor string) (book.Page[book.DeadLetter], error) {
		return d.dead.DeadLetters(r.Context(), tenant, cursor, 0)
	})
	if err != nil {
		d.fail(w, r, err)
		return
	}
	d.render(w, r, "deadletters.html", "Dead letters", list[book.DeadLetter]{Filter: f, Items: found.Items, Pager: f.pager(found.Next)})
}

// deadView is a dead letter as its page shows it.
type deadView struct {
	book.DeadLetter
	Letter bus.DeadLetter
	// Path is that of the page.
	Path    string
	Headers []headerView
	Payload string
	// Unread says why it could not be read, if it could not.
	Unread string
	// Effect says what sending it again does.
	Effect string
	// Sent is where a replay put it, Wrong why there was none; both are empty before.
	Sent, Wrong string
}

type headerView struct{ Name, Value string }

// deadLetter is GET /t/{tenant}/dead-letters/{sequence}, and the same below /system for those that are nobody's.
func (d *Dashboard) deadLetter(w http.ResponseWriter, r *http.Request) {
	v, ok := d.deadOf(w, r)
	if !ok {
		return
	}
	if at, err := strconv.ParseUint(r.URL.Query().Get("sent"), 10, 64); err == nil {
		v.Sent = fmt.Sprintf("It was sent again, as message %d of %s. Whoever takes that stream has it now.", at, v.Letter.Stream)
		if r.URL.Query().Has("known") {
			v.Sent = fmt.Sprintf("It had been sent again a moment ago already, as message %d of %s. Nothing was sent twice.", at, v.Letter.Stream)
		}
	}
	d.render(w, r, "deadletter.html", fmt.Sprintf("Dead letter %d", v.Sequence), v)
}

// replayLetter is POST .../dead-letters/{sequence}/replay.
func (d *Dashboard) replayLetter(w http.ResponseWriter, r *http.Request) {
	v, ok := d.deadOf(w, r)
	if !ok {
		return
	}
	// One that was sent again and died once more is another letter.
	if !v.ReplayedAt.IsZero() {
		http.Redirect(w, r, v.Path, http.StatusSeeOther)
		return
	}
	ack, err := d.bus.Replay(r.Context(), v.Sequence)
	if err != nil {
		d.log.Error("a dead letter cannot be sent again", zap.Uint64("sequence", v.Sequence), zap.Error(err))
		v.Wrong = "The bus does not take it at the moment. Nothing was sent; try again."
		var refused *bus.RefusedError
		if errors.As(err, &refused) || errors.Is(err, bus.ErrNotFound) {
			v.Wrong = "It can never be sent again as it is: what it says of where it belongs, its size or its payload does not allow it."
		}
		d.renderStatus(w, r, http.StatusConflict, "deadletter.html", fmt.Sprintf("Dead letter %d", v.Sequence), v)
		return
	}
	said := url.Values{"sent": {strconv.FormatUint(ack.Sequence, 10)}}
	if ack.Duplicate {
		said.Set("known", "")
	}
	http.Redirect(w, r, v.Path+"?"+said.Encode(), http.StatusSeeOther)
}

// deadOf finds the letter of a request. The record says whose it is, and the letter itself must agree.
func (d *Dashboard) deadOf(w http.ResponseWriter, r *http.Request) (deadView, bool) {
	tenant := r.PathValue("tenant")
	sequence, err := strconv.ParseUint(r.PathValue("sequence"), 10, 63)
	if err != nil {
		d.refuse(w, r, http.StatusNotFound)
		return deadView{}, false
	}
	known, err := d.dead.DeadLetter(r.Context(), tenant, sequence)
	if err != nil {
		d.fail(w, r, err)
		return deadView{}, false
	}
	letter, err := d.bus.Dead(r.Context(), sequence)
	switch {
	case errors.Is(err, bus.ErrNotFound), err == nil && letter.Event.Tenant != "" && letter.Event.Tenant != tenant:
		d.refuse(w, r, http.StatusNotFound)
		return deadView{}, false
	case err != nil:
		d.fail(w, r, err)
		return deadView{}, false
	}
	v := deadView{DeadLetter: known, Letter: letter, Path: deadPath(tenant, sequence), Payload: pretty(letter.Raw), Effect: effectOf(letter)}
	for _, name := range slices.Sorted(maps.Keys(letter.Header)) {
		for _, value := range letter.Header[name] {
			v.Headers = append(v.Headers, headerView{name, value})
		}
	}
	if letter.Fault != nil {
		v.Unread = letter.Fault.Error()
	}
	return v, true
}

func deadPath(tenant string, sequence uint64) string {
	number := strconv.FormatUint(sequence, 10)
	if tenant == "" {
		return "/system/dead-letters/" + number
	}
	return at(tenant, "dead-letters", number)
}

// effectOf says what sending a letter again does.
func effectOf(letter bus.DeadLetter) string {
	switch {
	case letter.Lost:
		return "Nothing: the payload was too large to keep, and the original has left its stream."
	case letter.Fault != nil:
		return "It goes to its stream again and is given up again, unless whoever takes it can read it since. Do it after an upgrade that mends that."
	}
	switch letter.Stream {
	case events.StreamFacts:
		return "The fact goes to FACTS again, and the workflow takes it as it would have taken it the first time. A fact that it knows already changes nothing."
	case events.StreamFollowups:
		return "The notifier takes it again. A reminder that is not wanted any more or has expired is not sent, and what a provider has accepted is not sent a second time."
	case events.StreamDeliveries:
		return "The channel takes it again. What a provider has accepted is not sent a second time, and what is too late is skipped with its rule."
	}
	return "It goes to the stream where it lay, and whoever takes that handles it as a new message."
}

// mostShown bounds a payload on the page, in bytes.
const mostShown = 64 << 10

// pretty writes a payload for people: JSON with indents, text as it is, anything else as what it is.
func pretty(raw []byte) string {
	var b bytes.Buffer
	switch {
	case len(raw) == 0:
		return ""
	case json.Indent(&b, raw, "", "  ") == nil:
	case utf8.Valid(raw):
		b.Reset()
		b.Write(raw)
	default:
		return fmt.Sprintf("%d bytes that are no text", len(raw))
	}
	if b.Len() <= mostShown {
		return b.String()
	}
	return fmt.Sprintf("%s\n… and %d bytes more", strings.ToValidUTF8(b.String()[:mostShown], ""), b.Len()-mostShown)
}
