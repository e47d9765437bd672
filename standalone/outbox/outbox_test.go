package outbox

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/smtp"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	gosmtp "github.com/emersion/go-smtp"
	"golang.org/x/net/html"

	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/standalone/frame"
)

const letter = "From: Career Center <care@example.org>\r\nTo: ada@example.com\r\nSubject: =?utf-8?q?Thank_you=E2=80=A6?=\r\n" +
	"Message-ID: <m1@example.org>\r\nX-Afterword-Reminder: int-1.thank_you.1\r\nMIME-Version: 1.0\r\n" +
	"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello Ada\r\n" +
	"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hello <b>Ada</b></p><script>alert(1)</script>\r\n--b--\r\n"

type world struct {
	*Outbox
	path  string
	pages *httptest.Server
	stop  func()
}

func open(t *testing.T, path string) *world {
	t.Helper()
	b, err := New(Options{Path: path, Clock: clock.System{}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	mux := http.NewServeMux()
	if err := b.Register(mux); err != nil {
		t.Fatal(err)
	}
	w := &world{Outbox: b, path: path, pages: httptest.NewServer(mux)}
	stopped := false
	w.stop = func() {
		if stopped {
			return
		}
		stopped = true
		w.pages.Close()
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(w.stop)
	return w
}

func (w *world) mail(t *testing.T, to ...string) {
	t.Helper()
	if err := smtp.SendMail(fmt.Sprintf("127.0.0.1:%d", w.SMTP()), nil, "bounce@example.org", to, []byte(letter)); err != nil {
		t.Fatal(err)
	}
}

func (w *world) text(t *testing.T, form url.Values) (int, resource) {
	t.Helper()
	base, account := w.SMS()
	request, err := http.NewRequest(http.MethodPost, base+"/2010-04-01/Accounts/"+account.SID+"/Messages.json", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.SetBasicAuth(account.SID, account.Token)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("X-Afterword-Reminder", "int-1.check_in.1")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var made resource
	if response.StatusCode != http.StatusCreated {
		return response.StatusCode, made
	}
	if err := json.NewDecoder(response.Body).Decode(&made); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, made
}

func (w *world) page(t *testing.T, path string) (*http.Response, string) {
	t.Helper()
	response, err := http.Get(w.pages.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

func sms(to string) url.Values {
	return url.Values{"To": {to}, "From": {"+14155550100"}, "Body": {"Check in today."}}
}

func TestWhatWasAcceptedIsShownAndSurvives(t *testing.T) {
	path := filepath.Join(t.TempDir(), "outbox.jsonl")
	w := open(t, path)
	w.mail(t, "ada@example.com", "eve@example.com")
	if status, made := w.text(t, sms("+14155550123")); status != http.StatusCreated || made.Status != "queued" || made.NumSegments != "1" {
		t.Fatalf("create: %d %+v", status, made)
	}
	w.stop()
	w = open(t, path)
	got := w.Messages()
	if len(got) != 3 {
		t.Fatalf("%d messages, want 3: %+v", len(got), got)
	}
	ada, text := got[0], got[2]
	if ada.Channel != events.Email || ada.To != "ada@example.com" || ada.Subject != "Thank you…" || ada.Text != "Hello Ada" ||
		!strings.Contains(ada.HTML, "<b>Ada</b>") || ada.Reminder != "int-1.thank_you.1" || ada.From != "bounce@example.org" || ada.Copies != 1 {
		t.Errorf("the email came as %+v", ada)
	}
	if text.Channel != events.SMS || text.To != "+14155550123" || text.Reminder != "int-1.check_in.1" || text.Segments != 1 {
		t.Errorf("the SMS came as %+v", text)
	}
}

func TestTheSameLetterAgainIsACopy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "outbox.jsonl")
	w := open(t, path)
	w.mail(t, "ada@example.com")
	w.mail(t, "ada@example.com")
	w.mail(t, "eve@example.com")
	check := func() {
		t.Helper()
		got := w.Messages()
		if len(got) != 2 || got[0].Copies != 2 || got[1].Copies != 1 {
			t.Errorf("got %+v", got)
		}
	}
	check()
	w.stop()
	w = open(t, path)
	check()
}

func TestATornLastLineIsCutOff(t *testing.T) {
	path := filepath.Join(t.TempDir(), "outbox.jsonl")
	w := open(t, path)
	w.mail(t, "ada@example.com")
	w.stop()
	file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	// It is longer than what comes after it: overwriting would leave its end behind.
	if _, err := file.WriteString(`{"message":{"id":2,"text":"` + strings.Repeat("x", 1<<16)); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	w = open(t, path)
	w.mail(t, "eve@example.com")
	w.stop()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(string(text), "\n"); len(lines) != 3 || lines[2] != "" {
		t.Errorf("the file has %d lines, and ends with %.20q", len(lines), lines[len(lines)-1])
	}
	if got := open(t, path).Messages(); len(got) != 2 || got[1].To != "eve@example.com" {
		t.Errorf("got %+v", got)
	}
}

func TestTheSMSEndpointRefusesLikeTheRealOne(t *testing.T) {
	w := open(t, filepath.Join(t.TempDir(), "outbox.jsonl"))
	without := func(name string) url.Values {
		form := sms("+14155550123")
		form.Del(name)
		return form
	}
	for name, form := range map[string]url.Values{
		"no number": without("To"), "not a number": sms("hello"), "no body": without("Body"), "no sender": without("From"),
	} {
		if status, _ := w.text(t, form); status != http.StatusBadRequest {
			t.Errorf("%s: %d", name, status)
		}
	}
	base, account := w.SMS()
	path := func(sid string) string { return base + "/2010-04-01/Accounts/" + sid + "/Messages.json" }
	for _, c := range []struct {
		method, path, user, password string
		want                         int
	}{
		{http.MethodPost, path(account.SID), "", "", http.StatusUnauthorized},
		{http.MethodGet, path(account.SID), "", "", http.StatusUnauthorized},
		{http.MethodPost, path(account.SID), account.SID, "wrong", http.StatusUnauthorized},
		{http.MethodPost, path(account.SID), "AC0", account.Token, http.StatusUnauthorized},
		{http.MethodPost, path("AC0"), account.SID, account.Token, http.StatusUnauthorized},
		{http.MethodGet, base + "/2010-04-01/Nothing.json", account.SID, account.Token, http.StatusNotFound},
	} {
		request, err := http.NewRequest(c.method, c.path, strings.NewReader(sms("+14155550123").Encode()))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.SetBasicAuth(c.user, c.password)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != c.want {
			t.Errorf("%s %s by %q: %d, want %d", c.method, c.path, c.user, response.StatusCode, c.want)
		}
	}
	if len(w.Messages()) != 0 {
		t.Errorf("something was accepted: %+v", w.Messages())
	}
}

func TestTheSMSEndpointListsWhatItTook(t *testing.T) {
	w := open(t, filepath.Join(t.TempDir(), "outbox.jsonl"))
	_, made := w.text(t, sms("+14155550123"))
	w.text(t, sms("+14155550199"))
	base, account := w.SMS()
	today := time.Now().UTC().Format(time.DateOnly)
	for _, c := range []struct {
		filter, day string
		want        int
	}{
		{"DateSent>", today, 1},
		{"DateSent>", "2100-01-01", 0},
		{"DateSent<", today, 1},
		{"DateSent<", "2000-01-01", 0},
		{"DateSent", today, 1},
		{"DateSent", "2000-01-01", 0},
	} {
		query := url.Values{"To": {"+14155550123"}, c.filter: {c.day}}
		request, err := http.NewRequest(http.MethodGet, base+"/2010-04-01/Accounts/"+account.SID+"/Messages.json?"+query.Encode(), nil)
		if err != nil {
			t.Fatal(err)
		}
		request.SetBasicAuth(account.SID, account.Token)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		var page struct{ Messages []resource }
		if err := json.NewDecoder(response.Body).Decode(&page); err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if len(page.Messages) != c.want || (c.want == 1 && page.Messages[0].SID != made.SID) {
			t.Errorf("%s %s: %+v", c.filter, c.day, page.Messages)
		}
	}
}

func TestThePagesShowEverythingAndRunNothing(t *testing.T) {
	w := open(t, filepath.Join(t.TempDir(), "outbox.jsonl"))
	if _, body := w.page(t, "/outbox"); !strings.Contains(body, "Nothing has been sent yet") {
		t.Error("an empty outbox does not say so")
	}
	w.mail(t, "ada@example.com")
	w.text(t, sms("+14155550123"))
	cases := []struct {
		path string
		want []string
	}{
		{"/outbox", []string{"Thank you…", "Check in today.", "int-1.thank_you.1", "The clock shows"}},
		{"/outbox?channel=sms", []string{"1 of 2 messages", "Check in today."}},
		{"/outbox?to=nobody", []string{"No message matches"}},
		{"/outbox/1", []string{"Thank you…", "Hello Ada", "Career Center", `sandbox src="/outbox/1/html"`}},
		{"/outbox/2", []string{"Check in today.", "Segments"}},
	}
	for _, c := range cases {
		response, body := w.page(t, c.path)
		if response.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", c.path, response.Status)
		}
		if _, err := html.Parse(strings.NewReader(body)); err != nil {
			t.Errorf("%s: %v", c.path, err)
		}
		for _, text := range c.want {
			if !strings.Contains(body, text) {
				t.Errorf("%s does not show %q", c.path, text)
			}
		}
		if strings.Contains(body, "<script") || strings.Contains(body, "style=") || response.Header.Get("Content-Security-Policy") != frame.Policy {
			t.Errorf("%s could run a script, or has style of its own", c.path)
		}
	}
	framed, _ := w.page(t, "/outbox/1/html")
	if policy := framed.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "sandbox;") || strings.Contains(policy, "script-src") {
		t.Errorf("the framed letter's policy is %q", policy)
	}
	if raw, body := w.page(t, "/outbox/1/raw"); !strings.HasPrefix(body, "From: Career Center") || raw.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("the source is %q", body)
	}
	for _, path := range []string{"/outbox/3", "/outbox/x", "/outbox/2/html"} {
		if response, _ := w.page(t, path); response.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, response.Status)
		}
	}
}

