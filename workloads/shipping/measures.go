package shipping

// Measures returns the texts of the dimensions and the weight of a line that
// [Layout.ParseLine] accepts, for callers that parse them separately. They are
// empty for a line that can't be split and aligned.
func (l Layout) Measures(line string) (dimensions, weight string) {
	var row columns
	if row.split(line) != nil || row.place(l) != nil {
		return "", ""
	}
	return row.cell(columnDimensions), row.cell(columnWeight)
}

// Uses tells whether a cell of a line is read. The flag and the cells after the
// last column are not. In a line that can't be aligned, every cell counts as
// read.
func Uses(line string, cell int) bool {
	var row columns
	if row.split(line) != nil || row.align() != nil {
		return true
	}
	column := cell - row.first
	return column < 0 || column != columnFlag && column < senderColumns
}

// UsesMeasure tells whether a line's cell, by its number from 0, is read as dimensions or as a weight.
func UsesMeasure(line string, cell int) bool {
	var row columns
	if row.split(line) != nil || row.align() != nil {
		return true
	}
	column := cell - row.first
	return column == columnDimensions || column == columnWeight
}
