// Package demo plays the stories of examples/ on a real server in time-lapse,
// tells them in the terminal as they happen, and in the end holds what was sent
// against what followup.Simulate says should have been sent.
//
//	examples/ ─► Load ─► stories ─┬─► play ─► server ─► outbox ─┐
//	                              └─► followup.Simulate ────────┴─► Compare ─► Verdict
//
// The server is a process of its own on an empty directory; nothing of it
// remains afterwards. Only the afterword command calls this package.
package demo
