// Package letter keeps the letters: what is remembered of each message that was handed to a provider, so that what is
// said of it later can be matched with it. The notifier writes a letter down right before its first byte leaves, and
// moves it on as receipts, bounces and complaints come in.
//
// A state never goes back. Providers tell things late, twice and out of order; whatever the order, the furthest
// state that was told is the one that stays:
//
//	noted ─► queued ─► sending ─► sent ─► delayed ─► delivered ─┐   any later one may follow
//	┌───────────────────────────────────────────────────────────┘   any earlier one directly
//	└─► undelivered ─► failed ─► bounced ─► unsubscribed ─► complained
//
// Bad news outranks good: a mail server may accept a letter, which is told as its delivery, and send it back an hour later.
//
// A letter holds no address, no name and no words.
package letter
