package outbox

import (
	"embed"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/standalone/frame"
)

//go:embed pages
var pageFiles embed.FS

// letterPolicy is that of the framed HTML of a letter: it may style itself, and load and run nothing.
const letterPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// Register adds the pages and the JSON list to mux:
//
//	/outbox                       the list, newest first
//	/outbox/{id}                  one message
//	/outbox/{id}/html             its HTML alone
//	/outbox/{id}/raw              its source
//	/outbox/messages              everything as JSON, oldest first; ?channel= ?to= ?reminder= ?after=ID ?since=TIME
//	/outbox/stream                new messages as server-sent events, from ?after=ID on
//	POST /outbox/{id}/reply       answers a text as its reader would; form field text
//	POST /outbox/{id}/bounce      returns a letter, as the mail server of an address that does not exist would
func (b *Outbox) Register(mux *http.ServeMux) error {
	frames, err := frame.Parse(b.clock, pageFiles, "pages/*.html")
	if err != nil {
		return err
	}
	p := &pages{outbox: b, frame: frames}
	mux.HandleFunc("GET /outbox", p.list)
	mux.HandleFunc("GET /outbox/{id}", p.one)
	mux.HandleFunc("GET /outbox/{id}/html", p.html)
	mux.HandleFunc("GET /outbox/{id}/raw", p.raw)
	mux.HandleFunc("GET /outbox/messages", p.messages)
	mux.HandleFunc("GET /outbox/stream", p.stream)
	mux.HandleFunc("POST /outbox/{id}/reply", p.reply)
	mux.HandleFunc("POST /outbox/{id}/bounce", p.bounce)
	return nil
}

type pages struct {
	outbox *Outbox
	frame  *frame.Pages
}

// listed is what the list is filled with.
type listed struct {
	Query    Query
	Messages []Message
	Total    int
}

// query reads what of the outbox is asked for. It answers itself what it cannot read.
func query(w http.ResponseWriter, r *http.Request) (Query, bool) {
	v := r.URL.Query()
	q := Query{Channel: events.Channel(v.Get("channel")), To: v.Get("to"), Reminder: v.Get("reminder")}
	var err error
	if after := v.Get("after"); after != "" {
		if q.After, err = strconv.Atoi(after); err != nil || q.After < 0 {
			http.Error(w, "after: the id of a message, such as 12", http.StatusBadRequest)
			return q, false
		}
	}
	if since := v.Get("since"); since != "" {
		if q.Since, err = time.Parse(time.RFC3339, since); err != nil {
			http.Error(w, "since: a time such as 2026-03-03T12:00:00Z", http.StatusBadRequest)
			return q, false
		}
	}
	return q, true
}

func (p *pages) list(w http.ResponseWriter, r *http.Request) {
	q, ok := query(w, r)
	if !ok {
		return
	}
	content := listed{Query: q, Messages: p.outbox.store.List(q), Total: len(p.outbox.store.List(Query{}))}
	slices.Reverse(content.Messages)
	p.frame.Render(w, "list.html", content)
}

func (p *pages) one(w http.ResponseWriter, r *http.Request) {
	m, _, ok := p.get(r)
	if !ok {
		http.NotFound(w, r)
		return
	}
	told := p.outbox.told()
	p.frame.Render(w, "message.html", struct {
		Message          Message
		Replies, Bounces bool
		Done             string
	}{m, told.Inbound != "", told.Returns != "", r.URL.Query().Get("done")})
}

// reply shows the sender's answer, or the text that was answered if there is none.
func (p *pages) reply(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxAnswer)
	m, _, ok := p.get(r)
	if !ok {
		http.NotFound(w, r)
		return
	}
	answer, err := p.outbox.Reply(r.Context(), m.ID, r.PostFormValue("text"))
	switch {
	case err != nil:
		http.Error(w, "The answer was not taken: "+err.Error(), http.StatusBadGateway)
	case answer == nil:
		http.Redirect(w, r, fmt.Sprintf("/outbox/%d?done=unanswered", m.ID), http.StatusSeeOther)
	default:
		http.Redirect(w, r, fmt.Sprintf("/outbox/%d", answer.ID), http.StatusSeeOther)
	}
}

func (p *pages) bounce(w http.ResponseWriter, r *http.Request) {
	m, _, ok := p.get(r)
	if !ok {
		http.NotFound(w, r)
		return
	}
	if err := p.outbox.Bounce(r.Context(), m.ID); err != nil {
		http.Error(w, "The letter was not taken back: "+err.Error(), http.StatusBadGateway)
		return
	}
	http.Redirect(w, r, fmt.Sprintf("/outbox/%d?done=returned", m.ID), http.StatusSeeOther)
}

func (p *pages) get(r *http.Request) (Message, string, bool) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		return Message{}, "", false
	}
	return p.outbox.store.Get(id)
}

func (p *pages) html(w http.ResponseWriter, r *http.Request) {
	m, _, ok := p.get(r)
	if !ok || m.HTML == "" {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", letterPolicy)
	_, _ = w.Write([]byte(m.HTML))
}

func (p *pages) raw(w http.ResponseWriter, r *http.Request) {
	_, raw, ok := p.get(r)
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write([]byte(raw))
}

func (p *pages) messages(w http.ResponseWriter, r *http.Request) {
	if q, ok := query(w, r); ok {
		writeJSON(w, http.StatusOK, p.outbox.store.List(q))
	}
}

// stream sends each message once, as its own event whose id is the message's: a reader that
// comes back says by Last-Event-ID where it was.
func (p *pages) stream(w http.ResponseWriter, r *http.Request) {
	q, ok := query(w, r)
	if !ok {
		return
	}
	if last, err := strconv.Atoi(r.Header.Get("Last-Event-ID")); err == nil {
		q.After = max(q.After, last)
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	out := http.NewResponseController(w)
	for {
		changed := p.outbox.store.Changed()
		for _, m := range p.outbox.store.List(q) {
			text, err := json.Marshal(m)
			if err != nil {
				return
			}
			if _, err := fmt.Fprintf(w, "id: %d\nevent: message\ndata: %s\n\n", m.ID, text); err != nil {
				return
			}
			q.After = m.ID
		}
		if err := out.Flush(); err != nil {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}
