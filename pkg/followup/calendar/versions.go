package calendar

// Versions names the data that plans rest on and that is compiled in, as an operator's page shows it.
func Versions() map[string]string {
	return map[string]string{"zone_data": ZoneDataVersion(), "holiday_data": HolidayDataVersion()}
}
