package shipping

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ep-benchmark/engine/text"
)

// longestReason is how many bytes of a cell the reason of an error repeats.
const longestReason = 40

// The problems of a comma that belongs to no number.
const (
	problemCommaAfter   = "a comma after a number" // the callers add what is expected there
	problemCommaBetween = "a comma where a separator (x, × or by) is expected"
	problemCommaAtEnd   = "a comma where a unit or the end is expected"
	problemCommaForUnit = "a comma where a unit is expected"
)

// commaProblem says what is wrong with the comma at cell[at:], which follows digits and parts no groups and no decimals.
func commaProblem(cell string, at int, style notation) string {
	switch {
	case at+1 == len(cell) || cell[at+1]-'0' > 9 && cell[at+1] != ',':
		return problemCommaAfter
	case style&grouped != 0:
		return problemThousands
	}
	return problemComma
}

// insteadOfNumber says what stands at cell[at:] in place of a number, which is neither the end nor a minus sign.
func insteadOfNumber(cell string, at int, style notation) string {
	rest := trimmed(cell[at:])
	if end := otherDigits(rest); end > 0 {
		return "the digits " + text.Quoted(rest[:end], longestReason) + ", which are not 0 to 9"
	}
	for i := range rest {
		if !beginsNumber(rest[i:], style) {
			continue
		}
		before := trimmed(rest[:i])
		if side := withoutSeparator(before); side != "" {
			return text.Quoted(side, longestReason) + " stands where a number is expected"
		}
		return text.Quoted(before, longestReason) + " stands before the number"
	}
	return text.Quoted(rest, longestReason) + " stands where a number is expected"
}

// withoutSeparator returns a text without the separator of a size that it ends with, after white space. It is empty where there is none.
func withoutSeparator(before string) string {
	at := strings.LastIndexByte(before, ' ')
	if at < 0 || separatorWidth(before[at+1:]) < len(before)-at-1 {
		return ""
	}
	return trimmed(before[:at])
}

// otherDigits returns where the digits end that a text begins with, in other characters than 0 to 9. It is 0 where there are none.
func otherDigits(rest string) int {
	for i, r := range rest {
		if r < utf8.RuneSelf || !unicode.IsNumber(r) {
			return i
		}
	}
	return len(rest)
}

// insteadOfUnit says what stands at cell[at:] in place of a unit of weight: digits, or whatever else is neither a letter nor a digit.
func insteadOfUnit(cell string, at int) string {
	rest := cell[at:]
	digits := rest[0]-'0' <= 9
	end := strings.IndexFunc(rest, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsLetter(r) || digits != (r >= '0' && r <= '9')
	})
	if end < 0 {
		end = len(rest)
	}
	return text.Quoted(rest[:end], longestReason) + " stands where a unit is expected"
}
