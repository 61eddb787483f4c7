package claims

import (
	"math"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine/stats"
)

func ranges(t *testing.T, text string, metric Metric) Range {
	t.Helper()
	r, err := ParseRange(text, metric)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRanges(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		text      string
		metric    Metric
		low, high float64
		openLow   bool
		openHigh  bool
	}{
		{"15..16", Speedup, 15, 16, false, false},
		{"15x..16x", Speedup, 15, 16, false, false},
		{"2 to 4x", Speedup, 2, 4, false, false},
		{"> 5", Speedup, 5, inf, true, false},
		{">= 5", Speedup, 5, inf, false, false},
		{"< 1ms", Latency, -inf, .001, false, true},
		{"50..100ms", Latency, .05, .1, false, false},
		{"900ms..2s", Duration, .9, 2, false, false},
		{"+5..10 %", Change, 5, 10, false, false},
		{"-30..-50 %", Change, -50, -30, false, false},
		{"20..25/s", Throughput, 20, 25, false, false},
		{"> 8,000/s", Throughput, 8000, inf, true, false},
		{"< 10GB", Memory, -inf, 10 << 30, false, true},
		{"95..100 %", Share, .95, 1, false, false},
		{"98", Points, 98, 98, false, false},
		{"32..40", Count, 32, 40, false, false},
	} {
		r, err := ParseRange(c.text, c.metric)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		low, high := -inf, inf
		if r.Low != nil {
			low = *r.Low
		}
		if r.High != nil {
			high = *r.High
		}
		if math.Abs(low-c.low) > 1e-12 || math.Abs(high-c.high) > 1e-12 || r.OpenLow != c.openLow || r.OpenHigh != c.openHigh || r.Text != c.text {
			t.Errorf("%q: %g to %g, %+v", c.text, low, high, r)
		}
	}
}

func TestRangesThatAreNone(t *testing.T) {
	for text, c := range map[string]struct {
		metric Metric
		want   string
	}{
		"about 5":  {Speedup, "says no range"},
		"5":        {Speedup, "single figure"},
		"16..15":   {Speedup, "ends below its beginning"},
		"5..5":     {Speedup, "no range"},
		"1..2ms":   {Speedup, "does not fit the metric speedup, which is a ratio"},
		"5..10":    {Duration, "does not fit the metric duration, which is a time"},
		"5..10 %":  {Throughput, "does not fit"},
		"< 0":      {Speedup, "can't be"},
		"> 100 %":  {Share, "can't be"},
		"> -5s":    {Duration, "holds for every duration"},
		"<= 100 %": {Share, "holds for every share"},
		"":         {Speedup, "says no range"},
		"..5":      {Speedup, "says no range"},
		"1e400..2": {Speedup, "no number"},
		"5 <":      {Speedup, "says no range"},
		"15-16":    {Speedup, "says no range"},
		"< -120 %": {Change, "can't be"},
	} {
		if _, err := ParseRange(text, c.metric); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", text, err, c.want)
		}
	}
}

func estimate(low, value, high float64, n int) stats.Estimate {
	return stats.Estimate{Value: value, N: n, Interval: &stats.Interval{Low: low, High: high, Confidence: .95}}
}

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		text           string
		low, mid, high float64
		want           Verdict
	}{
		{"15..16", 15, 15.5, 16, Confirmed},
		{"15..16", 14.9, 15.5, 15.9, Unclear},
		{"15..16", 12, 13, 14.99, Refuted},
		{"15..16", 16.01, 17, 18, Refuted},
		{"15..16", 12, 15.5, 19, Unclear},
		{"> 5", 5, 6, 7, Unclear},
		{">= 5", 5, 6, 7, Confirmed},
		{"> 5", 3, 4, 5, Refuted},
		{">= 5", 3, 4, 5, Unclear},
		{"< 5", 3, 4, 5, Unclear},
		{"< 5", 3, 4, 4.9, Confirmed},
		{"< 5", 5, 6, 7, Refuted},
	} {
		if v, reason := Judge(ranges(t, c.text, Speedup), estimate(c.low, c.mid, c.high, 12)); v != c.want || (v == Unclear) != (reason != "") {
			t.Errorf("%s of %g to %g: %s (%s), want %s", c.text, c.low, c.high, v, reason, c.want)
		}
	}
	if v, reason := Judge(ranges(t, "> 5", Speedup), stats.Estimate{Value: 9, N: 3}); v != Unclear || !strings.Contains(reason, "3 rounds have no interval") {
		t.Errorf("without an interval: %s, %s", v, reason)
	}
}

