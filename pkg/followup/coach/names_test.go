package coach

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
)

func TestWhoIsMeant(t *testing.T) {
	for _, c := range []struct {
		said, name string
		want       bool
	}{
		{"Robert", "Robert Finn", true},
		{"Finn", "Robert Finn", true},
		{"Robert Finn", "Robert Finn", true},
		{"Finn Robert", "Robert Finn", true},
		{"R. Finn", "Robert Finn", true},
		{"R.", "Robert Finn", false},
		{"Bob", "Robert Finn", true},
		{"Robbie", "Robert Finn", true},
		{"Bill", "Robert Finn", false},
		{"Steve", "Stephen Wright", true},
		{"Stephen", "Steven Wright", true},
		{"Liz", "Elizabeth Moreau", true},
		{"Kate", "Katherine O'Neill", true},
		{"ONeill", "Katherine O'Neill", true},
		{"O’Neill", "Katherine O'Neill", true},
		{"Pepe", "José Luis Fernández", true},
		{"Jose Luis", "José Luis Fernández", true},
		{"Fernandes", "José Luis Fernández", true},
		{"Hans", "Johannes Maier", true},
		{"Mueller", "Thomas Müller", true},
		{"Muller", "Thomas Müller", true},
		{"Möller", "Thomas Müller", true},
		{"Robret", "Robert Finn", true},
		{"Fin", "Robert Finn", false},
		{"Daniela", "Daniel Kowalski", false},
		{"Mary", "Mark Twain", false},
		{"Robert Chen", "Robert Finn", false},
		{"Priya Finn", "Robert Finn", false},
		{"Annemarie", "Anne-Marie Dupont", true},
		{"Jean Pierre", "Jean-Pierre Caron", true},
		{"Jean", "Jean-Pierre Caron", true},
		{"van der Berg", "Jan van der Berg", true},
		{"Robert James Finn", "Robert Finn", true},
		{"Natarajan", "Dr. Priya Natarajan", true},
		{"Finn", "Finn, Robert", true},
		{"", "Robert Finn", false},
		{"Robert", "", false},
		{"Sasha", "Alexander Petrov", true},
		{"Ros", "Rosalind Marchetti", true},
		{"Ros", "Ana Rosario", false},
		{"Rob", "Roberta Finn", true},
	} {
		if got := meant(wordsOf(c.said), events.Interviewer{Name: c.name}); got != c.want {
			t.Errorf("%q for %q: %v, want %v", c.said, c.name, got, c.want)
		}
	}
}

func TestGreetings(t *testing.T) {
	panel := []events.Interviewer{{Name: "Robert Finn", Title: "Dean of Studies"}, {Name: "Priya Natarajan"}}
	for text, want := range map[string][][]string{
		"Dear Mr. Finn,\n\nThank you.":                     {{"finn"}},
		"Dear Robert,\n\nThank you.":                       {{"robert"}},
		"dear robert,\nthank you.":                         {{"robert"}},
		"Hi Bob! Thank you.":                               {{"bob"}},
		"Hi bob thank you for all":                         {{"bob"}},
		"Good morning, Dr. Priya Natarajan:\nx":            {{"priya", "natarajan"}},
		"Good morning Ms. Natarajan\n\nThank you":          {{"natarajan"}},
		"Robert -\nThank you.":                             {{"robert"}},
		"Dear Dean Finn,\nx":                               {{"finn"}},
		"Dear Robert and Priya,\nx":                        {{"robert"}, {"priya"}},
		"Dear Robert, Priya, and Wei,\nx":                  {{"robert"}, {"priya"}, {"wei"}},
		"Dear Robert, Thank you for it all.":               {{"robert"}},
		"Sehr geehrter Herr Dr. Müller,\nx":                {{"muller"}},
		"Liebe Frau Krüger,\nx":                            {{"kruger"}},
		"Estimado señor Fernández:\nx":                     {{"fernandez"}},
		"Hola, Marta:\nx":                                  {{"marta"}},
		"Buenos días, José Luis:\nx":                       {{"jose", "luis"}},
		"Chère Madame Girard,\nx":                          {{"girard"}},
		"Bonjour Jean-Pierre,\nx":                          {{"jean", "pierre"}},
		"Dear Robert and team,\nx":                         {{"robert"}},
		"Dear Hiring Manager Robert Finn,\nx":              {{"robert", "finn"}},
		"Hello again, Mr. Finn\n\nThank you.":              {{"finn"}},
		"Hello, Robert\nThank you.":                        {{"robert"}},
		"Good afternoon, I hope that you are well.\nx":     nil,
		"Dear Hiring Manager,\nx":                          nil,
		"Dear Sir or Madam,\nx":                            nil,
		"To whom it may concern:\nx":                       nil,
		"Hello,\nx":                                        nil,
		"Hi there,\nx":                                     nil,
		"Hi all,\nx":                                       nil,
		"Sehr geehrte Damen und Herren,\nx":                nil,
		"A quien corresponda:\nx":                          nil,
		"Madame, Monsieur,\nx":                             nil,
		"Dear Finn Logistics team,\nx":                     nil,
		"Thank you for your time on Tuesday.":              nil,
		"Good morning was what you said to me on Tuesday.": nil,
	} {
		if diff := cmp.Diff(want, open(text, nil).whomGreeted(panel).people); diff != "" {
			t.Errorf("%q:\n%s", text, diff)
		}
	}
}
