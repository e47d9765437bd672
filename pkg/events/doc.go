// Package events is the contract between the parts of Afterword: what a fact
// is, what a system event is, how both look as CloudEvents 1.0, and on which
// JetStream subject each of them travels.
//
// Every other module imports this package and none is imported by it; it needs
// the standard library only. It holds no state and knows no clock: a rule that
// depends on the time takes it as an argument.
//
// The life of an event:
//
//	bytes ─► ParseHTTP / ParseJSON ─► Event ─► Normalize ─► Validate ─► Subject + MsgID ─► bus
//
// What is wrong with an event from outside is one of three errors, which callers turn into an
// answer: *MediaTypeError (415), *MalformedError (400: it cannot be read, or breaks the
// CloudEvents specification) and *InvalidError (422: it breaks a rule of Afterword's own, with
// every field at fault). DecodeFact does the same for the plain body of a fact.
//
// Facts (see facts.go) are said by people and outside systems; they are never
// refused because of what is already known. System events (see system.go) are
// said by Afterword's own services and are refused from outside.
package events
