package bounces_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/notifier/bounces"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
)

const domain = "returns.example.org"

// desk is a listener and what it has taken in.
type desk struct {
	t        *testing.T
	server   *bounces.Server
	keys     *link.Keys
	protocol bounces.Protocol
	logs     *observer.ObservedLogs
	registry *prometheus.Registry
	// stop ends it; a second call does nothing.
	stop func()

	mu       sync.Mutex
	received []received
	failure  error
}

type received struct {
	Ref    link.Ref
	Report email.Report
}

func newKeys(t *testing.T) *link.Keys {
	t.Helper()
	keys, err := link.ParseKeys(link.NewKey(1))
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func openDesk(t *testing.T, change func(*bounces.Options)) *desk {
	t.Helper()
	core, logs := observer.New(zapcore.DebugLevel)
	d := &desk{t: t, keys: newKeys(t), protocol: bounces.LMTP, logs: logs, registry: prometheus.NewRegistry()}
	o := bounces.Options{
		Listen: "127.0.0.1:0", Domain: domain, Keys: d.keys, Receive: d.receive, Logger: zap.New(core), Registerer: d.registry,
		Rate: 1000,
	}
	if change != nil {
		change(&o)
		if o.Protocol != "" {
			d.protocol = o.Protocol
		}
	}
	var err error
	if d.server, err = bounces.New(o); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- d.server.Run(ctx) }()
	d.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	t.Cleanup(d.stop)
	return d
}

func (d *desk) receive(_ context.Context, ref link.Ref, report email.Report) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.failure != nil {
		return d.failure
	}
	d.received = append(d.received, received{ref, report})
	return nil
}

func (d *desk) has() []received {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]received(nil), d.received...)
}

// dial returns a mail server that has greeted.
func (d *desk) dial() *smtp.Client {
	d.t.Helper()
	conn, err := net.Dial("tcp", d.server.Addr())
	if err != nil {
		d.t.Fatal(err)
	}
	client := smtp.NewClient(conn)
	if d.protocol == bounces.LMTP {
		client = smtp.NewClientLMTP(conn)
	}
	d.t.Cleanup(func() { _ = client.Close() })
	if err := client.Hello("mx1.example.net"); err != nil {
		d.t.Fatal(err)
	}
	return client
}

// deliver hands a message over and returns the code of the answer that ended it.
func (d *desk) deliver(to, message string) int {
	d.t.Helper()
	client := d.dial()
	err := client.SendMail("", []string{to}, strings.NewReader(message))
	return code(err)
}

// code is that of an answer: 250 without an error.
func code(err error) int {
	var said *smtp.SMTPError
	perLetter := smtp.LMTPDataError{}
	switch {
	case err == nil:
		return 250
	case errors.As(err, &said):
		return said.Code
	case errors.As(err, &perLetter):
		for _, said := range perLetter {
			return said.Code
		}
	}
	return 0
}

func (d *desk) address(ref link.Ref) string { return "bounce+" + d.keys.SignReturn(ref) + "@" + domain }

func sample(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile("../channel/email/testdata/dsn/" + name + ".eml")
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(raw), "\n", "\r\n")
}

// counted is the metric of the messages, by what became of them.
func (d *desk) counted() map[string]float64 {
	d.t.Helper()
	families, err := d.registry.Gather()
	if err != nil {
		d.t.Fatal(err)
	}
	counts := map[string]float64{}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			counts[m.GetLabel()[0].GetValue()] = m.GetCounter().GetValue()
		}
	}
	return counts
}

var gone = email.Report{Word: "failed", Code: "550 5.1.1", Reason: "there is no such mailbox", Suppress: events.RuleBounce}

func TestAReportIsTakenIn(t *testing.T) {
	for _, protocol := range []bounces.Protocol{bounces.LMTP, bounces.SMTP} {
		d := openDesk(t, func(o *bounces.Options) { o.Protocol = protocol })
		letter := link.RefOf("letter")
		if got := d.deliver(d.address(letter), sample(t, "postfix")); got != 250 {
			t.Errorf("%s: answered %d", protocol, got)
		}
		// Mail servers may change the case.
		if got := d.deliver(strings.ToUpper(d.address(letter)), sample(t, "postfix-delayed")); got != 250 {
			t.Errorf("%s: in upper case answered %d", protocol, got)
		}
		late := email.Report{Word: "delayed", Code: "451 4.2.1", Reason: "a mail server could not deliver the letter yet and keeps trying"}
		if diff := cmp.Diff([]received{{letter, gone}, {letter, late}}, d.has()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", protocol, diff)
		}
	}
}

func TestTheWrongProtocolIsRefused(t *testing.T) {
	d := openDesk(t, nil)
	conn, err := net.Dial("tcp", d.server.Addr())
	if err != nil {
		t.Fatal(err)
	}
	client := smtp.NewClient(conn)
	defer client.Close()
	if err := client.Hello("mx1.example.net"); err == nil {
		t.Error("LMTP is spoken as SMTP")
	}
}

