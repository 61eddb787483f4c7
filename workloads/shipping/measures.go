package shipping

// Measures returns the texts of the dimensions and the weight of a line that
// [ParseLine] accepts, for whoever parses them by themselves. They are empty
// for a line that can't be split and aligned.
func Measures(line string) (dimensions, weight string) {
	var row columns
	if row.split(line) != nil || row.align() != nil {
		return "", ""
	}
	return row.cell(columnDimensions), row.cell(columnWeight)
}
