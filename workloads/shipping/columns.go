package shipping

import (
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	leastColumns   = 16 // what every line has, after its reference columns
	senderColumns  = 25 // the most that a line with a sender has, after its reference columns
	mostReferences = 3
	keptColumns    = mostReferences + senderColumns // nothing behind these is ever read
)

// What the number of a line's columns may be.
const (
	wantColumns    = "16 columns or more, parted by tabs, from the origin state to the contents"
	wantNoMore     = "16 columns, or 25 with a sender, after up to 3 reference columns"
	problemTooMany = "a cell after the last column that a line can have"
)

// columns are the cells of a line: starts[i] is where cell i begins, and starts[i+1]-1 where it ends.
type columns struct {
	line   string
	count  int // cells of the line, of which the first keptColumns are kept
	first  int // index of the domain's column 0 in the sheet: reference columns before it, or -1 when the line begins with the carrier
	starts [keptColumns + 1]int

	ordered  bool // the columns were put in order by a header
	controls bool // the line has control characters other than tabs and line breaks

	spoilt   spoiltKind // what a spreadsheet has made of the first spoilt cell that was read
	spoiltAt int8       // that cell
}

const (
	everyByte    = 0x0101010101010101
	lowBits      = 0x7F * everyByte
	highBits     = 0x80 * everyByte
	belowControl = (0x80 - ' ') * everyByte // added to the lower seven bits of a byte, it carries into the eighth for a space or above
	belowDelete  = (0x80 - 0x7F) * everyByte
)

// split finds the cells, eight bytes per step. It finds control characters by arithmetic on the whole word; in most lines these are only
// the tabs. The same pass finds out whether the line has anything but ASCII, so that only such lines are checked for valid UTF-8.
func (row *columns) split(line string) *ParseError {
	line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
	row.line = line
	var seen uint64
	count, at := 1, 0
	for ; at+8 <= len(line); at += 8 {
		word := littleEndian(line[at : at+8])
		seen |= word
		low := word & lowBits
		controls := (^((low + belowControl) | word) | (low+belowDelete)&^word) & highBits
		for ; controls != 0; controls &= controls - 1 {
			tab := at + bits.TrailingZeros64(controls)/8
			if line[tab] != '\t' {
				if isLineBreak(line[tab]) {
					return lineBreakError(line)
				}
				row.controls = true
				continue
			}
			if count <= keptColumns {
				row.starts[count] = tab + 1
			}
			count++
		}
	}
	for ; at < len(line); at++ {
		seen |= uint64(line[at])
		switch {
		case line[at] == '\t':
			if count <= keptColumns {
				row.starts[count] = at + 1
			}
			count++
		case isLineBreak(line[at]):
			return lineBreakError(line)
		case line[at] < ' ' || line[at] == 0x7F:
			row.controls = true
		}
	}
	if count <= keptColumns {
		row.starts[count] = len(line) + 1
	}
	row.count = count
	return row.checkText(seen)
}

// littleEndian loads eight bytes; the compiler makes one instruction of it.
func littleEndian(b string) uint64 {
	_ = b[7]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

func isLineBreak(c byte) bool { return c == '\n' || c == '\r' }

func lineBreakError(line string) *ParseError {
	return LineError(line, "a line break inside the line", "one shipment a line")
}

// checkText refuses lines that are no text or have too few columns.
func (row *columns) checkText(seen uint64) *ParseError {
	if seen&highBits != 0 {
		if !utf8.ValidString(row.line) {
			return LineError(row.line, "invalid UTF-8", "text in UTF-8")
		}
		row.controls = row.controls || hasWideControl(row.line)
	}
	if row.count < leastColumns {
		return LineError(row.line, row.tooFew(), wantColumns)
	}
	return nil
}

// align finds out where the domain's column 0 stands in the sheet: before the first of the sheet's columns 0 to 4 that is a carrier
// preference. Without one, the line has no reference columns, and whatever its column 1 says is its carrier.
func (row *columns) align() *ParseError {
	row.first = 0
	for at := range mostReferences + 2 {
		if isCarrierPreference(row.sheetCell(at)) {
			row.first = at - columnCarrier
			break
		}
	}
	if row.count-row.first < leastColumns {
		return LineError(row.line, row.tooFew(), wantColumns)
	}
	return nil
}

// place finds out where the domain's column 0 stands in a line of a layout.
func (row *columns) place(layout Layout) *ParseError {
	if !layout.Ordered {
		return row.align()
	}
	row.first, row.ordered = layout.References, true
	if row.count-row.first < leastColumns {
		return LineError(row.line, row.tooFew(), wantColumns)
	}
	return nil
}

// tooMany refuses text in cells behind the last column of any layout, since it may be another line that lost its line break.
func (row *columns) tooMany() *ParseError {
	last := row.first + senderColumns
	if row.count <= last {
		return nil
	}
	for cell := range strings.SplitSeq(row.line[row.starts[last]:], "\t") {
		if cell = strings.TrimSpace(cell); cell != "" {
			return &ParseError{Column: last, Field: "cell", Text: unguarded(trimmed(cell)), Problem: problemTooMany, Want: wantNoMore}
		}
		last++
	}
	return nil
}

// tooFew says how many columns were found.
func (row *columns) tooFew() string {
	found := strconv.Itoa(row.count) + " columns found"
	switch {
	case strings.TrimSpace(row.line) == "" && row.count == 1:
		return "no columns found"
	case row.count == 1:
		return "1 column found"
	case row.first > 0:
		return found + ", " + strconv.Itoa(row.first) + " of them before the origin"
	}
	return found
}

// sheetCell returns a cell by its index in the sheet, trimmed and without a text guard.
func (row *columns) sheetCell(at int) string {
	cell := row.line[row.starts[at] : row.starts[at+1]-1]
	if cell != "" && isUnusual(cell) {
		return row.cleaned(cell, at)
	}
	return cell
}

// cell returns a cell by the domain's column, trimmed. One that the line does not have is empty.
func (row *columns) cell(column int) string {
	if at := row.first + column; at < row.count {
		return row.sheetCell(at)
	}
	return ""
}
