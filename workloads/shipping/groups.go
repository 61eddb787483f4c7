package shipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// groupSeparator returns what parts the groups of three digits of the number at text[at:], or nothing where it has none: a comma, or with
// decimal commas a full stop, or one character of white space of any width. A comma always counts, since it has no other use in a number.
// White space and full stops count only if a group follows, since they have other uses.
func groupSeparator(text string, at int, style notation) string {
	_, next := scanDigits(text, at, 0)
	if next == at || next == len(text) {
		return ""
	}
	switch c := text[next]; {
	case c == ',':
		if style&decimalComma == 0 {
			return text[next : next+1]
		}
	case c == '.':
		if style&decimalComma != 0 && groupsByStops(text, at) {
			return text[next : next+1]
		}
	case c == ' ' || c >= utf8.RuneSelf:
		r, width := utf8.DecodeRuneInString(text[next:])
		if unicode.IsSpace(r) && next-at <= 3 && text[at] != '0' && isSpacedGroup(text, next+width) {
			return text[next : next+width]
		}
	}
	return ""
}

// isGroup says whether exactly three digits stand at text[at:].
func isGroup(text string, at int) bool {
	_, next := scanDigits(text, at, 0)
	return next-at == 3
}

// isSpacedGroup is isGroup after white space, where the digits may be the numerator of a fraction: 12 500/1000 is no 12,500.
func isSpacedGroup(text string, at int) bool {
	return isGroup(text, at) && (at+3 == len(text) || text[at+3] != '/')
}

// groupsByStops says whether full stops part the groups of a number for certain: there are two of them or more, or a decimal comma
// follows. A single one may begin the decimals.
func groupsByStops(text string, at int) bool {
	stops := 0
	_, next := scanDigits(text, at, 0)
	for next < len(text) && text[next] == '.' && isGroup(text, next+1) {
		next += len(".000")
		stops++
	}
	return stops > 1 || stops == 1 && next < len(text) && text[next] == ','
}

// scanGrouped reads a number whose groups of three digits are parted, such as 1,500 or 1 500.5. A number whose first group begins with 0 is
// refused, since in many countries 0,500 means a half.
func scanGrouped(text string, at int, separator string, point byte) (value float64, next int, whole bool, problem string) {
	mantissa, next := scanDigits(text, at, 0)
	digits := next - at
	if digits > 3 || text[at] == '0' {
		return 0, at, false, groupsProblem(text, next, separator)
	}
	spaced := separator != "," && separator != "."
	for strings.HasPrefix(text[next:], separator) {
		group := next + len(separator)
		if spaced && !isSpacedGroup(text, group) {
			break // the gap before a unit or a fraction
		}
		if !isGroup(text, group) {
			return 0, at, false, groupsProblem(text, next, separator)
		}
		mantissa, next = scanDigits(text, group, mantissa)
		digits += 3
	}
	decimals := 0
	whole = true
	if next < len(text) && text[next] == point {
		first := next + 1
		mantissa, next = scanDigits(text, first, mantissa)
		decimals = next - first
		whole = false
		if decimals == 0 && point == ',' {
			return 0, next, false, problemCommaAfter
		}
	}
	if digits+decimals > exactDigits {
		return 0, at, false, problemLongThousands
	}
	return float64(mantissa) / powersOfTen[decimals], next, whole, ""
}

// groupsProblem says what is wrong with the separator at text[at:], which parts no groups of three digits.
func groupsProblem(text string, at int, separator string) string {
	if separator == "." {
		return problemStops
	}
	return commaProblem(text, at, grouped)
}

// scanDecimalComma reads digits whose decimals follow a comma, or a full stop where that can't part groups of three.
func scanDecimalComma(text string, at int) (value float64, next int, whole bool, problem string) {
	_, end := scanDigits(text, at, 0)
	switch {
	case end == len(text) || text[end] != '.':
		value, next, whole = scanDecimal(text, at, ',')
		if next > at && text[next-1] == ',' {
			return 0, next, false, problemCommaAfter // 12, 9, 6
		}
		return value, next, whole, ""
	case groupsByStops(text, at):
		return 0, end, false, problemStopGroups
	case end > at && end-at <= 3 && text[at] != '0' && isGroup(text, end+1):
		return 0, end, false, problemEitherWay
	}
	value, next, whole = scanDecimal(text, at, '.')
	return value, next, whole, ""
}
