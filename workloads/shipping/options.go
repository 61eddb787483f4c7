package shipping

// Options are what is known of a sheet and can't be told from a line's own text. The zero value is for sheets that write their decimals after
// a full stop.
type Options struct {
	// DecimalComma is set for a sheet whose numbers have their decimals after a comma, as files with semicolons between their cells do: 2,5 kg
	// is two and a half. Thousands are then grouped by full stops, where there are two of them or more or a comma follows (1.500,5), and by
	// white space. A full stop that can't group thousands begins decimals all the same (2.5, 0.500), since programs write such files,
	// too; one that may do either (1.500) is refused.
	DecimalComma bool
}

// notation is how the sheet's numbers are written.
func (o Options) notation() notation {
	if o.DecimalComma {
		return decimalComma
	}
	return 0
}
