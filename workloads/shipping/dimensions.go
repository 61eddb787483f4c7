package shipping

import (
	"strings"
	"unicode/utf8"
)

// Bounds of each side of a parcel in inches, after conversion (from the domain's description: docs/domain.md, "Dimensions").
const (
	ShortestSideInches = 0.1
	LongestSideInches  = 999
)

// Length units in their inches: an inch is 2.54 cm exactly, by the international agreement of 1959.
const (
	centimetresPerInch = 2.54
	millimetresPerInch = 25.4
)

// wantDimensions names what [Layout.ParseDimensions] accepts.
const wantDimensions = `length, width and height, each of 0.1 to 999 inches, such as 12 x 9 x 6, 11 1/2" x 9" x 6" or 30 x 20 x 10 cm`

const (
	problemOneNumber     = "one number where three are needed"
	problemTwoNumbers    = "two numbers where three are needed"
	problemAfterThree    = "something after the third number"
	problemAfterNumber   = "something after a number that is neither a unit nor a separator"
	problemUnitsMissing  = "a unit after some numbers but not after the last, or not after all"
	problemSideTooShort  = "a side shorter than 0.1 inch"
	problemSideTooLong   = "a side longer than 999 inches"
	problemNoDimensions  = "no size at all"
	problemDanglingSides = "a separator with no number after it"
	problemFeet          = "feet, which are not accepted"
)

// lengthUnit is a unit behind a number of a size.
type lengthUnit uint8

const (
	noUnit lengthUnit = iota
	inch
	centimetre
	millimetre
)

// ParseDimensions reads a parcel's length, width and height, written as the layout has numbers. Three numbers are parted by white space or
// one of x X × ✕ * by; units (in, inch, inches, cm, mm, in any case, with a full stop or without, and the marks of inches) stand after each
// number or once after the last, and none means inches. Any other text is an error of type *[ParseError].
func (l Layout) ParseDimensions(text string) (Dimensions, error) {
	dimensions, problem := scanDimensions(text, l.notation())
	if problem != "" {
		return Dimensions{}, &ParseError{Column: NoColumn, Field: "dimensions", Text: text, Problem: problem, Want: wantDimensions}
	}
	return dimensions, nil
}

// lastSide is the index of the last number of a size.
const lastSide = 2

// scanDimensions is ParseDimensions for callers that know the column.
func scanDimensions(text string, style notation) (Dimensions, string) {
	var sides [lastSide + 1]float64
	var units [lastSide + 1]lengthUnit
	var eitherWay [lastSide + 1]bool // a number of millimetres may be one in thousands or one with decimals
	at := skipGap(text, 0)
	if at == len(text) {
		return Dimensions{}, problemNoDimensions
	}
	for i := range sides {
		var problem string
		begin := at
		sides[i], at, problem = scanNumber(text, at, style)
		if problem != "" {
			return Dimensions{}, numberProblem(text, at, i, problem, style)
		}
		eitherWay[i] = isStopEitherWay(text[begin:at]) && sides[i]*1000/millimetresPerInch <= LongestSideInches
		end, beyond := at, skipGap(text, at) // of the number and its unit; of the white space after them
		if units[i], at = scanLengthUnit(text, beyond); units[i] != noUnit {
			end, beyond = at, skipGap(text, at)
		}
		if i == lastSide {
			at = beyond
			break
		}
		if at, problem = scanSeparator(text, end, beyond, i, style); problem != "" {
			return Dimensions{}, problem
		}
	}
	if at < len(text) {
		if betweenProblem(text[at:]) == problemFeet {
			return Dimensions{}, problemFeet
		}
		return Dimensions{}, problemAfterThree
	}
	for i, unit := range units {
		if eitherWay[i] && (unit == millimetre || unit == noUnit && units[lastSide] == millimetre) {
			return Dimensions{}, problemStopEither
		}
	}
	if problem := inInches(&sides, units); problem != "" {
		return Dimensions{}, problem
	}
	return Dimensions{Length: sides[0], Width: sides[1], Height: sides[2]}, ""
}

// numberProblem words a number's problem for dimensions in which found numbers were read before. If the text ends where a number should be,
// it ends with a separator.
func numberProblem(text string, at, found int, problem string, style notation) string {
	switch {
	case problem == problemNoNumber && at == len(text) && found > 0:
		return problemDanglingSides
	case problem == problemNoNumber && at < len(text):
		return insteadOfNumber(text, at, style)
	case problem == problemCommaAfter && found == lastSide:
		return problemCommaAtEnd
	case problem == problemCommaAfter:
		return problemCommaBetween
	}
	return problem
}

