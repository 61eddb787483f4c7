package shipping

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// wantNoControls is what is accepted in place of a cell with a control character.
const wantNoControls = "text without it: enter the cell again"

// nextLine is the control character that Unicode calls white space. It is read as such.
const nextLine = '\u0085'

// isControl says whether a character is an invisible control character, such as an escape, a bell or a NUL. Printers and terminals act on
// them. Line breaks and tabs need no exception, since none stands inside a cell.
func isControl(r rune) bool { return unicode.IsControl(r) && r != nextLine }

// hasWideControl looks for the control characters that take two bytes, U+0080 to U+009F.
func hasWideControl(line string) bool {
	const lead = 0xC2
	for at := strings.IndexByte(line, lead); at >= 0 && at+1 < len(line); {
		if line[at+1] < 0xA0 && line[at+1] != nextLine&0xFF {
			return true
		}
		next := strings.IndexByte(line[at+1:], lead)
		if next < 0 {
			return false
		}
		at += 1 + next
	}
	return false
}

// controlCell returns the error for the first cell with a control character, among the cells that are read. White space around a cell, such
// as a form feed, is removed first.
func (row *columns) controlCell() *ParseError {
	for at := range min(row.count, keptColumns) {
		column := at - row.first
		if column == columnFlag || column >= senderColumns {
			continue
		}
		cell := row.sheetCell(at)
		begin := strings.IndexFunc(cell, isControl)
		if begin < 0 {
			continue
		}
		field := "reference"
		if column >= 0 {
			field = fieldNames[column]
		}
		control, _ := utf8.DecodeRuneInString(cell[begin:])
		problem := fmt.Sprintf("a control character (U+%04X), which is invisible", control)
		return &ParseError{Column: at, Field: field, Text: cell, Problem: problem, Want: wantNoControls}
	}
	return nil
}
