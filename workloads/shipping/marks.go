package shipping

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A loose cell does not begin with a quote, and has an odd number of them. Programs that put quotes around cells have doubled those inside,
// so one of the quotes around a cell may be missing: "Mug, red" has become two cells.
type loose struct {
	cell int
	inch bool // its last quote stands behind a number
}

// A MarkRule tells whether a cell of a row may hold inch marks, as a side of a parcel does, and how an error names the cell: its place, or ""
// for its number, and its field.
type MarkRule func(row int, line string, cell int) (may bool, place, field string)

// SheetMarks is the rule for the columns of a spreadsheet line: the dimensions may have inch marks. In a line that can't be aligned, which
// is an error of its own, they may stand about where the dimensions do.
func SheetMarks(_ int, line string, cell int) (may bool, place, field string) {
	var row columns
	if row.split(line) != nil || row.align() != nil {
		return cell >= columnDimensions-2, "", "cell"
	}
	if cell-row.first == columnDimensions {
		return true, "", fieldNames[columnDimensions]
	}
	if column := cell - row.first; column >= 0 && column < len(fieldNames) && fieldNames[column] != "" {
		return false, "", fieldNames[column]
	}
	return false, "", "cell"
}

// endLoose remembers a cell that ends, if it is a loose one.
func (c *commaReader) endLoose(at commaState, begin int) {
	if at == inCell && c.row.quotes%2 == 1 {
		c.row.odd = append(c.row.odd, loose{c.row.cell, isInchMark(c.line[begin:])})
	}
	c.row.quotes = 0
}

// isInchMark tells whether the last quote of a text stands behind a number.
func isInchMark(text []byte) bool {
	before := strings.TrimRightFunc(string(text[:strings.LastIndexByte(string(text), '"')]), unicode.IsSpace)
	last, _ := utf8.DecodeLastRuneInString(before)
	return unicode.IsNumber(last)
}

// checkMarks refuses a row with a loose cell, unless its quotes can only be inch marks. Tabs are no part of cells, so a missing quote parts
// none there: behind a number, a quote is an inch mark in every column of such a file. Beside a cell that goes on over several lines it
// is not, since the file then has quotes around cells.
func (c *commaReader) checkMarks(first sourceLine, taken []sourceLine) *ParseError {
	if c.marks == nil {
		return nil
	}
	line := string(c.line)
	for _, cell := range c.row.odd {
		may, place, field := c.marks(first.number, line, cell.cell)
		if (may || c.comma == '\t' && cell.inch) && !c.isBehindBreaks(cell) {
			continue
		}
		return c.refuseMarks(first, taken, &ParseError{Column: cell.cell, Place: place, Field: field, Text: cellOf(line, cell.cell), Problem: problemLoose, Want: wantQuotes})
	}
	switch {
	case c.row.holdsComma && c.closesLoosely():
		return c.refuseMarks(first, taken, c.lastCell(first.number, line, problemNext))
	case c.mayGoOn(first.number, line):
		return c.refuseMarks(first, taken, c.lastCell(first.number, line, problemGoesOn))
	}
	return nil
}

// mayGoOn tells whether a row's last cell may go on in the lines behind it. A header's does not, and a blank row has no cell that begins.
func (c *commaReader) mayGoOn(number int, line string) bool {
	return !isBlank(line) && !c.isHeader(number, line) && c.goesOnLoosely()
}

// isHeader tells whether a row is a file's header or stands above it: any cell of it may have inch marks, the first one and one that no row
// has.
func (c *commaReader) isHeader(number int, line string) bool {
	first, _, _ := c.marks(number, line, 0)
	behind, _, _ := c.marks(number, line, MaxLineBytes)
	return first && behind
}

// lastCell is the error of a row's last cell.
func (c *commaReader) lastCell(number int, line, problem string) *ParseError {
	cell := strings.Count(line, "\t")
	_, place, field := c.marks(number, line, cell)
	return &ParseError{Column: cell, Place: place, Field: field, Text: cellOf(line, cell), Problem: problem, Want: wantQuotes}
}

// What is wrong with quotes, where one may be missing.
const (
	problemLoose  = "a quote inside a cell that does not begin with one, so a quote may be missing"
	problemNext   = "the next quote of the file stands inside a cell that does not begin with one, so a quote may be missing"
	problemGoesOn = "the next line may belong to it, since that ends in a quote which opens nowhere"
)

