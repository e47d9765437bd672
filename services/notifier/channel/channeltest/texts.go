package channeltest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Text is an SMS as it was taken.
type Text struct {
	SID string
	// Form are the fields of the request.
	Form map[string]string
	At   time.Time
}

// Texts is a provider of the Twilio Messages API on a free loopback port.
type Texts struct {
	script
	mailbox mailbox[Text]
	server  *httptest.Server
	account string
	token   string
	closed  chan struct{}

	mu      sync.Mutex
	made    int
	lists   int
	now     func() time.Time
	creates int
	code    refusal
}

// refusal is an error answer of the API.
type refusal struct {
	status, code int
	retryAfter   int
}

// NewTexts starts a provider with one account and stops it when the test ends.
func NewTexts(t testing.TB, account, token string) *Texts {
	p := &Texts{account: account, token: token, closed: make(chan struct{}), now: time.Now}
	mux := http.NewServeMux()
	path := "/2010-04-01/Accounts/" + account + "/Messages.json"
	mux.HandleFunc("POST "+path, p.create)
	mux.HandleFunc("GET "+path, p.list)
	p.server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

// Close stops the provider; a second call does nothing.
func (p *Texts) Close() {
	select {
	case <-p.closed:
	default:
		close(p.closed)
		p.server.CloseClientConnections()
		p.server.Close()
	}
}

// URL is the base address of the API.
func (p *Texts) URL() string { return p.server.URL }

// SetNow sets the provider's clock.
func (p *Texts) SetNow(now func() time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now = now
}

// Refuse makes Later and Never answer with this HTTP status, code and Retry-After (0: none).
func (p *Texts) Refuse(status, code, retryAfter int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.code = refusal{status, code, retryAfter}
}

// Lists counts how often somebody asked what there is; Creates how often somebody tried to send.
func (p *Texts) Lists() int { p.mu.Lock(); defer p.mu.Unlock(); return p.lists }

// Creates counts the requests to send, refused ones included.
func (p *Texts) Creates() int { p.mu.Lock(); defer p.mu.Unlock(); return p.creates }

// Letters returns what was taken, and a channel that is closed when there is more.
func (p *Texts) Letters() ([]Text, <-chan struct{}) { return p.mailbox.all() }

func (p *Texts) create(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.creates++
	p.mu.Unlock()
	if !p.known(w, r) {
		return
	}
	if err := r.ParseForm(); err != nil || r.PostForm.Get("To") == "" || r.PostForm.Get("Body") == "" {
		p.refuse(w, refusal{http.StatusBadRequest, 21602, 0}, "")
		return
	}
	p.mu.Lock()
	chosen := p.code
	p.mu.Unlock()
	to := r.PostForm.Get("To")
	switch p.next() {
	case Later:
		if chosen.status == 0 {
			chosen = refusal{http.StatusTooManyRequests, 20429, 1}
		}
		p.refuse(w, chosen, to)
	case Never:
		if chosen.status == 0 {
			chosen = refusal{http.StatusBadRequest, 21614, 0}
		}
		p.refuse(w, chosen, to)
	case Stop:
		p.refuse(w, refusal{http.StatusBadRequest, 21610, 0}, to)
	case Lose:
		p.take(r)
		panic(http.ErrAbortHandler)
	case Vanish:
		panic(http.ErrAbortHandler)
	case Hang:
		p.take(r)
		<-p.closed
		panic(http.ErrAbortHandler)
	default:
		text := p.take(r)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusCreated)
		_ = json.NewEncoder(w).Encode(p.document(text))
	}
}

func (p *Texts) list(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.lists++
	p.mu.Unlock()
	if !p.known(w, r) {
		return
	}
	since, err := time.Parse(time.DateOnly, r.URL.Query().Get("DateSent>"))
	if err != nil {
		p.refuse(w, refusal{http.StatusBadRequest, 20001, 0}, "")
		return
	}
	found := []map[string]any{}
	taken, _ := p.Letters()
	for _, text := range taken {
		if text.Form["To"] == r.URL.Query().Get("To") && !text.At.Before(since) {
			found = append(found, p.document(text))
		}
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"messages": found})
}

// known checks the login as the API does.
func (p *Texts) known(w http.ResponseWriter, r *http.Request) bool {
	if user, password, ok := r.BasicAuth(); !ok || user != p.account || password != p.token {
		p.refuse(w, refusal{http.StatusUnauthorized, 20003, 0}, "")
		return false
	}
	return true
}

func (p *Texts) take(r *http.Request) Text {
	form := map[string]string{}
	for key, values := range r.PostForm {
		form[key] = strings.Join(values, "|")
	}
	p.mu.Lock()
	p.made++
	text := Text{SID: fmt.Sprintf("SM%032x", p.made), Form: form, At: p.now()}
	p.mu.Unlock()
	p.mailbox.add(text)
	return text
}

func (p *Texts) document(text Text) map[string]any {
	return map[string]any{
		"sid": text.SID, "status": "queued", "direction": "outbound-api", "to": text.Form["To"], "body": text.Form["Body"],
		"date_created": text.At.UTC().Format(time.RFC1123Z), "error_code": nil, "error_message": nil,
	}
}

// refuse quotes the number, as the API does.
func (p *Texts) refuse(w http.ResponseWriter, r refusal, to string) {
	if r.retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(r.retryAfter))
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(r.status)
	_ = json.NewEncoder(w).Encode(map[string]any{
		"code": r.code, "message": "the number " + to + " is refused", "more_info": "", "status": r.status,
	})
}
