package analytics

import (
	"math"
	"testing"
	"time"
)

func TestAverageRoundsHalfAwayFromZero(t *testing.T) {
	for _, c := range []struct {
		total int64
		count int
		want  int64
	}{
		{0, 0, 0},
		{7, 3, 2},
		{8, 3, 3},
		{5, 2, 3},
		{-5, 2, -3},
		{-7, 3, -2},
		{-8, 3, -3},
		{math.MaxInt64, 1, math.MaxInt64},
		{math.MinInt64, 2, math.MinInt64 / 2},
		{math.MaxInt64, 2, math.MaxInt64/2 + 1},
	} {
		if got := average(c.total, c.count); got != c.want {
			t.Errorf("average(%d, %d) = %d, want %d", c.total, c.count, got, c.want)
		}
	}
}

func TestPermille(t *testing.T) {
	for _, c := range []struct {
		part, whole int
		want        string
	}{
		{0, 0, "0.0%"},
		{0, 5, "0.0%"},
		{5, 5, "100.0%"},
		{1, 3, "33.3%"},
		{2, 3, "66.7%"},
		{1, 16, "6.3%"},   // 6.25
		{1, 2000, "0.1%"}, // 0.05
		{1, 2001, "0.0%"}, // less
		{999, 1000, "99.9%"},
	} {
		if got := permille(c.part, c.whole).String(); got != c.want {
			t.Errorf("permille(%d, %d) = %s, want %s", c.part, c.whole, got, c.want)
		}
	}
}

func TestNearestRank(t *testing.T) {
	for _, c := range []struct{ percent, total, want int }{
		{50, 1, 1},
		{95, 1, 1},
		{50, 2, 1},
		{50, 3, 2},
		{95, 19, 19},
		{95, 20, 19},
		{95, 21, 20},
		{95, 100, 95},
		{95, 101, 96},
	} {
		if got := nearestRank(c.percent, c.total); got != c.want {
			t.Errorf("p%d of %d: rank %d, want %d", c.percent, c.total, got, c.want)
		}
	}
}

func TestDayOf(t *testing.T) {
	for text, want := range map[string]Day{
		"1970-01-01T00:00:00Z":      0,
		"1970-01-01T23:59:59Z":      0,
		"1969-12-31T23:59:59Z":      -1,
		"1969-12-31T00:00:00Z":      -1,
		"1969-12-30T23:59:59Z":      -2,
		"2026-01-31T23:30:00-02:00": 20485, // in UTC it is the first of February
	} {
		instant, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		day := DayOf(instant)
		if day != want || day.String() != instant.UTC().Format(time.DateOnly) {
			t.Errorf("%s: day %d, %s", text, day, day)
		}
	}
}

func TestDiffNamesThePart(t *testing.T) {
	whole := answerOf([]Record{shipment("UPS", 1, 1), shipment("USPS", 2, 2)})
	fewer := answerOf([]Record{shipment("UPS", 1, 1)})
	if whole.Equal(fewer) || fewer.Equal(whole) {
		t.Error("different answers are equal")
	}
	other := whole
	other.Routes = nil
	if got, want := whole.Diff(other), "routes: 1 lines, against 0\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
