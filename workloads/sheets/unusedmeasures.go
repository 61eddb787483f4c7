package sheets

import (
	"slices"
	"strings"
	"unicode"
)

// isUnit tells whether a text is nothing but a unit of length or weight.
func isUnit(words string) bool {
	return weightUnits[words] != "" || lengthUnits[words] != "" || strangeUnits[words] != ""
}

// measureOf is what a unit measures.
func measureOf(unit string) field {
	if weightUnits[unit] != "" || slices.Contains(words("mg|ton|stone"), strangeUnits[unit]) {
		return weight
	}
	return dimensions
}

// unitFieldOf is the field of a unit; fieldCount for one that no parcel can have
// here.
func unitFieldOf(unit string) field {
	switch {
	case strangeUnits[unit] != "":
		return fieldCount
	case measureOf(unit) == weight:
		return weightUnit
	}
	return sizeUnit
}

// isUnitUsed tells whether a unit is the one that the row's weight or dimensions
// have. Dimensions without a unit are in inches, and halves of a weight in both of
// their units.
func (o *ordered) isUnitUsed(unit string) bool {
	if short := weightUnits[unit]; short != "" {
		mass, problem := o.mass()
		isHalf := o.mapping.has(pounds, ounces) && (short == "lb" || short == "oz")
		return problem != nil || isHalf || slices.Contains(unitsIn(mass, weightUnits), short)
	}
	short := lengthUnits[unit]
	size, problem := o.size()
	used := unitsIn(size, lengthUnits)
	return problem != nil || short != "" && (slices.Contains(used, short) || len(used) == 0 && short == "in")
}

// isPlainUnit tells whether a text is one of [plainUnits].
func isPlainUnit(text string) bool { return slices.Contains(plainUnits, text) }

// fitsSystem tells whether the units of the row's weight and dimensions are those of
// a system, if a text names one. Dimensions without a unit are in inches.
func (o *ordered) fitsSystem(text string) bool {
	metric, named := unitSystems[text]
	if !named {
		return true
	}
	mass, wrong := o.mass()
	size, wrongToo := o.size()
	if wrong != nil || wrongToo != nil {
		return true // which is the error that counts
	}
	lengths := unitsIn(size, lengthUnits)
	if len(lengths) == 0 {
		lengths = []string{"in"}
	}
	isOther := func(short string) bool { return slices.Contains(words("kg|g|cm|mm"), short) != metric }
	return !slices.ContainsFunc(append(unitsIn(mass, weightUnits), lengths...), isOther)
}

// isAmount tells whether a text is a number other than 0, or several, with units
// or without.
func isAmount(text string) bool {
	isNot := func(word string) bool { return !isUnit(word) }
	letters := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsNumber(r) && r != '0' }) && !slices.ContainsFunc(letters, isNot)
}

// isSaid tells whether a number, in the unit of its header, repeats the row's
// weight or one of the parcel's sides.
func (o *ordered) isSaid(text, title string) bool {
	unit := saidUnit(title)
	if short := weightUnits[unit]; short != "" {
		mass, problem := o.mass()
		return problem == nil && o.equalMasses(mass, withHeaderUnit(text, short, weightUnits))
	}
	short := lengthUnits[unit]
	return short != "" && o.hasSide(withHeaderUnit(text, short, lengthUnits))
}

// saidUnit is the only unit in a header, in which "in" may be no inch beside another
// one; "" where there are several.
func saidUnit(title string) string {
	said := slices.DeleteFunc(strings.Fields(normalised(title)), func(word string) bool { return !isUnit(word) })
	if len(said) > 1 {
		said = slices.DeleteFunc(said, func(word string) bool { return word == "in" })
	}
	if len(said) != 1 {
		return ""
	}
	return said[0]
}

// hasSide tells whether one of the parcel's sides is as long as a text says.
func (o *ordered) hasSide(text string) bool {
	size, problem := o.size()
	layout := o.rawRows.Layout()
	parcel, wrong := layout.ParseDimensions(size)
	cube, wrongToo := layout.ParseDimensions(strings.Join([]string{text, text, text}, " x "))
	return problem == nil && wrong == nil && wrongToo == nil &&
		slices.Contains([]float64{parcel.Length, parcel.Width, parcel.Height}, cube.Length)
}
