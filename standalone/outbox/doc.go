// Package outbox is where standalone delivers to until a real mail server and a real
// SMS account are configured: a local SMTP server and a local endpoint with the form of
// the Twilio Messages API. Both speak the protocols for real; the product's own
// channels talk to them as to any other address.
//
//	channel/email ──SMTP──► smtp.go ──┐
//	                                  ├──► store.go (file, synced before the answer) ──► pages.go
//	channel/sms ──HTTP──► twilio.go ──┘
//	                          │
//	notifier ◄──HTTP, LMTP────┴──── provider.go, bounce.go ◄── answers and bounces from the pages
//
// As providers do, it tells afterwards what became of a text, passes on what its reader answers, and returns a
// letter whose address somebody declares dead on its page.
//
// What has been accepted is on disk. A letter that comes again with the same Message-ID
// to the same address, as after a crash in the middle of sending, is counted as a copy and
// shown once: that is what a good receiving server does.
package outbox
