// Package cli is the afterword command: it hands in interviews and facts, tells
// what will follow from them, and shows what a running Afterword is doing.
//
// cmd/afterword calls Run; tests call it too, with their own arguments and
// streams. One file holds one command. Data goes to stdout, messages to stderr. Files that
// people write, policies and brands, are read by pkg/document: within, all is JSON.
//
//	afterword submit, fact ──► client ──► intake      (HTTP)
//	afterword status       ◄── client ◄── intake
//	afterword simulate     ──► story ───► followup    (offline, no server)
//	afterword policy diff  ──► story ───► replay ───► followup
//	afterword policy, preview, note ────► followup, message, coach
//	afterword watch, tenant ─► bus                    (NATS; policy set, preview --tenant too)
//	afterword suppression ──► suppression, on the bus
//	afterword heartbeat    ──► heartbeat ──► intake, ◄── ledger (HTTP)
//	afterword demo         ──► demo ────► a server of its own
package cli
