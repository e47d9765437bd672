// Package suppression is the list of addresses that must not be written to any more, in the bucket SUPPRESSIONS.
//
// The notifier reads it right before every send and adds to it what providers and readers say; the portal adds who
// unsubscribes; the command line shows it and releases from it. An entry is found by a hash of whom it concerns:
// the list does not hold an address.
//
// There are two scopes. What concerns a tenant's messages to an address is kept under OfTenant: bounces, complaints,
// unsubscribes and what an operator decides. What concerns everything that a number sends to another is kept under
// OfSender: STOP, which providers enforce for the number that was told, whichever tenants use it.
//
// A stronger rule replaces a weaker one and never the other way round:
//
//	bounce ─► operator ─► unsubscribe ─► complaint ─► stop ─► released
//	   └───────── any later one, directly ──────────────┘
//
// A release removes the entry: by START for a stop, by the reader's own button for an unsubscribe, by an operator for any.
package suppression
