// Package message turns a reminder into words. It is pure: the same situation
// gives the same letter at every attempt, on every machine.
//
// Per language there is one folder of templates and one Language with the names
// of days and the ways of saying a time. Per kind there is one file with the
// blocks subject, preheader, email and sms. The email block is written once, in
// a small markup, and shown twice, as the text part and as the HTML part, so the
// two can never say different things:
//
//	situation ─► view ─► words (text/template) ─► paragraphs ─┬─► text part ─► calendar entry, of a check-in
//	                                                           └─► HTML part (html/template)
//
// The markup, at the start of a line: "> " something to say or send, "- " a list
// item, "## " a heading, "=> " the one next step. Blank lines part paragraphs.
//
// A tenant may have words of its own (With): any of the four blocks of any kind in
// any language, laid over the standard ones. They are checked when they are saved,
// by reading them (examine.go) and by writing every sample with them (override.go);
// the rules of tone (tone.go) are those that the tests hold the standard words to.
// A tenant's brand is checked by CheckBrand.
//
// The stages of the notifier, `afterword preview` and `afterword tenant` call it, and
// the storybook. To add a language, add its folder, its Language and its row in
// tonewords.go; New refuses a folder that lacks a kind, and the tests name whatever
// else is missing.
package message
