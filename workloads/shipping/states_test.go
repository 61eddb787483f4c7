package shipping

import (
	"strings"
	"testing"
)

// The table has the 50 states, the district and the other entries of
// Publication 28, and no name twice.
func TestStatesOfTheUnitedStates(t *testing.T) {
	if len(usStates) != 50+1+8+3 {
		t.Errorf("%d codes", len(usStates))
	}
	names := 0
	for code := range usStates {
		for _, name := range StateNames(code) {
			names++
			if StateCode(name) != code || StateCode(strings.ToUpper(name)) != code {
				t.Errorf("%s is not %s", code, name)
			}
		}
		if StateCode(code) != code || StateCode(strings.ToLower(code)) != code {
			t.Errorf("%s is not its own code", code)
		}
	}
	if len(usCodes()) != len(usStates)+names {
		t.Errorf("%d texts for %d codes and %d names", len(usCodes()), len(usStates), names)
	}
	if StateCode("ON") != "" || StateCode("") != "" || StateNames("ON") != nil {
		t.Error("a state of another country was found")
	}
}

// An address without a country is in the United States, unless its state says something else.
func TestStatesOfOtherCountriesNeedTheirCountry(t *testing.T) {
	for _, test := range []struct {
		state, country string
		isWrong        bool
	}{
		{"Germany", "", true},
		{"ON", "", true},
		{"by", "", true},
		{"CA", "", false},
		{"n.y.", "", false},
		{"Georgia", "", false}, // a country, too
		{"Calif.", "", false},
		{"Penna", "", false},
		{"", "", false},
		{"ON", "US", false}, // the country is named
		{"Bavaria", "", false},
	} {
		cells := with(columnState, test.state)
		cells[columnCountry], cells[columnPostalCode] = test.country, "90001"
		var s Shipment
		err := ParseLine(joined(cells...), &s)
		if wrong := err != nil && strings.Contains(err.Error(), problemOtherState); wrong != test.isWrong || !wrong && err != nil {
			t.Errorf("%q in %q: %v", test.state, test.country, err)
		}
	}
}
