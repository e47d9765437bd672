package document

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is one mistake.
type Fault struct {
	// Line counts from 1; 0 is the document as a whole.
	Line int `json:"line,omitempty"`
	// Field is a name with dots, empty for what is no field.
	Field string `json:"field,omitempty"`
	// Message is a sentence, which begins with the field.
	Message string `json:"message"`
}

// Faults are the mistakes in a document.
type Faults struct {
	// Name is the document's.
	Name string
	// List is in the order of the lines, and has one at least.
	List []Fault
}

// Refuse returns the mistakes in the named document as an error.
func Refuse(name string, list []Fault) *Faults {
	slices.SortStableFunc(list, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
	return &Faults{name, list}
}

// Error has a line for each mistake, which begins with the document and the line, for editors to go to.
func (f *Faults) Error() string {
	sentences := make([]string, len(f.List))
	for i, fault := range f.List {
		sentences[i] = place(f.Name, fault.Line) + fault.Message
	}
	return strings.Join(sentences, "\n")
}

func place(name string, line int) string {
	if line == 0 {
		return name + ": "
	}
	return fmt.Sprintf("%s:%d: ", name, line)
}

func faultAt(name string, line int, format string, args ...any) *Faults {
	return &Faults{name, []Fault{{Line: line, Message: fmt.Sprintf(format, args...)}}}
}
