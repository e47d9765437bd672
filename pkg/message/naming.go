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

// spokenOf is spoken, and empty in a Language without Naming.
func spokenOf(l Language, name string) string {
	if _, ok := l.(Naming); !ok {
		return ""
	}
	return spoken(l, name)
}

func to(l Language, name string) string {
	if n, ok := l.(Naming); ok && name != "" {
		return n.To(name)
	}
	return ""
}

// Addressing is for a Language that writes to people in other words than it speaks of them, and where "of" melts into
// the title of a job. Without it a name is written as it was typed, and "of" a title is empty.
type Addressing interface {
	// Dear is somebody written to: "Monsieur Finn" of "M. Finn".
	Dear(name string) string
	// Of is "of" a title: "de Régulateur", "d'Acheteur".
	Of(title string) string
}

func dear(l Language, name string) string {
	if a, ok := l.(Addressing); ok && name != "" {
		return a.Dear(name)
	}
	return name
}

func of(l Language, title string) string {
	if a, ok := l.(Addressing); ok && title != "" {
		return a.Of(title)
	}
	return ""
}
