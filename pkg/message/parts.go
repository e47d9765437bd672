package message

import (
	"fmt"
	"io/fs"
	"path"
	texttemplate "text/template"

	"github.com/afterword-io/afterword/pkg/events"
)

// part is a file of a language's folder that is for no kind of reminder. A tenant's own words do not change it.
type part string

const (
	// aroundPart is what stands around the messages: links below an email, how to end the texts below an SMS.
	aroundPart part = "around"
	// cardPart is what to say and to write when checking in.
	cardPart part = "card"
	// nextPart says what comes next.
	nextPart part = "next"
	// repliesPart is what is answered to a text.
	repliesPart part = "replies"
	// alertPart is the email to an adviser.
	alertPart part = "alert"
)

// The blocks of the parts, but for those that are named by a kind of reminder or of reply.
const (
	preferencesBlock = "preferences"
	unsubscribeBlock = "unsubscribe"
	firstTextBlock   = "first_text"

	scriptBlock       = "script"
	somebodyElseBlock = "somebody_else"
	draftSubjectBlock = "draft_subject"
	draftBodyBlock    = "draft_body"

	nothingYetBlock  = "nothing_yet"
	nothingMoreBlock = "nothing_more"
)

// partBlocks lists what each part has to define.
func partBlocks() map[part][]string {
	next := []string{nothingYetBlock, nothingMoreBlock}
	for _, kind := range events.Kinds() {
		next = append(next, string(kind))
	}
	var replies []string
	for _, kind := range ReplyKinds() {
		replies = append(replies, string(kind))
	}
	return map[part][]string{
		aroundPart:  {preferencesBlock, unsubscribeBlock, firstTextBlock},
		cardPart:    {scriptBlock, somebodyElseBlock, draftSubjectBlock, draftBodyBlock},
		nextPart:    next,
		repliesPart: replies,
		alertPart:   {subjectBlock, preheaderBlock, emailBlock},
	}
}

// openParts reads the parts of a language.
func openParts(files fs.FS, language Language) (map[part]*texttemplate.Template, error) {
	parts := map[part]*texttemplate.Template{}
	for name, blocks := range partBlocks() {
		parsed, err := parseFile(files, path.Join("templates", language.Tag(), string(name)+".tmpl"), blocks)
		if err != nil {
			return nil, err
		}
		parts[name] = parsed
	}
	return parts, nil
}

// parseFile reads a file of templates that has to define some blocks.
func parseFile(files fs.FS, name string, blocks []string) (*texttemplate.Template, error) {
	parsed, err := texttemplate.New(path.Base(name)).Option("missingkey=error").Funcs(functions()).ParseFS(files, name)
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", name, err)
	}
	for _, block := range blocks {
		if parsed.Lookup(block) == nil {
			return nil, fmt.Errorf("%s has no block %q", name, block)
		}
	}
	return parsed, nil
}
