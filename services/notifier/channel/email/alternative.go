package email

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
)

// alternative is a letter's text and HTML as one part, to stand beside an attachment.
// The library would give both multiparts the same boundary, or random ones; and a
// letter that is sent again must be the same to the byte.
func alternative(boundary, text, html string) (contentType, body string, err error) {
	var b bytes.Buffer
	parts := multipart.NewWriter(&b)
	if err := parts.SetBoundary(boundary); err != nil {
		return "", "", fmt.Errorf("set the boundary: %w", err)
	}
	for _, part := range []struct{ contentType, text string }{{"text/plain", text}, {"text/html", html}} {
		w, err := parts.CreatePart(textproto.MIMEHeader{
			"Content-Type":              {part.contentType + "; charset=UTF-8"},
			"Content-Transfer-Encoding": {"quoted-printable"},
		})
		if err != nil {
			return "", "", fmt.Errorf("begin the part %s: %w", part.contentType, err)
		}
		encoded := quotedprintable.NewWriter(w)
		if _, err := encoded.Write([]byte(part.text)); err != nil {
			return "", "", fmt.Errorf("write the part %s: %w", part.contentType, err)
		}
		if err := encoded.Close(); err != nil {
			return "", "", fmt.Errorf("end the part %s: %w", part.contentType, err)
		}
	}
	if err := parts.Close(); err != nil {
		return "", "", fmt.Errorf("end the parts: %w", err)
	}
	return "multipart/alternative; boundary=" + boundary, b.String(), nil
}
