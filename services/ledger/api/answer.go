package api

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/afterword-io/afterword/pkg/httpapi"
	"github.com/afterword-io/afterword/services/ledger/book"
)

func noSuchFollowup() httpapi.Kind {
	return httpapi.Kind{
		Word: "no-such-followup", Status: http.StatusNotFound, Title: "There is no such follow-up",
		Meaning: "Your tenant has no follow-up with this id, or the ledger has not read of it yet, which takes a moment after its first fact was accepted.",
	}
}

func auditRunning() httpapi.Kind {
	return httpapi.Kind{
		Word: "audit-running", Status: http.StatusConflict, Title: "An audit of this tenant is running",
		Meaning: "One audit runs at a time for each tenant. Ask again after the seconds in Retry-After.",
	}
}

// refusalOf is the map from what the book says to what the caller sees. What it does not know is left as it is.
func refusalOf(err error) error {
	switch {
	case errors.Is(err, book.ErrNotFound):
		return httpapi.Refuse(noSuchFollowup(), "There is no follow-up with this id.").Because(err)
	case errors.Is(err, book.ErrCursor):
		return httpapi.Refuse(httpapi.Invalid, "The cursor is not of this list.").
			At("cursor", "must be the next of an answer to the same question; begin again without it").Because(err)
	}
	return err
}

// tag is the ETag of the answer to a question. It is made before the answer is read, so that it may be older than the
// answer and never newer. moment is what the answer depends on beside the record, if anything.
func (a *API) tag(c *call, moment string) (string, error) {
	version, err := a.book.Version(c.Context(), c.tenant.Slug)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{c.tenant.Slug, version, c.URL.EscapedPath(), c.asked.canonical(), moment}, "\n")))
	return `"` + hex.EncodeToString(sum[:12]) + `"`, nil
}

// reply answers with what read gives, or with 304 if the caller has it already.
func (a *API) reply(w http.ResponseWriter, c *call, moment string, read func() (any, error)) error {
	tag, err := a.tag(c, moment)
	if err != nil {
		return err
	}
	if matches(c.Header.Values("If-None-Match"), tag) {
		keep(w, tag)
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	answer, err := read()
	if err != nil {
		return err
	}
	body, err := json.Marshal(answer)
	if err != nil {
		return fmt.Errorf("encode the answer: %w", err)
	}
	keep(w, tag)
	if next, ok := answer.(interface{ next() string }); ok && next.next() != "" {
		// The path as it came: an id in it stays encoded.
		w.Header().Set("Link", "<"+c.URL.EscapedPath()+"?"+c.asked.with("cursor", next.next())+`>; rel="next"`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(append(body, '\n'))
	return nil
}

// keep lets the caller keep the answer, nobody in between, and ask each time whether it still holds.
func keep(w http.ResponseWriter, tag string) {
	w.Header().Set("ETag", tag)
	w.Header().Set("Cache-Control", "private, no-cache")
	w.Header().Set("Vary", "Authorization")
}

// matches compares weakly, as RFC 9110 section 13.1.2 asks of If-None-Match.
func matches(fields []string, tag string) bool {
	for _, field := range fields {
		for candidate := range strings.SplitSeq(field, ",") {
			candidate = strings.TrimSpace(candidate)
			if candidate == "*" || strings.TrimPrefix(candidate, "W/") == tag {
				return true
			}
		}
	}
	return false
}
