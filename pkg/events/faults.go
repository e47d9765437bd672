package events

// maxFaults is the most faults that one error names; a sender who has that many does not read on.
const maxFaults = 100

// faults collects what is wrong, at most one thing for each field, and nothing inside
// a field that is wrong as a whole.
type faults []FieldError

func (f *faults) add(location, message string) {
	if len(*f) < maxFaults && !f.has(location) {
		*f = append(*f, FieldError{Location: location, Message: message})
	}
}

// has reports whether location, or something around it, is at fault already.
func (f *faults) has(location string) bool {
	for _, known := range *f {
		if covers(known.Location, location) {
			return true
		}
	}
	return false
}

// err returns an *InvalidError whose locations begin with place, and nil without faults.
func (f faults) err(place string) error {
	if len(f) == 0 {
		return nil
	}
	fields := make([]FieldError, len(f))
	for i, known := range f {
		fields[i] = FieldError{Location: within(place, known.Location), Message: known.Message}
	}
	return &InvalidError{Fields: fields}
}
