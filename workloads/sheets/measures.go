package sheets

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"ep-benchmark/workloads/shipping"
)

// size is a row's dimensions in one text, with their unit where a header or a
// column of its own says it.
func (o *ordered) size() (string, *shipping.ParseError) {
	if o.mapping.has(dimensions) {
		return o.measured(dimensions, sizeUnit, lengthUnits)
	}
	sides := []field{length, width, height}
	texts := make([]string, len(sides))
	for i, side := range sides {
		text, problem := o.measured(side, sizeUnit, lengthUnits)
		if problem != nil {
			return "", problem
		}
		if text == "" {
			return "", o.wrong(side.String(), "", "required, but empty", "the parcel's "+side.String(), o.mapping.columns[side])
		}
		texts[i] = text
	}
	return strings.Join(texts, " x "), nil
}

// mass is a row's weight in one text.
func (o *ordered) mass() (string, *shipping.ParseError) {
	if o.mapping.has(weight) {
		return o.measured(weight, weightUnit, weightUnits)
	}
	if said := o.get(weightUnit); said != "" && weightUnits[normalised(said)] != "lb" && weightUnits[normalised(said)] != "oz" {
		return "", o.wrong(weightUnit.String(), said, "the weight is in columns of pounds and ounces", "lb, oz or nothing", o.mapping.columns[weightUnit])
	}
	var parts []string
	for _, part := range halves {
		text, problem := o.withUnit(part.field, o.get(part.field), part.unit, weightUnits)
		if problem != nil {
			return "", problem
		}
		if !isZero(o.get(part.field)) { // "0 lb 5 oz" is no weight of two parts
			parts = append(parts, text)
		}
	}
	if len(parts) < len(halves) {
		return strings.Join(parts, " "), nil
	}
	return o.sum(parts[0], parts[1])
}

// sum is a weight of pounds and ounces. They are added up when the pounds are
// whole and the ounces less than a pound. When both are equal, they are the
// same weight given twice. Any other pair is ambiguous and refused.
func (o *ordered) sum(inPounds, inOunces string) (string, *shipping.ParseError) {
	layout, both := o.rawRows.Layout(), inPounds+" "+inOunces
	large, wrong := layout.ParseWeight(inPounds)
	small, wrongToo := layout.ParseWeight(inOunces)
	const pound = 16
	switch {
	case wrong != nil || wrongToo != nil: // the parser says what is wrong
		return both, nil
	case large == small:
		return inPounds, nil
	case math.Mod(large, pound) == 0 && small < pound:
		return both, nil
	}
	return "", o.wrong(ounces.String(), o.get(ounces), fmt.Sprintf("beside %s with %q it may be the rest of the weight or the whole of it", o.at(o.mapping.columns[pounds]), o.get(pounds)),
		"whole pounds and less than 16 ounces, or the whole weight in one of the cells and nothing in the other", o.mapping.columns[ounces])
}

// measured is the text of a field with its unit: that of the header, or of the
// column that says it for each line.
func (o *ordered) measured(f, unitField field, known map[string]string) (string, *shipping.ParseError) {
	text, unit := o.get(f), o.mapping.units[f]
	said := o.get(unitField)
	if said == "" || text == "" {
		return o.withUnit(f, text, unit, known)
	}
	short, is := known[normalised(said)]
	at := o.filledBy(unitField)
	switch {
	case !is:
		return "", o.wrong(unitField.String(), said, "an unknown unit", unitNames(known), at)
	case unit != "" && unit != short:
		return "", o.wrong(unitField.String(), said, "the unit in the header of the "+f.String()+" is "+unit, "one unit", at)
	}
	return o.withUnit(f, text, short, known)
}

// withUnit puts a unit after a text that has none. A text with another unit is
// refused, since which of the two is right is unknown.
func (o *ordered) withUnit(f field, text, unit string, known map[string]string) (string, *shipping.ParseError) {
	if text == "" || unit == "" {
		return text, nil
	}
	own := unitsIn(text, known)
	switch {
	case len(own) == 0:
		return text + " " + unit, nil
	case slices.Contains(own, unit), slices.Contains(own, ""):
		return text, nil
	}
	return "", o.wrong(f.String(), text, "its unit is "+own[0]+", and that of its column "+unit, "one unit", o.mapping.columns[f])
}

// unitsIn returns the units in a text by their short names, and "" for other
// words. Separators between the sides of a parcel are left out.
func unitsIn(text string, known map[string]string) []string {
	var all []string
	words := strings.FieldsFunc(strings.ReplaceAll(text, `"`, " in "), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, word := range words {
		word = strings.Trim(strings.ToLower(word), "x")
		if word != "" && word != "by" {
			all = append(all, known[word])
		}
	}
	return all
}

// unitNames are the units that are known.
func unitNames(known map[string]string) string {
	var all []string
	for _, short := range known {
		if !slices.Contains(all, short) {
			all = append(all, short)
		}
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}
