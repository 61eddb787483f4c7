package report

import shown "ep-benchmark/engine/text" // text is a value here

// longestText is the most characters that one text from outside may take. More
// of it, such as a server's whole error page, does not help the reader.
const longestText = 1000

// printable is a text on one line, of a length that a report can hold.
func printable(words string) string { return shown.Cut(words, longestText) }

// columns is how many columns a printable text takes on a terminal.
func columns(text string) int { return shown.Width(text) }

// cut shortens a printable text to at most the given number of columns; 0 is no
// limit.
func cut(text string, limit int) string {
	head, tail := shown.Split(text, limit)
	if limit <= 0 || tail == "" {
		return text
	}
	return head
}
