package email

import (
	"bufio"
	"errors"
	"io"
	"mime"
	"slices"
	"strings"

	"github.com/emersion/go-message"
)

// The limits of what is read of a notification: it comes from anybody.
const (
	maxReportHeader = 64 << 10
	maxReportParts  = 20
	maxReport       = 256 << 10
)

// ReadDSN reads a message that came to a return address. ok is false if it does not say what became of a letter: an
// automatic reply, a person's answer, or something that cannot be read.
//
// It is a delivery status notification (RFC 3464) if the message itself is a multipart/report that directly holds the
// status; what stands in a message that it holds is somebody else's and is not looked at. Or it is one of the
// older form that qmail writes (qsbmf.go).
func ReadDSN(r io.Reader) (report Report, ok bool) {
	whole, err := message.ReadWithOptions(r, &message.ReadOptions{MaxHeaderBytes: maxReportHeader})
	if whole == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
		return Report{}, false
	}
	kind, parameters := typeOf(whole)
	switch {
	case kind == "multipart/report" && parameters["boundary"] != "":
		if about := parameters["report-type"]; about != "" && !strings.EqualFold(about, "delivery-status") {
			return Report{}, false
		}
		return readStatusPart(whole)
	case kind == "text/plain":
		return readQSBMF(io.LimitReader(whole.Body, maxReport))
	default:
		return Report{}, false
	}
}

// typeOf is the media type in lower case, text/plain without one (RFC 2045 section 5.2).
func typeOf(e *message.Entity) (kind string, parameters map[string]string) {
	text := e.Header.Get("Content-Type")
	if text == "" {
		return "text/plain", nil
	}
	kind, parameters, err := mime.ParseMediaType(text)
	if err != nil {
		return "", nil
	}
	return kind, parameters
}

// readStatusPart finds the status among the parts of a report.
func readStatusPart(whole *message.Entity) (report Report, ok bool) {
	parts := whole.MultipartReader()
	for range maxReportParts {
		part, err := parts.NextPart()
		if part == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
			return Report{}, false
		}
		// message/global-delivery-status is the same with addresses in UTF-8 (RFC 6533).
		if kind, _ := typeOf(part); kind == "message/delivery-status" || kind == "message/global-delivery-status" {
			return readStatus(io.LimitReader(part.Body, maxReport))
		}
	}
	return Report{}, false
}

// readStatus reads the groups of fields of a status: one of the message, then one for each recipient. A letter has one
// recipient, but an alias may have made several of it: it is lost only if it has reached none of them, so that the most
// hopeful group counts.
func readStatus(r io.Reader) (report Report, ok bool) {
	hopeful := []string{"delivered", "relayed", "expanded", "delayed", "failed"}
	best := len(hopeful)
	for group := range groups(r) {
		word, _, _ := strings.Cut(group["action"]+" ", " ")
		if place := slices.Index(hopeful, strings.ToLower(word)); place >= 0 && place < best {
			best, report = place, reportOf(hopeful[place], group)
		}
	}
	return report, best < len(hopeful)
}

// reportOf reads the fields of one recipient. Some servers write the vague status 5.0.0 and leave it to the
// diagnostic code to say more.
func reportOf(action string, group map[string]string) Report {
	report := Report{Word: action}
	enhanced, reply := enhancedAt(group["status"]), ""
	if protocol, text, _ := strings.Cut(group["diagnostic-code"], ";"); strings.EqualFold(strings.TrimSpace(protocol), "smtp") {
		var said string
		reply, said = replyAt(strings.TrimSpace(text))
		if enhanced == "" || strings.HasSuffix(enhanced, ".0.0") && said != "" {
			enhanced = said
		}
	}
	switch action {
	case "failed":
		return report.failedBy(reply, enhanced)
	case "delayed":
		report.Reason = "a mail server could not deliver the letter yet and keeps trying"
	}
	report.Code = strings.TrimSpace(reply + " " + enhanced)
	return report
}

// groups yields the groups of fields, parted by empty lines. Names are in lower case; of a field that comes twice the
// first counts; what is no field is left out.
func groups(r io.Reader) func(yield func(map[string]string) bool) {
	return func(yield func(map[string]string) bool) {
		lines := bufio.NewReader(r)
		group, last := map[string]string{}, ""
		for {
			line, err := lines.ReadString('\n')
			line = strings.TrimRight(line, "\r\n")
			name, value, isField := strings.Cut(line, ":")
			switch {
			case strings.TrimSpace(line) == "":
				if len(group) > 0 && !yield(group) {
					return
				}
				group, last = map[string]string{}, ""
			case line[0] == ' ' || line[0] == '\t':
				if last != "" {
					group[last] += " " + strings.TrimSpace(line)
				}
			case isField:
				last = strings.ToLower(strings.TrimSpace(name))
				if _, twice := group[last]; twice {
					last = ""
				} else {
					group[last] = strings.TrimSpace(value)
				}
			}
			if err != nil {
				if len(group) > 0 && errors.Is(err, io.EOF) {
					yield(group)
				}
				return
			}
		}
	}
}