// The width shrinks with the root of the number of rounds.
func TestRoundsToDecide(t *testing.T) {
	for _, c := range []struct {
		text           string
		low, mid, high float64
		n, want        int
	}{
		{"> 5", 4, 6, 8, 12, 48},     // twice as narrow: four times the rounds
		{"< 5", 2, 4, 6, 10, 40},     //
		{"5..7", 4, 6, 8, 10, 40},    // both edges
		{"5..6.5", 4, 6, 8, 10, 160}, // the nearer edge decides
		{"> 5", 4, 5.01, 6, 12, 0},   // more than 500
		{"> 5", 4, 5, 6, 12, 0},      // never
		{"> 5", 6, 7, 8, 12, 0},      // decided
		{"> 5", 4.99, 6, 7, 12, 13},  // always more than there were
	} {
		if n := RoundsToDecide(ranges(t, c.text, Speedup), estimate(c.low, c.mid, c.high, c.n)); n != c.want {
			t.Errorf("%s of %g [%g, %g]: %d rounds, want %d", c.text, c.mid, c.low, c.high, n, c.want)
		}
	}
}

func TestCurves(t *testing.T) {
	r := ranges(t, "+5..10 %", Change)
	points := func(centres ...float64) *Curve {
		c := &Curve{Condition: "round trip", Unit: "ms"}
		for i, f := range centres {
			c.Points = append(c.Points, Point{float64(5 * i), estimate(f-1, f, f+1, 12)})
		}
		return c
	}
	for _, c := range []struct {
		curve   *Curve
		want    Verdict
		from    string
		reasons string
	}{
		{points(7, 7, 7), Confirmed, "", "at every measured round trip, from 0 ms to 10 ms"},
		{points(0, 0, 0), Refuted, "", "at every measured"},
		{points(0, 7, 8), Depends, "from 5 ms of round trip on", "does not state the round trip"},
		{points(7, 8, 20), Depends, "up to 5 ms of round trip", "true up to"},
		{points(0, 7, 20), Depends, "at 5 ms of round trip", ""},
		{points(0, 7, 8, 20), Depends, "from 5 ms to 10 ms of round trip", ""},
		{points(7, 0, 7), Depends, "at 0 ms, 10 ms of round trip", ""},
		{points(0, 5, 8), Depends, "at 10 ms of round trip", "unclear at 5 ms"},
		{points(0, 5, 20), Unclear, "", "surely true at no measured one, and unclear at 5 ms"},
		{points(5, 7, 8), Unclear, "from 5 ms of round trip on", "unclear at 0 ms"},
		{points(5, 5, 5), Unclear, "", "across an edge"},
	} {
		v, reason := JudgeCurve(r, c.curve)
		if v != c.want || c.curve.From != c.from || !strings.Contains(reason, c.reasons) {
			t.Errorf("%v: %s, %q, %s; want %s, %q, %q", c.curve.Points, v, c.curve.From, reason, c.want, c.from, c.reasons)
		}
	}
}

func TestScore(t *testing.T) {
	entry := func(id string, points int, v Verdict) Entry {
		return Entry{Claim: Claim{ID: id, Points: points}, Verdict: v}
	}
	s := Add([]Entry{entry("a", 3, Confirmed), entry("b", 2, Refuted), entry("c", 1, NotMeasured), entry("d", 1, Stale), entry("e", 1, Impossible), entry("f", 1, Depends), entry("g", 1, NotMeasurable), entry("h", 0, Failed)})
	if s.Earned != 3 || s.Possible != 10 || strings.Join(s.Missing, "") != "cdgh" || s.Percentage() != 30 {
		t.Errorf("%+v, %g", s, s.Percentage())
	}
	if none := Add(nil); none.Percentage() != 0 {
		t.Errorf("of nothing: %g", none.Percentage())
	}
}

func TestKeep(t *testing.T) {
	at := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	e := estimate(15, 15.5, 16, 12)
	earlier := Entry{Verdict: Confirmed, Measured: &e, At: at, Run: "7", Subject: []Condition{{"machine", "A"}, {"program", "1.0"}, {"entry", DigestOf("aa")}}}
	same := []Condition{{"machine", "A"}, {"program", "1.0"}, {"entry", DigestOf("aa")}}
	if kept := Keep(earlier, Claim{ID: "x"}, same); kept.Verdict != Confirmed || kept.Run != "7" {
		t.Errorf("%+v", kept)
	}
	for want, now := range map[string][]Condition{
		"the program changed from 1.0 to 1.1": {{"machine", "A"}, {"program", "1.1"}, {"entry", DigestOf("aa")}},
		"the machine changed from A to B":     {{"machine", "B"}, {"program", "1.0"}, {"entry", DigestOf("aa")}},
		"the entry changed":                   {{"machine", "A"}, {"program", "1.0"}, {"entry", DigestOf("bb")}},
		"the entry is not known any more":     {{"machine", "A"}, {"program", "1.0"}},
	} {
		if kept := Keep(earlier, Claim{ID: "x"}, now); kept.Verdict != Stale || !strings.Contains(kept.Reason, want) || !strings.Contains(kept.Reason, "confirmed on 2026-11-01") {
			t.Errorf("%s: %s", kept.Verdict, kept.Reason)
		}
	}
	if kept := Keep(Entry{}, Claim{ID: "x"}, same); kept.Verdict != NotMeasured || kept.Reason == "" {
		t.Errorf("%+v", kept)
	}
}