// refuseMarks completes the error of a cell, and marks the lines on which its row goes on as errors of their own.
func (c *commaReader) refuseMarks(first sourceLine, taken []sourceLine, failure *ParseError) *ParseError {
	markWithin(taken, first.number)
	if len(taken) > 0 {
		failure.Problem += fmt.Sprintf("; lines %d to %d may be orders of their own, and none of them is read", first.number, taken[len(taken)-1].number)
	}
	if failure.Place != "" {
		failure.Column = NoColumn
	}
	return failure
}

// markRest marks the lines that may be the rest of a row's first cell whose quote does not close: up to the first one that is parted as often
// as an order. It would be read as an order with the end of that cell in its first column. A row whose first line is an order has no such rest.
func (c *commaReader) markRest(first sourceLine, taken []sourceLine) {
	if c.row.opensIn != 0 || c.opened != first.number || c.isWhole(first) {
		return
	}
	for i := range taken {
		if c.isWhole(taken[i]) {
			markWithin(taken[:i+1], first.number)
			return
		}
	}
}

// isBehindBreaks tells whether a cell stands behind one that goes on over several lines.
func (c *commaReader) isBehindBreaks(cell loose) bool {
	for i := range c.row.broken {
		if c.row.broken[i].Cell < cell.cell && !c.row.broken[i].beginsWithAll() {
			return true
		}
	}
	return false
}

// closesLoosely tells whether the next quote of the file ends a cell that does not begin with one. The quotes before it then close where
// others open.
func (c *commaReader) closesLoosely() bool {
	return c.nextIsLoose(false, func(sourceLine) bool { return false })
}

// goesOnLoosely tells whether the lines behind a row are too short for orders and end in a quote that opens nowhere. They may belong to the
// row's last cell, whose first quote is missing then. What was found is kept for the rows up to the line where the search ended, since in a
// file of short lines each search would go through many of them.
func (c *commaReader) goesOnLoosely() bool {
	if c.current >= c.searched {
		c.searched = c.current + 1
		c.foundLoose = c.nextIsLoose(true, func(line sourceLine) bool {
			c.searched = line.number
			return c.isWhole(line)
		})
	}
	return c.foundLoose
}

// isWhole tells whether a line is parted as often as an order.
func (c *commaReader) isWhole(line sourceLine) bool {
	return strings.Count(line.text, string(c.comma)) >= max(leastParted, c.fewest)
}

// nextIsLoose looks for the next quote, up to a line that ends the search, and tells whether its cell is a loose one. In lines that are too
// short for an order, no quote is an inch mark.
func (c *commaReader) nextIsLoose(short bool, ends func(sourceLine) bool) bool {
	c.seen = c.seen[:0]
	defer func() { c.giveBack(c.seen) }()
	for size := 0; len(c.seen) < MaxQuotedLines && size < MaxQuotedBytes; {
		line, ok := c.take()
		if !ok {
			return false
		}
		c.seen = append(c.seen, line)
		size += len(line.text)
		if ends(line) {
			return false
		}
		if quote := strings.IndexByte(line.text, '"'); quote >= 0 {
			return !line.tooLong && !line.within && c.isLoose(line, quote, short)
		}
	}
	return false
}

// isLoose tells whether a cell with a quote, the first of its line, is a loose one that has no inch mark.
func (c *commaReader) isLoose(line sourceLine, quote int, short bool) bool {
	begin := strings.LastIndexByte(line.text[:quote], c.comma) + 1
	cell, _, _ := strings.Cut(line.text[begin:], string(c.comma))
	if strings.TrimSpace(line.text[begin:quote]) == "" || strings.Count(cell, `"`)%2 == 0 {
		return false
	}
	may, _, _ := c.marks(line.number, strings.ReplaceAll(line.text, string(c.comma), "\t"), strings.Count(line.text[:begin], string(c.comma)))
	return !may && (short || c.comma != '\t' || !isInchMark([]byte(cell)))
}

// mayEndInInches tells whether the quote that closes a cell may be an inch mark, in a file parted by tabs: it stands behind a number, and
// other cells follow it.
func (c *commaReader) mayEndInInches(cell Broken) bool {
	if c.comma != '\t' || !isInchMark([]byte(cell.texts[len(cell.texts)-1]+`"`)) {
		return false
	}
	at := 0
	for text := range strings.SplitSeq(cell.Line, "\t") {
		if at > cell.Cell && strings.TrimSpace(text) != "" {
			return true
		}
		at++
	}
	return false
}
