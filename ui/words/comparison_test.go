package words_test

import (
	"math"
	"testing"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/words"
)

func row(metric compare.Metric, change float64) *compare.Row {
	return &compare.Row{Key: compare.Key{Workload: "w", Metric: metric}, Item: "shipment", Gates: metric.Gates(), Change: change}
}

func TestComparedFigures(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{words.Compared(row(compare.ParallelTime, 0), 0.0109), "10.9 ms/shipment"},
		{words.Compared(row(compare.Speedup, 0), 9.47), "9.47x"},
		{words.Compared(&compare.Row{Key: compare.Key{Metric: compare.SequentialTime}}, 1.5e-7), "150 ns"},
		{words.Change(row(compare.ParallelTime, math.Log(1.066))), "6.6 % worse"},
		{words.Change(row(compare.Speedup, math.Log(1.25))), "20.0 % worse"},
		{words.Change(row(compare.ParallelTime, -math.Log(2.7))), "2.7x better"},
		{words.Change(row(compare.ParallelTime, 1e-5)), "< 0.1 %"},
		{words.Change(row(compare.ParallelTime, 0)), ""},
		{words.ChangeOf(compare.Speedup, 0), "no change"},
		{words.ChangeOf(compare.Speedup, -math.Log(1.25)), "25.0 % better"},
		{compare.Floor{Change: 0.05, Calibrated: true}.String(), "noise floor of 5 %"},
		{compare.Floor{Change: 0.0342}.String(), "noise floor of 3.4 % (uncalibrated)"},
		{words.Band(compare.ParallelTime, &stats.Interval{Low: 0.0081, High: 0.0085}), "[8.10 ms, 8.50 ms]"},
		{words.Band(compare.Speedup, nil), "-"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestJudged(t *testing.T) {
	gating, informing := row(compare.Speedup, 1), row(compare.SequentialTime, 1)
	gating.Verdict, informing.Verdict = compare.Regressed, compare.Regressed
	if got := words.Judged(gating); got != "REGRESSED" {
		t.Errorf("a regression that counts is %q", got)
	}
	if got := words.Judged(informing); got != "(regressed)" {
		t.Errorf("one that does not is %q", got)
	}
}

func TestSpan(t *testing.T) {
	at := time.Date(2026, 11, 20, 11, 12, 40, 0, time.FixedZone("CET", 3600))
	for _, c := range []struct{ got, want string }{
		{words.Span(at, at.Add(25*time.Hour)), "2026-11-20 10:12 to 2026-11-21 11:12 UTC"},
		{words.Span(at, at.Add(10*time.Second)), "2026-11-20 10:12 UTC"},
		{words.Span(time.Time{}, time.Time{}), ""},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestMarks(t *testing.T) {
	c := compare.Comparison{Provisional: true, Then: compare.Side{Runs: make([]compare.Run, 3)}}
	r := row(compare.Speedup, 1)
	r.Verdict, r.Mismatch = compare.Regressed, true
	if got := words.Signs(&c, r); got != "*#?" {
		t.Errorf("the signs are %q", got)
	}
	r.Rerun = &compare.Rerun{Agrees: true}
	if got := words.Signs(&c, r); got != "*#" {
		t.Errorf("once confirmed the signs are %q", got)
	}
	r.Verdict = compare.NotComparable
	if got := words.Signs(&compare.Comparison{Provisional: true}, &compare.Row{Verdict: compare.NotComparable}); got != "" {
		t.Errorf("what was not tested has the signs %q", got)
	}
}

func TestEvidence(t *testing.T) {
	f := engine.Finding{Evidence: []engine.Figure{
		{Name: "in flight", Value: 1.023}, {Name: "first byte", Value: 0.0512, Unit: "s"}, {Name: "factor", Value: 2.5, Unit: "x"}, {Name: "own", Value: 2, Unit: "CPUs"},
	}}
	if got, want := words.Evidence(&f), "in flight 1.02; first byte 51.2 ms; factor 2.50x; own 2 CPUs"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := words.Evidence(&engine.Finding{}); got != "" {
		t.Errorf("no evidence reads %q", got)
	}
}
