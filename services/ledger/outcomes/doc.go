// Package outcomes writes the first-destination report: what became of each interview, as a CSV file (RFC 4180, UTF-8,
// one header line) that a spreadsheet opens. The read API and the dashboard send it.
package outcomes
