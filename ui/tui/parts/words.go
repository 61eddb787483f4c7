package parts

import (
	"strings"

	"ep-benchmark/ui/cells"
)

// Lines breaks text at its spaces into lines of at most so many columns. A
// word that is longer is broken where it must be.
func Lines(text string, width int) []string {
	if width <= 0 {
		return nil
	}
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		for cells.Width(word) > width {
			head, tail := split(word, width)
			if line != "" {
				lines = append(lines, line)
				line = ""
			}
			lines = append(lines, head)
			word = tail
		}
		switch {
		case line == "":
			line = word
		case cells.Width(line)+1+cells.Width(word) <= width:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// split cuts a word so that its head fits the width; at least one character.
func split(word string, width int) (head, tail string) {
	columns := 0
	for i, r := range word {
		_, w := cells.Printable(r)
		if columns+w > width && i > 0 {
			return word[:i], word[i:]
		}
		columns += w
	}
	return word, ""
}
