package intake

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
)

func TestEveryStatus(t *testing.T) {
	d := openDoor(t, func(o *Options) { o.Limits.Body, o.Limits.Batch, o.Limits.BatchEvents = 4<<10, 16<<10, 3 })
	event := encode(t, (&described{now: testNow().AddDate(0, 0, 1)}).eventExample())
	const structured, batch = "application/cloudevents+json", "application/cloudevents-batch+json"
	for _, c := range []struct {
		name, method, path, key, body string
		headers                       []string
		status                        int
		kind                          httpapi.Kind
	}{
		{name: "interview", path: "/v1/interviews", body: meeting(t), status: 202},
		{name: "interview without content type", path: "/v1/interviews", body: meeting(t), headers: []string{"Content-Type", ""}, status: 202},
		{name: "charset", path: "/v1/interviews", body: meeting(t), headers: []string{"Content-Type", "application/json; charset=UTF-8"}, status: 202},
		{name: "structured", path: "/v1/events", body: event, headers: []string{"Content-Type", structured}, status: 202},
		{name: "batch of none", path: "/v1/events", body: "[]", headers: []string{"Content-Type", batch}, status: 202},

		{name: "no JSON", path: "/v1/interviews", body: "{", status: 400, kind: httpapi.Malformed},
		{name: "data after the document", path: "/v1/interviews", body: meeting(t) + "{}", status: 400, kind: httpapi.Malformed},
		{name: "invalid UTF-8", path: "/v1/interviews", body: strings.Replace(meeting(t), "Ada", "Ad\xff", 1), status: 400, kind: httpapi.Malformed},
		{name: "duplicate key", path: "/v1/interviews", body: strings.Replace(meeting(t), `"interview":`, `"interview":{},"interview":`, 1), status: 400, kind: httpapi.Malformed},
		{name: "too deep", path: "/v1/interviews", body: strings.Repeat("[", 33) + strings.Repeat("]", 33), status: 400, kind: httpapi.Malformed},
		{name: "empty body", path: "/v1/interviews", body: "", status: 400, kind: httpapi.Malformed},
		{name: "empty event", path: "/v1/events", body: "", headers: []string{"Content-Type", structured}, status: 400, kind: httpapi.Malformed},
		{name: "bad idempotency key", path: "/v1/interviews", body: meeting(t), headers: []string{"Idempotency-Key", `"open`}, status: 400, kind: httpapi.Malformed},

		{name: "no key", path: "/v1/interviews", key: "-", body: meeting(t), status: 401, kind: httpapi.Unauthorized},
		{name: "unknown key", path: "/v1/interviews", key: "aw_unknown", body: meeting(t), status: 401, kind: httpapi.Unauthorized},
		{name: "another scheme", path: "/v1/interviews", key: "-", headers: []string{"Authorization", "Basic " + acmeKey}, body: meeting(t), status: 401, kind: httpapi.Unauthorized},
		{name: "key in the query of another route", path: "/v1/interviews?access_token=" + acmeKey, key: "-", body: meeting(t), status: 401, kind: httpapi.Unauthorized},
		{name: "key in the query of events", path: "/v1/events?access_token=" + acmeKey, key: "-", body: event, headers: []string{"Content-Type", structured}, status: 202},

		{name: "another tenant", path: "/v1/events", body: strings.Replace(event, `{`, `{"tenant":"other",`, 1), headers: []string{"Content-Type", structured}, status: 403, kind: otherTenant()},
		{name: "own tenant", path: "/v1/events", body: strings.Replace(event, `{`, `{"tenant":"acme",`, 1), headers: []string{"Content-Type", structured}, status: 202},

		{name: "no such path", method: "GET", path: "/v1/nothing", status: 404, kind: httpapi.NoSuchPath},
		{name: "a slash too many", path: "/v1//interviews", body: meeting(t), status: 404, kind: httpapi.NoSuchPath},
		{name: "a slash at the end", path: "/v1/interviews/", body: meeting(t), status: 404, kind: httpapi.NoSuchPath},
		{name: "a slash in an id", method: "GET", path: "/v1/followups/a/b", status: 404, kind: httpapi.NoSuchPath},
		{name: "root", method: "GET", path: "/", status: 404, kind: httpapi.NoSuchPath},
		{name: "no such follow-up", method: "GET", path: "/v1/followups/int-0", status: 404, kind: noSuchFollowup()},

		{name: "wrong method", method: "DELETE", path: "/v1/interviews", status: 405, kind: httpapi.MethodNotAllowed},
		{name: "wrong method of an id", method: "PUT", path: "/v1/followups/int-42", body: "{}", status: 405, kind: httpapi.MethodNotAllowed},
		{name: "wrong method of a page", path: "/docs", body: "{}", status: 405, kind: httpapi.MethodNotAllowed},

		{name: "too large", path: "/v1/interviews", body: strings.Replace(meeting(t), "Ada", strings.Repeat("A", 5<<10), 1), status: 413, kind: httpapi.TooLarge},
		{name: "batch of too many", path: "/v1/events", body: "[" + strings.Repeat(event+",", 3) + event + "]", headers: []string{"Content-Type", batch}, status: 413, kind: httpapi.TooLarge},

		{name: "form", path: "/v1/interviews", body: "a=b", headers: []string{"Content-Type", "application/x-www-form-urlencoded"}, status: 415, kind: httpapi.MediaType},
		{name: "another charset", path: "/v1/interviews", body: meeting(t), headers: []string{"Content-Type", "application/json; charset=latin1"}, status: 415, kind: httpapi.MediaType},
		{name: "compressed", path: "/v1/interviews", body: meeting(t), headers: []string{"Content-Encoding", "gzip"}, status: 415, kind: httpapi.MediaType},
		{name: "avro", path: "/v1/events", body: event, headers: []string{"Content-Type", "application/cloudevents+avro"}, status: 415, kind: httpapi.MediaType},

		{name: "unknown field", path: "/v1/interviews", body: strings.Replace(meeting(t), `{`, `{"topic":["x"],`, 1), status: 422, kind: httpapi.Invalid},
		{name: "unknown fact", path: "/v1/followups/int-42/facts/coffee.made", body: "{}", status: 422, kind: httpapi.Invalid},
		{name: "system event by path", path: "/v1/followups/int-42/facts/reminder.due", body: "{}", status: 422, kind: httpapi.Invalid},
		{name: "system event", path: "/v1/events", body: strings.Replace(event, string(events.InterviewCompleted), string(events.ReminderDue), 1), headers: []string{"Content-Type", structured}, status: 422, kind: httpapi.Invalid},
		{name: "unknown type", path: "/v1/events", body: strings.Replace(event, string(events.InterviewCompleted), "io.afterword.coffee.made.v1", 1), headers: []string{"Content-Type", structured}, status: 422, kind: httpapi.Invalid},
		{name: "another interview than in the path", path: "/v1/followups/int-1/facts/interview.completed", body: meeting(t), status: 422, kind: httpapi.Invalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			method, key := orDefault(c.method, http.MethodPost), orDefault(c.key, acmeKey)
			if key == "-" {
				key = ""
			}
			r := d.request(method, c.path, key, c.body, c.headers...)
			if r.StatusCode != c.status {
				t.Fatalf("status %d, want %d: %s", r.StatusCode, c.status, r.text)
			}
			if r.Header.Get("X-Request-Id") == "" {
				t.Error("no X-Request-Id")
			}
			if c.kind.Word == "" {
				return
			}
			p := r.problem(t)
			if p.Type != "/docs#problem-"+c.kind.Word || p.Title == "" || p.Detail == "" || p.RequestID != r.Header.Get("X-Request-Id") {
				t.Errorf("problem %+v, want %s", p, c.kind.Word)
			}
			if (c.status == 422 || c.name == "duplicate key") && len(p.Errors) == 0 {
				t.Error("no field is named")
			}
			if c.status == 401 && !strings.HasPrefix(r.Header.Get("WWW-Authenticate"), "Bearer") {
				t.Errorf("WWW-Authenticate = %q", r.Header.Get("WWW-Authenticate"))
			}
			if c.status == 405 && r.Header.Get("Allow") == "" {
				t.Error("no Allow")
			}
		})
	}
}

