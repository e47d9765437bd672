package calendar

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
)

// mexico follows the Federal Labour Law, article 74 (Ley Federal del Trabajo, https://www.gob.mx/profedet), with the days that were
// moved to Mondays in 2006, and the inauguration of the president, on 1 October since 2024.
func mexico() []*cal.Holiday {
	set := []*cal.Holiday{
		aa.NewYear.Clone(&cal.Holiday{Name: "Año Nuevo"}),
		nthMonday("Día de la Constitución", time.February, 1),
		nthMonday("Natalicio de Benito Juárez", time.March, 3),
		aa.WorkersDay.Clone(&cal.Holiday{Name: "Día del Trabajo"}),
		fixed("Día de la Independencia", time.September, 16, nil),
		nthMonday("Día de la Revolución", time.November, 3),
		aa.ChristmasDay.Clone(&cal.Holiday{Name: "Navidad"}),
	}
	for year := 2024; year <= 2060; year += 6 {
		inauguration := fixed("Transmisión del Poder Ejecutivo Federal", time.October, 1, nil)
		inauguration.StartYear, inauguration.EndYear = year, year
		set = append(set, inauguration)
	}
	return set
}

// portugal follows the Labour Code, article 234 (Código do Trabalho, https://diariodarepublica.pt).
func portugal() []*cal.Holiday {
	return []*cal.Holiday{
		aa.NewYear.Clone(&cal.Holiday{Name: "Ano Novo"}),
		aa.GoodFriday.Clone(&cal.Holiday{Name: "Sexta-feira Santa"}),
		aa.Easter.Clone(&cal.Holiday{Name: "Páscoa"}),
		fixed("Dia da Liberdade", time.April, 25, nil),
		aa.WorkersDay.Clone(&cal.Holiday{Name: "Dia do Trabalhador"}),
		aa.CorpusChristi.Clone(&cal.Holiday{Name: "Corpo de Deus"}),
		fixed("Dia de Portugal", time.June, 10, nil),
		aa.AssumptionOfMary.Clone(&cal.Holiday{Name: "Assunção de Nossa Senhora"}),
		fixed("Implantação da República", time.October, 5, nil),
		aa.AllSaintsDay.Clone(&cal.Holiday{Name: "Dia de Todos os Santos"}),
		fixed("Restauração da Independência", time.December, 1, nil),
		aa.ImmaculateConception.Clone(&cal.Holiday{Name: "Imaculada Conceição"}),
		aa.ChristmasDay.Clone(&cal.Holiday{Name: "Natal"}),
	}
}

// luxembourg follows the Labour Code, article L. 232-2, https://guichet.public.lu/en/entreprises/ressources-humaines/conges/jours-feries-legaux.html.
func luxembourg() []*cal.Holiday {
	return []*cal.Holiday{
		aa.NewYear.Clone(&cal.Holiday{Name: "Nouvel an"}),
		aa.EasterMonday.Clone(&cal.Holiday{Name: "Lundi de Pâques"}),
		aa.WorkersDay.Clone(&cal.Holiday{Name: "1er mai"}),
		fixed("Journée de l'Europe", time.May, 9, nil),
		aa.AscensionDay.Clone(&cal.Holiday{Name: "Ascension"}),
		aa.PentecostMonday.Clone(&cal.Holiday{Name: "Lundi de Pentecôte"}),
		fixed("Fête nationale", time.June, 23, nil),
		aa.AssumptionOfMary.Clone(&cal.Holiday{Name: "Assomption"}),
		aa.AllSaintsDay.Clone(&cal.Holiday{Name: "Toussaint"}),
		aa.ChristmasDay.Clone(&cal.Holiday{Name: "Noël"}),
		fixed("Lendemain de Noël", time.December, 26, nil),
	}
}
