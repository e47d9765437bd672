// Package browser holds the candidate's way in a real browser: Chromium opens the links from real emails of a
// running standalone, fills in the forms and presses the buttons, on a phone and on a desktop, with JavaScript and
// without. It is tests only.
//
// On the way axe-core looks for what keeps people out, and whatever the browser complains about fails the test.
//
//	chromium_test.go   starts the browser
//	tab_test.go        one visitor: opens, types, presses, reads
//	axe_test.go        the accessibility checker
//	world_test.go      a running standalone, its outbox and its API
//	journey_test.go    from the debrief to the offer
//	scanner_test.go    those who open links without being asked to
//	bot_test.go        one who presses every button
//
// With AFTERWORD_SCREENSHOTS set to a directory the journey leaves pictures there; docs/screenshots/portal is made so.
package browser
