package simulator

const unitedStates = "US"

// Location is what carriers rate of an address.
type Location struct{ country, zip string }

// countryCode is the country; a location that names none is taken for the United States.
func (l Location) countryCode() string {
	switch l.country {
	case "", "USA":
		return unitedStates
	}
	return l.country
}

// domestic reports whether a location is in the United States.
func (l Location) domestic() bool { return l.countryCode() == unitedStates }

// hasArea reports whether the ZIP code is one of the United States.
func (l Location) hasArea() bool {
	_, ok := areaOf(l.zip)
	return ok
}
