package shipping

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
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

// usCodes are the codes by themselves and by their names, as [Plain] makes them.
var usCodes = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for code, names := range usStates {
		all[Plain(code)] = code
		for name := range strings.SplitSeq(names, "|") {
			all[Plain(name)] = code
		}
	}
	return all
})

// StateCode is the code of a state of the United States given by its code or its
// name, in any case; "" for any other text.
func StateCode(text string) string {
	if len(text) == len("CA") {
		if _, known := usStates[text]; known { // nearly always
			return text
		}
	}
	return usCodes()[Plain(text)]
}

// StateNames are the names of a state of the United States, by its code.
func StateNames(code string) []string {
	if usStates[code] == "" {
		return nil
	}
	return strings.Split(usStates[code], "|")
}

// Plain is a text's letters and digits, in lower case and without accents.
func Plain(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
}

// problemOtherState is a state of another country, in an address that names none.
const problemOtherState = "no state of the United States, which an address without a country is in"

const wantState = "a state of the United States, or the country in the country's column"

// isElsewhere says whether a state makes it doubtful that an address without a country is in the United States: it is two letters that are
// no code of a state there, or the name of a country. Other texts are accepted, since they may be abbreviations.
func isElsewhere(state string) bool {
	if _, is := letterPair(state); is {
		code := [...]byte{state[0] &^ 0x20, state[1] &^ 0x20}
		_, known := usStates[string(code[:])]
		return !known
	}
	if state == "" {
		return false
	}
	_, problem := lookUpCountry(state)
	return problem == "" && !isStateName(state) // Georgia is a country and a state
}

// isStateName says whether a text is the name of a state of the United States, without an allocation.
func isStateName(text string) bool {
	for _, names := range usStates {
		for name := range strings.SplitSeq(names, "|") {
			if strings.EqualFold(name, text) {
				return true
			}
		}
	}
	return false
}
