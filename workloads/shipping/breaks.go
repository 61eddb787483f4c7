package shipping

import (
	"fmt"
	"strings"
)

// A Broken is a cell in quotes that goes on over several lines of its file.
type Broken struct {
	Row      int    // number of the row, which is that of its first line
	Line     string // the row, its cells parted by tabs
	Cell     int    // index of the cell in the row, from 0
	From, To int    // the lines in which its quotes open and close
	Closes   int    // index of the cell in its last line, were that line a row of its own
	Wider    bool   // the row has more cells than any row before it

	opens, ends int      // where in its first and last line its text begins and ends
	texts       []string // what stands in the quotes, line by line
	style       notation // of the file's numbers
}

// A BreakRule says how many line breaks a cell may hold, or [RefuseCell], and what an error calls the cell: its place, or nothing for its number,
// and its field. A quote that is missing makes one cell of several orders, and only the kind of the cell tells that from an address on two lines.
// Breaks with no text before or after them don't count.
type BreakRule func(cell Broken) (most int, place, field string)

// AnyBreaks is the rule of cells that may hold any number of lines.
func AnyBreaks(Broken) (most int, place, field string) { return MaxQuotedLines, "", "cell" }

// RefuseCell is what a [BreakRule] says of a cell that may have swallowed an order, whatever its kind.
const RefuseCell = -1

// MostStreetBreaks is how many line breaks a street may hold: an address has a few lines.
const MostStreetBreaks = 3

// SheetBreaks is the rule for the columns of a spreadsheet line: a street may have [MostStreetBreaks], and the contents and the column
// that is ignored any number. A row that can't be aligned, or has text behind the last column, may be several orders.
func SheetBreaks(cell Broken) (most int, place, field string) {
	var row columns
	if row.split(cell.Line) != nil || row.align() != nil {
		return RefuseCell, "", "cell"
	}
	switch column := cell.Cell - row.first; {
	case row.tooMany() != nil, cell.Displaces(row.first+columnPostalCode, row.first+columnDimensions, row.first+columnWeight):
		return RefuseCell, "", "cell"
	case column < 0:
		return 0, "", "reference"
	case column >= senderColumns:
		return 0, "", "cell"
	case column == columnFlag:
		return MaxQuotedLines, "", "cell"
	case column == columnContents:
		return MaxQuotedLines, "", fieldNames[column]
	case column == columnStreet1, column == columnStreet2, column == columnSenderStreet1, column == columnSenderStreet2:
		return MostStreetBreaks, "", fieldNames[column]
	default:
		return 0, "", fieldNames[column]
	}
}

// AllowBreaks sets the rule for the cells of a text that go on over several lines, before its first row is read. Rows of other files have no quotes
// that may be missing.
func AllowBreaks(rows Rows, rule BreakRule) {
	if text, is := rows.(*commaReader); is {
		text.rule = rule
	}
}

// closeQuotes remembers a cell that ends, if it went on over several lines.
func (c *commaReader) closeQuotes(at commaState) {
	if at == afterQuotes && c.current > c.opened {
		c.row.broken = append(c.row.broken, Broken{
			Row: c.number, Cell: c.row.cell, From: c.opened, To: c.current, opens: c.row.opens, ends: c.row.ends,
		})
	}
}

// checkBreaks holds the cells of a row that go on over several lines against the rule, and against what a missing quote would make of whole
// orders. It marks the lines of a row that it refuses, so that each of them is an error of its own: any of them may be an order.
func (c *commaReader) checkBreaks(first sourceLine, taken []sourceLine) *ParseError {
	if c.rule == nil || len(c.row.broken) == 0 {
		return nil
	}
	line := string(c.line)
	for _, cell := range c.row.broken {
		cell.Line = line
		c.complete(&cell, first, taken)
		if cell.beginsWithAll() {
			continue
		}
		most, place, field := c.rule(cell)
		if cell.breaks() <= most && !c.holdsOrders(cell) {
			continue
		}
		markWithin(taken, cell.From)
		failure := &ParseError{
			Column: cell.Cell, Place: place, Field: field, Text: cellOf(cell.Line, cell.Cell),
			Problem: brokenProblem(cell, first, taken), Want: wantOneLine(most),
		}
		if place != "" {
			failure.Column = NoColumn
		}
		return failure
	}
	return nil
}

// complete adds what is known of a cell when its whole row was read.
func (c *commaReader) complete(cell *Broken, first sourceLine, taken []sourceLine) {
	cell.style = c.Layout().notation()
	cell.Wider = c.widest >= leastParted && widthOf(c.row.cell, cell.Line) > c.widest
	for number := cell.From; number <= cell.To; number++ {
		text := first.text
		if number > first.number {
			text = taken[number-first.number-1].text
		}
		if number == cell.To {
			text = text[:cell.ends]
		}
		if number == cell.From {
			text = text[cell.opens:]
		}
		cell.texts = append(cell.texts, strings.ReplaceAll(text, `""`, `"`))
	}
	cell.Closes = strings.Count(cell.texts[len(cell.texts)-1], string(c.comma))
}

// breaks counts the line breaks with text before and after them.
func (b *Broken) breaks() int {
	first, last := -1, -1
	for i, text := range b.texts {
		if strings.TrimSpace(text) == "" {
			continue
		}
		if last = i; first < 0 {
			first = i
		}
	}
	return last - first
}

// beginsWithAll tells whether all of the text stands in the first line. Its quotes hold nothing of another line then.
func (b *Broken) beginsWithAll() bool {
	return strings.TrimSpace(strings.Join(b.texts[1:], "")) == ""
}