func TestAllowListsTheMethodsOfAPath(t *testing.T) {
	d := openDoor(t)
	for path, want := range map[string]string{
		"/v1/interviews": "POST", "/v1/events": "OPTIONS, POST", "/v1/followups/int-42": "GET, HEAD",
		"/v1/followups/int-42/facts/thankyou.sent": "POST", "/docs": "GET, HEAD",
	} {
		if got := d.request(http.MethodDelete, path, acmeKey, "").Header.Get("Allow"); got != want {
			t.Errorf("%s allows %q, want %q", path, got, want)
		}
	}
}

func TestATenantThatAsksTooMuchIsToldWhenToComeBack(t *testing.T) {
	d := openDoor(t, func(o *Options) { o.Limits.Rate, o.Limits.Burst = 0.001, 2 })
	get := func(key string) response { return d.request(http.MethodGet, "/v1/followups/int-0", key, "") }
	for range 2 {
		if r := get(acmeKey); r.StatusCode != http.StatusNotFound || r.Header.Get("RateLimit") == "" {
			t.Errorf("within the burst: status %d, RateLimit %q", r.StatusCode, r.Header.Get("RateLimit"))
		}
	}
	r := get(acmeKey)
	if p := r.problem(t); r.StatusCode != http.StatusTooManyRequests || p.Type != "/docs#problem-rate-limited" || r.Header.Get("Retry-After") == "" {
		t.Errorf("status %d, %+v, Retry-After %q", r.StatusCode, p, r.Header.Get("Retry-After"))
	}
	if r := get(otherKey); r.StatusCode != http.StatusNotFound {
		t.Errorf("another tenant is limited too: %d", r.StatusCode)
	}
}

func TestRateLimitHeaders(t *testing.T) {
	limits, now := newRates(0.5, 2), testNow()
	for i, want := range []struct{ left, retry string }{
		{`"default";r=1;t=2`, ""}, {`"default";r=0;t=4`, ""}, {`"default";r=0;t=4`, "2"},
	} {
		h := http.Header{}
		err := limits.take("acme", now, h)
		if got := h.Get("RateLimit"); got != want.left || h.Get("RateLimit-Policy") != `"default";q=2;w=4` {
			t.Errorf("request %d: RateLimit %s, policy %s", i, got, h.Get("RateLimit-Policy"))
		}
		retry := ""
		if err != nil {
			retry = refusalOf(err).Header.Get("Retry-After")
		}
		if retry != want.retry {
			t.Errorf("request %d: Retry-After %q, want %q", i, retry, want.retry)
		}
	}
	if err := limits.take("acme", now.Add(2*time.Second), http.Header{}); err != nil {
		t.Errorf("after Retry-After: %v", err)
	}
}
