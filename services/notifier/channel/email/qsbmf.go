package email

import (
	"io"
	"strings"
)

// readQSBMF reads a bounce of the form that qmail and its heirs write (D. J. Bernstein, "The qmail-send Bounce Message
// Format"): text that begins with "Hi. This is the", then a paragraph for each recipient that begins with the
// address in angle brackets, then the letter below a paragraph that begins with a dash. It is only ever said of
// letters that were given up.
func readQSBMF(r io.Reader) (report Report, ok bool) {
	raw, err := io.ReadAll(r)
	text := strings.ReplaceAll(string(raw), "\r\n", "\n")
	if err != nil || !strings.HasPrefix(text, "Hi. This is the") {
		return Report{}, false
	}
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		paragraph = strings.TrimLeft(paragraph, "\n")
		if strings.HasPrefix(paragraph, "-") {
			break
		}
		_, said, isRecipient := strings.Cut(paragraph, ">:\n")
		if strings.HasPrefix(paragraph, "<") && isRecipient {
			return Report{Word: "failed"}.failedBy(replyIn(said)), true
		}
	}
	return Report{}, false
}

// replyIn finds the first word of a text that is an enhanced code, and the reply right before it if there is one.
func replyIn(text string) (reply, enhanced string) {
	words := strings.Fields(text)
	for i, word := range words {
		if enhanced = enhancedAt(word); enhanced != "" {
			if i > 0 && len(words[i-1]) == 3 {
				reply, _ = replyAt(words[i-1])
			}
			return reply, enhanced
		}
		if reply, enhanced = replyAt(word); enhanced != "" {
			return reply, enhanced
		}
	}
	return "", ""
}
