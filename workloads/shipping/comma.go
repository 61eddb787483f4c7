package shipping

import (
	"fmt"
	"io"
	"strings"
)

// CommaRows reads rows of comma-separated values as RFC 4180 has them: cells with commas, line breaks or quotes stand in double quotes, and
// a quote inside those is doubled. The separator is found as [FindSeparator] finds it. A row's number is that of the line on which it begins.
//
// It accepts more than the RFC does: rows of any number of cells, LF, CR and CRLF, a byte order mark, and quotes inside a cell that does
// not begin with one (12" x 9" x 6"). A quote that is not closed within [MaxQuotedLines] and [MaxQuotedBytes] is an error of its row only:
// the lines after it are read as if the quote weren't there. A quote that a later quote closes may have swallowed orders. So each line of a
// cell is an error if the cell has more line breaks than its [BreakRule] allows, if its lines are parted as often as an order, or if they
// hold a ZIP code, dimensions or a weight.
//
// Note: encoding/csv takes everything after such a quote for one cell of any size, and so loses good lines.
func CommaRows(r io.Reader) Rows { return &commaReader{lines: newLineReader(r), rule: AnyBreaks} }

// TabRows reads rows whose cells are parted by tabs. Excel writes such a file as it writes comma-separated values: a cell with a comma, a quote,
// a tab or a line break in it stands in double quotes. So the quotes are read as [CommaRows] reads them.
func TabRows(r io.Reader) Rows {
	return &commaReader{lines: newLineReader(r), comma: '\t', rule: AnyBreaks}
}

// The most lines and bytes of a cell in quotes. Excel allows a cell 253 line breaks and 32,767 characters. These bounds limit how much is
// read in search of a closing quote, and kept to be read again if there is none.
const (
	MaxQuotedLines = 1000
	MaxQuotedBytes = 64 << 10
)

type commaReader struct {
	lines   *lineReader
	comma   byte         // 0 until it is known
	begun   bool         // the lines that only name the separator are behind
	rule    BreakRule    // nil for cells that may hold anything
	marks   MarkRule     // nil for cells that may hold any quotes
	pending []sourceLine // read in search of a closing quote, to be read again, the last one first
	seen    []sourceLine // read in search of the next quote

	searched   int  // the line at which the last search for a loose quote ended
	foundLoose bool // what it found
	number     int
	current    int // the line of the file that is being scanned
	opened     int // the line of the file in which the latest quotes begin
	row        rowScan
	fewest     int  // how often an order is parted at least, by the rows that stand on one line; 0 until there is one
	widest     int  // how often a row is parted at most, by the rows that were read
	other      byte // what the first lines are parted by as well, if they may be; or 0
	line       []byte
	text       string // line, or what there is of a bad one
	problem    *ParseError
}

// rowScan is what the scan of a row has seen of its quotes.
type rowScan struct {
	cell    int      // index of the cell under way
	opensIn int      // index of the cell that begins with the latest quote
	opens   int      // index behind the latest quote that begins a cell, in its line
	ends    int      // index of the latest quote that may end a cell, in its line
	loose   bool     // a quote stands inside a cell that does not begin with one
	quotes  int      // quotes inside the cell under way, if it does not begin with one
	inside  int      // separators in the latest cell in quotes
	odd     []loose  // cells that do not begin with a quote, and have an odd number of them
	broken  []Broken // cells in quotes that go on over several lines, and are closed

	holdsComma bool // its last cell stands in quotes, with a separator inside
}

// sourceLine is a line of the file.
type sourceLine struct {
	number  int
	text    string
	tooLong bool
	open    int  // the line before it in which a quote opens that may be missing its end; 0 for none
	within  bool // it was read inside those quotes, and may be an order of its own
}

// take returns the next line of the file.
func (c *commaReader) take() (sourceLine, bool) {
	if last := len(c.pending) - 1; last >= 0 {
		line := c.pending[last]
		c.pending = c.pending[:last]
		return line, true
	}
	if !c.lines.next() {
		return sourceLine{}, false
	}
	return sourceLine{number: c.lines.number, text: c.lines.line, tooLong: c.lines.tooLong}, true
}

// Next goes to the next row.
func (c *commaReader) Next() bool {
	if !c.begun {
		c.begin()
	}
	first, ok := c.take()
	for ok && first.within && isBlank(first.text) { // a blank line holds no order
		first, ok = c.take()
	}
	if !ok {
		return false
	}
	c.number, c.current, c.text, c.problem = first.number, first.number, first.text, nil
	switch {
	case first.tooLong:
		c.problem = TooLong(first.text)
	case first.within:
		c.problem = swallowed(first)
	case c.comma == '\t' && strings.IndexByte(first.text, '"') < 0: // nearly every line of such a file
		c.counted(strings.Count(first.text, "\t"), first.text)
		if c.marks != nil && c.mayGoOn(first.number, first.text) {
			c.problem = c.refuseMarks(first, nil, c.lastCell(first.number, first.text, problemGoesOn))
		}
	default:
		c.readText(first)
	}
	return true
}

