package loadgen

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
)

// place is where an employer and its candidates are.
type place struct{ zone, calendar, locale string }

func places() []place {
	return []place{
		{"Europe/Berlin", "DE-BY", "de"},
		{"Europe/Berlin", "DE-BE", "de"},
		{"America/New_York", "US-NY", "en"},
		{"America/Los_Angeles", "US-CA", "en"},
		{"Europe/London", "GB", "en"},
		{"Europe/Paris", "FR", "fr"},
		{"Europe/Madrid", "ES", "es"},
	}
}

// cast are the people, employers and positions of one make-up.
type cast struct {
	given, family, positions []string
	// employers are the names; employer i is at place i modulo the number of places.
	employers []string
	// weights picks an employer's rank within its place: a few have many interviews, most have few.
	weights []float64
	tenants []string
}

func newCast(o Options) cast {
	c := cast{
		given: strings.Fields(`Ada Adam Aisha Alex Amara Ana Anna Anton Aylin Ben Bianca Carla Carlos Chen Chloé Clara Daniel
			David Dana Elena Eli Elif Emil Emma Eva Farid Felix Finn Fiona Francisco Greta Hana Hannah Hassan Henry Ida Ines Iris Isaac
			Ivan Jade Jan Jana Javier Jonas Julia Karim Kai Katja Lara Lea Leo Lena Liam Lina Lucía Lukas Malik Maria Marta Max Maya
			Mehmet Mia Milan Mina Nadia Nina Noah Noor Olga Oliver Omar Óscar Paula Pedro Petra Quentin Rania Robin Rosa Ruth Sami Sara
			Sofia Sven Tariq Theo Tom Ulrike Vera Victor Wei Xenia Yara Yusuf Zoe Zoë`),
		family: strings.Fields(`Abbott Adler Ahmed Albrecht Álvarez Bauer Becker Bennett Bergmann Bianchi Bisset Blanc Brandt Brown
			Carter Castro Chen Clark Cohen Costa Cruz Dahl Delgado Demir Dubois Dupont Evans Fischer Fontaine Frank Fuchs García Garnier
			Gomez Graf Haas Hale Hansen Hartmann Hoffmann Huber Hughes Ibrahim Ito Jansen Jones Kaplan Keller Khan Kim Klein Koch König
			Krüger Lambert Lang Laurent Lehmann Lopez Maier Martin Mendoza Meyer Moreau Müller Nakamura Navarro Neumann Novak Okafor
			Ortiz Park Patel Peters Petit Pohl Quinn Ramírez Reed Richter Rossi Roux Ruiz Sato Schäfer Schmidt Schneider Schulz Singh Smith
			Sommer Stein Sato Takahashi Taylor Torres Ulrich Vargas Vogel Wagner Walker Weber Weiß Werner Wilson Winter Wolf Wright Yıldız
			Young Zapata Zhang Ziegler Zimmermann`),
		positions: []string{
			"Warehouse supervisor", "Data engineer", "Nurse", "Sales associate", "Accountant", "Mechanical engineer",
			"Teacher", "Support engineer", "Logistics planner", "Designer", "Social worker", "Electrician", "Bookkeeper",
			"Laboratory assistant", "Product manager", "Chef de partie", "Receptionist", "Software developer", "Buyer",
			"Controller", "Project manager", "Physiotherapist", "Paralegal", "Civil engineer", "Marketing manager",
		},
	}
	first := strings.Fields(`Alpen Anker Atlas Aurora Blau Bright Castor Cedar Clear Delta Eastern Elbe Ever Fair Finn Forge Golden
		Grand Green Hafen Harbor Heller High Inter Iron Jade Juno Key Lake Linden Lumen Main Meridian Neue Nord North Nova Oak Orion Park
		Pine Pioneer Prime Rhein River Rock Sankt Silver Solar Spring Stadt Stern Summit Terra Union Urban Vista Wald West Yellow`)
	second := strings.Fields(`Logistics Systems Health Foods Energy Bank Books Motors Textil Klinik Labs Media Transit Software Hotels
		Insurance Bau Chemie Optik Robotics Schools Retail Works Garden Consulting Pharma`)
	for i := range o.Employers {
		name := first[i%len(first)] + " " + second[i/len(first)%len(second)]
		if round := i / len(first) / len(second); round > 0 {
			name = fmt.Sprintf("%s %d", name, round+1)
		}
		c.employers = append(c.employers, name)
	}
	for rank := range o.Employers / len(places()) {
		c.weights = append(c.weights, 1/math.Pow(float64(rank+3), 0.8))
		if rank > 0 {
			c.weights[rank] += c.weights[rank-1]
		}
	}
	for i := range o.Tenants {
		c.tenants = append(c.tenants, fmt.Sprintf("school-%d", i+1))
	}
	return c
}

// person is who one copy is about, and where they interview.
type person struct {
	tenant, followup, application        string
	candidate, candidateID, email, phone string
	employer, employerID, position       string
}

// draw casts follow-up number n, which is at a place.
func (c cast) draw(chance *rand.Rand, n, place int) person {
	given, family := c.given[chance.IntN(len(c.given))], c.family[chance.IntN(len(c.family))]
	rank := c.rank(chance.Float64())
	employer := min(rank*len(places())+place, len(c.employers)-1)
	// A candidate has a few interviews.
	candidate := fmt.Sprintf("c-%d", chance.IntN(n/3+1))
	p := person{
		tenant: c.tenants[0], followup: fmt.Sprintf("int-%d", n), application: fmt.Sprintf("app-%d", n),
		candidate: given + " " + family, candidateID: candidate,
		email: candidate + "@example.com", phone: fmt.Sprintf("+4915%09d", n),
		employer: c.employers[employer], employerID: fmt.Sprintf("e-%d", employer+1),
		position: c.positions[chance.IntN(len(c.positions))],
	}
	if n%20 == 0 {
		p.followup = fmt.Sprintf("ats:job/%d/%d", n%977, n)
	}
	if len(c.tenants) > 1 && chance.IntN(5) == 0 {
		p.tenant = c.tenants[1+chance.IntN(len(c.tenants)-1)]
	}
	return p
}

// rank finds the employer's rank for a number in [0, 1).
func (c cast) rank(at float64) int {
	at *= c.weights[len(c.weights)-1]
	low, high := 0, len(c.weights)-1
	for low < high {
		if mid := (low + high) / 2; c.weights[mid] <= at {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}
