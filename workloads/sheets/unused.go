package sheets

import (
	"fmt"
	"slices"
	"strings"

	"ep-benchmark/workloads/shipping"
)

// A guarded column is not used, but its texts may change the parcel or the
// address: a row with such a text is bad.
type guarded struct {
	column  int
	unit    bool  // the cell may be a unit
	letter  bool  // of one letter, too: an "M" is a size elsewhere
	plain   bool  // the cell may be a unit that means nothing else
	number  bool  // the cell may be a number of the header's unit
	further bool  // the cell may be a weight beside the one that is used
	address bool  // the cell may be a part of the address
	house   bool  // the part is the number of the house
	part    field // that the cell may be, behind the street; fieldCount for none
}

// guard finds the unused columns that are to be looked at in every row.
func (m *mapping) guard(candidates []candidate) {
	for at, title := range m.titles {
		if m.isRead(at) || slices.Contains(m.ignored, at) {
			continue
		}
		g := guarded{column: at, part: m.guardsPart(title)}
		g.unit, g.number, g.further, g.plain = guardsUnit(title), guardsNumber(title), guardsFurther(title), guardsPlain(title)
		g.letter = g.unit && anyOf(strings.Fields(normalised(title)), unitHeads)
		isOther := m.isOfOther(at, candidates)
		g.address = !isOther && (m.guardsAddress(title) || m.guardsBetween(at))
		if isOther {
			g.part = fieldCount
		}
		g.house = g.address && anyOf(strings.Fields(normalised(title)), words("house|hausnummer|number|no|huisnummer|husnummer|numero|numer|nr|civico"))
		if g.unit || g.plain || g.number || g.further || g.address || g.part != fieldCount {
			m.guarded = append(m.guarded, g)
		}
	}
}

// isRead tells whether a column holds a field, is compared with one that does, or
// is refused for its own reason.
func (m *mapping) isRead(at int) bool {
	return slices.Contains(m.columns[:], at) || slices.Contains(m.spare[:], at) || slices.Contains(m.vague, at) ||
		slices.ContainsFunc(m.doubles, func(d double) bool { return d.column == at })
}

// guardsUnit tells whether a header may be that of a unit.
func guardsUnit(title string) bool {
	header := strings.Fields(normalised(title))
	return (anyOf(header, unitHeads) || anyOf(header, measureHeads)) && !anyOf(header, otherMatters)
}

// guardsPlain tells whether a cell below a header may be one of [plainUnits],
// whatever the header is called.
func guardsPlain(title string) bool {
	return title != "" && !anyOf(strings.Fields(normalised(title)), otherMatters)
}

// guardsFurther tells whether a header is that of a weight that is added to
// another one.
func guardsFurther(title string) bool {
	header := strings.Fields(normalised(title))
	return anyOf(header, furtherWords) && anyOf(header, weightHeads) && !anyOf(header, otherMatters) && !anyOf(header, computed) || slices.Equal(header, words("tare"))
}

// guardsNumber tells whether a header says the unit of numbers below it.
func guardsNumber(title string) bool {
	header := strings.Fields(normalised(title))
	says := anyOf(header, numberUnits) || anyOf(header, doubtfulUnits) && anyOf(header, measureHeads)
	return says && !anyOf(header, otherMatters) && !anyOf(header, computed) && !slices.Contains(header, "dim")
}

// guardsAddress tells whether a header may be that of a part of the recipient's
// address: of a street or what stands beside one.
func (m *mapping) guardsAddress(title string) bool {
	all := normalised(title)
	header := strings.Fields(all)
	switch {
	case anyOf(header, otherMatters), anyOf(header, otherAddresses), anyOf(header, otherParties), isStrangers(title):
		return false
	case anyOf(header, maybeOthers) && !m.isBuyers():
		return false
	}
	if found, known := m.claimed(title); known {
		return found.field == street1 || found.field == street2
	}
	return anyOf(header, addressHeads) || isFurtherLine(all)
}

