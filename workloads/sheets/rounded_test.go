package sheets

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ep-benchmark/engine/racebuild"
)

// A weight or a size that its format shows as another number makes a bad line.
// Slight rounding does not, and neither does rounding in a column that holds no
// measure.
func TestRoundedMeasures(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, layout := range []struct{ header, row, column string }{
		{"Name\tStreet\tCity\tState\tZIP\tDimensions\tWeight (lb)\tOrder ID", "Ann Made\t1 Main St\tBoston\tMA\t02108\t9 x 6 x 3\t\t", "G"},
		{"", "Massachusetts\tUSPS\tAnn\tMade\t\t\t1 Main St\t\tBoston\tMA\t02108\tUS\t\t9 x 6 x 3\t\tBooks", "O"},
	} {
		for _, c := range []struct {
			value  float64
			format string
			want   float64 // ounces; 0 for a bad line
		}{
			{1.49, `0" lb"`, 0},
			{0.5, `0" lb"`, 0},
			{0.4, `0" lb"`, 0},
			{149, `0.0," lb"`, 0},
			{1.49, `0%" lb"`, 0},
			{1.494, `0.00" lb"`, 1.49 * 16},
			{1.49, `General" lb"`, 1.49 * 16},
			{2, `0.000" lb"`, 32},
			{1234, `#,##0" lb"`, 0},
			{5.375, `# ?/8" lb"`, 86},
			{2.3499999999999996, `0.00" lb"`, 37.6},
			{12, `0.0" lb"`, 192},
		} {
			rows := []string{layout.header, layout.row}
			if layout.header == "" {
				rows = rows[1:]
			}
			path := workbookFile(t, rows, func(book *excelize.File) {
				for column, format := range map[string]string{layout.column: c.format, "H": "0"} {
					if column == "H" && layout.header == "" {
						continue
					}
					cell := fmt.Sprint(column, len(rows))
					style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &format})
					if err := errors.Join(err, book.SetCellValue("Orders", cell, c.value), book.SetCellStyle("Orders", cell, cell, style)); err != nil {
						t.Fatal(err)
					}
				}
			})
			good, bad := lines(t, open(t, path, ""))
			got := 0.0
			for _, shipment := range good {
				got = shipment.Weight
			}
			if diff := got - c.want; diff > 1e-9 || diff < -1e-9 || (c.want == 0) != (len(bad) == 1) {
				t.Errorf("%v by %s: %v oz, want %v: %v", c.value, c.format, got, c.want, bad)
			}
			if c.value == 1.49 && c.format == `0" lb"` && len(bad) == 1 && !strings.Contains(bad[0].Error(), "the cell holds 1.49, which its number format rounds by more than 1 %") {
				t.Error(bad)
			}
		}
	}
}
