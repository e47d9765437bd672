package calendar

import (
	"slices"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/gb"
)

// ownRules are the sets for countries and regions that the library has none for, each from the
// official source named beside it. A region that is not here gets its country's.
func ownRules(code string) []*cal.Holiday {
	switch code {
	case "GB-ENG", "GB-WLS", "GB-EAW":
		// https://www.gov.uk/bank-holidays, "England and Wales"; the library's set is that one.
		return gb.Holidays
	case "GB-SCT":
		return scotland()
	case "GB-NIR":
		return northernIreland()
	case "LU":
		return luxembourg()
	case "MX":
		return mexico()
	case "PT":
		return portugal()
	case "CA-ON":
		return ontario()
	case "CA-QC":
		return quebec()
	case "CA-BC":
		return britishColumbia()
	case "CA-AB":
		return alberta()
	default:
		return nil
	}
}

// toMonday moves a holiday from a weekend to the Monday after it.
var toMonday = []cal.AltDay{{Day: time.Saturday, Offset: 2}, {Day: time.Sunday, Offset: 1}}

func fixed(name string, month time.Month, day int, observed []cal.AltDay) *cal.Holiday {
	return &cal.Holiday{
		Name: name, Type: cal.ObservancePublic, Month: month, Day: day, Observed: observed, Func: cal.CalcDayOfMonth,
	}
}

func nthMonday(name string, month time.Month, n int) *cal.Holiday {
	return &cal.Holiday{
		Name: name, Type: cal.ObservancePublic, Month: month, Weekday: time.Monday, Offset: n, Func: cal.CalcWeekdayOffset,
	}
}

func without(set []*cal.Holiday, gone ...*cal.Holiday) []*cal.Holiday {
	return slices.DeleteFunc(slices.Clone(set), func(h *cal.Holiday) bool { return slices.Contains(gone, h) })
}

// scotland follows https://www.gov.uk/bank-holidays, "Scotland": no Easter Monday, an
// earlier summer holiday, 2 January and St Andrew's Day. Where the days at New Year
// fall on a weekend, the substitutes are the next two working days.
func scotland() []*cal.Holiday {
	newYear := gb.NewYear.Clone(&cal.Holiday{
		Observed: []cal.AltDay{{Day: time.Saturday, Offset: 2}, {Day: time.Sunday, Offset: 2}},
	})
	second := fixed("2nd January", time.January, 2, []cal.AltDay{
		{Day: time.Saturday, Offset: 2}, {Day: time.Sunday, Offset: 2},
	})
	worldCup := fixed("World Cup bank holiday", time.June, 15, nil)
	worldCup.StartYear, worldCup.EndYear = 2026, 2026
	return append(
		without(gb.Holidays, gb.NewYear, gb.EasterMonday, gb.SummerHoliday),
		newYear, second, gb.SummerHolidayScotland, fixed("St Andrew's Day", time.November, 30, toMonday), worldCup,
	)
}

// northernIreland follows https://www.gov.uk/bank-holidays, "Northern Ireland".
func northernIreland() []*cal.Holiday {
	return append(
		slices.Clone(gb.Holidays),
		fixed("St Patrick's Day", time.March, 17, toMonday),
		fixed("Battle of the Boyne", time.July, 12, toMonday),
	)
}

// canada holds what every province has: New Year's Day, Good Friday, Canada Day, Labour
// Day and Christmas Day. In a province the day itself or, at a weekend, the next working day is off.
func canada() []*cal.Holiday {
	return []*cal.Holiday{ca.NewYear, ca.GoodFriday, ca.CanadaDay, ca.LabourDay, ca.ChristmasDay}
}

var familyDay = nthMonday("Family Day", time.February, 3)

// ontario follows the Employment Standards Act 2000,
// https://www.ontario.ca/document/your-guide-employment-standards-act-0/public-holidays.
func ontario() []*cal.Holiday {
	return append(canada(), familyDay, ca.VictoriaDay, ca.ThanksgivingDay, ca.BoxingDay)
}

// quebec follows the Act respecting labour standards, section 60, and the National Holiday Act,
// https://www.cnesst.gouv.qc.ca/en/working-conditions/leave/statutory-holidays.
func quebec() []*cal.Holiday {
	return append(
		canada(),
		ca.VictoriaDay.Clone(&cal.Holiday{Name: "National Patriots' Day"}),
		fixed("National Holiday", time.June, 24, []cal.AltDay{{Day: time.Sunday, Offset: 1}}),
		ca.ThanksgivingDay,
	)
}

// britishColumbia follows the Employment Standards Act,
// https://www2.gov.bc.ca/gov/content/employment-business/employment-standards-advice/employment-standards/statutory-holidays.
func britishColumbia() []*cal.Holiday {
	truth := ca.NationalDayForTruthAndReconciliation.Clone(&cal.Holiday{StartYear: 2023})
	return append(
		canada(),
		familyDay, ca.VictoriaDay, nthMonday("British Columbia Day", time.August, 1), truth,
		ca.ThanksgivingDay, aa.ArmisticeDay.Clone(&cal.Holiday{Name: "Remembrance Day"}),
	)
}

// alberta follows the Employment Standards Code,
// https://www.alberta.ca/alberta-general-holidays.
func alberta() []*cal.Holiday {
	return append(
		canada(),
		familyDay, ca.VictoriaDay, ca.ThanksgivingDay, aa.ArmisticeDay.Clone(&cal.Holiday{Name: "Remembrance Day"}),
	)
}

// holidayDataVersion counts the changes of our own tables after the library's version.
const holidayDataVersion = "rickar/cal v2.1.13, own tables 2"

// HolidayDataVersion names the holiday data that is compiled in. Plans of sleeping
// follow-ups are worked out anew when it changes.
func HolidayDataVersion() string { return holidayDataVersion }
