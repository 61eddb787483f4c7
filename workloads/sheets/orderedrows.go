package sheets

import (
	"fmt"
	"slices"
	"strings"

	"ep-benchmark/workloads/shipping"
)

// ordered are rows that are put in the order of a spreadsheet line by their
// header.
type ordered struct {
	rawRows
	mapping *mapping
	place   placer
	number  int
	cells   []string // of the row, as the file has them
}

// Next goes to the next row with any text. Titles above the header are passed
// over.
func (o *ordered) Next() bool {
	for o.rawRows.Next() {
		number, line, problem := o.rawRows.Row()
		o.number, o.cells = number, cellsOf(line)
		count := filled(o.cells)
		switch {
		case problem != nil, o.cells == nil:
			return true
		case number == o.mapping.header, number < o.mapping.header && count <= titleCells, count == 0 && len(o.flaws()) == 0:
			continue
		}
		return true
	}
	return false
}

// Row returns the row in order.
func (o *ordered) Row() (number int, line string, problem *shipping.ParseError) {
	number, line, problem = o.rawRows.Row()
	switch {
	case problem != nil:
		return number, line, problem
	case o.cells == nil:
		return number, line, shipping.LineError(line, fmt.Sprintf("more than %d cells", mostCells), o.headerWanted())
	case number < o.mapping.header:
		return number, line, shipping.LineError(line, fmt.Sprintf("it stands above the header, which is line %d", o.mapping.header), "orders below the header")
	}
	if problem = o.refuse(); problem != nil {
		return number, line, problem
	}
	text, problem := o.arranged()
	if problem == nil && strings.TrimSpace(text) == "" {
		problem = shipping.LineError(line, "nothing in the columns that are used", "a shipment")
	}
	return number, text, problem
}

func (o *ordered) headerWanted() string {
	return fmt.Sprintf("the %d columns of the header", len(o.mapping.titles))
}

// breaks is the rule for cells of a text that go on over several lines. Cells
// of the header may, and so may cells of columns that are not used. A row that
// has too many cells, or cells of another order, is refused, because the quotes
// then close in that other order.
func (m *mapping) breaks(place placer) shipping.BreakRule {
	return func(cell shipping.Broken) (most int, at, name string) {
		title := ""
		if cell.Cell < len(m.titles) {
			title = m.titles[cell.Cell]
		}
		at, name, most = place(cell.Row, cell.Cell, title), "cell", shipping.MaxQuotedLines
		f := field(slices.Index(m.columns[:], cell.Cell))
		if f >= 0 {
			name = f.String()
		}
		switch {
		case cell.Row == m.header:
		case cell.Wider, m.isOver(cell.Line), m.displaces(cell):
			most = shipping.RefuseCell
		case f < 0 && cell.Cell >= len(m.titles):
			most = 0
		case f == street1, f == street2, f == senderStreet1, f == senderStreet2:
			most = shipping.MostStreetBreaks
		case f >= 0 && f != contents:
			most = 0
		}
		return most, at, name
	}
}

// marks is the rule for quotes inside cells that do not begin with one. They are
// inch marks where a side of the parcel stands. The header has its own rule.
func (m *mapping) marks(place placer) shipping.MarkRule {
	return func(row int, _ string, cell int) (may bool, at, name string) {
		title, f := "", m.holds(cell)
		if cell < len(m.titles) {
			title = m.titles[cell]
		}
		name = "cell"
		if f != fieldCount {
			name = f.String()
		}
		return row <= m.header || isSide(f), place(row, cell, title), name
	}
}

// holds is the field that a column holds, or is compared with; fieldCount for
// none.
func (m *mapping) holds(column int) field {
	for f := range fieldCount {
		if m.columns[f] == column || m.spare[f] == column {
			return f
		}
	}
	for _, d := range m.doubles {
		if d.column == column {
			return d.field
		}
	}
	return fieldCount
}

func isSide(f field) bool { return slices.Contains([]field{dimensions, length, width, height}, f) }

