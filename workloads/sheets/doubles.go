package sheets

import (
	"fmt"
	"slices"
	"strings"

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
// double may have another unit. The company is the name of a row without one.
func (o *ordered) filledBy(f field) int {
	own := o.mapping.columns[f]
	if own == unmapped || o.cell(own) != "" || isMeasure(f) || mayDiffer(f) {
		return own
	}
	if spare := o.companyFor(f); spare != unmapped {
		return spare
	}
	for _, double := range o.mapping.doubles {
		if double.field == f && o.cell(double.column) != "" {
			return double.column
		}
	}
	return own
}

// companyFor is the column of a company that stands for the name in the row,
// where all columns of the name are empty; unmapped for other fields and rows.
func (o *ordered) companyFor(f field) int {
	m := o.mapping
	for _, names := range [][4]field{{name, firstName, lastName, company}, {senderName, senderFirstName, senderLastName, senderCompany}} {
		spare := m.spare[names[3]]
		if spare == unmapped || o.cell(spare) == "" || !slices.Contains(names[:3], f) {
			continue
		}
		isFilled := func(n field) bool { return o.cell(m.columns[n]) != "" || o.cell(m.spare[n]) != "" }
		isName := func(d double) bool { return slices.Contains(names[:3], d.field) && o.cell(d.column) != "" }
		first := slices.IndexFunc(names[:3], func(n field) bool { return m.has(n) })
		if first >= 0 && names[first] == f && !slices.ContainsFunc(names[:3], isFilled) && !slices.ContainsFunc(m.doubles, isName) {
			return spare
		}
	}
	return unmapped
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
		if used == unmapped {
			used = o.firstPiece(f)
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
	if problem := o.vagueUnit(); problem != nil {
		return problem
	}
	return o.lost()
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

// differs is the error of a cell that says something else than another.
func (o *ordered) differs(f field, text string, at, used int) *shipping.ParseError {
	problem := fmt.Sprintf("%s says something else: %q", o.at(used), shortened(o.cell(used)))
	if o.cell(used) == "" {
		problem = o.at(used) + " is empty"
	}
	same := "the same in both"
	if ofRecipient(f) == street1 {
		same += ", the rest of the street in a column such as Address 2"
	}
	return o.wrong(f.String(), text, problem, fmt.Sprintf("%s, or --columns '%s=%s' to leave column %s out", same, ignored, letters(at), letters(at)), at)
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
	case weightUnit:
		return weightUnits[normalised(used)] != "" && weightUnits[normalised(used)] == weightUnits[normalised(text)]
	case state:
		return sameState(used, text, o.countryOf(d.field))
	case street1:
		return o.sameStreet(used, text, d.field)
	case name:
		pieces := map[field][2]field{name: {firstName, lastName}, senderName: {senderFirstName, senderLastName}}[d.field]
		return !o.mapping.has(d.field) && hasWords(text, o.get(pieces[0])+" "+o.get(pieces[1]))
	}
	return false
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
