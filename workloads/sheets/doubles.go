package sheets

import (
	"fmt"
	"slices"
	"strings"

	"ep-benchmark/workloads/shipping"
)

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
// field. The better column is used then. This holds only for fields that do not
// decide where a parcel is delivered.
func mayDiffer(f field) bool {
	return slices.Contains([]field{carrier, origin, reference, phone, email, contents, company}, ofRecipient(f))
}

// filledBy is the column that has a field's text in the row: the field's own,
// or a double where that is empty. A measure is taken only from its own column,
// since the double may have another unit. The company is the name of a row
// without one.
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

// disagreement finds two cells of the row that differ for one field. Using one
// of them would silently drop the other, so the row is refused.
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
	return o.wrong(f.String(), text, problem, fmt.Sprintf("%s, or %s to leave column %s out", same, o.mapping.named.ask(ignored, letters(at)), letters(at)), at)
}

// sameText compares texts regardless of case and of the amount of white space.
func sameText(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
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