func TestTheStreamSendsEachMessageOnce(t *testing.T) {
	w := open(t, filepath.Join(t.TempDir(), "outbox.jsonl"))
	w.mail(t, "one@example.com")
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, w.pages.URL+"/outbox/stream", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	w.mail(t, "two@example.com")
	got := readStream(t, response.Body, 2)
	if strings.Count(got, "id: 1\n") != 1 || strings.Count(got, "id: 2\n") != 1 {
		t.Errorf("the stream says %q", got)
	}
	// A reader that comes back says what it had.
	request.Header.Set("Last-Event-ID", "1")
	again, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Body.Close()
	if got := readStream(t, again.Body, 1); strings.Contains(got, "id: 1\n") || !strings.Contains(got, "id: 2\n") {
		t.Errorf("the second stream says %q", got)
	}
	cancel()
}

// readStream reads so many events.
func readStream(t *testing.T, from io.Reader, events int) string {
	t.Helper()
	var got strings.Builder
	buffer := make([]byte, 4096)
	for strings.Count(got.String(), "\n\n") < events {
		n, err := from.Read(buffer)
		got.Write(buffer[:n])
		if err != nil {
			t.Fatalf("after %q: %v", got.String(), err)
		}
	}
	return got.String()
}

func TestTheListIsNarrowed(t *testing.T) {
	w := open(t, filepath.Join(t.TempDir(), "outbox.jsonl"))
	w.mail(t, "ada@example.com", "eve@example.com")
	w.text(t, sms("+14155550123"))
	later := url.QueryEscape(time.Now().Add(time.Hour).Format(time.RFC3339))
	for query, want := range map[string]string{
		"": "1 2 3", "?channel=email": "1 2", "?to=eve@example.com": "2", "?reminder=int-1.check_in.1": "3", "?after=1": "2 3",
		"?channel=email&after=1": "2", "?since=2026-01-01T00:00:00Z": "1 2 3", "?since=" + later: "",
	} {
		_, body := w.page(t, "/outbox/messages"+query)
		var all []Message
		if err := json.Unmarshal([]byte(body), &all); err != nil {
			t.Fatalf("%s: %v in %s", query, err, body)
		}
		var ids []string
		for _, m := range all {
			ids = append(ids, fmt.Sprint(m.ID))
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%s lists %q, want %q", query, got, want)
		}
	}
	for _, path := range []string{"/outbox", "/outbox/messages", "/outbox/stream"} {
		for _, query := range []string{"?since=yesterday", "?after=x", "?after=-1"} {
			if response, _ := w.page(t, path+query); response.StatusCode != http.StatusBadRequest {
				t.Errorf("%s%s: %s", path, query, response.Status)
			}
		}
	}
}

