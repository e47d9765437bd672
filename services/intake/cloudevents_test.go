package intake

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
)

// binary are the ce- headers of a check-in, after change.
func binary(change ...string) []string {
	headers := map[string]string{
		"ce-specversion": "1.0", "ce-id": "evt-1", "ce-source": "/ats/example", "ce-type": string(events.CheckinMade), "ce-subject": "int-42",
	}
	for i := 0; i+1 < len(change); i += 2 {
		headers[change[i]] = change[i+1]
	}
	var list []string
	for name, value := range headers {
		if value != "" {
			list = append(list, name, value)
		}
	}
	return list
}

// The vectors of INTEROP.md section 16.2.
func TestCloudEventsVectors(t *testing.T) {
	d := openDoor(t)
	const data = `{"result":"no_answer"}`
	structured := func(extra string) string {
		return `{"specversion":"1.0","id":"%s","source":"/ats/example","type":"` + string(events.CheckinMade) + `","subject":"int-42"` + extra + `}`
	}
	for _, c := range []struct {
		name, contentType, body string
		headers                 []string
		status                  int
		// extension is what the extension attribute "note" must have become.
		extension string
	}{
		{name: "CE-1", contentType: "application/json", body: data, headers: binary("ce-note", "Euro%20%E2%82%AC%20%F0%9F%98%80"), status: 202, extension: "Euro € 😀"},
		{name: "CE-2", contentType: "application/json", body: data, headers: binary("ce-note", `"a\"b%20c"`), status: 202, extension: `a"b c`},
		{name: "CE-3", contentType: "application/json", body: data, headers: binary("ce-note", "%e2%82%ac%41"), status: 202, extension: "€A"},
		{name: "CE-4", contentType: "application/json", body: data, headers: binary("ce-note", "%C0%A0"), status: 400},
		{name: "CE-5", contentType: "application/json", body: data, headers: binary("ce-datacontenttype", "application/json"), status: 400},
		{name: "CE-6", contentType: "application/cloudevents+json", body: structured(`,"data":` + data + `,"data_base64":"e30="`), status: 400},
		{name: "CE-7", contentType: "application/cloudevents-batch+json", body: `[]`, status: 202},
		{name: "CE-8", contentType: "APPLICATION/CloudEvents+JSON; charset=utf-8", body: structured(`,"data":` + data), status: 202},
		{name: "CE-9", contentType: "application/cloudevents+avro", body: structured(`,"data":` + data), status: 415},
		{name: "CE-10", contentType: "application/json", body: data, headers: binary(), status: 202},
		{name: "CE-11", contentType: "application/json; charset=utf-8", body: data, headers: binary(), status: 202},
		{name: "CE-12", contentType: "application/cloudevents+json", body: structured(`,"data":` + data), status: 202},
		{name: "CE-13", contentType: "application/cloudevents+json; charset=utf-8", body: structured(`,"data":` + data), status: 202},
		{name: "missing id", contentType: "application/json", body: data, headers: binary("ce-id", ""), status: 400},
		{name: "wrong version", contentType: "application/json", body: data, headers: binary("ce-specversion", "0.3"), status: 400},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := len(d.facts(0))
			headers := append([]string{"Content-Type", c.contentType}, c.headers...)
			for i := range headers {
				if headers[i] == "ce-id" {
					headers[i+1] = c.name
				}
			}
			body := c.body
			if strings.Contains(body, "%s") {
				body = fmt.Sprintf(body, c.name)
			}
			r := d.post("/v1/events", body, headers...)
			if r.StatusCode != c.status {
				t.Fatalf("status %d, want %d: %s", r.StatusCode, c.status, r.text)
			}
			facts := d.facts(0)
			if c.status != http.StatusAccepted || c.name == "CE-7" {
				if len(facts) != before {
					t.Errorf("%d new facts", len(facts)-before)
				}
				return
			}
			last := facts[len(facts)-1]
			want := events.Event{ID: c.name, Source: "/ats/example", Type: events.CheckinMade, Subject: "int-42", Time: testNow(), Tenant: "acme"}
			if last.Extensions["note"] != c.extension {
				t.Errorf("note = %q, want %q", last.Extensions["note"], c.extension)
			}
			data, err := events.DataOf[events.Checkin](last)
			if err != nil || data.Result != events.NoAnswer {
				t.Errorf("data %s, %v", last.Data, err)
			}
			last.Data, last.Extensions, last.DataContentType = nil, nil, ""
			if diff := cmp.Diff(want, last); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func batchOf(t *testing.T, n int, change func(i int, m map[string]any)) string {
	t.Helper()
	list := make([]map[string]any, 0, n)
	for i := range n {
		e := map[string]any{
			"specversion": "1.0", "id": fmt.Sprintf("evt-%d", i), "source": "/ats/example", "type": string(events.CheckinMade),
			"subject": "int-42", "data": map[string]any{"result": "no_answer"},
		}
		if change != nil {
			change(i, e)
		}
		list = append(list, e)
	}
	return encode(t, list)
}

func TestABatchIsStoredWholeOrNotAtAll(t *testing.T) {
	d := openDoor(t)
	send := func(body string) response {
		return d.post("/v1/events", body, "Content-Type", "application/cloudevents-batch+json")
	}
	bad := send(batchOf(t, 5, func(i int, e map[string]any) {
		if i == 1 || i == 3 {
			e["data"] = map[string]any{"result": "perhaps"}
		}
	}))
	if diff := cmp.Diff([]string{"[1].data.result", "[3].data.result"}, bad.locations(t)); bad.StatusCode != http.StatusUnprocessableEntity || diff != "" {
		t.Errorf("status %d, locations (-want +got):\n%s", bad.StatusCode, diff)
	}
	foreign := send(batchOf(t, 3, func(i int, e map[string]any) {
		if i == 2 {
			e["tenant"] = "other"
		}
	}))
	if foreign.StatusCode != http.StatusForbidden {
		t.Errorf("with another tenant's event: %d", foreign.StatusCode)
	}
	if n := len(d.facts(0)); n != 0 {
		t.Fatalf("FACTS holds %d facts of refused batches", n)
	}

	good := send(batchOf(t, 200, nil))
	var receipt BatchReceipt
	good.into(t, &receipt)
	if good.StatusCode != http.StatusAccepted || receipt.Accepted != 200 || len(receipt.Events) != 200 || receipt.Events[7].Event != "evt-7" || receipt.Events[7].ID != "int-42" {
		t.Errorf("status %d, %d accepted, %d receipts", good.StatusCode, receipt.Accepted, len(receipt.Events))
	}
	if again := send(batchOf(t, 200, nil)); again.StatusCode != http.StatusAccepted {
		t.Errorf("the same batch again: %d %s", again.StatusCode, again.text)
	}
	if n := len(d.facts(200)); n != 200 {
		t.Errorf("FACTS holds %d facts, want 200", n)
	}
}

func TestABatchHasAThousandEventsAtMost(t *testing.T) {
	d := openDoor(t)
	for n, want := range map[int]int{1000: http.StatusAccepted, 1001: http.StatusRequestEntityTooLarge} {
		if r := d.post("/v1/events", batchOf(t, n, nil), "Content-Type", "application/cloudevents-batch+json"); r.StatusCode != want {
			t.Errorf("%d events: status %d, want %d", n, r.StatusCode, want)
		}
	}
}

func TestASenderOfWebhooksAsksFirst(t *testing.T) {
	d := openDoor(t)
	r := d.request(http.MethodOptions, "/v1/events", "", "", "WebHook-Request-Origin", "hooks.example.com", "WebHook-Request-Rate", "120", "WebHook-Request-Callback", "http://127.0.0.1:1/")
	if r.StatusCode/100 != 2 || r.Header.Get("WebHook-Allowed-Origin") != "hooks.example.com" || r.Header.Get("WebHook-Allowed-Rate") != "120" || r.Header.Get("Allow") != "POST" {
		t.Errorf("status %d, headers %v", r.StatusCode, r.Header)
	}
	if r := d.request(http.MethodOptions, "/v1/events", "", ""); r.StatusCode/100 != 2 || r.Header.Get("WebHook-Allowed-Origin") != "" || r.Header.Get("Allow") != "POST" {
		t.Errorf("without an origin: status %d, headers %v", r.StatusCode, r.Header)
	}
	if r := d.request(http.MethodOptions, "/v1/events", "", "", "WebHook-Request-Origin", "<script>"); r.StatusCode != http.StatusBadRequest {
		t.Errorf("a strange origin: status %d", r.StatusCode)
	}
	if r := d.request(http.MethodOptions, "/v1/events", "", "", "WebHook-Request-Origin", "a.example", "WebHook-Request-Rate", "99999999"); r.Header.Get("WebHook-Allowed-Rate") != "60000" {
		t.Errorf("allowed rate %s", r.Header.Get("WebHook-Allowed-Rate"))
	}
}
