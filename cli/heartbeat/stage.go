package heartbeat

import "fmt"

// Stage is a part of a beat.
type Stage string

// The stages, in their order.
const (
	// Submit: intake takes the interview, at once or when the same is handed in again. A beat that ends here is not erased: the
	// interview was refused, or it is not known whether it is stored, which the error says.
	Submit Stage = "submit"
	// Sent: the ledger shows its reminder as sent. Everything between the two lies in here.
	Sent Stage = "sent"
	// Erase: intake takes the candidate's erasure, which ends the follow-up.
	Erase Stage = "erase"
	// Ping: the dead man's switch was told.
	Ping Stage = "ping"
)

func stages() []Stage { return []Stage{Submit, Sent, Erase, Ping} }

// Failure is how a beat ended that did not come through.
type Failure struct {
	Stage Stage
	// Followup is its id, for whoever has to look or to erase.
	Followup string
	Err      error
}

// Error implements error.
func (f *Failure) Error() string {
	return fmt.Sprintf("follow-up %s, stage %s: %v", f.Followup, f.Stage, f.Err)
}

// Unwrap returns the cause.
func (f *Failure) Unwrap() error { return f.Err }
