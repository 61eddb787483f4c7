package sheets

import (
	"strings"
	"unicode"

	"ep-benchmark/workloads/shipping"
)

// displaces tells whether the cells behind a cell that goes on over several
// lines are those of another order. Those cells stand in the wrong columns
// then, all displaced by the same number.
func (m *mapping) displaces(cell shipping.Broken) bool {
	off := cell.Cell - cell.Closes
	if off == 0 {
		return false
	}
	if cell.Displaces(m.columns[postalCode], m.columns[dimensions], m.weighed()) {
		return true
	}
	d := displaced{mapping: m, cells: cellsOf(cell.Line), closes: cell.Closes, off: off}
	measures, _ := cell.DisplacedMeasures(m.columns[postalCode], m.columns[dimensions], m.weighed())
	return d.hasSides() || d.hasStreetAndCity() && (measures > 0 || d.hasStateOrCountry())
}

// displaced is a row whose cells are looked for where those of another order
// would stand.
type displaced struct {
	*mapping
	cells  []string
	closes int // index of the cell of the other order in which the quotes close
	off    int // by how many columns the cells behind it are displaced
}

// get is the text that would be the other order's; "" where the quotes swallow
// its column.
func (d displaced) get(f field) string {
	at := d.columns[f]
	if at <= d.closes || at+d.off < 0 || at+d.off >= len(d.cells) {
		return ""
	}
	return d.cells[at+d.off]
}

// hasSides tells whether the sides of a parcel stand behind an address. Sides
// whose units stand in the header are plain numbers, so only the address before
// them distinguishes them from other numbers.
func (d displaced) hasSides() bool {
	has := func(f field, is func(rune) bool) bool { return strings.ContainsFunc(d.get(f), is) }
	return has(street1, unicode.IsLetter) && has(city, unicode.IsLetter) &&
		has(length, unicode.IsDigit) && has(width, unicode.IsDigit) && has(height, unicode.IsDigit)
}

// hasStreetAndCity tells whether a street and a city stand in columns whose
// headers name no address. Together with one more part of an order that is
// enough, so that a line which lacks most of its measures is reported too.
func (d displaced) hasStreetAndCity() bool {
	street, town := d.get(street1), d.get(city)
	isStreet := strings.ContainsFunc(street, unicode.IsDigit) && strings.ContainsFunc(street, unicode.IsLetter) && len(strings.Fields(street)) > 1
	isTown := strings.ContainsFunc(town, unicode.IsLetter) && !strings.ContainsFunc(town, unicode.IsDigit)
	return isStreet && isTown && !d.isAddress(street1) && !d.isAddress(city)
}

// isAddress tells whether the column in which a field of the other order stands
// has the header of an address.
func (d displaced) isAddress(f field) bool {
	at := d.columns[f] + d.off
	if at >= len(d.titles) {
		return false
	}
	found, known := d.claimed(d.titles[at])
	return known && isOfAddress(ofRecipient(found.field)) || isStrangers(d.titles[at]) || anyOf(strings.Fields(normalised(d.titles[at])), addressHeads)
}

// hasStateOrCountry tells whether a known state or country stands where it would
// be.
func (d displaced) hasStateOrCountry() bool {
	if shipping.StateCode(d.get(state)) != "" {
		return true
	}
	_, err := shipping.ParseCountry(d.get(country))
	return err == nil && d.get(country) != ""
}