// isBuyers tells whether the address is that of a buyer or customer.
func (m *mapping) isBuyers() bool {
	at := m.columns[street1]
	return at != unmapped && anyOf(strings.Fields(normalised(m.titles[at])), maybeOthers)
}

// isFurtherLine tells whether a header is that of a line beside the street, of a
// party's or alone: "Ship To Line 3".
func isFurtherLine(header string) bool {
	return slices.ContainsFunc(parties, func(p party) bool {
		rest, found := withoutParty(header, p.words)
		return found && !p.sender && slices.Contains(words("line 2|line 3|line 4|line 5|po box|room"), rest)
	})
}

// isOfOther tells whether a column belongs to a second whole address, less clear
// than the one that is used: it has a city or a postal code of its own.
func (m *mapping) isOfOther(at int, candidates []candidate) bool {
	rank := partyOf(normalised(m.titles[at])).rank
	return slices.ContainsFunc(candidates, func(c candidate) bool {
		return (c.field == city || c.field == postalCode) && c.rank/partyRank == rank && !m.isRead(c.column)
	})
}

// partyOf is the party that a header begins or ends with, or the one without
// words.
func partyOf(header string) party {
	for _, p := range parties {
		if _, found := withoutParty(header, p.words); found && p.words != "" {
			return p
		}
	}
	return party{rank: noParty}
}

// lost finds a text in an unused column that may change the parcel or the
// address. Only the file's owner can decide to leave it out.
func (o *ordered) lost() *shipping.ParseError {
	for _, g := range o.mapping.guarded {
		text := o.cell(g.column)
		if text == "" {
			continue
		}
		switch unit := normalised(text); {
		case g.part != fieldCount && o.differsIn(g.part, text, o.mapping.titles[g.column]):
			return o.unread(g.column, text, "it may be the "+g.part.String()+" of the address", g.part)
		case g.part == fieldCount && g.address && o.isNews(text, g.house):
			return o.unread(g.column, text, "it may be a part of the address", g.field())
		case g.unit && (g.letter || len(unit) > 1) && isUnit(unit) && !o.isUnitUsed(unit):
			return o.unread(g.column, text, "it may be the unit of the "+measureOf(unit).String(), unitFieldOf(unit))
		case g.plain && isPlainUnit(unit) && !o.isUnitUsed(unit):
			return o.unread(g.column, text, "it may be the unit of the "+measureOf(unit).String(), unitFieldOf(unit))
		case g.unit && !o.fitsSystem(unit):
			return o.unread(g.column, text, "it may be the system of the units of weight and size", fieldCount)
		case g.further && isAmount(text):
			return o.unread(g.column, text, "it may be a part of the parcel's weight", fieldCount)
		case g.number && isAmount(text) && !o.isSaid(text, o.mapping.titles[g.column]):
			return o.unread(g.column, text, "it may be a part of the parcel's weight or size", fieldCount)
		}
	}
	return nil
}

// field is the one that may hold a part of an address. A house's number stands in
// the street.
func (g guarded) field() field {
	if g.house {
		return fieldCount
	}
	return street2
}

// unread is the error of a text in a column that is not used. The field is one
// that --columns may give the column, if no other column has it.
func (o *ordered) unread(at int, text, may string, f field) *shipping.ParseError {
	want := fmt.Sprintf("nothing there and all of it in a column that is used, or %s to leave it out", o.mapping.named.ask(ignored, letters(at)))
	if f != fieldCount && !o.mapping.has(f) {
		want = fmt.Sprintf("%s to use it, or %s to leave it out", o.mapping.named.ask(f, letters(at)), o.mapping.named.ask(ignored, letters(at)))
	}
	return o.wrong("cell", text, "its column is not used, and "+may, want, at)
}

// isNews tells whether a text has something that the recipient's address lacks.
// The number of a house has to be in the street.
func (o *ordered) isNews(text string, house bool) bool {
	if house {
		return !o.covers(street1, text, street1, street2)
	}
	return !o.covers(street1, text, street1, street2, city, state, postalCode, country, name, firstName, lastName, company)
}
