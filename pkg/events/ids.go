package events

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// MaxID is the most characters of an id.
const MaxID = 128

// ValidID reports whether s can be an id: 1 to 128 of A-Z a-z 0-9 . _ : @ / -, first a letter or digit.
func ValidID(s string) bool {
	odd := func(c rune) bool { return !isLetter(c) && !isDigit(c) && !strings.ContainsRune("._:@/-", c) }
	return s != "" && len(s) <= MaxID && (isLetter(rune(s[0])) || isDigit(rune(s[0]))) && !strings.ContainsFunc(s, odd)
}

// isLower reports one of a-z.
func isLower(c rune) bool { return c >= 'a' && c <= 'z' }

// ValidSlug reports whether s can be a token of a subject: 1 to 40 of a-z 0-9 -.
func ValidSlug(s string) bool {
	odd := func(c rune) bool { return !isLower(c) && !isDigit(c) && c != '-' }
	return s != "" && len(s) <= 40 && !strings.ContainsFunc(s, odd)
}

// MsgID is the Nats-Msg-Id of an event: the same for the same source and id in one tenant.
func MsgID(tenant, source, id string) string { return digest(tenant, source, id) }

// ReminderID is <followup>.<kind>.<n>; n counts from 1.
func ReminderID(followup string, kind Kind, n int) string {
	return followup + "." + string(kind) + "." + strconv.Itoa(n)
}

// ParseReminderID takes a reminder's id apart. The follow-up's id may hold dots itself.
func ParseReminderID(id string) (followup string, kind Kind, n int, err error) {
	rest, number, _ := cutLast(id)
	followup, word, ok := cutLast(rest)
	n, numErr := strconv.Atoi(number)
	kind = Kind(word)
	if !ok || !ValidID(followup) || !slices.Contains(Kinds(), kind) || numErr != nil || n < 1 || strconv.Itoa(n) != number {
		return "", "", 0, fmt.Errorf("%q is not a reminder id of the form <followup>.<kind>.<n>", id)
	}
	return followup, kind, n, nil
}

// ReminderMsgID is the Nats-Msg-Id of a reminder on its way to the candidate: a
// reminder that moves to another instant is another message.
func ReminderMsgID(tenant, reminderID string, dueAt time.Time) string {
	return digest(tenant, reminderID, dueAt.UTC().Format(time.RFC3339Nano))
}

// WorkflowID is the id of the one execution that waits for a follow-up.
func WorkflowID(tenant, followup string) string { return "followup/" + tenant + "/" + followup }

// EmailMessageID is the Message-ID of the email for a reminder, without angle brackets: the same at every
// attempt, so that a mail program can tell a repeated email. domain is that of the From address.
// The left part can be read where the ids are plain, and is a hash where they
// are not: an id with an @ could be somebody's address, and RFC 5322 does not allow all of them.
func EmailMessageID(tenant, reminderID, domain string) string {
	left := digest(tenant, reminderID)
	if _, _, _, err := ParseReminderID(reminderID); err == nil && isPlainID(reminderID) {
		left = reminderID
	}
	return left + "." + tenant + "@" + domain
}

// isPlainID reports whether s can stand in a Message-ID as it is: a short dot-atom of RFC 5322 section 3.2.3.
func isPlainID(s string) bool {
	return len(s) <= 100 && !strings.ContainsAny(s, ":@/") && !strings.Contains(s, "..")
}

func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return hex.EncodeToString(sum[:])
}

// cutLast splits s at its last dot.
func cutLast(s string) (before, after string, found bool) {
	i := strings.LastIndexByte(s, '.')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}
