// Package document reads what people write, policies and brands, as YAML or JSON. Within, all is JSON; the lines are
// kept, so that every mistake can be told where it is. What the fields mean is for the caller to judge.
//
// The CLI and the dashboard use it. It depends on nothing of Afterword.
package document
