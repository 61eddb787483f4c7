package sheets

import (
	"fmt"
	"slices"
	"strings"
)

// mapping says which column of a file holds which field.
type mapping struct {
	header  int             // number of the header's row; 0 where there is none
	titles  []string        // of the columns
	named   Columns         // that are given
	columns [fieldCount]int // by field, from 0; unmapped
	units   [fieldCount]string
	ranks   [fieldCount]int // how well the headers fit
	unused  []string        // columns with a header that hold no field
	doubles []double        // columns with a field that another column holds too
	spare   [fieldCount]int // columns of fields in pieces, where another holds them in one; unmapped
	vague   []int           // columns of a unit whose header does not say what it measures
	ignored []int           // columns that --columns leaves out
	guarded []guarded       // unused columns whose texts may change the parcel or the address
	foreign bool            // the header's words for the address are not English
}

// A double is a column for a field that a better one of the same party holds.
type double struct {
	field  field
	column int
	unit   string
}

// A candidate is a column whose header names a field.
type candidate struct {
	claim
	column int
}

const (
	unmapped = -1
	asNamed  = -partyRank // rank of a column that --columns names
)

// has tells whether a column holds one of the fields.
func (m *mapping) has(fields ...field) bool {
	return slices.ContainsFunc(fields, func(f field) bool { return m.columns[f] != unmapped })
}

// anyTitle tells whether a column that is not ignored has such a header.
func (m *mapping) anyTitle(is func(title string) bool) bool {
	for at, title := range m.titles {
		if is(title) && !slices.Contains(m.ignored, at) {
			return true
		}
	}
	return false
}

// newMapping finds the columns by their headers. Those that are named come
// first.
func newMapping(titles []string, named Columns) (*mapping, error) {
	m := &mapping{titles: titles, named: named}
	for f := range m.columns {
		m.columns[f], m.spare[f] = unmapped, unmapped
	}
	if err := m.looseTitle(); err != nil {
		return nil, err
	}
	taken, err := m.take(named)
	if err != nil {
		return nil, err
	}
	candidates := m.candidates(taken)
	m.splitNames(candidates)
	if err := m.claim(candidates); err != nil {
		return nil, err
	}
	m.settle()
	if err := m.oneParty(candidates); err != nil {
		return nil, err
	}
	for _, column := range named.fields() {
		if m.columns[column.field] == unmapped && (ofRecipient(column.field) != company || m.spare[column.field] == unmapped) {
			return nil, fmt.Errorf("%s %s=%s is not used: a field in one piece takes the place of its pieces, a name that of the company, and a sender needs its street1", named.option, column.field, column.named)
		}
	}
	m.guard(candidates)
	return m, m.missing()
}

// looseTitle refuses a header with a quote too many or too few, unless it may be
// an inch mark: the column would not be found by it.
func (m *mapping) looseTitle() error {
	for at, title := range m.titles {
		if claim, known := claimed(title); strings.Count(title, `"`)%2 == 1 && (!known || !isSide(claim.field)) {
			return fmt.Errorf("the header of column %s has a single quote in it, so a quote may be missing: expected none, or one at each end", titled(at, title))
		}
	}
	return nil
}

// take gives fields the columns that --columns names, and sets those apart that
// it ignores.
func (m *mapping) take(named Columns) (taken map[int]bool, err error) {
	taken = map[int]bool{}
	for _, column := range named.all {
		at, _, err := column.find(m.titles)
		if err != nil {
			return nil, named.wrong(column, err)
		}
		if taken[at] {
			return nil, fmt.Errorf("%s names %s twice: expected one field for a column", named.option, titled(at, m.titles[at]))
		}
		taken[at] = true
		if column.field == ignored {
			m.ignored = append(m.ignored, at)
			continue
		}
		m.columns[column.field] = at
		m.units[column.field], m.ranks[column.field] = unitOf(column.field, m.titles[at]), asNamed
	}
	return taken, nil
}

// unitOf is the unit that a header ends with.
func unitOf(f field, title string) string {
	words := normalised(title)
	if words == "" {
		return ""
	}
	switch f {
	case weight:
		_, unit := withoutUnit(words, weightUnits)
		return unit
	case dimensions, length, width, height:
		_, unit := withoutUnit(words, lengthUnits)
		return unit
	}
	return ""
}

// candidates are the columns that are not taken and whose headers name a
// field, in their order.
func (m *mapping) candidates(taken map[int]bool) []candidate {
	var all []candidate
	for at, title := range m.titles {
		claim, known := m.claimed(title)
		switch {
		case taken[at]:
		case known:
			all = append(all, candidate{claim, at})
		case slices.Contains(unitWords, normalised(title)):
			m.vague = append(m.vague, at)
		}
	}
	return all
}

