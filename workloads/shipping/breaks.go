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

// A BreakRule returns how many line breaks a cell may hold, or [RefuseCell], and how an error names the cell: its place, or "" for its
// number, and its field. A missing quote turns several orders into one cell, and only the kind of the cell distinguishes that from an
// address on two lines. Breaks without text before or after them don't count.
type BreakRule func(cell Broken) (most int, place, field string)

// AnyBreaks is the rule of cells that may hold any number of lines.
func AnyBreaks(Broken) (most int, place, field string) { return MaxQuotedLines, "", "cell" }

// RefuseCell is what a [BreakRule] returns for a cell of any kind that may have swallowed an order.
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

// AllowBreaks sets the rules for the cells of a text that go on over several lines, and for those with quotes inside, before its first row
// is read. It does nothing for the rows of other files, which have no quotes.
func AllowBreaks(rows Rows, rule BreakRule, marks MarkRule) {
	if text, is := rows.(*commaReader); is {
		text.rule, text.marks = rule, marks
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

// checkBreaks checks the cells of a row that go on over several lines. It refuses a cell that breaks the rule, or that looks like orders
// swallowed by a missing quote. It marks the lines of a row that it refuses, so that each of them is an error of its own, since any of them
// may be an order.
func (c *commaReader) checkBreaks(first sourceLine, taken []sourceLine) *ParseError {
	if c.rule == nil || len(c.row.broken) == 0 {
		return nil
	}
	line := string(c.line)
	for i := range c.row.broken {
		c.row.broken[i].Line = line
		c.complete(&c.row.broken[i], first, taken)
		cell := c.row.broken[i]
		if cell.beginsWithAll() {
			continue
		}
		most, place, field := c.rule(cell)
		if cell.breaks() <= most && !c.holdsOrders(cell) && !c.closesWrongly(cell, most) {
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

// closesWrongly tells whether the quote that closes a cell may be another one than that which belongs to it.
func (c *commaReader) closesWrongly(cell Broken, most int) bool {
	if c.marks == nil {
		return false
	}
	return most != MostStreetBreaks && c.mayEndInInches(cell) || c.closesLoosely()
}

// complete adds to a cell what is known only after its whole row was read.
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

// beginsWithAll tells whether all of the text stands in the first line. The quotes then hold no text of another line.
func (b *Broken) beginsWithAll() bool {
	return strings.TrimSpace(strings.Join(b.texts[1:], "")) == ""
}

// Displaces tells whether the cells behind the cell are those of another order, the one in whose line the quotes close. Finding two of that
// order's measures is enough, since an order may lack the third.
func (b *Broken) Displaces(postalCode, dimensions, weight int) bool {
	found, expected := b.DisplacedMeasures(postalCode, dimensions, weight)
	return found > 0 && found >= min(expected, 2)
}

// DisplacedMeasures counts the measures of another order behind the cell: the one in whose line the quotes close. The cells of that line
// stand in the wrong columns, all displaced by the same number. So its postal code, dimensions and weight are searched for where they would
// then be. Their columns are given, or are [NoColumn]. The number expected is that of the measures that are searched for.
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
	look(weight, func(text string) bool { // a number whose unit may stand in the header does not suffice alone
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

// widthOf is how often a row is parted, without an empty last cell, since in many files the orders have one such cell more than the header.
func widthOf(parted int, line string) int {
	if line != "" && line[len(line)-1] == '\t' {
		return parted - 1
	}
	return parted
}

// holdsOrders tells whether a cell holds orders. It does if its lines are parted as often as the shortest possible order, or nearly as
// often as an order of the file, or if a part of a line is something that only an order has. A missing quote may be in any column, so the
// order that it swallows may lack some of its cells. In a file parted by tabs, one tab per line break is enough, since tabs have no other
// use in such a cell.
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

// holdsMeasures tells whether a part of a cell is a ZIP code, dimensions or a weight, which an order has in a cell of its own. The first
// part is left out, since it is the text of the cell itself.
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

// measureText is a part of a row without white space and guards around its text.
func measureText(part string) string { return unguarded(trimmed(part)) }

// isAnyZIP says whether a text is a ZIP code, of five digits or nine.
func isAnyZIP(text string) bool {
	if code, more, found := strings.Cut(text, "-"); found {
		return isZIP(code) && len(more) == 4 && isDigits(more)
	}
	return isZIP(text)
}

// isSize says whether a text is dimensions. Three numbers without a separator or a unit are not, since they may be a phone number.
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

// brokenProblem names the lines of a cell, and the lines that are refused with it.
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

// swallowed is the error of a line that was read inside quotes whose closing quote may be missing.
func swallowed(line sourceLine) *ParseError {
	return LineError(line.text, fmt.Sprintf("it stands inside quotes that open in line %d, where a quote may be missing", line.open),
		"an order outside of quotes: correct the quotes of that line")
}

// markWithin marks lines as read inside quotes that open in an earlier line. Each of them is then an error.
func markWithin(lines []sourceLine, opened int) {
	for i := range lines {
		lines[i].open, lines[i].within = opened, true
	}
}

// markOpen notes, for lines that are read again, in which line a quote opens that is not closed.
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
