package alerts

import (
	"fmt"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/channel"
	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
)

// post is a notifier that sends by a mail server of the test's.
type post struct {
	server *bustest.Server
	bus    *bus.Bus
	mail   *channeltest.MailServer
	w      *watcher
}

func openPost(t *testing.T) *post {
	t.Helper()
	registry := prometheus.NewRegistry()
	p := &post{server: bustest.NewServer(t), mail: channeltest.NewMailServer(t, channeltest.MailOptions{})}
	p.bus = connected(t, p.server.URL(), registry, bustest.MaxBytes)
	letters, err := email.New(email.Options{
		Host: p.mail.Host(), Port: p.mail.Port(), TLS: email.None, From: "Afterword <hello@example.org>", Timeout: 20 * time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = letters.Close() })
	n, err := notifier.New(notifier.Options{
		Bus: p.bus, Channels: map[events.Channel]channel.Channel{events.Email: letters}, MessageIDDomain: "example.org", Registerer: registry,
	})
	if err != nil {
		t.Fatal(err)
	}
	running(t, n.Run)
	target, _ := shown(t, "afterword", registry)
	p.w = watch(t, target)
	return p
}

// aMessageNobodyCanRead puts something into a stream that is no event.
func aMessageNobodyCanRead(t *testing.T) {
	p := openPost(t)
	p.w.quiet("DeadLetters")
	connection, err := nats.Connect(p.server.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	js, err := jetstream.New(connection)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := js.Publish(t.Context(), "afterword.followups."+tenant+".reminder.due", []byte("What is this?")); err != nil {
		t.Fatal(err)
	}
	p.w.fires("DeadLetters", "stream", "DEAD")
}

// theMailServerBreaksOff takes a letter and breaks the connection instead of saying so.
func theMailServerBreaksOff(t *testing.T) {
	p := openPost(t)
	p.w.quiet("AmbiguousSends")
	p.mail.Script(channeltest.Lose)
	p.order(t, "int-1")
	p.w.fires("AmbiguousSends", "channel", "email")
}

// order asks the notifier for a letter that is due now and wanted.
func (p *post) order(t *testing.T, followup string) {
	t.Helper()
	now := time.Now().UTC().Truncate(time.Second)
	r := events.Reminder{
		ID: events.ReminderID(followup, events.CheckIn, 1), Kind: events.CheckIn, N: 1, State: events.Due,
		DueAt: now, ExpiresAt: now.Add(24 * time.Hour), Reason: "They said by Thursday.",
	}
	status := bus.OpenBucket[events.Snapshot](p.bus, bus.StatusBucket)
	if _, err := status.Put(t.Context(), bus.Key(tenant, followup), events.Snapshot{Followup: followup, Plan: []events.Reminder{r}, EvaluatedAt: now}); err != nil {
		t.Fatal(err)
	}
	brief := events.Brief{
		Meeting: events.Meeting{
			Interview:    events.Interview{ID: followup, EndedAt: now.Add(-48 * time.Hour)},
			Candidate:    events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: noon(now)},
			Employer:     events.Employer{Name: "Finn Logistics", TimeZone: noon(now)},
			Interviewers: []events.Interviewer{{Name: "Mr. Finn"}},
		},
		PromisedBy: events.NewDate(now.Year(), now.Month(), now.Day()),
	}
	e, err := events.New(events.DeliveryRequested, "/test", r.ID, tenant, followup, now, events.DeliveryOrder{Reminder: r, Brief: brief, Channel: events.Email})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.bus.Publish(t.Context(), e, r.ID); err != nil {
		t.Fatal(err)
	}
}

// noon is a zone in which it is about noon: candidates get no messages at night. The sign of its name is the other way round.
func noon(now time.Time) string {
	switch ahead := 12 - now.UTC().Hour(); {
	case ahead > 0:
		return fmt.Sprintf("Etc/GMT-%d", ahead)
	case ahead < 0:
		return fmt.Sprintf("Etc/GMT+%d", -ahead)
	}
	return "Etc/GMT"
}
