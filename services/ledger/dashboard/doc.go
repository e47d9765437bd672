// Package dashboard shows the record to people: what is due, what was sent, what needs somebody's attention, and why
// each reminder comes when it comes. Its pages are made on the server, need no script, load nothing from elsewhere, and
// follow the reader's light or dark setting. A small script keeps their numbers fresh; without it one reloads.
//
// The ledger's frame makes one with New and serves its Handler. It reads the book and writes nothing to it.
//
//	request ─► access.Gate ─► routes.go: who may ─► a page's file ─► Record (the book)
//	                              │                     │
//	                              └─ 404, 403           └─► render.go ─► templates/*.html
//
// routes.go is the one table of what there is and who may see it; a test walks it for every role and every other
// tenant. A page is one file here, and one template of the same name. It calls d.render with what it is filled with; the
// frame of the page (templates/layout.html) comes of the route table and of who is signed in.
//
// A viewer sees nothing personal. Pages therefore do not hide a name in a template: what a viewer may not see is
// not put into what the template is filled with (see sight.go).
package dashboard
