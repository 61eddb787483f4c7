package sheets

import (
	"slices"
	"strings"
)

// poundsAndOunces makes columns such as "Weight (lb)" and "Weight (oz)" those of
// the pounds and the ounces, where the file has no others. It returns the
// other columns of the weight.
func (m *mapping) poundsAndOunces(weights []candidate) []candidate {
	if len(weights) != 2 || weights[0].rank != weights[1].rank || m.has(pounds, ounces) {
		return weights
	}
	for _, pair := range [][2]candidate{{weights[0], weights[1]}, {weights[1], weights[0]}} {
		if pair[0].unit == "lb" && pair[1].unit == "oz" && !m.anyTitle(isHalfOrUnit) {
			m.columns[pounds], m.columns[ounces] = pair[0].column, pair[1].column
			return nil
		}
	}
	return weights
}

// isHalfOrUnit tells whether a header names a half of a weight, or the unit of
// a whole one.
func isHalfOrUnit(title string) bool {
	claim, known := claimed(title)
	return known && slices.Contains([]field{pounds, ounces, weightUnit}, claim.field)
}

// joinWeights treats a weight in pounds beside ounces, or in ounces beside
// pounds, as the other half of one weight.
func (m *mapping) joinWeights() {
	if !m.isClaimed(weight) || m.has(weightUnit) {
		return
	}
	for _, half := range []struct {
		unit         string
		whole, other field
	}{{"lb", pounds, ounces}, {"oz", ounces, pounds}} {
		if m.units[weight] == half.unit && !m.has(half.whole) && m.has(half.other) {
			m.columns[half.whole] = m.columns[weight]
			m.drop(weight)
			return
		}
	}
}

// firstPiece is the column of the first piece of a field that the file has in
// pieces.
func (o *ordered) firstPiece(f field) int {
	for _, in := range inPieces {
		for _, piece := range in.pieces {
			if in.whole == f && o.mapping.has(piece) {
				return o.mapping.columns[piece]
			}
		}
	}
	return unmapped
}

// inPieces are the fields that a file may have in one piece and in several.
var inPieces = []struct {
	whole  field
	pieces []field
	same   func(o *ordered) bool
}{
	{name, []field{firstName, lastName}, func(o *ordered) bool { return o.sameName(name, firstName, lastName) }},
	{senderName, []field{senderFirstName, senderLastName}, func(o *ordered) bool { return o.sameName(senderName, senderFirstName, senderLastName) }},
	{dimensions, []field{length, width, height}, (*ordered).sameSize},
	{weight, []field{pounds, ounces}, (*ordered).sameMass},
}

// sameName tells whether a name has all the words of its pieces.
func (o *ordered) sameName(whole field, pieces ...field) bool {
	var texts []string
	for _, piece := range pieces {
		texts = append(texts, o.cell(o.mapping.spare[piece]))
	}
	return hasWords(o.get(whole), strings.Join(texts, " "))
}

// hasWords tells whether a text has all the words of another, in any case.
func hasWords(text, words string) bool {
	all := strings.Fields(strings.ToLower(text))
	for word := range strings.FieldsSeq(strings.ToLower(words)) {
		if !slices.Contains(all, word) {
			return false
		}
	}
	return true
}

// sameSize tells whether the sides of the row are its dimensions.
func (o *ordered) sameSize() bool {
	whole, problem := o.size()
	if problem != nil {
		return false
	}
	var sides []string
	for _, side := range []field{length, width, height} {
		sides = append(sides, withHeaderUnit(o.cell(o.mapping.spare[side]), o.mapping.units[side], lengthUnits))
	}
	return o.equalSizes(whole, strings.Join(sides, " x "))
}

// sameMass tells whether the pounds and ounces of the row are its weight.
func (o *ordered) sameMass() bool {
	whole, problem := o.mass()
	if problem != nil {
		return false
	}
	var parts []string
	for _, part := range halves {
		if text := o.cell(o.mapping.spare[part.field]); !isZero(text) {
			parts = append(parts, withHeaderUnit(text, part.unit, weightUnits))
		}
	}
	return o.equalMasses(whole, strings.Join(parts, " "))
}

// withHeaderUnit puts a header's unit after a text without any.
func withHeaderUnit(text, unit string, known map[string]string) string {
	if unit == "" || len(unitsIn(text, known)) > 0 {
		return text
	}
	return text + " " + unit
}

// halves are the parts of a weight in pounds and ounces.
var halves = []struct {
	field field
	unit  string
}{{pounds, "lb"}, {ounces, "oz"}}

// isZero tells whether a part of a weight is empty or zero.
func isZero(text string) bool {
	return text == "" || strings.Contains(text, "0") && strings.Trim(text, "0.,") == ""
}
