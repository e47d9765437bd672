package sms

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/channel"
)

// class says what a group of codes means.
type class struct {
	codes []int
	// later tries again.
	later    bool
	suppress string
	operator bool
	reason   string
}

// classes is Twilio's error dictionary as far as it matters here. A code that
// is not in it is judged by its HTTP status, since codes come and go.
func classes() []class {
	return []class{
		{codes: []int{20429, 14107, 30001, 30022, 30023, 63038}, later: true, reason: "the SMS provider asks to slow down"},
		{codes: []int{20500, 30003, 30008, 30017}, later: true, reason: "the SMS provider has a passing trouble"},
		{codes: []int{21211, 21217, 21265, 21266, 21614, 30004, 30005, 30006}, suppress: events.RuleBounce, reason: "the number cannot take texts"},
		{codes: []int{21610}, suppress: events.RuleStop, reason: "the reader has told the provider to stop"},
		{codes: []int{21408, 21612, 30007, 30032, 30034, 30035}, operator: true, reason: "the text is filtered, or the sender is not registered for that country"},
		{codes: []int{21602, 21617, 30019}, operator: true, reason: "the text itself is refused"},
		{codes: []int{20003, 21606, 21659, 21660, 21703, 30002}, operator: true, reason: "the account or its sender is refused"},
	}
}

// judge turns an answer that is no success into an error.
func judge(status int, header http.Header, answer []byte) error {
	var said refusal
	// An answer that is no JSON has no code, and is judged by its status.
	_ = json.Unmarshal(answer, &said)
	fault := channel.Fault{Code: strconv.Itoa(status), Reason: "the SMS provider refused the message"}
	if said.Code != 0 {
		fault.Code = strconv.Itoa(said.Code)
	}
	known := slices.IndexFunc(classes(), func(c class) bool { return slices.Contains(c.codes, said.Code) })
	switch {
	case status == http.StatusTooManyRequests:
		fault.Reason = "the SMS provider asks to slow down"
		return &channel.Temporary{Fault: fault, RetryAfter: retryAfter(header)}
	case status >= 500:
		// The message may have been made before the server stumbled.
		fault.Reason = "the SMS provider failed while it had the message"
		return &channel.Ambiguous{Fault: fault}
	case known >= 0:
		c := classes()[known]
		fault.Reason, fault.Operator = c.reason, c.operator
		if c.later {
			return &channel.Temporary{Fault: fault, RetryAfter: retryAfter(header)}
		}
		return &channel.Permanent{Fault: fault, Suppress: c.suppress}
	case status == http.StatusRequestTimeout:
		return &channel.Ambiguous{Fault: fault}
	default:
		fault.Operator = true
		return &channel.Permanent{Fault: fault}
	}
}

// maxRetryAfter keeps a nonsensical header from parking a message for ever.
const maxRetryAfter = 24 * time.Hour

// retryAfter reads the header in its seconds form; the date form would need the server's clock.
func retryAfter(header http.Header) time.Duration {
	seconds, err := strconv.Atoi(strings.TrimSpace(header.Get("Retry-After")))
	if err != nil || seconds < 0 {
		return 0
	}
	return min(time.Duration(seconds)*time.Second, maxRetryAfter)
}
