package shipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// skipSpace returns the first index from at on that holds no white space. It is small enough to be inlined, and decides the common case by
// itself: read as signed bytes, white space and all bytes that are not ASCII are at most ' '.
func skipSpace(text string, at int) int {
	if at < len(text) && int8(text[at]) <= ' ' {
		return skipAnySpace(text, at)
	}
	return at
}

// skipAnySpace is skipSpace for any number of any characters that Unicode calls white space.
func skipAnySpace(text string, at int) int { return skipAll(text, at, unicode.IsSpace) }

// skipGap is skipSpace for sizes and weights. It also skips invisible characters: the marks of text that runs from right to left are often
// copied along with a cell.
func skipGap(text string, at int) int {
	if at < len(text) && int8(text[at]) <= ' ' {
		return skipAll(text, at, isBlankRune)
	}
	return at
}

// skipAll passes ASCII's white space, and what is skipped of the rest.
func skipAll(text string, at int, skipped func(rune) bool) int {
	for at < len(text) {
		c := text[at]
		switch {
		case c == ' ' || c-'\t' <= '\r'-'\t':
			at++
		case c < utf8.RuneSelf:
			return at
		default:
			r, width := utf8.DecodeRuneInString(text[at:])
			if !skipped(r) {
				return at
			}
			at += width
		}
	}
	return at
}

// isBlankRune says whether a character is invisible: it is white space, or has neither a shape nor a width.
func isBlankRune(r rune) bool { return unicode.IsSpace(r) || isUnseen(r) }

// hasSpace says whether a gap has white space in it, and not only invisible marks.
func hasSpace(gap string) bool {
	if gap != "" && gap[0] == ' ' {
		return true
	}
	return strings.ContainsFunc(gap, unicode.IsSpace)
}

// isUnseen says whether a character has neither a shape nor a width: marks of direction, joiners, and the byte order mark.
func isUnseen(r rune) bool {
	switch {
	case r < 0x061C:
		return false
	case r == 0x061C, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r == 0x2060, r >= 0x2066 && r <= 0x2069, r == 0xFEFF:
		return true
	}
	return false
}

// trimmed returns a cell without the white space and the unseen marks around it.
func trimmed(cell string) string {
	return strings.TrimFunc(cell, isBlankRune)
}
