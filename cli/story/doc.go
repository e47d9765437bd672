// Package story reads what people hand to the afterword command: one interview
// as plain JSON, or CloudEvents as one object, an array or a line each. The
// files of examples/ are such stories: the first event is the interview, the
// later ones are what happens then, each at its time.
//
//	bytes ─► Read ─► Document ─┬─► as it is, for the server to judge
//	                           └─► Events: decoded and validated here, for simulate and the demo
package story
