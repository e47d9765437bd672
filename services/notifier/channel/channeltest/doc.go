// Package channeltest holds the tests that every channel must pass, and the
// providers they run against: MailServer speaks SMTP, Texts speaks the Twilio
// Messages API. Tests import it; nothing that ships does.
package channeltest
