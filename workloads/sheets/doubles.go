package sheets

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ep-benchmark/workloads/shipping"
)

// poundsAndOunces makes columns such as "Weight (lb)" and "Weight (oz)" those of
// the pounds and the ounces, where the file has no others. It returns the
// other columns of the weight.
func (m *mapping) poundsAndOunces(weights []candidate) []candidate {
	if len(weights) != 2 || weights[0].rank != weights[1].rank || m.has(pounds, ounces) {
		return weights
	}
	for _, pair := range [][2]candidate{{weights[0], weights[1]}, {weights[1], weights[0]}} {
		if pair[0].unit == "lb" && pair[1].unit == "oz" && !slices.ContainsFunc(m.titles, isHalfOrUnit) {
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

// joinWeights takes a weight in pounds beside ounces, or in ounces beside
// pounds, for the other half of one weight.
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

// ofRecipient is a sender's field as the recipient has it, and any other field
// as it is.
func ofRecipient(f field) field {
	for of, sender := range ofSender {
		if sender == f {
			return of
		}
	}
	return f
}

// mayDiffer tells whether a row may have different texts in two columns for a
// field: the better one is used then. Nothing is delivered by them.
func mayDiffer(f field) bool {
	return slices.Contains([]field{carrier, origin, reference, phone, email, contents, company}, ofRecipient(f))
}

// filledBy is the column that has a field's text in the row: the field's own,
// or a double where that is empty. A measure is only in its own, since the
// double may have another unit.
func (o *ordered) filledBy(f field) int {
	own := o.mapping.columns[f]
	if own == unmapped || len(o.mapping.doubles) == 0 || o.cell(own) != "" || isMeasure(f) || mayDiffer(f) {
		return own
	}
	for _, double := range o.mapping.doubles {
		if double.field == f && o.cell(double.column) != "" {
			return double.column
		}
	}
	return own
}

func isMeasure(f field) bool {
	return slices.Contains([]field{dimensions, length, width, height, weight, pounds, ounces}, f)
}

// cell is the text of a column; "" where the row ends before it.
func (o *ordered) cell(at int) string {
	if at == unmapped || at >= len(o.cells) {
		return ""
	}
	return o.cells[at]
}

// disagreement finds two cells of the row that say different things of one
// field. To use one of them would be to drop the other without a word.
func (o *ordered) disagreement() *shipping.ParseError {
	for _, double := range o.mapping.doubles {
		f, text, used := double.field, o.cell(double.column), o.filledBy(double.field)
		if f == weight && used == unmapped { // it is in two halves
			used = o.mapping.columns[pounds]
		}
		if used == unmapped || used == double.column || text == "" || mayDiffer(f) || o.same(double) {
			continue
		}
		return o.differs(f, text, double.column, used)
	}
	for _, in := range inPieces {
		first := slices.IndexFunc(in.pieces, func(f field) bool { return o.cell(o.mapping.spare[f]) != "" })
		if first < 0 || !o.mapping.has(in.whole) || in.same(o) {
			continue
		}
		at := o.mapping.spare[in.pieces[first]]
		return o.differs(in.whole, o.cell(at), at, o.mapping.columns[in.whole])
	}
	return o.vagueUnit()
}

// differs is the error of a cell that says something else than another.
func (o *ordered) differs(f field, text string, at, used int) *shipping.ParseError {
	problem := fmt.Sprintf("%s says something else: %q", o.at(used), shortened(o.cell(used)))
	if o.cell(used) == "" {
		problem = o.at(used) + " is empty"
	}
	return o.wrong(f.String(), text, problem,
		fmt.Sprintf("the same in both, or one of them named by --columns, as in --columns '%s=%s'", f, letters(used)), at)
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
	words := strings.Fields(strings.ToLower(o.get(whole)))
	for _, piece := range pieces {
		for word := range strings.FieldsSeq(strings.ToLower(o.cell(o.mapping.spare[piece]))) {
			if !slices.Contains(words, word) {
				return false
			}
		}
	}
	return true
}

// sameText compares texts without regard to case and to how much white space
// they have.
func sameText(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
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

func (o *ordered) equalSizes(a, b string) bool {
	layout := o.rawRows.Layout()
	first, wrong := layout.ParseDimensions(a)
	second, wrongToo := layout.ParseDimensions(b)
	return wrong == nil && wrongToo == nil && first == second
}

func (o *ordered) equalMasses(a, b string) bool {
	layout := o.rawRows.Layout()
	first, wrong := layout.ParseWeight(a)
	second, wrongToo := layout.ParseWeight(b)
	return wrong == nil && wrongToo == nil && first == second
}

// same tells whether a double says what its field's column does.
func (o *ordered) same(d double) bool {
	used, text := o.get(d.field), o.cell(d.column)
	if sameText(used, text) && !isMeasure(d.field) {
		return true
	}
	switch ofRecipient(d.field) {
	case weight:
		whole, problem := o.mass()
		return problem == nil && o.equalMasses(whole, withHeaderUnit(text, d.unit, weightUnits))
	case dimensions:
		whole, problem := o.size()
		return problem == nil && o.equalSizes(whole, withHeaderUnit(text, d.unit, lengthUnits))
	case sizeUnit:
		return lengthUnits[normalised(used)] != "" && lengthUnits[normalised(used)] == lengthUnits[normalised(text)]
	case country:
		first, wrong := shipping.ParseCountry(used)
		second, unknown := shipping.ParseCountry(text)
		return wrong == nil && (unknown != nil || first == second) // NO beside Norge
	case state:
		return isCode(used) != isCode(text) // CA and California
	case street1:
		rest, whole := strings.CutPrefix(strings.ToLower(text), strings.ToLower(used))
		next, _ := utf8.DecodeRuneInString(rest)
		return whole && used != "" && !unicode.IsLetter(next) && !unicode.IsDigit(next) // the whole address in one cell
	}
	return false
}

// isCode tells whether a text is as short as the code of a state.
func isCode(text string) bool { return len([]rune(text)) <= len("NSW") }

// halves are the parts of a weight in pounds and ounces.
var halves = []struct {
	field field
	unit  string
}{{pounds, "lb"}, {ounces, "oz"}}

// isZero tells whether a part of a weight is empty or zero.
func isZero(text string) bool {
	return text == "" || strings.Contains(text, "0") && strings.Trim(text, "0.,") == ""
}

// vagueUnit refuses a text in a column of a unit that does not say of what.
func (o *ordered) vagueUnit() *shipping.ParseError {
	for _, at := range o.mapping.vague {
		text := o.cell(at)
		words, letter := normalised(text), letters(at)
		_, mass := weightUnits[words]
		_, size := lengthUnits[words]
		switch {
		case mass || size:
			unit := map[bool]field{true: weightUnit, false: sizeUnit}[mass]
			return o.wrong("cell", text, "its header does not say of what it is the unit",
				fmt.Sprintf("a header that says it, or --columns '%s=%s'", unit, letter), at)
		case text != "" && normalised(o.mapping.titles[at]) == unitWords[0]:
			return o.wrong("cell", text, "its header does not say whether it is an apartment or a unit of measure",
				fmt.Sprintf("a header that says it, or --columns 'street2=%s'", letter), at)
		}
	}
	return nil
}
