package words_test

import (
	"testing"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/ui/words"
)

func TestPercentilesShareTheirUnit(t *testing.T) {
	ms := time.Millisecond
	for want, d := range map[string][3]time.Duration{
		"p50 103, p99 114, max 117 ms":       {103 * ms, 114 * ms, 117 * ms},
		"p50 102 ms, p99 1.10 s, max 1.10 s": {102 * ms, 1100 * ms, 1100 * ms},
		"p50 40.8, p99 42.6, max 45.9 µs":    {40800, 42600, 45900},
	} {
		if got := words.Percentiles(words.Percentile{"p50", d[0]}, words.Percentile{"p99", d[1]}, words.Percentile{"max", d[2]}); got != want {
			t.Errorf("%v: %q, expected %q", d, got, want)
		}
	}
}

func TestTailLines(t *testing.T) {
	c := &compare.Comparison{Tails: []compare.TailRow{{
		Title: "Work", Now: compare.Tail{P99: 0.118, Max: 1.1, Count: 80},
		Then: []compare.Tail{{P99: 0.112, Max: 0.119}, {P99: 0.121, Max: 0.140}},
	}}}
	lines := words.TailLines(c)
	want := "p99 118 ms, before 112 ms to 121 ms; max 1.10 s, before 119 ms to 140 ms"
	if len(lines) != 1 || lines[0].Text != want {
		t.Errorf("%+v, expected %q", lines, want)
	}
}

func TestFailureLines(t *testing.T) {
	none := compare.Failures{Workload: "work", Ended: 1200}
	some := compare.Failures{Workload: "work", Failed: 12, Ended: 240}
	c := &compare.Comparison{Failures: []compare.FailureRow{
		{Workload: "quiet", Title: "Quiet", Now: none, Then: none, Verdict: compare.Unchanged},
		{Workload: "work", Title: "Work", Now: some, Then: none, Verdict: compare.Regressed},
	}}
	lines := words.FailureLines(c)
	want := words.FailureLine{
		Title: "Work", Verdict: "REGRESSED", Rose: true,
		Text:   "12 of 240 operations failed, 5.0 % [2.6 %, 8.6 %] now; none of 1,200 operations [0 %, 0.31 %] before",
		Reason: "not confirmed: no fresh run was made",
	}
	if len(lines) != 1 || lines[0] != want {
		t.Errorf("%+v, expected %+v", lines, want)
	}
}

// A p99 of fewer than a hundred operations is the slowest of them, and called so.
func TestTailOfFew(t *testing.T) {
	for count, want := range map[int64][2]string{
		7:   {"max 145 ms of 7", "max of 7"},
		99:  {"max 145 ms of 99", "max of 99"},
		100: {"120 ms of 100", "120 ms of 100"},
		500: {"120 ms", "120 ms"},
	} {
		v := &engine.VariantFigures{Latency: engine.Latency{Count: count, P99: 120 * time.Millisecond, Max: 145 * time.Millisecond}}
		if got := [2]string{words.Tail(v), words.TailBesideMax(v)}; got != want {
			t.Errorf("%d operations: %q, expected %q", count, got, want)
		}
	}
}
