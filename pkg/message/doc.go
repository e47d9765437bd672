// Package message turns a reminder into words. It is pure: the same situation
// gives the same letter at every attempt, on every machine.
//
// Per language there is one folder of templates and one Language with the names
// of days and the ways of saying a time. Per kind there is one file with the
// blocks subject, preheader, email and sms; the other files, the parts, are for
// what is no reminder (parts.go):
//
//	around.tmpl   links below an email, how to end the texts below an SMS
//	card.tmpl     what to say and to write when checking in: in the email, and on the page (Card)
//	next.tmpl     what comes next, and when (Next; When)
//	replies.tmpl  answers to texts (Reply), with the words to answer with (ReplyWords)
//	alert.tmpl    the email that tells an adviser that nothing has arrived (Alert)
//
// The email block is written once, in a small markup, and shown twice, as the text
// part and as the HTML part, so the two can never say different things:
//
//	situation ─► view ─► words (text/template) ─► paragraphs ─┬─► text part ─► calendar entry, of a check-in
//	                                                           └─► HTML part (html/template)
//
// The markup, at the start of a line: "> " something to say or send, "- " a list
// item, "## " a heading, "=> " the one next step. Blank lines part paragraphs. The
// functions email, phone and link make words that can be tapped; the text part shows
// the address of a link behind its words.
//
// A tenant may have words of its own (With): any of the four blocks of any kind in
// any language, laid over the standard ones. They are checked when they are saved,
// by reading them (examine.go) and by writing every sample with them (override.go);
// the rules of tone (tone.go) are those that the tests hold the standard words to.
// A tenant's brand is checked by CheckBrand.
//
// The notifier, the candidate's page, `afterword preview` and `afterword tenant` call it,
// and the storybook. To add a language, add its folder, its Language (also in speech, language.go)
// and its rows in tonewords.go and replywords.go; New refuses a folder that lacks a kind, and the tests name whatever
// else is missing.
package message
