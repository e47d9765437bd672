package message

import (
	"errors"
	"fmt"
	"strings"
	texttemplate "text/template"
	"time"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
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
// MaxSegments segments, whatever the names are; they are what is shortened, and never the link to the page.
func (t *Templates) Render(s Situation, channel events.Channel) (Message, error) {
	b := t.book(s.Locale)
	words, ok := b.kinds[s.Reminder.Kind]
	if !ok {
		return Message{}, fmt.Errorf("%w for kind %q", ErrUnknown, s.Reminder.Kind)
	}
	switch channel {
	case events.Email:
		return t.email(b, words, s)
	case events.SMS:
		text, err := b.sms(words, s)
		return Message{Text: text}, err
	default:
		return Message{}, fmt.Errorf("%w for channel %q", ErrUnknown, channel)
	}
}

func (t *Templates) email(b *book, words *texttemplate.Template, s Situation) (Message, error) {
	m, err := t.letter(b, words, s, func(limit int) (any, error) { return b.view(s, limit) })
	if err != nil || s.Reminder.Kind != events.CheckIn {
		return m, err
	}
	// Whoever may read the calendar is not to find a key to the page there.
	s.Page, s.Calendar, s.Unsubscribe = "", "", ""
	unlinked, err := t.letter(b, words, s, func(limit int) (any, error) { return b.view(s, limit) })
	if err != nil {
		return m, err
	}
	m.Calendar, err = entry(s, unlinked)
	return m, err
}

// letter writes an email of the blocks of a template, which see is what they may name.
func (t *Templates) letter(b *book, words *texttemplate.Template, s Situation, see func(limit int) (any, error)) (Message, error) {
	subject, err := shortened(words, subjectBlock, see)
	if err != nil {
		return Message{}, err
	}
	v, err := see(noLimit)
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
	around, err := b.around(s)
	if err != nil {
		return Message{}, err
	}
	blocks := blocksOf(body)
	html, err := t.html(around, subject, preheader, blocks)
	return Message{Subject: subject, Preheader: preheader, Text: plainText(blocks, around), HTML: html}, err
}

// shortened writes a subject; it shortens what people typed, names and titles, until it fits, or as far as it goes.
func shortened(words *texttemplate.Template, block string, see func(limit int) (any, error)) (string, error) {
	text := ""
	for _, limit := range limits() {
		v, err := see(limit)
		if err != nil {
			return "", err
		}
		if text, err = line(words, block, v); err != nil || utf8.RuneCountInString(text) <= MaxSubject {
			return text, err
		}
	}
	return text, nil
}

func execute(words *texttemplate.Template, block string, v any) (string, error) {
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

// whole executes a block and keeps its lines, and the spaces at which no line may break.
func whole(words *texttemplate.Template, block string, v any) (string, error) {
	text, err := execute(words, block, v)
	return strings.TrimSpace(text), err
}

// line executes a block whose line breaks are only for the template's writer.
func line(words *texttemplate.Template, block string, v any) (string, error) {
	text, err := execute(words, block, v)
	return strings.Join(strings.Fields(text), " "), err
}
