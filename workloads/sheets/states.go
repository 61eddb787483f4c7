package sheets

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"ep-benchmark/workloads/shipping"
)

// usStates are the names of the states, territories and military "states" of the
// United States by their codes. The list is that of USPS Publication 28, Postal
// Addressing Standards, Appendix B, Two-Letter State and Possession
// Abbreviations: https://pe.usps.com/text/pub28/28apb.htm. Names after a bar are
// other ways of writing them.
var usStates = map[string]string{
	"AL": "Alabama", "AK": "Alaska", "AS": "American Samoa", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
	"CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia|Washington DC", "FM": "Federated States of Micronesia|Micronesia",
	"FL": "Florida", "GA": "Georgia", "GU": "Guam", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa",
	"KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MH": "Marshall Islands", "MD": "Maryland", "MA": "Massachusetts",
	"MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
	"NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
	"MP": "Northern Mariana Islands", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PW": "Palau", "PA": "Pennsylvania",
	"PR": "Puerto Rico", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah",
	"VT": "Vermont", "VI": "Virgin Islands|US Virgin Islands", "VA": "Virginia", "WA": "Washington|Washington State", "WV": "West Virginia",
	"WI": "Wisconsin", "WY": "Wyoming",
	"AA": "Armed Forces Americas|Armed Forces the Americas", "AE": "Armed Forces Europe|Armed Forces Europe the Middle East and Canada|Armed Forces Africa|Armed Forces Canada|Armed Forces Middle East",
	"AP": "Armed Forces Pacific",
}

// usCodes are the codes by themselves and by their names, as [plain] makes them.
var usCodes = func() map[string]string {
	all := map[string]string{}
	for code, names := range usStates {
		all[plain(code)] = code
		for name := range strings.SplitSeq(names, "|") {
			all[plain(name)] = code
		}
	}
	return all
}()

// plain is a text's letters and digits, without case and accents.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
}

// sameState tells whether a code and a name are those of one state of a country.
func sameState(a, b, country string) bool {
	a, b = withoutCountry(a, country), withoutCountry(b, country)
	if plain(a) == plain(b) {
		return plain(a) != ""
	}
	if country == shipping.DefaultCountry {
		return usCodes[plain(a)] != "" && usCodes[plain(a)] == usCodes[plain(b)]
	}
	code, name := a, b
	if isStateCode(name) {
		code, name = name, code
	}
	switch {
	case !isStateCode(code) || isStateCode(name):
		return false
	case strings.ContainsFunc(code, unicode.IsDigit): // of a list that nobody could have by heart
		return true
	case plain(code) == "yt": // the one code of Canada whose letters are not in its name
		return plain(name) == "yukon" || plain(name) == "yukonterritory"
	}
	return occursIn(plain(code), plain(name))
}

// withoutCountry cuts the country off an ISO 3166-2 code: CA-ON.
func withoutCountry(state, country string) string {
	if len(state) > len(country) && country != "" && strings.EqualFold(state[:len(country)], country) && state[len(country)] == '-' {
		return state[len(country)+1:]
	}
	return state
}

// isStateCode tells whether a text is as short as the code of a state.
func isStateCode(text string) bool { return len([]rune(plain(text))) <= len("NSW") }

// occursIn tells whether a name has a code's letters in their order.
func occursIn(code, name string) bool {
	for _, letter := range code {
		_, rest, found := strings.Cut(name, string(letter))
		if !found {
			return false
		}
		name = rest
	}
	return true
}
