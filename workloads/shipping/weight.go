package shipping

import "strconv"

// CarrierLimitOunces is what the large carriers take as one parcel: 150 lb (UPS, FedEx; docs/domain.md, "Weight"). No parser applies it: call
// [CheckCarrierLimit].
const CarrierLimitOunces = 150 * ouncesPerPound

// Mass units in ounces, to the digits of docs/domain.md; the pound of 1959 makes a kilogram 35.27396195 ounces avoirdupois.
const (
	ouncesPerPound    = 16
	ouncesPerKilogram = 35.27396195
	ouncesPerGram     = 0.03527396195
)

// wantWeight names what [ParseWeight] accepts.
const wantWeight = "a weight above zero with its unit (lb, oz, kg or g), such as 1.5 lbs, 1 lb 2 oz, 2.5 kg or 1,500 g"

const (
	problemNoWeight      = "no weight at all"
	problemNoMassUnit    = "a number without a unit"
	problemUnknownMass   = "an unknown unit"
	problemRange         = "a range, or a hyphen that does not part a whole number from a fraction"
	problemAfterWeight   = "something after the weight that is no part of it, such as an alternative"
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
	_ // parts the systems: no ounce is followed by a kilogram
	kilogram
	gram
)

// ounces per massUnit.
var ouncesPer = [...]float64{pound: ouncesPerPound, ounce: 1, kilogram: ouncesPerKilogram, gram: ouncesPerGram}

// ParseWeight reads a weight and returns it in ounces, above zero. A compound form is added up: pounds and then ounces, or kilograms and
// then grams, parted by white space. Units are whole words in any case, glued to their number or not. Two weights that are no
// compound form are alternatives, and so an error, like whatever else is not in this list; it is of type *[ParseError].
func ParseWeight(text string) (ounces float64, err error) {
	ounces, problem := scanWeight(text)
	if problem != "" {
		return 0, &ParseError{Column: NoColumn, Field: "weight", Text: text, Problem: problem, Want: wantWeight}
	}
	return ounces, nil
}

// scanWeight is ParseWeight for callers that know the column.
func scanWeight(text string) (ounces float64, problem string) {
	at := skipSpace(text, 0)
	if at == len(text) {
		return 0, problemNoWeight
	}
	for last := noMass; ; {
		amount, next, problem := scanNumber(text, at, true)
		if problem != "" {
			return 0, amountProblem(problem, last)
		}
		unit, end := scanMassUnit(text, next)
		if unit == noMass {
			return 0, unitProblem(text, next)
		}
		if last != noMass && unit != last+1 {
			return 0, problemTwoWeights
		}
		ounces += float64(amount * ouncesPer[unit]) // the conversion forbids a fused multiply-add, which would differ from machine to machine
		at = skipSpace(text, end)
		if at == len(text) {
			break
		}
		if at == end {
			return 0, problemAfterWeight
		}
		last = unit
	}
	return inWeightRange(ounces)
}

// inWeightRange refuses zero, be it written or rounded to, and what no float64 holds.
func inWeightRange(ounces float64) (float64, string) {
	switch {
	case ounces == 0:
		return 0, problemZeroWeight
	case ounces > maxOunces:
		return 0, problemWeightTooLong
	}
	return ounces, ""
}

// maxOunces keeps infinity out. It is no judgement of parcels, and far above all of them.
const maxOunces = 1e15

// amountProblem says of a number's problem what it is in a weight.
func amountProblem(problem string, last massUnit) string {
	switch {
	case problem == problemHyphen:
		return problemRange
	case problem == problemNoNumber && last != noMass:
		return problemAfterWeight
	}
	return problem
}

// unitProblem says why no unit was found at text[at:].
func unitProblem(text string, at int) string {
	switch at = skipSpace(text, at); {
	case at == len(text) || text[at]-'0' <= 9:
		return problemNoMassUnit
	case text[at] == '-':
		return problemRange
	}
	return problemUnknownMass
}

// scanMassUnit reads the unit, a whole word, after any white space. Where none stands it returns noMass.
func scanMassUnit(text string, at int) (massUnit, int) {
	at = skipSpace(text, at)
	var word [len("kilograms")]byte
	length := 0
	for ; at < len(text) && (text[at]|0x20)-'a' <= 'z'-'a'; at++ {
		if length == len(word) {
			return noMass, at
		}
		word[length] = text[at] | 0x20
		length++
	}
	switch string(word[:length]) {
	case "lb", "lbs", "pound", "pounds":
		return pound, at
	case "oz", "ounce", "ounces":
		return ounce, at
	case "kg", "kilogram", "kilograms":
		return kilogram, at
	case "g", "gram", "grams":
		return gram, at
	}
	return noMass, at
}

// CheckCarrierLimit returns an error of type *[ParseError] if a weight in ounces is above [CarrierLimitOunces].
func CheckCarrierLimit(ounces float64) error {
	if ounces <= CarrierLimitOunces {
		return nil
	}
	return &ParseError{
		Column: NoColumn, Field: "weight", Text: strconv.FormatFloat(ounces, 'f', -1, 64) + " oz",
		Problem: "above the carriers' limit", Want: "150 lb (2400 oz) or less",
	}
}