// Without an address that was signed here nothing happens, whatever the message says.
func TestForgedAddressesAreRefused(t *testing.T) {
	d := openDesk(t, nil)
	letter := link.RefOf("letter")
	genuine := d.keys.SignReturn(letter)
	flipped := "b" + genuine[1:]
	if genuine[0] == 'b' {
		flipped = "a" + genuine[1:]
	}
	for name, to := range map[string]string{
		"one letter another":      "bounce+" + flipped + "@" + domain,
		"signed by another key":   "bounce+" + newKeys(t).SignReturn(letter) + "@" + domain,
		"not signed":              "bounce+" + letter.String() + "@" + domain,
		"cut short":               "bounce+" + genuine[:len(genuine)-1] + "@" + domain,
		"longer":                  "bounce+" + genuine + "a@" + domain,
		"no token":                "bounce@" + domain,
		"another prefix":          "return+" + genuine + "@" + domain,
		"another domain":          "bounce+" + genuine + "@example.org",
		"a domain below":          "bounce+" + genuine + "@x." + domain,
		"the postmaster":          "postmaster@" + domain,
		"a link's token":          "bounce+" + strings.ToLower(d.keys.Sign(link.Token{Purpose: link.Page, Followup: letter})) + "@" + domain,
		"somebody somewhere else": "zebedee@example.com",
	} {
		if got := d.deliver(to, sample(t, "postfix")); got != 550 {
			t.Errorf("%s: answered %d; want 550", name, got)
		}
	}
	if got := d.has(); len(got) != 0 {
		t.Errorf("taken in: %+v", got)
	}
	if got := d.counted(); got["refused"] != 12 || len(got) != 1 {
		t.Errorf("counted %v", got)
	}
}

