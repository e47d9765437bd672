// Package message turns a reminder into words. It is pure: the same situation
// gives the same letter at every attempt, on every machine.
//
// Per language there is one folder of templates and one Language with the names
// of days and the ways of saying a time. Per kind there is one file with the
// blocks subject, preheader, email and sms. The email block is written once, in
// a small markup, and shown twice, as the text part and as the HTML part, so the
// two can never say different things:
//
//	situation ─► view ─► words (text/template) ─► paragraphs ─┬─► text part
//	                                                           └─► HTML part (html/template)
//
// The markup, at the start of a line: "> " something to say or send, "- " a list
// item, "## " a heading, "=> " the one next step. Blank lines part paragraphs.
//
// The stages of the notifier and `afterword preview` call it. To add a language,
// add its folder and its Language; New refuses a folder that lacks a kind.
package message
