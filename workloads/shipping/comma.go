package shipping

import (
	"io"
	"strings"
)

// CommaRows reads rows of comma-separated values as RFC 4180 has them: cells with commas, line breaks or quotes stand in double quotes, and a
// quote inside those is doubled. What parts the cells, a comma, a semicolon or a tab, is what the first line with any text has most of; a
// first line "sep=;", as Excel writes it, says it. A row's number is that of the line on which it begins.
//
// It takes more than the RFC does: rows of any number of cells, LF and CRLF, a byte order mark, and quotes inside a cell that does not begin
// with one (12" x 9" x 6"). A quote that is never closed is the error of its row alone: the lines after it are read as if it weren't there.
//
// Note: encoding/csv takes all that follows such a quote for one cell, of whatever size, and so loses good lines.
func CommaRows(r io.Reader) Rows { return &commaReader{lines: newLineReader(r)} }

type commaReader struct {
	lines   *lineReader
	comma   byte         // 0 until it is known
	pending []sourceLine // read in search of a closing quote, to be read again, the last one first
	number  int
	line    []byte
	text    string // line, or what there is of a bad one
	problem *ParseError
}

// sourceLine is a line of the file.
type sourceLine struct {
	number  int
	text    string
	tooLong bool
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
	return sourceLine{c.lines.number, c.lines.line, c.lines.tooLong}, true
}

// Next goes to the next row.
func (c *commaReader) Next() bool {
	first, ok := c.take()
	if ok && c.comma == 0 && !isBlank(first.text) {
		var said bool
		if c.comma, said = commaOf(first.text); said {
			first, ok = c.take()
		}
	}
	if !ok {
		return false
	}
	c.number, c.line, c.problem = first.number, c.line[:0], nil
	if first.tooLong {
		c.text, c.problem = first.text, TooLong(first.text)
		return true
	}
	if c.problem = c.read(first); c.problem != nil {
		c.text = first.text
	} else {
		c.text = string(c.line)
	}
	return true
}

// read reads the row that begins with a line. After an error the lines that followed it are given back.
func (c *commaReader) read(first sourceLine) *ParseError {
	var taken []sourceLine
	problem := ""
	at, cell := c.scan(first.text, cellStart, 0)
	for at == inQuotes {
		next, ok := c.take()
		if ok {
			taken = append(taken, next)
		}
		if !ok || next.tooLong || len(c.line)+len(next.text) >= MaxLineBytes {
			at, problem = broken, "a quote that is never closed"
			break
		}
		c.line = append(c.line, ' ')
		at, cell = c.scan(next.text, at, cell)
	}
	if at != broken {
		return nil
	}
	for i := len(taken) - 1; i >= 0; i-- {
		c.pending = append(c.pending, taken[i])
	}
	if problem == "" {
		problem = "a quote with text before or after it"
	}
	return lineError(first.text, problem, `quotes around a whole cell, and "" for a quote inside`)
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
			at = afterQuotes
		case at == inQuotes:
			c.line = appendInside(c.line, b)
		case b == c.comma:
			c.line = append(c.line, '\t')
			at, cell = cellStart, len(c.line)
		case b == '"' && at == cellStart:
			at = inQuotes
		case b == '"' && at == afterQuotes:
			c.line = append(c.line, '"')
			at = inQuotes
		case at == afterQuotes, b == '"' && strings.TrimSpace(string(c.line[cell:])) == "":
			return broken, cell
		default:
			c.line = appendInside(c.line, b)
			at = inCell
		}
	}
	return at, cell
}

// commaOf finds out what parts the cells of a file, by its first line. It tells whether that line says so, and nothing else.
func commaOf(first string) (comma byte, said bool) {
	if rest, found := strings.CutPrefix(strings.ToLower(strings.TrimSpace(first)), "sep="); found && len(rest) == 1 {
		return rest[0], true
	}
	var counts [256]int
	quoted := false
	for i := range len(first) {
		if first[i] == '"' {
			quoted = !quoted
		} else if !quoted {
			counts[first[i]]++
		}
	}
	comma = ','
	for _, other := range []byte{';', '\t'} {
		if counts[other] > counts[comma] {
			comma = other
		}
	}
	return comma, false
}

// Row returns the row.
func (c *commaReader) Row() (number int, line string, problem *ParseError) {
	return c.number, c.text, c.problem
}

// Err is the failure of the file's reader.
func (c *commaReader) Err() error { return c.lines.Err() }

// Parting says what parts the cells.
func (c *commaReader) Parting() string {
	switch c.comma {
	case ';':
		return "parted by semicolons"
	case '\t':
		return "parted by tabs"
	}
	return "parted by commas"
}
