package shipping

// A Layout says what is known of a sheet and can't be told from a line's own text: how its columns stand, and how it writes numbers. The zero
// value is for lines as people paste them: aligned by the carrier preference, with decimals after a full stop.
type Layout struct {
	// Ordered says that the line was put in order by its header: the domain's column 0 stands after so many reference columns, whatever the
	// cells hold.
	Ordered    bool
	References int
	// DecimalComma is set for a sheet whose numbers have their decimals after a comma, as files with semicolons between their cells do: 2,5 kg
	// is two and a half. Thousands are then grouped by full stops, where there are two of them or more or a comma follows (1.500,5), and by
	// white space. A full stop that can't group thousands begins decimals all the same (2.5, 0.500), since programs write such files,
	// too; one that may do either (1.500) is refused.
	DecimalComma bool
}

// notation is how the sheet's numbers are written.
func (l Layout) notation() notation {
	if l.DecimalComma {
		return decimalComma
	}
	return 0
}
