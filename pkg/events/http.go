package events

import (
	"mime"
	"strings"
	"unicode/utf8"
)

// The media types of CloudEvents over HTTP.
const (
	StructuredMediaType = "application/cloudevents+json"
	BatchMediaType      = "application/cloudevents-batch+json"
)

const headerPrefix = "ce-"

// ParseHTTP reads the event or events of an HTTP message in any of the three
// modes (CloudEvents HTTP binding 1.0); batch says whether it was a batch.
// h is an http.Header. Errors are *MalformedError and *MediaTypeError.
func ParseHTTP(h map[string][]string, body []byte) (es []Event, batch bool, err error) {
	contentType := header(h, "content-type")
	media := strings.ToLower(strings.TrimSpace(strings.SplitN(contentType, ";", 2)[0]))
	switch {
	case strings.HasPrefix(media, "application/cloudevents-batch"):
		if media != BatchMediaType {
			return nil, false, unknownMedia()
		}
		es, err = ParseBatch(body)
		return es, true, err
	case strings.HasPrefix(media, "application/cloudevents"):
		if media != StructuredMediaType {
			return nil, false, unknownMedia()
		}
		e, err := ParseEvent(body)
		return []Event{e}, false, err
	}
	attributes, err := headerAttributes(h)
	if err != nil {
		return nil, false, err
	}
	if len(attributes) == 0 {
		return nil, false, unknownMedia()
	}
	if _, set := attributes["datacontenttype"]; set {
		return nil, false, &MalformedError{Location: "ce-datacontenttype", Reason: "over HTTP the Content-Type header says this"}
	}
	if contentType != "" {
		attributes["datacontenttype"] = contentType
	}
	e, err := fromAttributes(attributes, body, "")
	if err != nil {
		return nil, false, err
	}
	if len(body) > 0 {
		if !isJSON(media) {
			return nil, false, unknownMedia()
		}
		if _, err := parseDocument(body); err != nil {
			return nil, false, err
		}
	}
	return []Event{e}, false, nil
}

func unknownMedia() error {
	return &MediaTypeError{Wanted: []string{StructuredMediaType, BatchMediaType, "application/json with ce- headers"}}
}

func isJSON(media string) bool {
	return media == "application/json" || media == "text/json" || strings.HasSuffix(media, "+json")
}

// jsonContent reports whether a datacontenttype names JSON; absent means it does.
func jsonContent(contentType string) bool {
	if contentType == "" {
		return true
	}
	media, _, err := mime.ParseMediaType(contentType)
	return err == nil && isJSON(media)
}

// HTTPHeader returns the headers of e in binary mode; the body is e.Data.
func (e Event) HTTPHeader() map[string][]string {
	h := map[string][]string{}
	for name, value := range e.attributes() {
		if name != "datacontenttype" {
			h[headerPrefix+name] = []string{encodeHeader(value)}
		}
	}
	h["Content-Type"] = []string{"application/json"}
	if e.DataContentType != "" {
		h["Content-Type"] = []string{e.DataContentType}
	}
	return h
}

func header(h map[string][]string, name string) string {
	for key, values := range h {
		if strings.EqualFold(key, name) && len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

// headerAttributes decodes the ce- headers, whatever the case of their names.
func headerAttributes(h map[string][]string) (map[string]string, error) {
	attributes := map[string]string{}
	for key, values := range h {
		name, ok := strings.CutPrefix(strings.ToLower(key), headerPrefix)
		if !ok || len(values) == 0 {
			continue
		}
		if len(values) > 1 {
			return nil, &MalformedError{Location: headerPrefix + name, Reason: "the header appears twice"}
		}
		value, ok := decodeHeader(values[0])
		if !ok {
			return nil, &MalformedError{Location: headerPrefix + name, Reason: "the percent-encoding does not give valid UTF-8"}
		}
		attributes[name] = value
	}
	return attributes, nil
}

const upperHex = "0123456789ABCDEF"

// encodeHeader percent-encodes what a header cannot carry: space, double quote, percent
// and everything outside U+0021 to U+007E, as upper-case hex of UTF-8 (HTTP binding 3.1.3.2).
func encodeHeader(value string) string {
	var out strings.Builder
	for i := range len(value) {
		if c := value[i]; c <= ' ' || c == '"' || c == '%' || c > '~' {
			out.Write([]byte{'%', upperHex[c>>4], upperHex[c&15]})
		} else {
			out.WriteByte(c)
		}
	}
	return out.String()
}

// decodeHeader removes double quotes with their backslash escapes, then decodes percent escapes
// once; ok is false when the result is not UTF-8. A percent sign without two hex digits stands for itself.
func decodeHeader(value string) (decoded string, ok bool) {
	if len(value) >= 2 && value[0] == '"' && value[len(value)-1] == '"' {
		value = unquote(value[1 : len(value)-1])
	}
	out := make([]byte, 0, len(value))
	for i := 0; i < len(value); i++ {
		if value[i] == '%' && i+2 < len(value) {
			high, low := unhex(value[i+1]), unhex(value[i+2])
			if high >= 0 && low >= 0 {
				out = append(out, byte(high<<4|low))
				i += 2
				continue
			}
		}
		out = append(out, value[i])
	}
	return string(out), utf8.Valid(out)
}

func unquote(value string) string {
	out := make([]byte, 0, len(value))
	for i := 0; i < len(value); i++ {
		if value[i] == '\\' && i+1 < len(value) {
			i++
		}
		out = append(out, value[i])
	}
	return string(out)
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