// readText reads a row that may have quotes in it.
func (c *commaReader) readText(first sourceLine) {
	c.line = c.line[:0]
	c.row = rowScan{broken: c.row.broken[:0], odd: c.row.odd[:0]}
	taken, problem := c.read(first)
	switch {
	case problem != nil:
		markOpen(taken, c.opened)
		c.markRest(first, taken)
	case first.open != 0 && c.row.loose:
		markWithin(taken, first.number)
		problem = LineError(first.text, fmt.Sprintf("a quote inside a cell, after a quote in line %d that is not closed", first.open), wantQuotes)
	default:
		if problem = c.checkBreaks(first, taken); problem == nil {
			problem = c.checkMarks(first, taken)
		}
	}
	if c.problem = problem; problem != nil {
		c.giveBack(taken)
		return
	}
	c.text = string(c.line)
	if len(taken) == 0 {
		c.counted(c.row.cell, c.text)
		return
	}
	c.widest = max(c.widest, widthOf(c.row.cell, c.text)) // a header may have a line break
}

// wantQuotes is how cells with quotes are written.
const wantQuotes = `quotes around a whole cell, and "" for a quote inside`

// read reads the row that begins with a line, and the lines on which it goes on.
func (c *commaReader) read(first sourceLine) (taken []sourceLine, failure *ParseError) {
	problem := "a quote with text before or after it"
	c.current = first.number
	at, cell := c.scan(first.text, cellStart, 0)
	for at == inQuotes {
		next, ok := c.take()
		if ok {
			taken = append(taken, next)
		}
		if !ok || next.tooLong || next.number-c.opened > MaxQuotedLines || len(c.line)-cell+len(next.text) > MaxQuotedBytes ||
			len(c.line)+len(next.text) >= MaxLineBytes {
			at, problem = broken, c.neverClosed(first)
			break
		}
		c.line = append(c.line, ' ')
		c.current = next.number
		at, cell = c.scan(next.text, at, cell)
	}
	if at != broken {
		c.closeQuotes(at)
		c.endLoose(at, cell)
		c.row.holdsComma = at == afterQuotes && c.row.inside > 0
		return taken, nil
	}
	return taken, LineError(first.text, problem, wantQuotes)
}

// neverClosed names the line in which the unclosed quote opens, if that is not the row's first line.
func (c *commaReader) neverClosed(first sourceLine) string {
	const problem = "a quote that is never closed"
	if c.opened == first.number {
		return problem
	}
	return fmt.Sprintf("%s, in line %d", problem, c.opened)
}

// giveBack has lines read again, in their order.
func (c *commaReader) giveBack(taken []sourceLine) {
	for i := len(taken) - 1; i >= 0; i-- {
		c.pending = append(c.pending, taken[i])
	}
}

// commaState is where in a row a scan is.
type commaState byte

const (
	cellStart commaState = iota
	inCell
	inQuotes
	afterQuotes // or between the two quotes that stand for one
	broken
)

// scan reads a line of the file, or what is left of it; cell is where in c.line the cell under way begins.
func (c *commaReader) scan(text string, at commaState, cell int) (state commaState, begun int) {
	for i := range len(text) {
		b := text[i]
		switch {
		case at == inQuotes && b == '"':
			at, c.row.ends = afterQuotes, i
		case at == inQuotes:
			c.line = appendInside(c.line, b)
			if b == c.comma {
				c.row.inside++
			}
		case b == c.comma:
			c.closeQuotes(at)
			c.endLoose(at, cell)
			c.line = append(c.line, '\t')
			at, cell = cellStart, len(c.line)
			c.row.cell++
		case b == '"' && at == cellStart:
			at, c.opened, c.row.opens, c.row.inside, c.row.opensIn = inQuotes, c.current, i+1, 0, c.row.cell
		case b == '"' && at == afterQuotes:
			c.line = append(c.line, '"')
			at = inQuotes
		case at == afterQuotes, b == '"' && strings.TrimSpace(string(c.line[cell:])) == "":
			return broken, cell
		default:
			if b == '"' {
				c.row.loose = true
				c.row.quotes++
			}
			c.line = appendInside(c.line, b)
			at = inCell
		}
	}
	return at, cell
}

// Row returns the row.
func (c *commaReader) Row() (number int, line string, problem *ParseError) {
	return c.number, c.text, c.problem
}

// Err is the failure of the file's reader.
func (c *commaReader) Err() error { return c.lines.Err() }

// Explain adds the separator to an error about the number of cells, and how to set another one. Of a row on several lines it names the last
// one, since a missing quote may have made one row of them.
func (c *commaReader) Explain(failure *ParseError) {
	if c.problem == nil && c.current > c.number && len(c.row.broken) > 0 {
		failure.Problem += fmt.Sprintf(" (the row goes on to line %d, in quotes)", c.current)
	}
	if failure.Want != wantColumns {
		return
	}
	failure.Want = strings.Replace(wantColumns, "tabs", Separator(c.comma).String(), 1)
	if c.other != 0 && c.other != '\t' {
		failure.Want += fmt.Sprintf("; if %s part them, a first line \"sep=%c\" says so", Separator(c.other), c.other)
	}
}

// Layout is the parser's own. Where semicolons separate the cells, a comma begins decimals.
func (c *commaReader) Layout() Layout { return Layout{DecimalComma: c.comma == ';'} }
