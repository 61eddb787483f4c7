package rating

const unitedStates = "US"

// Location is what carriers rate of an address.
type Location struct{ Country, ZIP string }

// countryCode is the country; a location that names none is taken for the United States.
func (l Location) countryCode() string {
	switch l.Country {
	case "", "USA":
		return unitedStates
	}
	return l.Country
}

// Domestic reports whether a location is in the United States.
func (l Location) Domestic() bool { return l.countryCode() == unitedStates }

// KnownZIP reports whether the ZIP code is one of the United States.
func (l Location) KnownZIP() bool {
	_, ok := areaOf(l.ZIP)
	return ok
}