// isOver tells whether a line has a text behind the header's last column.
func (m *mapping) isOver(line string) bool {
	at := 0
	for cell := range strings.SplitSeq(line, "\t") {
		if at >= len(m.titles) && strings.TrimSpace(cell) != "" {
			return true
		}
		at++
	}
	return false
}

// weighed is the first column that holds a weight, or a part of it.
func (m *mapping) weighed() int {
	for _, f := range []field{weight, pounds, ounces} {
		if m.has(f) {
			return m.columns[f]
		}
	}
	return unmapped
}

// refuse finds what makes a row bad before it is parsed: a flaw in a cell that
// is used, a spoilt cell, or a text behind the header's last column.
func (o *ordered) refuse() *shipping.ParseError {
	for _, flaw := range o.flaws() {
		if o.uses(flaw.column) && (!flaw.ofMeasure || o.isMeasured(flaw.column)) {
			return flaw.refused(o.at(flaw.column))
		}
	}
	for _, f := range composed {
		if problem, want := shipping.Spoilt(o.get(f)); problem != "" {
			return o.wrong(f.String(), o.get(f), problem, want, o.filledBy(f))
		}
	}
	for at := len(o.mapping.titles); at < len(o.cells); at++ {
		if o.cells[at] != "" {
			return o.wrong("cell", o.cells[at], "a cell behind the header's last column", o.headerWanted(), at)
		}
	}
	if problem := o.headless(); problem != nil {
		return problem
	}
	if o.mapping.foreign && o.get(country) == "" {
		return o.wrong(country.String(), "", "empty, and the header is not English, so that the address need not be in the United States",
			"a country, US among them", o.mapping.columns[country])
	}
	return o.disagreement()
}

// headless finds a text below an empty cell of the header, since what such a
// text means is unknown. A whole number in the first column is accepted:
// programs number their rows there.
func (o *ordered) headless() *shipping.ParseError {
	m := o.mapping
	for at, title := range m.titles {
		text := o.cell(at)
		if title != "" || text == "" || m.header == 0 || m.isRead(at) || slices.Contains(m.ignored, at) || at == 0 && isRowNumber(text) {
			continue
		}
		return o.wrong("cell", text, "its column has no header, so that it is not used", "a header that says what it is, or "+m.named.ask(ignored, letters(at))+" to leave it out", at)
	}
	return nil
}

func isRowNumber(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
}

// composed are the fields that are put together with others or with a unit.
// After that the parser would not detect that a cell is spoilt.
var composed = []field{
	dimensions, length, width, height, sizeUnit, weight, pounds, ounces, weightUnit, senderFirstName, senderLastName,
}

// uses tells whether a column is read: it holds a field, or is compared with one
// that does.
func (o *ordered) uses(column int) bool {
	m := o.mapping
	if m.isSpareCompany(column) {
		return !o.isNamed(column == m.spare[senderCompany])
	}
	isDouble := func(d double) bool { return d.column == column && !mayDiffer(d.field) }
	isGuarded := func(g guarded) bool { return g.column == column && g.address }
	return slices.Contains(m.columns[:], column) || slices.Contains(m.spare[:], column) || slices.Contains(m.vague, column) ||
		slices.ContainsFunc(m.doubles, isDouble) || slices.ContainsFunc(m.guarded, isGuarded)
}

// isNamed tells whether the row has the name of a person, the sender or the
// recipient.
func (o *ordered) isNamed(sender bool) bool {
	names := []field{name, firstName, lastName}
	if sender {
		names = []field{senderName, senderFirstName, senderLastName}
	}
	return slices.ContainsFunc(names, func(f field) bool { return o.cell(o.mapping.columns[f]) != "" })
}

// isMeasured tells whether a column that is used holds a weight or a size.
func (o *ordered) isMeasured(column int) bool {
	m := o.mapping
	for f := range fieldCount {
		if isMeasure(f) && (m.columns[f] == column || m.spare[f] == column) {
			return true
		}
	}
	return slices.ContainsFunc(m.doubles, func(d double) bool { return d.column == column && isMeasure(d.field) })
}

