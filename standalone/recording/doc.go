// Package recording runs follow-ups on a real Temporal server and a real bus, in weeks that
// take a second, and writes their histories down. Its tests compare each story with
// followup.Simulate; with -record DIR they leave the histories there:
//
//	go test ./recording -args -record ../../services/workflow/lifecycle/testdata/histories
//
// The replay test of package lifecycle plays all that were ever recorded, so that a change of
// the workflow's code or of the SDK which would break a sleeping follow-up fails there first.
// A history that was released is never recorded again: a new behaviour gets a new name.
package recording
