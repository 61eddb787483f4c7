package shipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// carrierLimitOunces is the heaviest parcel that the large carriers take: 150 lb (UPS, FedEx; docs/domain.md, "Weight"). A heavier weight
// is accepted.
const carrierLimitOunces = 150 * ouncesPerPound

// Mass units in ounces, to the digits of docs/domain.md; the pound of 1959 makes a kilogram 35.27396195 ounces avoirdupois.
const (
	ouncesPerPound    = 16
	ouncesPerKilogram = 35.27396195
	ouncesPerGram     = 0.03527396195
)

// wantWeight names what [Layout.ParseWeight] accepts.
const wantWeight = "a weight above zero with its unit (lb, oz, kg or g), such as 1.5 lbs, 1 lb 2 oz, 2.5 kg or 1,500 g"

const (
	problemNoWeight      = "no weight at all"
	problemNoMassUnit    = "a number without a unit"
	problemUnknownMass   = "an unknown unit"
	problemRange         = "a range, or a hyphen that does not part a whole number from a fraction"
	problemDash          = "a hyphen after a weight, which may mean a range or a sum"
	problemAlternative   = "two weights, of which only one can be meant"
	problemAfterWeight   = "something after the weight that is not part of it"
	problemGluedStop     = "a full stop between a unit and a number, which may belong to either"
	problemMisplaced     = "a full stop, comma or fraction line that has no place in the number"
	problemExponent      = "a number in scientific notation"
	problemTwoWeights    = "two weights that do not add up as pounds and ounces or kilograms and grams do"
	problemZeroWeight    = "a weight of zero"
	problemWeightTooLong = "a weight too large to be one"
)

// massUnit is a unit of a weight. Within one system of units the larger one comes first, so that a compound form counts up by one.
type massUnit uint8

const (
	noMass massUnit = iota
	pound
	ounce
	_ // separates the systems, so that an ounce is not followed by a kilogram
	kilogram
	gram
)

// ounces per massUnit.
var ouncesPer = [...]float64{pound: ouncesPerPound, ounce: 1, kilogram: ouncesPerKilogram, gram: ouncesPerGram}

// ParseWeight reads a weight and returns it in ounces, above zero. Its numbers are written as the layout has them. A compound form is added
// up: pounds and then ounces, or kilograms and then grams, parted by white space, a comma, "and", "&" or nothing. Units are whole words in
// any case, glued to their number or not, with a full stop or without. Two weights that are no compound form are ambiguous. They are an
// error of type *[ParseError], and so is any text that is not listed here.
func (l Layout) ParseWeight(text string) (ounces float64, err error) {
	ounces, problem := scanWeight(text, l.notation())
	if problem != "" {
		return 0, &ParseError{Column: NoColumn, Field: "weight", Text: text, Problem: problem, Want: wantWeight}
	}
	return ounces, nil
}

// scanWeight is ParseWeight for callers that know the column.
func scanWeight(text string, style notation) (ounces float64, problem string) {
	at := skipGap(text, 0)
	if at == len(text) {
		return 0, problemNoWeight
	}
	for last := noMass; ; {
		amount, next, problem := scanNumber(text, at, style|grouped)
		if problem != "" {
			return 0, amountProblem(text, next, problem, style|grouped)
		}
		unit, end := scanMassUnit(text, next)
		if unit == noMass {
			return 0, unitProblem(text, next)
		}
		if last != noMass && unit != last+1 {
			return 0, problemTwoWeights
		}
		if amount >= 1000 && unit != gram && isEitherWay(text[at:next], style) {
			return 0, problemCommaEither
		}
		if unit == gram && last == noMass && isStopEitherWay(text[at:next]) && amount*1000*ouncesPerGram <= carrierLimitOunces {
			return 0, problemStopEither
		}
		ounces += float64(amount * ouncesPer[unit]) // the conversion forbids a fused multiply-add, which would differ from machine to machine
		if at = skipGap(text, end); at == len(text) {
			break
		}
		if at, problem = scanJoint(text, end, at, style); problem != "" {
			return 0, problem
		}
		last = unit
	}
	return inWeightRange(ounces)
}

// joints are the words that join the two parts of a compound form.
var joints = [...]string{",", "&", "and"}

// scanJoint skips what joins a weight, which ends at index end, to the next one: white space up to index at, a comma or a word, or nothing.
func scanJoint(text string, end, at int, style notation) (next int, problem string) {
	if at > end && text[at]-'0' <= 9 {
		return at, "" // nearly always
	}
	next = at
	for _, joint := range joints {
		if len(text)-at >= len(joint) && strings.EqualFold(text[at:at+len(joint)], joint) {
			next = skipGap(text, at+len(joint))
			break
		}
	}
	switch {
	case next == len(text) || !beginsNumber(text[next:], style):
		return 0, afterProblem(text[at:])
	case next == end && (text[end] == '.' || text[end-1] == '.'):
		return 0, problemGluedStop
	}
	return next, ""
}

