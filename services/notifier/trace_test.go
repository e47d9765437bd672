package notifier_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/channel"
	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
)

// traceBus gives the world a bus whose spans are recorded.
func (w *world) traceBus() *tracetest.SpanRecorder {
	w.t.Helper()
	recorder := tracetest.NewSpanRecorder()
	b, err := bus.Connect(w.t.Context(), bus.Options{
		URL: w.server.URL(), Name: "traced", MaxBytes: bustest.MaxBytes, Tracer: sdk.NewTracerProvider(sdk.WithSpanProcessor(recorder)),
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = b.Close() })
	w.bus = b
	return recorder
}

func attributes(span sdk.ReadOnlySpan) map[string]string {
	found := map[string]string{}
	for _, a := range span.Attributes() {
		found[string(a.Key)] = a.Value.String()
	}
	return found
}

// From the reminder to the mail server's answer there is one trace without a gap.
func TestTheTraceOfAReminderEndsAtTheProvidersAnswer(t *testing.T) {
	w := newWorld(t)
	recorder := w.traceBus()
	stop := w.start(nil)
	r := reminder(1)
	w.wants(morning, r)
	w.due(r, brief())
	w.result(r, events.Email)
	stop()
	spans := map[trace.SpanID]sdk.ReadOnlySpan{}
	var sent sdk.ReadOnlySpan
	for _, span := range recorder.Ended() {
		spans[span.SpanContext().SpanID()] = span
		if span.Name() == "send by email" {
			sent = span
		}
		for key, value := range attributes(span) {
			for _, secret := range []string{"Zebedee", "zebedee", "4155550", "Finn", "finn"} {
				if strings.Contains(value, secret) {
					t.Errorf("span %q tells %q in %s", span.Name(), value, key)
				}
			}
		}
	}
	if sent == nil {
		t.Fatal("there is no span of the sending")
	}
	if got := attributes(sent); got["afterword.answer"] != "accepted" || !strings.HasPrefix(got["afterword.code"], "250") || got["afterword.reminder"] != r.ID {
		t.Errorf("the answer is told as %v", got)
	}
	var way []string
	for span := sent; span != nil; span = spans[span.Parent().SpanID()] {
		way = append(way, span.Name())
		if span.SpanContext().TraceID() != sent.SpanContext().TraceID() {
			t.Errorf("%s is in another trace", span.Name())
		}
	}
	want := []string{"send by email", "send", "process delivery.requested", "publish delivery.requested", "process reminder.due", "publish reminder.due"}
	if !slices.Equal(way, want) {
		t.Errorf("the way back is %q, want %q", way, want)
	}
	// The last look lies within the sending, and what was sent is told within the same trace.
	for name, parent := range map[string]string{"gate": "send by email", "begin": "send by email", "publish delivery.sent": "record and publish"} {
		found := false
		for _, span := range spans {
			if up := spans[span.Parent().SpanID()]; span.Name() == name && up != nil && up.Name() == parent {
				found = true
			}
		}
		if !found {
			t.Errorf("there is no %q within %q", name, parent)
		}
	}
}

func TestASpanTellsTheClassAndTheCodeOfARefusalAndNoWordOfIt(t *testing.T) {
	w := newWorld(t)
	recorder := w.traceBus()
	w.mail.Script(channeltest.Never)
	stop := w.start(func(o *notifier.Options) {
		o.Channels = map[events.Channel]channel.Channel{events.Email: o.Channels[events.Email]}
	})
	r := reminder(1)
	w.wants(morning, r)
	w.due(r, brief())
	w.result(r, events.Email)
	stop()
	for _, span := range recorder.Ended() {
		if span.Name() != "send by email" {
			continue
		}
		if got := attributes(span); got["afterword.answer"] != "permanent" || !strings.HasPrefix(got["afterword.code"], "5") {
			t.Errorf("the answer is told as %v", got)
		}
		if text := fmt.Sprint(span.Status(), span.Events()); strings.Contains(text, "zebedee") {
			t.Errorf("the span quotes the provider: %s", text)
		}
		return
	}
	t.Error("there is no span of the sending")
}
