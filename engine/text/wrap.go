package text

import "strings"

// Wrap breaks a text at its spaces into lines of at most the given number of
// columns. A word that is longer is broken. There are no lines without columns.
func Wrap(s string, columns int) []string {
	if columns <= 0 {
		return nil
	}
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		for Width(word) > columns {
			head, tail := Split(word, columns)
			if line != "" {
				lines, line = append(lines, line), ""
			}
			lines, word = append(lines, head), tail
		}
		switch {
		case line == "":
			line = word
		case Width(line)+1+Width(word) <= columns:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
