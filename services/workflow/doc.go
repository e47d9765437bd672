// Package followups is the workflow service: it takes facts from the bus to the
// Temporal workflow of their follow-up, and runs those workflows.
//
//	FACTS ──► dispatcher ──signal-with-start──► Temporal ──► worker ──► lifecycle.FollowUp
//	                                                                        │
//	                                        STATUS, FOLLOWUPS ◄── lifecycle.Advance
//
// When the service starts, and when a tenant's policy changes, it has package replan
// wake the sleepers whose plan rests on something else by now.
//
// It is the only part of Afterword that knows Temporal. The cluster's main and
// standalone call New and Run; everything else meets it on the bus.
//
// The directory is called workflow; a package of that name would hide the SDK's.
package followups
