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
// Facts (see facts.go) are said by people and outside systems; they are never
// refused because of what is already known. System events (see system.go) are
// said by Afterword's own services and are refused from outside.
package events
