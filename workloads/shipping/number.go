package shipping

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// What can be wrong with a number, in a size or in a weight. The empty string means that nothing is.
const (
	problemNoNumber        = "a number is missing"
	problemNegative        = "a negative number"
	problemComma           = "a comma inside a number"
	problemThousands       = "a comma that does not part groups of three digits"
	problemStops           = "full stops that do not group digits by three"
	problemStopGroups      = "full stops that group thousands, which no size has"
	problemEitherWay       = "a full stop before three digits: in a file with decimal commas it may group thousands or begin decimals"
	problemCommaEither     = "a comma before three digits, which may group thousands or begin decimals: write 1500 for the one and 1.5 for the other"
	problemStopEither      = "a full stop before three digits, which may group thousands or begin decimals: write 1500 for the one and 1.5 for the other"
	problemLongThousands   = "more than 15 digits in groups of three"
	problemHyphen          = "a hyphen that does not part a whole number from a fraction"
	problemZeroDenominator = "a fraction over zero"
	problemImproper        = "a whole number with a fraction of one or more"
	problemNoDenominator   = "a fraction without a whole number below its line"
)

// powersOfTen are those that a float64 holds exactly and that [exactDigits] can call for.
var powersOfTen = [exactDigits + 1]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// exactDigits is how many decimal digits always fit the 53 bits of a float64's mantissa. Up to there mantissa / 10^n is rounded once, so it
// is the very value that strconv.ParseFloat would give.
const exactDigits = 15

// A notation is how a column writes its numbers.
type notation uint8

const (
	grouped      notation = 1 << iota // groups of three digits may be parted, as in 1,500
	decimalComma                      // the decimals follow a comma, as in 2,5
)

// scanNumber reads one amount at text[at:]: 12, 12.5, .5, 6., 1/2, 11 1/2, 11-1/2, 11½, ½, and what the notation adds to them. A whole
// number and a fraction with white space between them are always one number: 11 1/2 is never 11 and a separate 1/2.
func scanNumber(text string, at int, style notation) (value float64, next int, problem string) {
	mantissa, next := scanDigits(text, at, 0)
	if digits := next - at; digits > 0 && digits <= exactDigits && (next == len(text) || endsNumber(text[next:])) {
		return float64(mantissa), next, ""
	}
	return scanAnyNumber(text, at, style)
}

// endsNumber says whether the text after some digits is certainly a unit or a separator, so that the number ends there.
func endsNumber(rest string) bool {
	c := rest[0]
	if c == ' ' && len(rest) > 1 {
		c = rest[1]
	}
	return int8(c) > '9' || c == '"' || c == '*'
}

// scanAnyNumber is scanNumber for numbers of every form.
func scanAnyNumber(text string, at int, style notation) (value float64, next int, problem string) {
	value, next, whole := scanDecimal(text, at, '.')
	if style&decimalComma != 0 || next < len(text) && mayGroup(text[next:], style) {
		if value, next, whole, problem = scanParted(text, at, style); problem != "" {
			return 0, next, problem
		}
	}
	switch {
	case next == at:
		return scanBareFraction(text, at)
	case next == len(text) || !whole:
		return value, next, ""
	case text[next] == '/' && isDigits(text[at:next]):
		return scanDenominator(text, next+1, value)
	}
	return scanMixed(text, next, value)
}

// mayGroup says whether the text after a number's first digits may be another group of three digits, or is a comma, which may be wrong
// there.
func mayGroup(rest string, style notation) bool {
	c := rest[0]
	return c == ',' || style&grouped != 0 && (c == ' ' && len(rest) > 3 && rest[2]-'0' <= 9 || c >= utf8.RuneSelf)
}

// scanParted reads a number that has more separators in it than a full stop before its decimals. Where there is no number it returns next
// == at.
func scanParted(text string, at int, style notation) (value float64, next int, whole bool, problem string) {
	if style&grouped != 0 {
		if separator := groupSeparator(text, at, style); separator != "" {
			return scanGrouped(text, at, separator, decimalPoint(style))
		}
	}
	if style&decimalComma != 0 {
		return scanDecimalComma(text, at)
	}
	value, next, whole = scanDecimal(text, at, '.')
	if next > at && text[next] == ',' {
		return 0, next, false, commaProblem(text, next, style)
	}
	return value, next, whole, ""
}

func decimalPoint(style notation) byte {
	if style&decimalComma != 0 {
		return ','
	}
	return '.'
}

// beginsNumber says whether a number without a sign stands at the beginning of text, which is not empty.
func beginsNumber(text string, style notation) bool {
	if text[0]-'0' <= 9 {
		return true
	}
	if text[0] == '.' || text[0] == decimalPoint(style) {
		return len(text) > 1 && text[1]-'0' <= 9
	}
	_, next := scanVulgar(text, 0)
	return next > 0
}

// scanBareFraction reads ½, the only number that begins with no digit and no point.
func scanBareFraction(text string, at int) (value float64, next int, problem string) {
	if value, next = scanVulgar(text, at); next > at {
		return value, next, ""
	}
	if at < len(text) && text[at] == '-' {
		return 0, at, problemNegative
	}
	return 0, at, problemNoNumber
}

