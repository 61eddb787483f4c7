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
	inside   int    // what would part cells, inside the quotes
}

// A BreakRule says how many line breaks a cell may hold, and what an error calls the cell: its place, or nothing for its number, and its field. A
// quote that is missing makes one cell of several orders, and only the kind of the cell tells that from an address on two lines.
type BreakRule func(cell Broken) (most int, place, field string)

// AnyBreaks is the rule of cells that may hold any number of lines.
func AnyBreaks(Broken) (most int, place, field string) { return MaxQuotedLines, "", "cell" }

// MostStreetBreaks is how many line breaks a street may hold: an address has a few lines.
const MostStreetBreaks = 3

// SheetBreaks is the rule for the columns of a spreadsheet line: a street may have [MostStreetBreaks], and the contents and the column
// that is ignored any number. Where the line can't be aligned, no cell may hold one.
func SheetBreaks(cell Broken) (most int, place, field string) {
	var row columns
	if row.split(cell.Line) != nil || row.align() != nil {
		return 0, "", "cell"
	}
	switch column := cell.Cell - row.first; {
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
		c.row.broken = append(c.row.broken, Broken{Row: c.number, Cell: c.row.cell, From: c.opened, To: c.current, inside: c.row.inside})
	}
}

// checkBreaks holds the cells of a row that go on over several lines against the rule, and against what a missing quote would make of whole
// orders. It marks the lines of a row that it refuses, so that each of them is an error of its own: any of them may be an order.
func (c *commaReader) checkBreaks(first sourceLine, taken []sourceLine) *ParseError {
	if c.rule == nil {
		return nil
	}
	for _, cell := range c.row.broken {
		cell.Line = string(c.line)
		most, place, field := c.rule(cell)
		breaks := cell.To - cell.From
		if breaks <= most && !c.holdsOrders(cell) {
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

// leastParted is how often an order is parted at least: it has a name, a street, a city, a postal code, dimensions and a weight.
const leastParted = 5

// counted notes how often a row that stands on one line is parted.
func (c *commaReader) counted(parted int) {
	if parted >= leastParted && (c.fewest == 0 || parted < c.fewest) {
		c.fewest = parted
	}
}

// holdsOrders tells whether the lines of a cell are parted nearly as often as an order of the file. A quote that is missing may stand in any
// column, so that the order it swallows may lack some of its cells. Tabs have no other use in a cell with several lines.
func (c *commaReader) holdsOrders(cell Broken) bool {
	breaks, usual := cell.To-cell.From, c.fewest
	if c.comma == '\t' {
		return cell.inside >= breaks
	}
	if usual == 0 {
		usual = c.row.cell
	}
	return usual >= leastParted && 4*cell.inside >= 3*usual*breaks
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
	case most < MaxQuotedLines:
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
