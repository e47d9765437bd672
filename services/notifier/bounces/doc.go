// Package bounces takes in the letters that mail servers send back. Each letter leaves with a return address of its own
// (VERP), which names it and is signed by the keys of package link; whatever comes to such an address speaks of that
// letter, and what comes to any other is refused.
//
//	MAIL ─► RCPT bounce+<signed> ─► DATA ─┬─ a report ──► Receive ─┬─ taken ─► 250
//	  │       └─ any other: 550           │                        └─ error ─► 451, send it again
//	  └─ too many: 451                    ├─ no report ─────────────────────► 250, and forgotten
//	                                      └─ too long ──────────────────────► 552
//
// Nothing that a message says of itself is believed but how it ended for this one letter: who has seen a letter's
// return address can at most call that letter lost. Messages are neither kept nor logged, since they quote addresses.
//
// The listener speaks LMTP, or SMTP, without encryption: it belongs behind the installation's own mail server, which
// receives the return domain's mail and hands it over. The notifier runs it; nothing else does.
package bounces
