package text

import (
	"strings"
	"unicode"
)

// longestMarkdown is the most characters of a text that Markdown keeps, since a
// server's whole error page is too long to be useful.
const longestMarkdown = 1000

// Markdown returns the text as plain words in Markdown. It has no table cell,
// code, HTML, entity, emphasis, link, address that becomes a link, or formula.
// At the start it has no heading, list, quotation, rule or number of a list.
func Markdown(s string) string {
	runes := []rune(Words(Cut(s, longestMarkdown)))
	var b strings.Builder
	b.WriteString(startEscape(runes))
	for i, r := range runes[escapedStart(runes):] {
		if i += escapedStart(runes); isMarkup(runes, i) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isMarkup tells whether a character has to be escaped at its place. An
// underscore inside a word need not be, and a dot only where www. begins a
// link.
func isMarkup(runes []rune, i int) bool {
	switch r := runes[i]; r {
	case '\\', '`', '|', '<', '&', '*', '[', ']', '~', '$':
		return true
	case '_':
		return i == 0 || i+1 == len(runes) || !isWordPart(runes[i-1]) || !isWordPart(runes[i+1])
	case ':':
		return i+2 < len(runes) && runes[i+1] == '/' && runes[i+2] == '/'
	case '.':
		return i >= 3 && strings.EqualFold(string(runes[i-3:i]), "www")
	}
	return false
}

func isWordPart(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// escapedStart is how many characters at the start form a mark of a list,
// heading, quotation or rule, which startEscape escapes.
func escapedStart(runes []rune) int {
	digits := 0
	for digits < len(runes) && runes[digits] >= '0' && runes[digits] <= '9' {
		digits++
	}
	switch {
	case digits == len(runes):
		return 0
	case digits == 0 && strings.ContainsRune("-+#=>", runes[0]):
		return 1
	case digits > 0 && strings.ContainsRune(".)", runes[digits]) && (digits+1 == len(runes) || runes[digits+1] == ' '):
		return digits + 1
	}
	return 0
}

// startEscape is the mark at the start, escaped; empty where there is none.
func startEscape(runes []rune) string {
	n := escapedStart(runes)
	if n == 0 {
		return ""
	}
	return string(runes[:n-1]) + `\` + string(runes[n-1])
}
