package message

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	texttemplate "text/template"
	"text/template/parse"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message/segment"
)

const (
	// MaxSource is how long a tenant's template may be, in bytes.
	MaxSource = 32 << 10
	// MaxPreheader is how many characters of a preheader any mail program shows.
	MaxPreheader = 150
)

// TemplateError says what is wrong at one place of a tenant's template.
type TemplateError struct {
	Kind     events.Kind
	Language events.Language
	// Block is subject, preheader, email or sms; empty if the fault is in none of them.
	Block string
	// Line counts from 1; 0 means the template as a whole.
	Line int
	// Reason is a sentence that says what to do about it.
	Reason string
}

// Error implements error.
func (e *TemplateError) Error() string {
	place := fmt.Sprintf("template %s in %s", e.Kind, e.Language)
	if e.Block != "" {
		place += ", block " + e.Block
	}
	if e.Line > 0 {
		place += ", line " + strconv.Itoa(e.Line)
	}
	return place + ": " + e.Reason
}

// With returns templates in which a tenant's own blocks take the place of the standard ones; a block that the
// tenant does not define keeps the standard words. Each of its templates is checked: it parses, calls only what
// is harmless, names only fields that exist, and every sample of its kind becomes a message that is complete,
// short enough and in good tone. The errors are *TemplateError, joined.
func (t *Templates) With(own []events.Template) (*Templates, error) {
	laid := &Templates{languages: maps.Clone(t.languages), layout: t.layout}
	var wrong []error
	for i, o := range own {
		c := checked{template: o}
		if slices.ContainsFunc(own[:i], func(e events.Template) bool { return e.Kind == o.Kind && e.Language == o.Language }) {
			c.fault("", 0, "it is there twice; keep one")
		} else {
			c.layOver(laid)
		}
		wrong = append(wrong, c.wrong...)
	}
	if err := errors.Join(wrong...); err != nil {
		return nil, err
	}
	return laid, nil
}

// checked is one template of a tenant under examination.
type checked struct {
	template events.Template
	wrong    []error
}

func (c *checked) fault(block string, line int, format string, args ...any) {
	c.wrong = append(c.wrong, &TemplateError{
		Kind: c.template.Kind, Language: c.template.Language, Block: block, Line: line, Reason: fmt.Sprintf(format, args...),
	})
}

// layOver checks the template and puts it into t, whose books are shared with others.
func (c *checked) layOver(t *Templates) {
	kind, language := c.template.Kind, c.template.Language
	old := t.languages[language]
	switch {
	case !slices.Contains(events.Kinds(), kind):
		c.fault("", 0, "there is no such kind of message; there are %s", sorted(events.Kinds()))
		return
	case old == nil:
		c.fault("", 0, "there is no such language; there are %s", sorted(t.Languages()))
		return
	}
	blocks := c.parse()
	if len(c.wrong) > 0 {
		return
	}
	words, err := old.kinds[kind].Clone()
	for name, tree := range blocks {
		if err == nil {
			_, err = words.AddParseTree(name, tree)
		}
	}
	if err != nil {
		c.fault("", 0, "it cannot be laid over the standard words: %v", err)
		return
	}
	for _, sample := range SamplesIn(language) {
		if sample.Situation.Reminder.Kind == kind && len(c.wrong) == 0 {
			c.try(sample, words, old, blocks)
		}
	}
	laid := &book{language: old.language, kinds: maps.Clone(old.kinds), parts: old.parts, tone: old.tone}
	laid.kinds[kind] = words
	t.languages[language] = laid
}

func sorted[T ~string](names []T) string {
	words := make([]string, 0, len(names))
	for _, n := range names {
		words = append(words, string(n))
	}
	return strings.Join(words, ", ")
}

// parse reads the source, and returns the blocks that it defines.
func (c *checked) parse() map[string]*parse.Tree {
	source := strings.ReplaceAll(c.template.Source, "\r\n", "\n")
	switch {
	case len(source) > MaxSource:
		c.fault("", 0, "it has %d bytes; write at most %d", len(source), MaxSource)
		return nil
	case !utf8.ValidString(source):
		c.fault("", 0, "it is not UTF-8; save it as UTF-8")
		return nil
	}
	if at := strings.IndexFunc(source, isControl); at >= 0 {
		c.fault("", 1+strings.Count(source[:at], "\n"), "there is a control character; remove it")
		return nil
	}
	parsed, err := texttemplate.New(string(c.template.Kind)).Funcs(functions()).Parse(source)
	if err != nil {
		line, reason := parseFault(err)
		c.fault("", line, "%s", reason)
		return nil
	}
	blocks := map[string]*parse.Tree{}
	for _, defined := range parsed.Templates() {
		name, tree := defined.Name(), defined.Tree
		switch {
		case tree == nil:
		case tree == parsed.Tree:
			if !parse.IsEmptyTree(tree.Root) {
				c.fault("", lineOf(tree, firstWords(tree)), "there are words outside of the blocks; put them between {{define \"email\"}} and {{end}}")
			}
		case !slices.Contains(blockNames(), name):
			c.fault(name, lineOf(tree, tree.Root), "there is no such block; there are %s", sorted(blockNames()))
		case parse.IsEmptyTree(tree.Root):
			c.fault(name, lineOf(tree, tree.Root), "it is empty; leave its definition out to keep the standard words")
		default:
			blocks[name] = tree
			examine(tree, func(n parse.Node, reason string) { c.fault(name, lineOf(tree, n), "%s", reason) })
		}
	}
	if len(blocks) == 0 && len(c.wrong) == 0 {
		c.fault("", 0, "it defines no block; define at least one of %s", sorted(blockNames()))
	}
	return blocks
}

