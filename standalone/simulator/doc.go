// Package simulator is the page on which somebody types what an employer said and sees the plan that follows,
// each reminder with its reason. It asks the production rules, under the tenant's policy as it is now.
//
//	form.go       what is asked: the form, and the interview made of it
//	simulator.go  the page
//	plan.go       the answer, day by day
//
// standalone serves it; it keeps nothing, and every question is in the page's address, to be sent to a colleague.
package simulator