// scanLengthUnit reads the unit at text[at:], if one stands there.
func scanLengthUnit(text string, at int) (unit lengthUnit, next int) {
	rest := text[at:]
	if rest == "" {
		return noUnit, at
	}
	if rest[0] == '"' {
		return inch, at + 1
	}
	if len(rest) < 2 {
		return noUnit, at
	}
	switch (pair{rest[0] | 0x20, rest[1] | 0x20}) {
	case pair{'i', 'n'}:
		return inch, skipUnitStop(text, at+inchLength(rest))
	case pair{'c', 'm'}:
		return centimetre, skipUnitStop(text, at+2)
	case pair{'m', 'm'}:
		return millimetre, skipUnitStop(text, at+2)
	}
	if rest[0] == '\'' || rest[0] >= utf8.RuneSelf {
		return scanInchMark(text, at)
	}
	return noUnit, at
}

// inchMarks are the other signs for the inch beside ": what keyboards, telephones and word processors write for it, and two foot marks.
var inchMarks = [...]string{"''", "”", "″", "“", "’’", "′′", "˝", "＂"}

func scanInchMark(text string, at int) (unit lengthUnit, next int) {
	if width := separatorWidth(text[at:]); width > 0 {
		return noUnit, at // × and ✕ are more usual
	}
	for _, mark := range inchMarks {
		if strings.HasPrefix(text[at:], mark) {
			return inch, at + len(mark)
		}
	}
	return noUnit, at
}

// skipUnitStop passes the full stop of an abbreviated unit (in., lbs.), unless it begins the next number.
func skipUnitStop(text string, at int) int {
	if at < len(text) && text[at] == '.' && (at+1 == len(text) || text[at+1]-'0' > 9) {
		return at + 1
	}
	return at
}

// pair is two bytes in lower case. Setting bit 5 turns only upper-case letters into lower-case ones, and no other byte into a letter.
type pair struct{ first, second byte }

// inchLength returns the length of "in", "inch" or "inches" at the beginning of text, which begins with "in".
func inchLength(text string) int {
	switch {
	case len(text) < 4 || text[2]|0x20 != 'c' || text[3]|0x20 != 'h':
		return 2
	case len(text) < 6 || text[4]|0x20 != 'e' || text[5]|0x20 != 's':
		return 4
	}
	return 6
}

// scanSeparator reads what parts two numbers: a sign, a word, or white space alone. The first number, of the given index, ends with its unit
// at text[end:], and the white space after it at text[beyond:].
func scanSeparator(text string, end, beyond, index int, style notation) (next int, problem string) {
	if beyond == len(text) {
		if index == 0 {
			return beyond, problemOneNumber
		}
		return beyond, problemTwoNumbers
	}
	if width := separatorWidth(text[beyond:]); width > 0 {
		return skipGap(text, beyond+width), ""
	}
	if hasSpace(text[end:beyond]) && beginsNumber(text[beyond:], style) {
		return beyond, ""
	}
	if text[beyond] == ',' && beyond+1 < len(text) && isDigits(text[beyond-1:beyond]) && isDigits(text[beyond+1:beyond+2]) {
		return beyond, problemComma
	}
	return beyond, betweenProblem(text[beyond:])
}

// betweenProblem says what is wrong with a text between two numbers that is no accepted separator.
func betweenProblem(text string) string {
	switch first, _ := utf8.DecodeRuneInString(text); first {
	case ',':
		return problemCommaBetween
	case '-':
		return problemHyphen
	case '\'', '’', '′':
		return problemFeet
	}
	if len(text) > 1 && text[0]|0x20 == 'f' && (text[1]|0x20 == 't' || text[1]|0x20 == 'e' || text[1]|0x20 == 'o') {
		return problemFeet
	}
	return problemAfterNumber
}

// separatorWidth returns the bytes of the separator at the beginning of text, which is not empty, or 0.
func separatorWidth(text string) int {
	switch text[0] {
	case 'x', 'X', '*':
		return 1
	case 'b', 'B':
		if len(text) > 1 && text[1]|0x20 == 'y' {
			return 2
		}
	case "×"[0]:
		if len(text) >= len("×") && text[:len("×")] == "×" {
			return len("×")
		}
	case "✕"[0]:
		if len(text) >= len("✕") && text[:len("✕")] == "✕" {
			return len("✕")
		}
	}
	return 0
}

// inInches converts the sides in place and checks them against the bounds. Either no number has a unit, or each one has, or only the last
// one, whose unit then applies to all.
func inInches(sides *[3]float64, units [3]lengthUnit) (problem string) {
	if units[0] == noUnit && units[1] == noUnit {
		units[0], units[1] = units[2], units[2]
	}
	if (units[0] == noUnit) != (units[2] == noUnit) || (units[1] == noUnit) != (units[2] == noUnit) {
		return problemUnitsMissing
	}
	for i := range sides {
		switch units[i] {
		case centimetre:
			sides[i] /= centimetresPerInch
		case millimetre:
			sides[i] /= millimetresPerInch
		}
		if sides[i] < ShortestSideInches {
			return problemSideTooShort
		}
		if sides[i] > LongestSideInches {
			return problemSideTooLong
		}
	}
	return ""
}
