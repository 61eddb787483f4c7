package parts

import (
	"slices"
	"testing"

	"ep-benchmark/ui/cells"
)

// Points that are close together have columns of their own, in their order, so that none
// stands in another one's interval.
func TestCurveColumns(t *testing.T) {
	chart := cells.NewGrid(21, 5).All()
	for _, one := range []struct{ workers, want []int }{
		{[]int{1, 2, 4, 8, 16, 64}, []int{0, 1, 2, 3, 5, 20}},
		{[]int{60, 61, 62, 63, 64}, []int{16, 17, 18, 19, 20}},
		{[]int{32, 64}, []int{10, 20}},
	} {
		c := Curve{Most: 64}
		for _, n := range one.workers {
			c.Points = append(c.Points, CurvePoint{Workers: n, Value: 1})
		}
		if got := c.columns(chart); !slices.Equal(got, one.want) {
			t.Errorf("%v: %v, want %v", one.workers, got, one.want)
		}
		if got := c.columnOf(chart, float64(one.workers[0])); got != one.want[0] {
			t.Errorf("%v: the mark is in column %d", one.workers, got)
		}
	}
}