// afterProblem says what is wrong with the text after a weight.
func afterProblem(text string) string {
	first, _ := utf8.DecodeRuneInString(text)
	switch {
	case strings.ContainsRune("-–—", first):
		return problemDash
	case !strings.ContainsFunc(text, unicode.IsNumber): // a remark
	case strings.ContainsRune("(/=~≈|", first), len(text) > 2 && strings.EqualFold(text[:2], "or") && !unicode.IsLetter(rune(text[2])):
		return problemAlternative
	}
	return problemAfterWeight
}

// isEitherWay says whether a number's comma may group thousands or begin decimals: it is the only comma, and exactly three digits follow
// it. A German spreadsheet writes 1,500 kg for one and a half. In a sheet with decimal commas it begins decimals. 1,500 g is unambiguous,
// since parcels are not weighed in thousandths of a gram.
func isEitherWay(number string, style notation) bool {
	_, comma := scanDigits(number, 0, 0)
	return style&decimalComma == 0 && comma < len(number) && number[comma] == ',' && comma+len(",000") == len(number)
}

// isStopEitherWay says whether a number's full stop may group thousands or begin decimals: it is the only one, and exactly three digits
// follow it. This matters for units whose thousandths are not measured, such as grams and millimetres, if a thousand times the value is
// still a possible parcel: a German writes 1.500 g for a kilogram and a half.
func isStopEitherWay(number string) bool {
	_, stop := scanDigits(number, 0, 0)
	return stop > 0 && stop <= 3 && number[0] != '0' && stop+len(".000") == len(number) && number[stop] == '.' && isGroup(number, stop+1)
}

// inWeightRange refuses zero, whether it was written or is the result of rounding, and values that no float64 holds.
func inWeightRange(ounces float64) (float64, string) {
	switch {
	case ounces == 0:
		return 0, problemZeroWeight
	case ounces > maxOunces:
		return 0, problemWeightTooLong
	}
	return ounces, ""
}

// maxOunces excludes infinity. It is no limit of parcels, and far above the weight of any.
const maxOunces = 1e15

// amountProblem words a number's problem for a weight.
func amountProblem(text string, at int, problem string, style notation) string {
	switch {
	case problem == problemHyphen:
		return problemRange
	case problem == problemCommaAfter:
		return problemCommaForUnit
	case problem == problemNoNumber && at < len(text):
		return insteadOfNumber(text, at, style)
	}
	return problem
}

// unitProblem says why no unit was found at text[at:].
func unitProblem(text string, at int) string {
	at = skipGap(text, at)
	if at == len(text) {
		return problemNoMassUnit
	}
	first, width := utf8.DecodeRuneInString(text[at:])
	next := at + width
	switch {
	case strings.ContainsRune("-–—", first):
		return problemRange
	case first == ',' && (next == len(text) || text[next]-'0' > 9):
		return problemCommaForUnit
	case strings.ContainsRune(".,/", first):
		return problemMisplaced
	case first|0x20 == 'e' && next < len(text) && strings.ContainsRune("+-0123456789", rune(text[next])):
		return problemExponent
	case unicode.IsLetter(first):
		return problemUnknownMass
	}
	return insteadOfUnit(text, at)
}

// scanMassUnit reads the unit, a whole word, after any white space. Where none stands it returns noMass.
func scanMassUnit(text string, at int) (unit massUnit, next int) {
	at = skipGap(text, at)
	var word [len("kilogrammes")]byte
	length := 0
	for ; at < len(text) && (text[at]|0x20)-'a' <= 'z'-'a'; at++ {
		if length == len(word) {
			return noMass, at
		}
		word[length] = text[at] | 0x20
		length++
	}
	if unit = namedMass(word[:length]); unit == noMass {
		return noMass, at
	}
	return unit, skipUnitStop(text, at)
}

// namedMass returns the unit of a name in lower case.
func namedMass(name []byte) massUnit {
	switch string(name) {
	case "lb", "lbs", "pound", "pounds":
		return pound
	case "oz", "ozs", "ounce", "ounces":
		return ounce
	case "kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes":
		return kilogram
	case "g", "gr", "grs", "gm", "gms", "gram", "grams", "gramme", "grammes":
		return gram
	}
	return noMass
}
