package intake

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/afterword-io/afterword/pkg/httpapi"
)

const acceptedMediaTypes = "application/json, application/cloudevents+json, application/cloudevents-batch+json"

// readBody returns the whole body, or refuses one of more than limit bytes.
func readBody(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, error) {
	if coding := r.Header.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return nil, httpapi.Refuse(httpapi.MediaType, "Send the body without a Content-Encoding.").With("Accept-Encoding", "identity")
	}
	tooMuch := httpapi.Refuse(httpapi.TooLarge, "The body may have at most %d bytes.", limit)
	if r.ContentLength > limit {
		return nil, tooMuch // who asks before sending (Expect: 100-continue) need not send
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if tooMany := new(http.MaxBytesError); errors.As(err, &tooMany) {
		return nil, tooMuch
	}
	if err != nil {
		return nil, httpapi.Refuse(httpapi.Malformed, "The body ended before it was complete.").Because(fmt.Errorf("read the body: %w", err))
	}
	return body, nil
}

// requireJSON accepts application/json and, because curl and many webhooks send none, no type at all.
func requireJSON(h http.Header) error {
	given := h.Get("Content-Type")
	if given == "" {
		return nil
	}
	name, params, err := mime.ParseMediaType(given)
	charset := params["charset"]
	if err != nil || name != "application/json" || (charset != "" && !strings.EqualFold(charset, "utf-8")) {
		return httpapi.Refuse(httpapi.MediaType, "Send Content-Type: application/json.").With("Accept-Post", "application/json")
	}
	return nil
}

// isBatch reports whether the content type announces a batch of CloudEvents.
func isBatch(h http.Header) bool {
	return strings.HasPrefix(strings.ToLower(h.Get("Content-Type")), "application/cloudevents-batch")
}
