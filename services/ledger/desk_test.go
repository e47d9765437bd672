package ledger_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	ledger "github.com/afterword-io/afterword/services/ledger"
	"github.com/afterword-io/afterword/services/ledger/access"
)

// submit sends a form of the dashboard, and returns what it leads to.
func (w world) submit(t *testing.T, r running, path string, form url.Values) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+r.Addr()+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

func TestADeadLetterIsSentAgainFromItsPage(t *testing.T) {
	w := newWorld(t, "sqlite")
	e, err := events.New(events.ThankyouSent, "/test", "e-1", "acme", "int-1", noon(), events.Thankyou{Method: events.ByEmail})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.bus.Bury(t.Context(), e, "m-1", "There was no room for it."); err != nil {
		t.Fatal(err)
	}
	r := w.start(t)
	eventually(t, "the letter is listed", func() bool {
		_, body := w.get(t, r, "/t/acme/dead-letters")
		return strings.Contains(body, "There was no room for it.")
	})
	if status, body := w.submit(t, r, "/t/acme/dead-letters/1/replay", nil); status != http.StatusOK || !strings.Contains(body, "as message 1 of FACTS") {
		t.Fatalf("got %d %s", status, body)
	}
	message, err := w.bus.Get(t.Context(), events.StreamFacts, 1)
	if err != nil || message.Event.ID != "e-1" {
		t.Fatalf("FACTS holds %+v, %v", message, err)
	}
	// The record hears of it by the stream, so that a rebuild knows it too.
	eventually(t, "the letter is marked", func() bool {
		_, body := w.get(t, r, "/t/acme/dead-letters/1")
		return strings.Contains(body, "It was sent again ") && strings.Contains(body, "a letter of its own")
	})
}

func TestAPolicyIsTriedAndSavedOnTheBus(t *testing.T) {
	w := newWorld(t, "sqlite")
	w.publish(t, "int-1")
	r := w.start(t)
	w.shows(t, r, "int-1")
	status, body := w.submit(t, r, "/t/acme/policy/try", url.Values{"text": {"max_check_ins: 1\n"}})
	if status != http.StatusOK || !strings.Contains(body, "1 follow-up, 1 would change") {
		t.Fatalf("got %d %s", status, body)
	}
	form := url.Values{"text": {"max_check_ins: 1\n"}}
	for _, name := range []string{"revision", "seal"} {
		found := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(body)
		if found == nil {
			t.Fatalf("the form has no %s", name)
		}
		form.Set(name, found[1])
	}
	if status, body := w.submit(t, r, "/t/acme/policy", form); status != http.StatusOK || !strings.Contains(body, "Saved.") {
		t.Fatalf("got %d %s", status, body)
	}
	entry, err := bus.OpenBucket[events.Tenant](w.bus, bus.TenantsBucket).Get(t.Context(), "acme")
	if err != nil || string(entry.Value.Policy) != `{"max_check_ins":1}` || len(entry.Value.Keys) != 1 {
		t.Errorf("the record of the tenant is %+v, %v", entry.Value, err)
	}
	// The same form again is from before.
	if status, _ := w.submit(t, r, "/t/acme/policy", form); status != http.StatusConflict {
		t.Errorf("saved again: got %d", status)
	}
}

func TestTheSystemAndAuditPagesKnowTheStreams(t *testing.T) {
	w := newWorld(t, "sqlite")
	w.publish(t, "int-1")
	r := w.start(t)
	w.shows(t, r, "int-1")
	if status, body := w.get(t, r, "/system"); status != http.StatusOK || !strings.Contains(body, "DELIVERIES") {
		t.Errorf("the system: got %d %s", status, body)
	}
	if status, body := w.get(t, r, "/t/acme/audit?since=all"); status != http.StatusOK || !strings.Contains(body, "1 follow-up with") {
		t.Errorf("the audit: got %d %s", status, body)
	}
}

// searching is a gate with a search of its own.
type searching struct {
	access.Gate
	began chan struct{}
}

func (g searching) Run(ctx context.Context) error {
	close(g.began)
	return nil
}

// A gate that has found what it looks for does not end the service.
func TestAGateMayLookForItsProvider(t *testing.T) {
	w := newWorld(t, "sqlite")
	g := searching{access.Local(access.Person{}), make(chan struct{})}
	s, err := ledger.New(ledger.Options{Bus: w.bus, URL: w.url, Gate: g, Addr: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	select {
	case <-g.began:
	case <-time.After(patience):
		t.Fatal("the gate does not look")
	}
	eventually(t, "an answer", func() bool {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+s.Addr()+"/", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return false
		}
		return response.Body.Close() == nil
	})
	select {
	case err := <-ended:
		t.Fatalf("the service has ended: %v", err)
	default:
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
