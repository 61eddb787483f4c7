package sheets

import (
	"slices"
	"strings"
	"unicode"

	"ep-benchmark/workloads/shipping"
)

// partWords are words of headers of the parts of an address behind its street.
// [guardsPart] finds the part by them, and [ordered.differsIn] compares its text.
var partWords = map[field][]string{
	country:    words("country|countries|nation|destination|dest|ctry|cntry|iso|land|pays|pais|paese|nazione|kraj|panstwo|staat"),
	state:      words("state|province|prov|provinz|bundesland|kanton|estado|etat|stato|departement|provincia|provincie|regione|wojewodztwo|lan|uf"),
	postalCode: words("zip|zipcode|postal|postalcode|postcode|plz|postleitzahl|cap|cep|cp|postnummer|pocztowy"),
	city:       words("city|town|locality|ort|stadt|ville|ciudad|citta|comune|plaats|stad|cidade|miasto|municipio"),
}

// otherPlaces are words of headers that show that a country or a state is not
// one of an address: it is where the goods are or come from, or the state of
// the order.
var otherPlaces = words("origin|made|manufacture|manufactured|manufacturer|goods|customs|hs|source|order|payment|fulfillment|fulfilment|shipment|processing|currency|service|zone|item|product|sku|stock|location")

// guardsPart is the part of the recipient's address that the header of an unused
// column may name; fieldCount for none.
func (m *mapping) guardsPart(title string) field {
	header := strings.Fields(normalised(title))
	if _, known := m.claimed(title); known || anyOf(header, otherMatters) || anyOf(header, otherParties) || anyOf(header, otherPlaces) || isStrangers(title) {
		return fieldCount
	}
	if anyOf(header, maybeOthers) && !m.isBuyers() || slices.Contains(header, "status") {
		return fieldCount
	}
	for _, part := range []field{country, postalCode, state, city} {
		if anyOf(header, partWords[part]) {
			return part
		}
	}
	return fieldCount
}

// differsIn tells whether a text is a part of an address that the row does not
// say.
func (o *ordered) differsIn(part field, text, title string) bool {
	if o.covers(street1, text, street1, street2, city, state, postalCode, country) {
		return false
	}
	switch part {
	case country:
		code, err := shipping.ParseCountry(text)
		if err != nil { // a country with an unknown name must not be taken for the United States
			return !o.mapping.has(country) && anyOf(strings.Fields(normalised(title)), words("country|nation|ctry|cntry|land|pays|pais|paese|nazione|kraj|panstwo"))
		}
		return code != o.countryOf(country)
	case state:
		if used := o.get(state); used != "" {
			return shipping.StateCode(text) != "" && !sameState(text, used, o.countryOf(state))
		}
		return shipping.StateCode(text) != "" || isStateCode(text) || anyOf(strings.Fields(normalised(title)), doubtfulStates)
	case postalCode:
		return strings.ContainsFunc(text, unicode.IsDigit) && !isAddOn(text, title)
	default:
		return strings.ContainsFunc(text, unicode.IsLetter)
	}
}

// isAddOn tells whether a text is the four digits that a ZIP code may go on
// with. A label does not need them.
func isAddOn(text, title string) bool {
	isDigit := func(r rune) bool { return r < '0' || r > '9' }
	return len(text) == 4 && !strings.ContainsFunc(text, isDigit) && anyOf(strings.Fields(normalised(title)), words("4|plus|add|ext|extension"))
}

// mostBetween is how many columns may stand between two parts of an address for
// them to be taken for parts as well.
const mostBetween = 4

// isBetween tells whether an unused column stands between two columns of the
// address that are no more than a few columns apart. Its text may then be a
// part of the address, whatever its header is called.
func (m *mapping) isBetween(at int) bool {
	before, after := unmapped, len(m.titles)+mostBetween
	for _, f := range addressFields {
		switch column := m.columns[f]; {
		case column == unmapped:
		case column < at:
			before = max(before, column)
		default:
			after = min(after, column)
		}
	}
	return before != unmapped && after < len(m.titles) && after-before-1 <= mostBetween
}

// guardsBetween tells whether a column between two parts of the address may be
// a part of it: its header is not a known one, and names nothing else.
func (m *mapping) guardsBetween(at int) bool {
	title := m.titles[at]
	header := strings.Fields(normalised(title))
	if _, known := m.claimed(title); known || !m.isBetween(at) {
		return false
	}
	return !anyOf(header, otherMatters) && !anyOf(header, otherAddresses) && !anyOf(header, otherParties) && !anyOf(header, maybeOthers) && !isStrangers(title) &&
		!anyOf(header, unitHeads)
}