// caller takes what the outbox tells, as the notifier would.
type caller struct {
	*httptest.Server
	forms chan url.Values
	says  string
}

func listen(t *testing.T, w *world) *caller {
	t.Helper()
	c := &caller{forms: make(chan url.Values, 8)}
	_, account := w.SMS()
	c.Server = httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			t.Error(err)
		}
		if got, want := r.Header.Get("X-Twilio-Signature"), signature(account.Token, c.URL+r.URL.Path, r.PostForm); got != want {
			t.Errorf("%s is signed %q, want %q", r.URL.Path, got, want)
		}
		c.forms <- r.PostForm
		io.WriteString(out, c.says)
	}))
	t.Cleanup(c.Close)
	return c
}

// The vendor's own example (INTEROP.md, TW-1).
func TestCallsAreSignedAsTheProviderSignsThem(t *testing.T) {
	form := url.Values{
		"CallSid": {"CA1234567890ABCDE"}, "Caller": {"+14158675309"}, "Digits": {"1234"}, "From": {"+14158675309"}, "To": {"+18005551212"},
	}
	if got := signature("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", form); got != "RSOYDt4T1cUTdK1PDd93/VVr8B8=" {
		t.Errorf("signed %s", got)
	}
}

func TestTheSenderOfATextIsToldWhatBecameOfIt(t *testing.T) {
	w := open(t, filepath.Join(t.TempDir(), "outbox.jsonl"))
	c := listen(t, w)
	form := sms("+14155550123")
	form.Set("StatusCallback", c.URL+"/status/1")
	_, made := w.text(t, form)
	for _, want := range []string{"sent", "delivered"} {
		if got := receive(t, c.forms); got.Get("MessageStatus") != want || got.Get("MessageSid") != made.SID || got.Get("To") != "+14155550123" {
			t.Errorf("told %v, want %s of %s", got, want, made.SID)
		}
	}
}

