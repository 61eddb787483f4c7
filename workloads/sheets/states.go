package sheets

import (
	"strings"
	"unicode"

	"ep-benchmark/workloads/shipping"
)

// sameState tells whether a code and a name are those of one state of a country.
func sameState(a, b, country string) bool {
	a, b = withoutCountry(a, country), withoutCountry(b, country)
	if shipping.Plain(a) == shipping.Plain(b) {
		return shipping.Plain(a) != ""
	}
	if country == shipping.DefaultCountry {
		return shipping.StateCode(a) != "" && shipping.StateCode(a) == shipping.StateCode(b)
	}
	code, name := a, b
	if isStateCode(name) {
		code, name = name, code
	}
	switch {
	case !isStateCode(code) || isStateCode(name):
		return false
	case strings.ContainsFunc(code, unicode.IsDigit): // such a code can't be compared with a name
		return true
	case shipping.Plain(code) == "yt": // the one code of Canada whose letters are not in its name
		return shipping.Plain(name) == "yukon" || shipping.Plain(name) == "yukonterritory"
	}
	return occursIn(shipping.Plain(code), shipping.Plain(name))
}

// withoutCountry cuts the country off an ISO 3166-2 code: CA-ON.
func withoutCountry(state, country string) string {
	if len(state) > len(country) && country != "" && strings.EqualFold(state[:len(country)], country) && state[len(country)] == '-' {
		return state[len(country)+1:]
	}
	return state
}

// isStateCode tells whether a text is as short as the code of a state.
func isStateCode(text string) bool { return len([]rune(shipping.Plain(text))) <= len("NSW") }

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
