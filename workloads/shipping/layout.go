package shipping

// A Layout holds what is known of a sheet and can't be seen in the text of a single line: the order of its columns, and how it writes
// numbers. The zero value is for lines as people paste them: aligned by the carrier preference, with decimals after a full stop.
type Layout struct {
	// Ordered says that the line was put in order by its header. The domain's column 0 then stands after the given number of reference
	// columns, whatever the cells hold.
	Ordered    bool
	References int
	// DecimalComma is set for a sheet whose numbers have their decimals after a comma, as files with semicolons between their cells do: 2,5 kg
	// is two and a half. Thousands are then grouped by full stops, where there are two of them or more or a comma follows (1.500,5), and by
	// white space. A full stop that can't group thousands still begins decimals (2.5, 0.500), since some programs write such files. A full
	// stop that may do either (1.500) is refused.
	DecimalComma bool
}

// notation is how the sheet's numbers are written.
func (l Layout) notation() notation {
	if l.DecimalComma {
		return decimalComma
	}
	return 0
}
