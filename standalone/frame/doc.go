// Package frame is what the pages of standalone have in common: header, clock,
// style, and the headers of the answer. The pages need no script and load nothing from
// elsewhere; they follow the reader's light or dark setting.
package frame
