package events

import "slices"

// maxFaults is the most faults that one error names; a sender who has that many does not read on.
const maxFaults = 100

// faults collects what is wrong, at most one thing for each field, and nothing inside
// a field that could not be read.
type faults struct {
	fields []FieldError
	// unread are the locations that could not be read: what lies inside them is not missing.
	unread []string
}

func (f *faults) add(location, message string) {
	if len(f.fields) < maxFaults && !f.has(location) {
		f.fields = append(f.fields, FieldError{Location: location, Message: message})
	}
}

// cannotRead adds the fault of a field that is not of the type it must be.
func (f *faults) cannotRead(location, message string) {
	f.add(location, message)
	if len(f.unread) < maxFaults {
		f.unread = append(f.unread, location)
	}
}

// has reports whether location is at fault already, or inside of what could not be read.
func (f *faults) has(location string) bool {
	return slices.ContainsFunc(f.fields, func(known FieldError) bool { return known.Location == location }) ||
		slices.ContainsFunc(f.unread, func(place string) bool { return covers(place, location) })
}

// err returns an *InvalidError whose locations begin with place, and nil without faults.
func (f *faults) err(place string) error {
	if len(f.fields) == 0 {
		return nil
	}
	fields := make([]FieldError, len(f.fields))
	for i, known := range f.fields {
		fields[i] = FieldError{Location: within(place, known.Location), Message: known.Message}
	}
	return &InvalidError{Fields: fields}
}
