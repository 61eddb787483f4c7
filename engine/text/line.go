package text

import (
	"strings"
	"unicode"
)

// Line returns the text as one printable line. Each character that can't be
// seen becomes a space: control characters with line breaks and escapes among
// them, separators, marks that reverse the direction, and whatever has no
// shape of its own. What is not UTF-8 becomes U+FFFD. Words that a CI system
// would take for a command get a space inside, which stops that.
//
// Line(Line(s)) is Line(s).
func Line(s string) string {
	if !isPlain(s) {
		s = strings.Map(visible, s)
	}
	return disarmed(s)
}

// Cut is [Line] of at most most characters, with … where there are more.
func Cut(s string, most int) string {
	count := 0
	for i := range s {
		if count == most {
			return Line(s[:i]) + "…"
		}
		count++
	}
	return Line(s)
}

// Words is [Line] without spaces at both ends, and with one space where there
// are several.
func Words(s string) string { return strings.Join(strings.Fields(Line(s)), " ") }

// isPlain finds the texts that need no change, which nearly all are.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// visible is the character, or a space for one that can't be seen.
func visible(r rune) rune {
	if !unicode.IsPrint(r) || unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) {
		return ' '
	}
	return r
}

// ciPrefixes begin a command wherever they stand in a line: GitHub's older
// form, Azure's and TeamCity's.
var ciPrefixes = strings.NewReplacer("##[", "# #[", "##vso[", "# #vso[", "##teamcity[", "# #teamcity[")

// disarmed makes text harmless that a CI system would carry out. GitHub's
// ::name:: is a command only at the start of a line, but wrapping can put any
// word there.
func disarmed(line string) string {
	if strings.Contains(line, "##") {
		line = ciPrefixes.Replace(line)
	}
	const mark = "::"
	for from := 0; ; {
		at := strings.Index(line[from:], mark)
		if at < 0 {
			return line
		}
		at += from
		from = at + 1
		if (at == 0 || line[at-1] == ' ') && isLetterAt(line, at+len(mark)) {
			line = line[:from] + " " + line[from:]
		}
	}
}

func isLetterAt(s string, i int) bool {
	return i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z')
}
