package text

import (
	"bytes"
	"unicode/utf8"
)

// A Place is a line and a column of a file, from 1; the column is in
// characters. The zero value is no place.
type Place struct{ Line, Column int }

// PlaceOf is the place of a byte of a file.
func PlaceOf(file []byte, offset int) Place {
	before := file[:min(max(offset, 0), len(file))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return Place{1 + bytes.Count(before, []byte{'\n'}), 1 + utf8.RuneCount(before[start:])}
}