// parseFault takes line and reason from an error of package text/template: "template: NAME:LINE: REASON".
func parseFault(err error) (line int, reason string) {
	found := regexp.MustCompile(`^template: [^:]*:(\d+):(?:\d+:)? (?:template: )?(?s:(.*))$`).FindStringSubmatch(err.Error())
	if found == nil {
		return 0, err.Error()
	}
	line, _ = strconv.Atoi(found[1])
	return line, found[2]
}

// firstWords is the first node of a tree that is not blank.
func firstWords(tree *parse.Tree) parse.Node {
	for _, n := range tree.Root.Nodes {
		if text, ok := n.(*parse.TextNode); !ok || strings.TrimSpace(string(text.Text)) != "" {
			return n
		}
	}
	return tree.Root
}

// lineOf is where a node begins.
func lineOf(tree *parse.Tree, n parse.Node) int {
	location, _ := tree.ErrorContext(n)
	_, after, _ := strings.Cut(location, ":")
	digits, _, _ := strings.Cut(after, ":")
	line, _ := strconv.Atoi(digits)
	if text, ok := n.(*parse.TextNode); ok {
		// A text begins with the line break before it.
		words := string(text.Text)
		line += strings.Count(words[:len(words)-len(strings.TrimLeft(words, " \t\n"))], "\n")
	}
	return line
}

// try writes a sample with the blocks that are the tenant's own and judges them.
func (c *checked) try(sample Sample, words *texttemplate.Template, b *book, blocks map[string]*parse.Tree) {
	v, err := b.view(sample.Situation, noLimit)
	around, broken := b.around(sample.Situation)
	if err = errors.Join(err, broken); err != nil {
		c.fault("", 0, "the standard words around it cannot be written: %v", err)
		return
	}
	for _, name := range blockNames() {
		tree := blocks[name]
		if tree == nil {
			continue
		}
		line := lineOf(tree, tree.Root)
		say := func(format string, args ...any) {
			c.fault(name, line, "%s (in the sample %q)", fmt.Sprintf(format, args...), sample.Name)
		}
		text, err := execute(words, name, v)
		if err != nil {
			reason := err.Error()
			if broken := new(texttemplate.ExecError); errors.As(err, broken) {
				line, reason = parseFault(broken.Err)
			}
			say("%s", reason)
			continue
		}
		for _, reason := range judge(name, b.tone, text, around) {
			say("%s", reason)
		}
	}
}

// judge says what is wrong with a block as it was written for a sample.
func judge(name string, t tone, text string, around around) []string {
	var wrong []string
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	shown := strings.Join(strings.Fields(text), " ")
	switch name {
	case subjectBlock:
		if n := utf8.RuneCountInString(shown); n > MaxSubject {
			say("it has %d characters; write at most %d", n, MaxSubject)
		}
	case preheaderBlock:
		if n := utf8.RuneCountInString(shown); n > MaxPreheader {
			say("it has %d characters; write at most %d", n, MaxPreheader)
		}
	case smsBlock:
		if size := segment.Of(segment.Plain(shown)); size.Segments > MaxSegments {
			say("it takes %d segments; shorten it to %d, which are %s", size.Segments, MaxSegments, room(size.Encoding))
		}
	case emailBlock:
		blocks := blocksOf(text)
		shown = plainText(blocks, around)
		for _, b := range oneStep(shown) {
			say("it %s", b)
		}
	}
	if strings.TrimSpace(text) == "" {
		say("it comes out empty; give it words for every case")
	}
	for _, b := range t.judge(name, shown) {
		say("it %s", b)
	}
	return wrong
}

func room(e segment.Encoding) string {
	if e == segment.GSM7 {
		return "306 characters"
	}
	return "134 characters with letters like these"
}
