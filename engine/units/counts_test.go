package units_test

import (
	"testing"

	"ep-benchmark/engine/units"
)

func TestCounted(t *testing.T) {
	for want, got := range map[string]string{
		"1 worker":      units.Counted(1, "worker"),
		"0 workers":     units.Counted(0, "worker"),
		"4,096 workers": units.Counted(int64(4096), "worker"),
		"1 run is":      units.CountedAs(1, "run is", "runs are"),
		"2 runs are":    units.CountedAs(2, "run is", "runs are"),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestRanges(t *testing.T) {
	for _, c := range []struct {
		numbers      []int
		inText, list string
	}{
		{nil, "", ""},
		{[]int{7}, "7", "7"},
		{[]int{3, 4}, "3, 4", "3-4"},
		{[]int{0, 1, 2, 3}, "0 to 3", "0-3"},
		{[]int{1, 2, 3, 7, 9, 10}, "1 to 3, 7, 9, 10", "1-3,7,9-10"},
	} {
		if got := units.Ranges(c.numbers); got != c.inText {
			t.Errorf("%v reads %q, want %q", c.numbers, got, c.inText)
		}
		if got := units.CPUList(c.numbers); got != c.list {
			t.Errorf("%v is listed as %q, want %q", c.numbers, got, c.list)
		}
	}
}

func TestPercentTo(t *testing.T) {
	for _, c := range []struct {
		share float64
		to    int
		want  string
	}{{0.345, 1, "34.5 %"}, {0.004, 0, "0 %"}, {1, 0, "100 %"}, {12.5, 0, "1250 %"}} {
		if got := units.PercentTo(c.share, c.to); got != c.want {
			t.Errorf("%v to %d: %q, want %q", c.share, c.to, got, c.want)
		}
	}
}

// A failure rate that is not 0 does not read as 0.
func TestRare(t *testing.T) {
	for share, want := range map[float64]string{0: "0 %", 1: "100 %", 0.0003: "0.03 %", 0.00526: "0.53 %", 0.0526: "5.3 %", 0.5: "50.0 %"} {
		if got := units.Rare(share); got != want {
			t.Errorf("%v reads %q, want %q", share, got, want)
		}
	}
}
