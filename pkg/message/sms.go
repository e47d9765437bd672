package message

import (
	"strings"
	texttemplate "text/template"

	"github.com/afterword-io/afterword/pkg/message/segment"
)

// sms writes a text message. What can be left out of it gives way first, then names, to 12 characters; then words at the
// end of what it says, if most of it stays; then the letters that would make every character cost double. The link to
// the page and the line that says how to end the texts stay whole.
func (b *book) sms(words *texttemplate.Template, s Situation) (string, error) {
	text := ""
	for i, limit := range append([]int{noLimit}, limits()...) {
		v, err := b.view(s, limit)
		if err != nil {
			return "", err
		}
		v.Tight = i > 0
		if text, err = line(words, smsBlock, v); err != nil {
			return "", err
		}
		ending := ""
		if s.FirstText {
			if ending, err = line(b.parts[aroundPart], firstTextBlock, v); err != nil {
				return "", err
			}
			ending = " " + ending
		}
		if fitsSMS(text + ending) {
			return segment.Plain(text + ending), nil
		}
		if limit == shortest || limit == plainest {
			clipped, most := clip(text, s.Page, ending)
			if text = segment.Plain(clipped); most {
				break
			}
		}
	}
	return text, nil
}

func fitsSMS(text string) bool { return segment.Of(segment.Plain(text)).Segments <= MaxSegments }

// clip drops words, or letters where that leaves no word, until the text fits with its ending: from before the link, or
// from the end if it is not there. It reports whether most of them stay.
func clip(text, link, ending string) (clipped string, most bool) {
	head, kept := text, ""
	if at := strings.Index(text, link); link != "" && at >= 0 {
		head, kept = strings.TrimSpace(text[:at]), " "+text[at:]
	}
	whole := []rune(head)
	room := len(whole)
	for room > 0 && !fitsSMS(string(whole[:room])+"..."+kept+ending) {
		room--
	}
	if room == 0 {
		return strings.TrimSpace(kept + ending), false
	}
	return shorten(head, room) + kept + ending, 2*room >= len(whole)
}

// sayable replaces the words that have letters which an SMS in the GSM alphabet has not.
func sayable(text string) string {
	var words []string
	for _, word := range strings.Fields(text) {
		if segment.Of(segment.Plain(word)).Encoding == segment.GSM7 {
			words = append(words, word)
		} else if len(words) == 0 || words[len(words)-1] != "..." {
			words = append(words, "...")
		}
	}
	return strings.Join(words, " ")
}
