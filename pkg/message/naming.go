package message

// Naming is for a Language that speaks of people in other words than it calls them by.
// Without it a name is said as it was typed, and To is empty.
type Naming interface {
	// Spoken is how somebody is spoken of: "el Sr. Finn" of "Sr. Finn".
	Spoken(name string) string
	// To is "to" somebody, where that word melts into the name: "al Sr. Finn", "a Dana Lee".
	To(name string) string
}

func spoken(l Language, name string) string {
	if n, ok := l.(Naming); ok {
		return n.Spoken(name)
	}
	return name
}

func to(l Language, name string) string {
	if n, ok := l.(Naming); ok && name != "" {
		return n.To(name)
	}
	return ""
}
