// Package conversation remembers, for 90 days, what was last texted from a sender to a number and what was
// answered: as much as it takes to know what a reply such as SENT is about, to answer a reply once, and to take
// back what it recorded. It holds no words and no number; the number is only hashed into the key.
//
// The notifier notes every text it sends and reads the conversation when a reply comes. Nobody else uses it.
//
//	Note ──► Texts ──┐
//	                 ├──► Read, Change: what a reply means, recorded by compare-and-swap
//	replies ─────────┘
package conversation