// scanDecimal reads digits with at most one point among them, a full stop or a comma. Without a digit it returns next == at.
func scanDecimal(text string, at int, point byte) (value float64, next int, whole bool) {
	mantissa, next := scanDigits(text, at, 0)
	digits, decimals := next-at, 0
	whole = true
	if next < len(text) && text[next] == point {
		first := next + 1
		mantissa, next = scanDigits(text, first, mantissa)
		decimals = next - first
		digits += decimals
		whole = false
	}
	switch {
	case digits == 0:
		return 0, at, false
	case digits <= exactDigits && decimals == 0:
		return float64(mantissa), next, whole
	case digits <= exactDigits:
		return float64(mantissa) / powersOfTen[decimals], next, whole
	}
	return parseLong(strings.Replace(text[at:next], ",", ".", 1)), next, whole
}

// scanDigits appends the digits at text[at:] to a mantissa, which is right as long as it has no more than 19 of them.
func scanDigits(text string, at int, mantissa uint64) (uint64, int) {
	for at < len(text) && text[at]-'0' <= 9 {
		mantissa = mantissa*10 + uint64(text[at]-'0')
		at++
	}
	return mantissa, at
}

func isDigits(text string) bool {
	_, end := scanDigits(text, 0, 0)
	return end == len(text) && end > 0
}

// parseLong is for numbers longer than exactDigits. A number that is too large becomes +Inf, which every caller refuses as out of range.
func parseLong(digits string) float64 {
	value, err := strconv.ParseFloat(digits, 64)
	_ = err // the text has only digits and at most one point, so the only possible error is the range
	return value
}

// scanMixed reads the fraction after a whole number that ends at index at, if there is one.
func scanMixed(text string, at int, whole float64) (value float64, next int, problem string) {
	start := at
	switch c := text[at]; {
	case c == '-':
		start++
	case c > ' ' && c < 0x80:
		return whole, at, "" // a unit, a separator: the common case
	default:
		if start = skipGap(text, at); !hasSpace(text[at:start]) {
			start = at // only invisible characters stand between the two: 11 1/2 would look like 111/2
		}
	}
	fraction, next, problem := scanFraction(text, start)
	switch {
	case problem != "":
		return 0, start, problem
	case next == start && text[at] == '-':
		return 0, at, problemHyphen
	case next == start:
		return whole, at, ""
	case fraction >= 1:
		return 0, start, problemImproper
	}
	return whole + fraction, next, ""
}

// scanFraction reads 1/2 or ½. Where there is no fraction, it returns next == at; a number without a fraction bar is none.
func scanFraction(text string, at int) (value float64, next int, problem string) {
	_, next = scanDigits(text, at, 0)
	if next == at {
		value, next = scanVulgar(text, at)
		return value, next, ""
	}
	if next == len(text) || text[next] != '/' {
		return 0, at, ""
	}
	return scanDenominator(text, next+1, wholeNumber(text[at:next]))
}

// scanDenominator reads what stands below a fraction's line and divides by it.
func scanDenominator(text string, at int, numerator float64) (value float64, next int, problem string) {
	_, next = scanDigits(text, at, 0)
	if next == at {
		return 0, at, problemNoDenominator
	}
	denominator := wholeNumber(text[at:next])
	if denominator == 0 {
		return 0, at, problemZeroDenominator
	}
	return numerator / denominator, next, ""
}

// wholeNumber returns the value of a run of digits of any length.
func wholeNumber(digits string) float64 {
	if len(digits) > exactDigits {
		return parseLong(digits)
	}
	mantissa, _ := scanDigits(digits, 0, 0)
	return float64(mantissa)
}

// scanVulgar reads one of Unicode's fractions in a single character: ¼ ½ ¾ (U+00BC to U+00BE) and ⅐ to ⅞ (U+2150 to U+215E), which are
// all that have a value of their own. Where none stands it returns next == at.
func scanVulgar(text string, at int) (value float64, next int) {
	rest := text[at:]
	switch {
	case len(rest) >= 2 && rest[0] == 0xC2 && rest[1]-0xBC < 3:
		return float64(rest[1]-0xBC+1) / 4, at + 2
	case len(rest) >= 3 && rest[0] == 0xE2 && rest[1] == 0x85 && rest[2]-0x90 < byte(len(vulgarFractions)):
		return vulgarFractions[rest[2]-0x90], at + 3
	}
	return 0, at
}

// vulgarFractions are the values of U+2150 onwards, in the order of the Unicode chart "Number Forms".
var vulgarFractions = [...]float64{
	1.0 / 7, 1.0 / 9, 1.0 / 10, 1.0 / 3, 2.0 / 3, 1.0 / 5, 2.0 / 5, 3.0 / 5, 4.0 / 5, 1.0 / 6, 5.0 / 6, 1.0 / 8, 3.0 / 8, 5.0 / 8, 7.0 / 8,
}
