package cli

import (
	"os"

	"golang.org/x/term"
)

// width returns how wide stdout's lines may be, and 0 when it is not a
// terminal: what is piped keeps one line for each reminder.
func (a *app) width() int {
	file, ok := a.out.(*os.File)
	if !ok {
		return 0
	}
	width, _, err := term.GetSize(int(file.Fd()))
	if err != nil {
		return 0
	}
	return width
}

// colours reports whether stdout may be coloured: a terminal, and no NO_COLOR (no-color.org).
func (a *app) colours() bool {
	file, ok := a.out.(*os.File)
	return ok && a.getenv("NO_COLOR") == "" && a.getenv("TERM") != "dumb" && term.IsTerminal(int(file.Fd()))
}