// A report is about the letter whose address it came to, whatever it says of others.
func TestAReportSpeaksOfTheLetterItCameTo(t *testing.T) {
	d := openDesk(t, nil)
	own, other := link.RefOf("own"), link.RefOf("other")
	text := strings.ReplaceAll(sample(t, "postfix"), "bounce+aeaqcai@returns.example.org", d.address(other))
	if got := d.deliver(d.address(own), text); got != 250 {
		t.Errorf("answered %d", got)
	}
	if diff := cmp.Diff([]received{{own, gone}}, d.has()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatIsNoReportIsForgotten(t *testing.T) {
	d := openDesk(t, nil)
	names := []string{"auto-reply", "answer", "read-receipt", "forged-inside", "malformed-cut", "malformed-action", "malformed-no-boundary", "empty"}
	for _, name := range names {
		if got := d.deliver(d.address(link.RefOf("letter")), sample(t, name)); got != 250 {
			t.Errorf("%s: answered %d; want 250, or it comes again", name, got)
		}
	}
	if got := d.has(); len(got) != 0 {
		t.Errorf("taken in: %+v", got)
	}
	if got := d.counted(); got["ignored"] != float64(len(names)) || len(got) != 1 {
		t.Errorf("counted %v", got)
	}
}

// A report that goes on beyond the limit is refused, and not read up to there.
func TestALongMessageIsRefused(t *testing.T) {
	for _, protocol := range []bounces.Protocol{bounces.LMTP, bounces.SMTP} {
		d := openDesk(t, func(o *bounces.Options) { o.Protocol = protocol })
		client := d.dial()
		send := func(text string) int {
			if err := errors.Join(client.Mail("", nil), client.Rcpt(d.address(link.RefOf("letter")), nil)); err != nil {
				t.Fatal(err)
			}
			w, err := client.Data()
			if err != nil {
				t.Fatal(err)
			}
			_, err = io.WriteString(w, text)
			return code(errors.Join(err, w.Close()))
		}
		if got := send(sample(t, "postfix") + strings.Repeat(strings.Repeat("x", 76)+"\r\n", 1<<20/78)); got != 552 {
			t.Errorf("%s: answered %d; want 552", protocol, got)
		}
		if got := d.has(); len(got) != 0 {
			t.Errorf("%s: taken in: %+v", protocol, got)
		}
		// The connection is as good as before.
		if got := send(sample(t, "postfix")); got != 250 || len(d.has()) != 1 {
			t.Errorf("%s: the next message: answered %d, taken in %+v", protocol, got, d.has())
		}
	}
}

func TestAMessageThatIsCutOffSaysNothing(t *testing.T) {
	d := openDesk(t, nil)
	conn, err := net.Dial("tcp", d.server.Addr())
	if err != nil {
		t.Fatal(err)
	}
	text, _ := strings.CutSuffix(sample(t, "postfix"), "--4C9A12E0A4.1772805603/mx1.example.net--\r\n")
	fmt.Fprintf(conn, "LHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<%s>\r\nDATA\r\n%s", d.address(link.RefOf("letter")), text)
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	// The other side closes once it has dealt with the end.
	answers, _ := io.ReadAll(conn)
	if !strings.Contains(string(answers), "354") || len(d.has()) != 0 {
		t.Errorf("answers %q, taken in %+v", answers, d.has())
	}
}

// What could not be stored stays with the mail server, and comes again.
func TestWhatCannotBeStoredComesAgain(t *testing.T) {
	d := openDesk(t, nil)
	d.failure = errors.New("the bus is away")
	if got := d.deliver(d.address(link.RefOf("letter")), sample(t, "postfix")); got != 451 {
		t.Errorf("answered %d; want 451", got)
	}
	d.mu.Lock()
	d.failure = nil
	d.mu.Unlock()
	if got := d.deliver(d.address(link.RefOf("letter")), sample(t, "postfix")); got != 250 || len(d.has()) != 1 {
		t.Errorf("answered %d, taken in %+v", got, d.has())
	}
	for _, entry := range d.logs.All() {
		line := entry.Message + fmt.Sprint(entry.ContextMap())
		for _, personal := range []string{"zebedee", "Zebedee", "bounce+", "mx1"} {
			if strings.Contains(line, personal) {
				t.Errorf("a log line holds %q: %s", personal, line)
			}
		}
	}
}

func TestTooManyMessagesComeAgain(t *testing.T) {
	d := openDesk(t, func(o *bounces.Options) { o.Rate = 1 })
	client := d.dial()
	var codes []int
	for range 12 {
		codes = append(codes, code(client.Mail("", nil)))
		if err := client.Reset(); err != nil {
			t.Fatal(err)
		}
	}
	if codes[0] != 250 || codes[1] != 250 || !strings.Contains(fmt.Sprint(codes), "451") {
		t.Errorf("answered %v; want two taken at once, and not all of them", codes)
	}
}

func TestWhoAsksForStrangersIsHungUpOn(t *testing.T) {
	d := openDesk(t, nil)
	client := d.dial()
	if err := client.Mail("", nil); err != nil {
		t.Fatal(err)
	}
	asked := 0
	for range 50 {
		err := client.Rcpt("zebedee@"+domain, nil)
		if code(err) != 550 {
			break
		}
		asked++
	}
	if asked != 10 {
		t.Errorf("%d strangers were answered; want 10", asked)
	}
}

func TestAMessageIsAboutOneLetter(t *testing.T) {
	d := openDesk(t, nil)
	client := d.dial()
	if err := client.Mail("", nil); err != nil {
		t.Fatal(err)
	}
	if err := client.Rcpt(d.address(link.RefOf("one")), nil); err != nil {
		t.Fatal(err)
	}
	if got := code(client.Rcpt(d.address(link.RefOf("two")), nil)); got != 452 {
		t.Errorf("a second recipient is answered %d; want 452, for it to come by itself", got)
	}
}

func TestWhoSaysNothingIsHungUpOn(t *testing.T) {
	for name, change := range map[string]func(*bounces.Options){
		"for too long":   func(o *bounces.Options) { o.Patience, o.Life = 50*time.Millisecond, time.Hour },
		"after its life": func(o *bounces.Options) { o.Patience, o.Life = time.Hour, 50*time.Millisecond },
	} {
		d := openDesk(t, change)
		conn, err := net.Dial("tcp", d.server.Addr())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if err := conn.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(conn); err != nil {
			t.Errorf("%s: it is still open: %v", name, err)
		}
	}
}

// While it is being stopped, the mail server keeps what it has.
func TestAfterItsEndNothingIsTaken(t *testing.T) {
	d := openDesk(t, nil)
	client := d.dial()
	d.stop()
	if got := code(client.SendMail("", []string{d.address(link.RefOf("letter"))}, strings.NewReader(sample(t, "postfix")))); got == 250 || len(d.has()) != 0 {
		t.Errorf("answered %d, taken in %+v", got, d.has())
	}
	if conn, err := net.Dial("tcp", d.server.Addr()); err == nil {
		conn.Close()
		t.Error("it still listens")
	}
}

func TestOptions(t *testing.T) {
	_, err := bounces.New(bounces.Options{Protocol: "pop3", MaxBytes: -1})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"Listen", "Protocol", "Domain", "Keys", "Receive", "MaxBytes"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not speak of %s: %v", want, err)
		}
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	receive := func(context.Context, link.Ref, email.Report) error { return nil }
	if _, err := bounces.New(bounces.Options{Listen: taken.Addr().String(), Domain: domain, Keys: newKeys(t), Receive: receive}); err == nil {
		t.Error("an address that is taken is no mistake")
	}
}
