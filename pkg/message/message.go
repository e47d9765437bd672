package message

import (
	"errors"
	"fmt"
	"strings"
	texttemplate "text/template"
	"time"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message/segment"
)

// Situation is all that a message is made of.
type Situation struct {
	Reminder events.Reminder
	Brief    events.Brief
	Brand    events.Brand
	// Locale is a BCP 47 tag; a language that there are no templates for is English.
	Locale string
	// Office is when the employer can be called, on its own clock; zero means 09:00 to 17:00.
	Office events.AllowedWindow
	// Now is when the reader reads it, as far as we can tell: what "on Tuesday" is relative to.
	Now time.Time
	// Page, Calendar and Unsubscribe are links: to the candidate's page, to its calendar feed, and to end the emails.
	// Empty means there is none.
	Page, Calendar, Unsubscribe string
	// Replies reports that answers by text are taken.
	Replies bool
	// FirstText reports that nothing was texted to this number before: an SMS then says how to end it.
	FirstText bool
}

// Message is what the candidate reads.
type Message struct {
	// Subject, Preheader and HTML are empty for SMS.
	Subject string
	// Preheader is the line that mail programs show beside the subject.
	Preheader string
	Text      string
	HTML      string
	// Calendar is an entry for the reader's calendar (iCalendar, RFC 5545), to be attached. It is empty unless
	// the message is an email of kind check_in.
	Calendar []byte
}

const (
	// MaxSegments is the most segments an SMS may take.
	MaxSegments = 2
	// MaxSubject is how many characters of a subject mail programs show; more people than that are counted, not named.
	MaxSubject = 70
	// maxBlock bounds, in bytes, what a block may become.
	maxBlock = 64 << 10
)

// ErrUnknown is returned for a kind or channel that there is no template for.
var ErrUnknown = errors.New("no template")

// Render writes the message of a situation for a channel. An SMS has at most
// MaxSegments segments, whatever the names are.
func (t *Templates) Render(s Situation, channel events.Channel) (Message, error) {
	b := t.book(s.Locale)
	words, ok := b.kinds[s.Reminder.Kind]
	if !ok {
		return Message{}, fmt.Errorf("%w for kind %q", ErrUnknown, s.Reminder.Kind)
	}
	switch channel {
	case events.Email:
		return t.email(words, s, b.language)
	case events.SMS:
		text, err := sms(words, s, b.language)
		return Message{Text: text}, err
	default:
		return Message{}, fmt.Errorf("%w for channel %q", ErrUnknown, channel)
	}
}

func (t *Templates) email(words *texttemplate.Template, s Situation, language Language) (Message, error) {
	v := viewOf(s, language, noLimit)
	subject, err := shortened(words, subjectBlock, s, language, func(text string) bool { return utf8.RuneCountInString(text) <= MaxSubject })
	if err != nil {
		return Message{}, err
	}
	preheader, err := line(words, preheaderBlock, v)
	if err != nil {
		return Message{}, err
	}
	body, err := execute(words, emailBlock, v)
	if err != nil {
		return Message{}, err
	}
	blocks := blocksOf(body)
	html, err := t.html(v, subject, preheader, blocks)
	if err != nil {
		return Message{}, err
	}
	m := Message{Subject: subject, Preheader: preheader, Text: plainText(blocks, v), HTML: html}
	if s.Reminder.Kind == events.CheckIn {
		m.Calendar, err = entry(s, m)
	}
	return m, err
}

func sms(words *texttemplate.Template, s Situation, language Language) (string, error) {
	text, err := shortened(words, smsBlock, s, language, fitsSMS)
	return clip(segment.Plain(text)), err
}

func fitsSMS(text string) bool { return segment.Of(segment.Plain(text)).Segments <= MaxSegments }

// shortened writes a line; it shortens what people typed, names and titles, until it fits, or as far as it goes.
func shortened(words *texttemplate.Template, block string, s Situation, language Language, fits func(string) bool) (string, error) {
	text := ""
	for _, limit := range []int{noLimit, 40, 24, 12} {
		var err error
		if text, err = line(words, block, viewOf(s, language, limit)); err != nil || fits(text) {
			return text, err
		}
	}
	return text, nil
}

// clip is the last resort: it drops words from the end, or letters where that leaves no word.
func clip(text string) string {
	if fitsSMS(text) {
		return text
	}
	runes := []rune(text)
	for !fitsSMS(string(runes) + "...") {
		runes = runes[:len(runes)-1]
	}
	return shorten(text, len(runes))
}

func execute(words *texttemplate.Template, block string, v view) (string, error) {
	var b bounded
	if err := words.ExecuteTemplate(&b, block, v); err != nil {
		return "", fmt.Errorf("write block %q: %w", block, err)
	}
	return b.text.String(), nil
}

// bounded takes no more than maxBlock bytes.
type bounded struct{ text strings.Builder }

var errTooLong = errors.New("it becomes longer than 64 KiB")

// Write implements io.Writer.
func (b *bounded) Write(p []byte) (int, error) {
	if b.text.Len()+len(p) > maxBlock {
		return 0, errTooLong
	}
	return b.text.Write(p)
}

// line executes a block whose line breaks are only for the template's writer.
func line(words *texttemplate.Template, block string, v view) (string, error) {
	text, err := execute(words, block, v)
	return strings.Join(strings.Fields(text), " "), err
}
