package shipping

import (
	"unicode"
	"unicode/utf8"
)

// skipSpace returns the first index from at on that holds no white space. It is small enough to be inlined, and settles the common
// case by itself: as signed bytes, white space and whatever is not ASCII are among those up to the space.
func skipSpace(text string, at int) int {
	if at < len(text) && int8(text[at]) <= ' ' {
		return skipAnySpace(text, at)
	}
	return at
}

// skipAnySpace is skipSpace for any number of any characters that Unicode calls white space.
func skipAnySpace(text string, at int) int {
	for at < len(text) {
		c := text[at]
		switch {
		case c == ' ' || c-'\t' <= '\r'-'\t':
			at++
		case c < utf8.RuneSelf:
			return at
		default:
			r, width := utf8.DecodeRuneInString(text[at:])
			if !unicode.IsSpace(r) {
				return at
			}
			at += width
		}
	}
	return at
}
