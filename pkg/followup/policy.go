package followup

// Policy holds a tenant's numbers: windows, delays, limits, calendars, channels.
type Policy struct{}

// DefaultPolicy returns the numbers of DOMAIN.md.
func DefaultPolicy() Policy { return Policy{} }
