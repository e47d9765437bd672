package daemon

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// Settings are a command's flags, each with the environment variable that stands in for it.
// A flag outweighs its variable, a variable the default.
type Settings struct {
	flags  *flag.FlagSet
	getenv func(string) string
	errs   []error
	// files are the secrets that are read from files, once the flags are known.
	files []secretFile
}

// NewSettings makes the settings of a command that is no Command: it adds them to flags, parses those, and calls Check.
func NewSettings(flags *flag.FlagSet, getenv func(string) string) *Settings {
	return &Settings{flags: flags, getenv: getenv}
}

type secretFile struct {
	value, path *string
	name        string
}

// Text adds a text setting.
func (s *Settings) Text(p *string, name, variable, def, usage string) {
	if v := s.getenv(variable); v != "" {
		def = v
	}
	s.flags.StringVar(p, name, def, usage+" ("+variable+")")
}

// Secret adds a setting that is never given as a flag, where others could see it: it comes from the
// variable, or from the file that the flag <name>-file or the variable <variable>_FILE names.
func (s *Settings) Secret(p *string, name, variable, usage string) {
	*p = s.getenv(variable)
	path := new(string)
	s.Text(path, name+"-file", variable+"_FILE", "", "file that holds "+usage+"; or set "+variable)
	s.files = append(s.files, secretFile{value: p, path: path, name: name + "-file"})
}

// Number adds a whole number.
func (s *Settings) Number(p *int, name, variable string, def int, usage string) {
	if v := s.getenv(variable); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil {
			s.errs = append(s.errs, fmt.Errorf("%s must be a whole number", variable))
		}
		def = n
	}
	s.flags.IntVar(p, name, def, usage+" ("+variable+")")
}

// Span adds a duration such as 30s.
func (s *Settings) Span(p *time.Duration, name, variable string, def time.Duration, usage string) {
	if v := s.getenv(variable); v != "" {
		d, err := time.ParseDuration(v)
		if err != nil {
			s.errs = append(s.errs, fmt.Errorf("%s must be a duration such as 30s", variable))
		}
		def = d
	}
	s.flags.DurationVar(p, name, def, usage+" ("+variable+")")
}

// Check reads the files of the secrets, once the flags are parsed, and returns what is wrong in any setting.
func (s *Settings) Check() error { return errors.Join(errors.Join(s.errs...), s.readSecrets()) }

// readSecrets fills the secrets whose files were named.
func (s *Settings) readSecrets() error {
	for _, f := range s.files {
		if *f.path == "" {
			continue
		}
		text, err := os.ReadFile(*f.path)
		if err != nil {
			return fmt.Errorf("-%s: %w", f.name, err)
		}
		*f.value = strings.TrimSpace(string(text))
	}
	return nil
}