// claim gives fields the columns whose headers name them: the one that fits
// best. Others of the same party are doubles.
func (m *mapping) claim(candidates []candidate) error {
	for f := range fieldCount {
		all := slices.DeleteFunc(slices.Clone(candidates), func(c candidate) bool { return c.field != f })
		if m.columns[f] != unmapped { // --columns names it
			m.compareWithNamed(f, all)
			continue
		}
		if f == weight {
			all = m.poundsAndOunces(all)
		}
		slices.SortStableFunc(all, func(a, b candidate) int { return a.rank - b.rank })
		for i, c := range all {
			switch first := all[0]; {
			case i == 0:
				m.columns[f], m.units[f], m.ranks[f] = c.column, c.unit, c.rank
				m.foreign = m.foreign || c.foreign && isOfAddress(f)
			case c.rank == first.rank:
				return fmt.Errorf("columns %s and %s both look like the %s: choose one with %s, as in %s",
					titled(first.column, m.titles[first.column]), titled(c.column, m.titles[c.column]), f, m.named.option, m.named.ask(f, letters(first.column)))
			case c.rank/partyRank == first.rank/partyRank:
				m.doubles = append(m.doubles, double{f, c.column, c.unit})
			}
		}
	}
	return nil
}

// settle decides between columns that hold the same field, and lists the
// others.
func (m *mapping) settle() {
	if m.has(senderStreet1) && !m.has(senderState) { // a sender's, and no shipment's origin
		m.columns[senderState], m.columns[origin] = m.columns[origin], unmapped
	}
	m.prefer(name, firstName, lastName)
	m.prefer(senderName, senderFirstName, senderLastName)
	m.prefer(dimensions, length, width, height)
	m.joinWeights()
	m.prefer(weight, pounds, ounces)
	m.instead(company, street1, name, firstName, lastName)
	m.instead(senderCompany, senderStreet1, senderName, senderFirstName, senderLastName)
	if !m.has(senderStreet1) { // a ZIP code alone is no sender
		m.spare[senderCompany] = unmapped
		for _, f := range ofSender {
			m.drop(f)
		}
	}
	for at, title := range m.titles {
		if title != "" && !slices.Contains(m.columns[:], at) && !slices.Contains(m.ignored, at) && !m.isSpareCompany(at) {
			m.unused = append(m.unused, shortened(title))
		}
	}
}

// prefer chooses where a file has a field both in one column and in several. It
// keeps the one that --columns names, or else the one whose headers name the
// party more clearly.
func (m *mapping) prefer(whole field, pieces ...field) {
	if !m.has(whole) || !m.has(pieces...) {
		return
	}
	tier := func(f field) int {
		if m.columns[f] == unmapped {
			return int(fieldCount)
		}
		return m.ranks[f] / partyRank
	}
	best := slices.MinFunc(pieces, func(a, b field) int { return tier(a) - tier(b) })
	switch {
	case tier(best) < tier(whole):
		if m.isNamed(best) && m.mayBeOneParty(best, m.tier(whole)) {
			m.doubles = append(m.doubles, double{whole, m.columns[whole], m.units[whole]})
		}
		m.drop(whole)
		return
	case tier(best) == tier(whole), m.isNamed(whole) && m.mayBeOneParty(whole, tier(best)):
		for _, piece := range pieces {
			m.spare[piece] = m.columns[piece]
		}
	}
	m.drop(pieces...)
}

// instead drops a company where there is a name, unless --columns names the
// company. The company of the same party stays at hand for rows without a name.
func (m *mapping) instead(company, street field, names ...field) {
	isOne := func(f field) bool { return m.has(f) && m.mayBeOneParty(f, m.tier(company)) }
	switch {
	case m.isNamed(company) && !slices.ContainsFunc(names, m.isNamed):
		m.drop(names...)
	case m.has(names...) && m.has(company):
		if m.isNamed(company) || isOne(street) || slices.ContainsFunc(names, isOne) {
			m.spare[company] = m.columns[company]
		}
		m.drop(company)
	}
}

func (m *mapping) drop(fields ...field) {
	for _, f := range fields {
		m.columns[f] = unmapped
	}
}

// missing reports the fields that a shipment needs and that have no column.
func (m *mapping) missing() error {
	var lacks []field
	need := func(f field, instead ...field) {
		if !m.has(append(instead, f)...) {
			lacks = append(lacks, f)
		}
	}
	need(name, firstName, lastName, company)
	need(street1)
	need(city)
	if m.foreign { // the address may be in any country, and an order without one would go to the United States
		need(country)
	}
	need(postalCode, country) // where there are countries, each line knows whether it needs one
	if m.has(length, width, height) {
		need(length)
		need(width)
		need(height)
	} else {
		need(dimensions)
	}
	need(weight, pounds, ounces)
	if m.has(senderStreet1) {
		need(senderName, senderFirstName, senderLastName, senderCompany)
		need(senderCity)
	}
	if len(lacks) == 0 {
		return nil
	}
	names := make([]string, len(lacks))
	for i, f := range lacks {
		names[i] = f.String()
	}
	return fmt.Errorf("no column is known for %s: name it with %s, as in %s; the file has %s",
		strings.Join(names, ", "), m.named.option, m.named.ask(lacks[0], "HEADER"), listedTitles(m.titles))
}
