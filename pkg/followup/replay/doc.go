// Package replay tells what another policy would have done: it takes the recorded facts of
// many follow-ups, runs each through followup.Simulate under two policies, and
// compares the two stories reminder by reminder.
//
//	facts ─► Record ─► Follow-ups, each with the other rounds of its application
//	                       │
//	                       ├─► Simulate(old) ─┐
//	                       └─► Simulate(new) ─┴─► Difference ─► Summary
//
// It is pure but for the processors it uses. The command `afterword policy diff` and the dashboard's page of a policy call it,
// and tell what it found in the same words (words.go).
package replay
