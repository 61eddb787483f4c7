package sheets

import "strings"

// letters is a column's name in a spreadsheet: A to Z, AA and so on.
func letters(column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// columnOf is the number of a column from its letters, from 1; 0 for other
// texts.
func columnOf(name string) int {
	column := 0
	for _, c := range strings.ToUpper(name) {
		if c < 'A' || c > 'Z' || column > mostCells {
			return 0
		}
		column = column*26 + int(c-'A') + 1
	}
	return column
}