func receive[T any](t *testing.T, from <-chan T) (v T) {
	t.Helper()
	select {
	case v = <-from:
	case <-time.After(30 * time.Second):
		t.Fatal("nothing came")
	}
	return v
}

func TestATextIsAnsweredOnItsPage(t *testing.T) {
	w := open(t, filepath.Join(t.TempDir(), "outbox.jsonl"))
	c := listen(t, w)
	w.text(t, sms("+14155550123"))
	if _, page := w.page(t, "/outbox/1"); strings.Contains(page, "/outbox/1/reply") {
		t.Error("a page offers an answer that nobody takes")
	}
	w.Tell(Callbacks{Inbound: c.URL + "/inbound"})
	if _, page := w.page(t, "/outbox/1"); !strings.Contains(page, "/outbox/1/reply") {
		t.Error("a page offers no answer")
	}

	c.says = `<?xml version="1.0"?><Response><Message>Noted &amp; done.</Message></Response>`
	response, err := http.PostForm(w.pages.URL+"/outbox/1/reply", url.Values{"text": {"Sent!"}})
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if got := receive(t, c.forms); got.Get("Body") != "Sent!" || got.Get("From") != "+14155550123" || got.Get("To") != "+14155550100" {
		t.Errorf("passed on: %v", got)
	}
	if said := w.Messages(); len(said) != 2 || said[1].Text != "Noted & done." || said[1].To != "+14155550123" || response.Request.URL.Path != "/outbox/2" {
		t.Errorf("after the answer: %+v at %s", said, response.Request.URL)
	}

	c.says = "<Response/>"
	response, err = http.PostForm(w.pages.URL+"/outbox/1/reply", url.Values{"text": {"Hm"}})
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if said := w.Messages(); len(said) != 2 || response.Request.URL.RawQuery != "done=unanswered" {
		t.Errorf("after silence: %d messages at %s", len(said), response.Request.URL)
	}
}

// returns is an LMTP server that keeps what comes.
type returns struct{ letters chan [2]string }

func (r returns) NewSession(*gosmtp.Conn) (gosmtp.Session, error) { return &returned{returns: r}, nil }

type returned struct {
	returns
	to string
}

func (r *returned) Mail(from string, _ *gosmtp.MailOptions) error {
	if from != "" {
		return fmt.Errorf("a bounce that can bounce, from %q", from)
	}
	return nil
}
func (r *returned) Rcpt(to string, _ *gosmtp.RcptOptions) error { r.to = to; return nil }
func (r *returned) Data(body io.Reader) error {
	text, err := io.ReadAll(body)
	r.letters <- [2]string{r.to, string(text)}
	return err
}
func (r *returned) Reset()        {}
func (r *returned) Logout() error { return nil }

func TestALetterIsReturnedFromItsPage(t *testing.T) {
	w := open(t, filepath.Join(t.TempDir(), "outbox.jsonl"))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	taken := returns{letters: make(chan [2]string, 1)}
	server := gosmtp.NewServer(taken)
	server.LMTP, server.Domain = true, "localhost"
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	w.Tell(Callbacks{Returns: listener.Addr().String()})
	w.mail(t, "ada@example.com")

	response, err := http.PostForm(w.pages.URL+"/outbox/1/bounce", nil)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	letter := receive(t, taken.letters)
	for _, want := range []string{"report-type=delivery-status", "Action: failed\r\n", "Status: 5.1.1\r\n", "rfc822; ada@example.com\r\n", "Message-ID: <m1@example.org>\r\n"} {
		if !strings.Contains(letter[1], want) {
			t.Errorf("the report lacks %q:\n%s", want, letter[1])
		}
	}
	if letter[0] != "bounce@example.org" || strings.Contains(letter[1], "Hello Ada") || response.StatusCode != http.StatusOK {
		t.Errorf("returned to %q, %s:\n%s", letter[0], response.Status, letter[1])
	}
}
