package email_test

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
)

// The letter stays whole beside the entry, and is the same to the byte when it is sent again.
func TestACalendarEntryIsAttached(t *testing.T) {
	s := channeltest.NewMailServer(t, channeltest.MailOptions{})
	c := open(t, s, nil)
	letter := channeltest.SampleLetterAt(address)
	letter.Text = "Liebe Zoë,\n\n.dot at the start\n" + strings.Repeat("long ", 300) + "\n"
	letter.HTML = "<p>Liebe Zoë,</p>"
	letter.Calendar = []byte("BEGIN:VCALENDAR\r\nSUMMARY:Zoë\r\nEND:VCALENDAR\r\n")
	for range 2 {
		if _, err := c.Send(t.Context(), letter, granted); err != nil {
			t.Fatalf("Send: %v", err)
		}
	}
	letters, _ := s.Letters()
	if !bytes.Equal(letters[0].Raw, letters[1].Raw) {
		t.Error("the letter was not the same when it was sent again")
	}
	read, err := mail.ReadMessage(bytes.NewReader(letters[0].Raw))
	if err != nil {
		t.Fatal(err)
	}
	got := parts(t, read.Header.Get("Content-Type"), read.Body)
	want := []string{
		"multipart/mixed", "multipart/alternative",
		"text/plain; charset=UTF-8: " + letter.Text, "text/html; charset=UTF-8: " + letter.HTML,
		`text/calendar; charset=utf-8; method=PUBLISH; name="check-in.ics": ` + string(letter.Calendar),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the parts (-want +got):\n%s", diff)
	}
}

// parts lists a body and what is in it, from the outside in.
func parts(t *testing.T, contentType string, body io.Reader) []string {
	t.Helper()
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(media, "multipart/") {
		text, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		return []string{contentType + ": " + string(text)}
	}
	list := []string{media}
	for reader := multipart.NewReader(body, params["boundary"]); ; {
		part, err := reader.NextPart()
		if err == io.EOF {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		inside := io.Reader(part)
		if part.Header.Get("Content-Transfer-Encoding") == "base64" {
			inside = base64.NewDecoder(base64.StdEncoding, part)
		}
		list = append(list, parts(t, part.Header.Get("Content-Type"), inside)...)
	}
}
