package events

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// MsgID is the Nats-Msg-Id of an event: hex SHA-256 over tenant, source and id. The same event
// of the same tenant always has the same.
func MsgID(tenant, source, id string) string { return hash(tenant, source, id) }

// ReminderID is <followup>.<kind>.<n>.
func ReminderID(followup string, kind Kind, n int) string {
	return followup + "." + string(kind) + "." + strconv.Itoa(n)
}

// ParseReminderID is the inverse of ReminderID.
func ParseReminderID(id string) (followup string, kind Kind, n int, err error) {
	rest, last, ok := cutLast(id)
	if ok {
		followup, kindText, split := cutLast(rest)
		n, err = strconv.Atoi(last)
		if split && err == nil && n > 0 && followup != "" {
			return followup, Kind(kindText), n, nil
		}
	}
	return "", "", 0, fmt.Errorf("%q is not a reminder's id", id)
}

func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, '.')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// ReminderMsgID is the Nats-Msg-Id of a reminder's hand-over: the reminder and its due instant,
// so that a moved reminder is a new message and a repeated hand-over is not.
func ReminderMsgID(tenant, reminder string, dueAt time.Time) string {
	return hash(tenant, reminder, dueAt.UTC().Format(time.RFC3339Nano))
}

// WorkflowID is the Temporal workflow id of a follow-up.
func WorkflowID(tenant, followup string) string { return "followup/" + tenant + "/" + followup }

// EmailMessageID is the Message-ID of a reminder's email, with its angle brackets (RFC 5322,
// 3.6.4): the same for every attempt, so that receivers can collapse a message sent twice.
func EmailMessageID(tenant, reminder, domain string) string {
	return "<" + hash(tenant, reminder)[:40] + "@" + domain + ">"
}

func hash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return hex.EncodeToString(sum[:])
}
