package shipping

import "strings"

// Rows gives the rows of a sheet one after another, each as a line of cells parted by tabs, whatever separates them in the file. So the
// same parser of lines serves every format.
type Rows interface {
	// Next goes to the next row. It returns false at the end of the sheet or when its source fails.
	Next() bool
	// Row returns the row that Next went to, and its number as the sheet's owner counts, from 1. The error is set for a row that could not be
	// read; its line is then as much of its text as is known.
	Row() (number int, line string, problem *ParseError)
	// Err is why Next returned false, nil at the end of the sheet.
	Err() error
	// Explain adds to the error of the current row what its line alone does not show: how the file separates its cells, and how its owner
	// names the column.
	Explain(failure *ParseError)
	// Layout says how the columns of the lines stand.
	Layout() Layout
}

// A Line is a row of a sheet that was read: a good one with its shipment, or a bad one with its error.
type Line struct {
	Number   int       // in the file, from 1
	Text     string    // its cells, parted by tabs
	Shipment *Shipment // nil for a bad line; reused for the next one, so it has to be copied to be kept
	Err      error     // a *[ParseError] with its Line set; nil for a good line
}

// A Reader reads the lines of a sheet, one at a time. It skips rows with nothing but white space.
type Reader struct {
	rows     Rows
	shipment Shipment
}

// NewReader returns a reader of rows.
func NewReader(rows Rows) *Reader { return &Reader{rows: rows} }

// Next reads the next line, good or bad. It is false at the end of the sheet or when its source fails: [Reader.Err] tells which.
func (r *Reader) Next() (Line, bool) {
	for r.rows.Next() {
		number, text, failure := r.rows.Row()
		if failure == nil {
			if isBlank(text) {
				continue
			}
			if failure = r.rows.Layout().parse(text, &r.shipment); failure == nil {
				return Line{Number: number, Text: text, Shipment: &r.shipment}, true
			}
		}
		failure.Line = number
		r.rows.Explain(failure)
		return Line{Number: number, Text: text, Err: failure}, true
	}
	return Line{}, false
}

// Layout says how the columns of the lines stand, for callers that parse the texts again.
func (r *Reader) Layout() Layout { return r.rows.Layout() }

// Err is the failure of the sheet's source, nil at its end. It is never a line's.
func (r *Reader) Err() error { return r.rows.Err() }

// isBlank looks at the first byte first, since nearly all lines begin with a letter.
func isBlank(line string) bool {
	return (line == "" || line[0] <= ' ' || line[0] >= 0x80) && strings.TrimSpace(line) == ""
}

// AppendCell appends a cell to a line, after a tab unless it is the first. Tabs and line breaks inside it, which other formats than the
// tab-separated one can hold, become spaces.
func AppendCell(line []byte, cell string, first bool) []byte {
	if !first {
		line = append(line, '\t')
	}
	for i := range len(cell) {
		line = appendInside(line, cell[i])
	}
	return line
}

// appendInside appends a byte of a cell.
func appendInside(line []byte, b byte) []byte {
	if b == '\t' || isLineBreak(b) {
		b = ' '
	}
	return append(line, b)
}
