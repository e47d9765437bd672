// Package bench measures a book at size: how fast it takes in what package loadgen makes up, what that weighs on disk,
// and how long each question of the API and the dashboard then takes.
//
//	loadgen ──► book.Take ──► (SQLite | PostgreSQL) ──► questions, by one client and by several ──► Report
//
// It is run by hand (`make bench`), for it takes minutes to hours and its figures are those of one machine; the tests
// run it small, and compare what the engines answer with each other and with a count of their own.
package bench
