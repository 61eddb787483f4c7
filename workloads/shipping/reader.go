package shipping

import (
	"fmt"
	"strings"
	"unicode"
)

// Rows gives the rows of a sheet one after another, each as a line of cells parted by tabs, whatever parts them in the file. So there is one
// parser of lines for every format.
type Rows interface {
	// Next goes to the next row. It returns false at the end of the sheet or when its source fails.
	Next() bool
	// Row returns the row that Next went to, and its number as the sheet's owner counts, from 1. The error is that of a row which could not
	// be read as one; its line is then what there is of its text.
	Row() (number int, line string, problem *ParseError)
	// Err is why Next returned false, nil at the end of the sheet.
	Err() error
	// Parting says how the cells are parted in the file: "parted by tabs". It is empty where nothing parts them.
	Parting() string
}

// OptionedRows are Rows that know how their lines are to be read. They are asked after each Next, so that what the first row shows counts for
// it already.
type OptionedRows interface {
	Rows
	Options() Options
}

// A Line is a row of a sheet that was read: a good one with its shipment, or a bad one with its error.
type Line struct {
	Number   int       // in the file, from 1
	Text     string    // its cells, parted by tabs
	Shipment *Shipment // nil for a bad line; reused for the next one, so whoever keeps it copies it
	Err      error     // a *[ParseError] with its Line set; nil for a good line
}

// A Reader reads the lines of a sheet, one at a time. Rows with nothing but white space are passed over. So is a header: the first row with
// any text, if it does not parse and names the dimensions and, in the next cell, the weight. A header worded in another way is reported as a
// bad line, which says so.
type Reader struct {
	rows     Rows
	options  Options
	shipment Shipment
	begun    bool // the first row with any text has been
}

// NewReader returns a reader of rows.
func NewReader(rows Rows) *Reader { return &Reader{rows: rows} }

// Options returns how the last line was read, for whoever parses its text again.
func (r *Reader) Options() Options { return r.options }

// Next reads the next line, good or bad. It is false at the end of the sheet or when its source fails: [Reader.Err] tells which.
func (r *Reader) Next() (Line, bool) {
	for r.rows.Next() {
		number, text, failure := r.rows.Row()
		if sheet, ok := r.rows.(OptionedRows); ok {
			r.options = sheet.Options()
		}
		if failure == nil && isBlank(text) {
			continue
		}
		readable := failure == nil
		if readable {
			failure = parseLine(text, &r.shipment, r.options.notation())
		}
		first := !r.begun
		r.begun = true
		if failure == nil {
			return Line{Number: number, Text: text, Shipment: &r.shipment}, true
		}
		if first && readable && isHeader(text) {
			continue
		}
		failure.Line = number
		r.explain(failure, first && readable && nothingMeasured(text))
		return Line{Number: number, Text: text, Err: failure}, true
	}
	return Line{}, false
}

// Err is the failure of the sheet's source, nil at its end. It is never a line's.
func (r *Reader) Err() error { return r.rows.Err() }

// isBlank looks at the first byte first, since nearly all lines begin with a letter.
func isBlank(line string) bool {
	return (line == "" || line[0] <= ' ' || line[0] >= 0x80) && strings.TrimSpace(line) == ""
}

// explain adds to a bad line's error what the line alone does not know: how the file parts its cells, and that it may be a header.
func (r *Reader) explain(failure *ParseError, header bool) {
	if parting := r.rows.Parting(); failure.Want == wantColumns && parting != "parted by tabs" {
		failure.Want = strings.ReplaceAll(fmt.Sprintf(wantColumnsBy, parting), ", , ", ", ")
	}
	if header {
		failure.Want += ` (a header line is passed over when it has "dimensions" or "size", and "weight" in the next column)`
	}
}

// nothingMeasured tells whether no cell begins with a digit, as one of every shipment's does: the line may be a header.
func nothingMeasured(line string) bool {
	for cell := range strings.SplitSeq(line, "\t") {
		if cell = strings.TrimSpace(cell); cell != "" && unicode.IsNumber([]rune(cell)[0]) {
			return false
		}
	}
	return true
}

// isHeader says whether a line names its columns: "dimensions" or "size", and "weight" right after it, where a line has them.
func isHeader(line string) bool {
	var row columns
	if row.split(line) != nil {
		return false
	}
	last := min(columnWeight+mostReferences, row.count-1)
	for at := columnWeight; at <= last; at++ {
		dimensions, weight := strings.ToLower(row.sheetCell(at-1)), strings.ToLower(row.sheetCell(at))
		if strings.HasPrefix(weight, "weight") && (strings.Contains(dimensions, "dim") || strings.Contains(dimensions, "size")) {
			return true
		}
	}
	return false
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