// at is a column's place in the row under way.
func (o *ordered) at(column int) string {
	title := ""
	if column < len(o.mapping.titles) {
		title = o.mapping.titles[column]
	}
	return o.place(o.number, column, title)
}

// wrong is the error of a cell that can't be put in its place.
func (o *ordered) wrong(field, text, problem, want string, column int) *shipping.ParseError {
	return &shipping.ParseError{Column: shipping.NoColumn, Place: o.at(column), Field: field, Text: text, Problem: problem, Want: want}
}

// get is the text of a field; "" where it has no column.
func (o *ordered) get(f field) string { return o.cell(o.filledBy(f)) }

// some is the text of the first of the fields that has a column.
func (o *ordered) some(fields ...field) string {
	for _, f := range fields {
		if o.mapping.has(f) {
			return o.get(f)
		}
	}
	return ""
}

// sources are the fields that the columns of an ordered line are put together
// from: one reference, then the columns of a spreadsheet line.
var sources = [][]field{
	{reference},
	{origin},
	{carrier},
	{name, firstName, company},
	{lastName},
	{phone},
	{email},
	{street1},
	{street2},
	{city},
	{state},
	{postalCode},
	{country},
	nil,
	{dimensions, length, width, height},
	{weight, pounds, ounces},
	{contents},
	{senderName, senderFirstName, senderLastName, senderCompany},
	{senderStreet1},
	{senderStreet2},
	{senderCity},
	{senderState},
	{senderPostalCode},
	{senderCountry},
	{senderPhone},
	{senderEmail},
}

// Columns of an ordered line that are not just a copy of a cell.
const (
	sizeAt   = 14
	weightAt = 15
	senderAt = 17
)

// arranged puts the row's cells in the order of a spreadsheet line, after its
// reference.
func (o *ordered) arranged() (string, *shipping.ParseError) {
	size, problem := o.size()
	if problem != nil {
		return "", problem
	}
	mass, problem := o.mass()
	if problem != nil {
		return "", problem
	}
	cells := make([]string, 0, len(sources))
	for at, fields := range sources {
		switch {
		case at == sizeAt:
			cells = append(cells, size)
		case at == weightAt:
			cells = append(cells, mass)
		case at == senderAt && !o.mapping.has(senderStreet1):
			return strings.Join(cells, "\t"), nil
		case at == senderAt:
			cells = append(cells, o.sender())
		default:
			cells = append(cells, o.some(fields...))
		}
	}
	return strings.Join(cells, "\t"), nil
}

// sender is the sender's name.
func (o *ordered) sender() string {
	if o.mapping.has(senderFirstName, senderLastName) {
		return strings.TrimSpace(o.get(senderFirstName) + " " + o.get(senderLastName))
	}
	return o.some(senderName, senderCompany)
}

// Layout says that the lines are in order.
func (o *ordered) Layout() shipping.Layout {
	layout := o.rawRows.Layout()
	layout.Ordered, layout.References = true, 1
	return layout
}

// Explain names the file's own columns.
func (o *ordered) Explain(failure *shipping.ParseError) {
	o.rawRows.Explain(failure)
	if failure.Column == shipping.NoColumn {
		return
	}
	fields := sources[failure.Column]
	if failure.Column == weightAt && o.mapping.units[weight] == "" && !o.mapping.has(weightUnit) && o.mapping.has(weight) {
		failure.Want += `, or a header that says the unit, such as "Weight (oz)"`
	}
	var places []string
	for _, f := range fields {
		if at := o.filledBy(f); at != unmapped {
			places = append(places, o.at(at))
			failure.Text = o.get(f)
		}
	}
	if len(places) > 1 {
		failure.Text = o.joined(fields)
	}
	failure.Column, failure.Place = shipping.NoColumn, strings.Join(places, " and ")
}

// joined are the texts of a field that has several columns.
func (o *ordered) joined(fields []field) string {
	var all []string
	for _, f := range fields {
		if text := o.get(f); text != "" {
			all = append(all, text)
		}
	}
	return strings.Join(all, " x ")
}
