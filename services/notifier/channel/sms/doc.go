// Package sms sends texts through the Twilio Messages API, or anything that
// speaks it. What an error code means is a table in classes.go.
//
// The API has no idempotency key. When the answer to a create is lost, Send says
// *channel.Ambiguous; when it is called again with MaybeSent, it first lists what the provider
// has for that number since the first attempt and adopts a message with the same
// text. If there is none, Options.OnMissing decides: hold (the default, at most
// once) leaves it to a person, resend risks a second copy.
package sms