// Displaces tells whether the cells behind the cell are those of another order: the one in whose line the quotes close. Two of its measures are
// enough, since an order may lack the third.
func (b *Broken) Displaces(postalCode, dimensions, weight int) bool {
	found, expected := b.DisplacedMeasures(postalCode, dimensions, weight)
	return found > 0 && found >= min(expected, 2)
}

// DisplacedMeasures counts the measures of another order behind the cell: the one in whose line the quotes close. That line's cells stand in the
// wrong columns, all of them as far off. So its postal code, dimensions and weight, whose columns are given or are [NoColumn], are looked for
// where they would be. At most as many as expected are found.
func (b *Broken) DisplacedMeasures(postalCode, dimensions, weight int) (found, expected int) {
	off := b.Cell - b.Closes
	if off == 0 {
		return 0, 0
	}
	look := func(column int, is func(text string) bool) {
		if column > b.Closes {
			expected++
			if is(measureText(cellOf(b.Line, column+off))) {
				found++
			}
		}
	}
	look(postalCode, isAnyZIP)
	look(dimensions, func(text string) bool { return isSize(text, b.style) })
	look(weight, func(text string) bool { // its unit may stand in the header, but then it does not suffice
		return isMass(text, b.style) || expected > 1 && isMass(text+" oz", b.style)
	})
	return found, expected
}

// leastParted is how often an order is parted at least: it has a name, a street, a city, a postal code, dimensions and a weight.
const leastParted = 5

// counted notes how often a row that stands on one line is parted.
func (c *commaReader) counted(parted int, line string) {
	if parted >= leastParted && (c.fewest == 0 || parted < c.fewest) {
		c.fewest = parted
	}
	c.widest = max(c.widest, widthOf(parted, line))
}

// widthOf is how often a row is parted, but for a last cell that is empty: many files have one more in their orders than in their header.
func widthOf(parted int, line string) int {
	if line != "" && line[len(line)-1] == '\t' {
		return parted - 1
	}
	return parted
}

// holdsOrders tells whether a cell holds orders: its lines are parted as often as the least of orders or nearly as often as one of the file, or
// a part of them is what only an order has. A quote that is missing may stand in any column, so that the order it swallows may lack some
// of its cells. Tabs have no other use in a cell with several lines.
func (c *commaReader) holdsOrders(cell Broken) bool {
	inside, breaks, usual := 0, max(cell.breaks(), 1), c.fewest
	for _, text := range cell.texts {
		inside += strings.Count(text, string(c.comma))
	}
	if usual == 0 {
		usual = c.row.cell
	}
	switch {
	case c.comma == '\t' && inside >= breaks, inside >= leastParted*breaks, usual >= leastParted && 4*inside >= 3*usual*breaks:
		return true
	}
	return (cell.breaks() > 0 || inside > 0) && c.holdsMeasures(cell)
}

// holdsMeasures tells whether a part of a cell is what an order has in a cell of its own: a ZIP code, dimensions or a weight. The first part
// is the cell's own.
func (c *commaReader) holdsMeasures(cell Broken) bool {
	own := true
	for _, text := range cell.texts {
		for part := range strings.SplitSeq(text, string(c.comma)) {
			part = measureText(part)
			if !own && (isAnyZIP(part) || isSize(part, cell.style) || isMass(part, cell.style)) {
				return true
			}
			own = false
		}
	}
	return false
}

// measureText is a part of a row without what stands around its text.
func measureText(part string) string { return unguarded(trimmed(part)) }

// isAnyZIP says whether a text is a ZIP code, of five digits or nine.
func isAnyZIP(text string) bool {
	if code, more, found := strings.Cut(text, "-"); found {
		return isZIP(code) && len(more) == 4 && isDigits(more)
	}
	return isZIP(text)
}

// isSize says whether a text is dimensions. Three numbers alone may be a phone number.
func isSize(text string, style notation) bool {
	if strings.Trim(text, "0123456789., ") == "" {
		return false
	}
	_, problem := scanDimensions(text, style)
	return problem == ""
}

// isMass says whether a text is a weight with its unit.
func isMass(text string, style notation) bool {
	_, problem := scanWeight(text, style)
	return problem == ""
}

// brokenProblem says which lines a cell takes up, and which are refused with it.
func brokenProblem(cell Broken, first sourceLine, taken []sourceLine) string {
	return fmt.Sprintf("its quotes open in line %d and close in line %d, so a quote may be missing; lines %d to %d may be orders of their own, "+
		"and none of them is read", cell.From, cell.To, first.number, taken[len(taken)-1].number)
}

// wantOneLine says how many lines a cell may have.
func wantOneLine(most int) string {
	const quotes = ", with a quote at its end if it begins with one"
	switch {
	case most == 0:
		return "text on one line" + quotes
	case most > 0 && most < MaxQuotedLines:
		return fmt.Sprintf("text of at most %d lines", most+1) + quotes
	}
	return "text that holds no orders" + quotes
}

// swallowed is the error of a line that was read inside quotes which may be missing their end.
func swallowed(line sourceLine) *ParseError {
	return LineError(line.text, fmt.Sprintf("it stands inside quotes that open in line %d, where a quote may be missing", line.open),
		"an order outside of quotes: correct the quotes of that line")
}

// markWithin says of lines that they were read inside quotes which open in a line before them. Each is an error then.
func markWithin(lines []sourceLine, opened int) {
	for i := range lines {
		lines[i].open, lines[i].within = opened, true
	}
}

// markOpen says of lines that are given back in which line a quote opens that is not closed.
func markOpen(lines []sourceLine, opened int) {
	for i := range lines {
		if lines[i].open == 0 {
			lines[i].open = opened
		}
	}
}

// cellOf is a cell of a line by its index.
func cellOf(line string, index int) string {
	at := 0
	for cell := range strings.SplitSeq(line, "\t") {
		if at == index {
			return cell
		}
		at++
	}
	return ""
}
