package words_test

import (
	"strings"
	"testing"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/words"
)

func TestWhatIsClaimedIsRepeatedExactly(t *testing.T) {
	of := func(f float64) *float64 { return &f }
	for _, c := range []struct {
		metric claims.Metric
		expect claims.Range
		want   string
	}{
		{claims.Speedup, claims.Range{Low: of(15), High: of(16)}, "15 to 16x"},
		{claims.Speedup, claims.Range{Low: of(7.125)}, ">= 7.125x"},
		{claims.Speedup, claims.Range{Low: of(5), OpenLow: true}, "> 5x"},
		{claims.Speedup, claims.Range{Low: of(2), High: of(4), OpenHigh: true}, ">= 2, < 4x"},
		{claims.Change, claims.Range{Low: of(5), High: of(10)}, "+5 to +10 %"},
		{claims.Change, claims.Range{High: of(-3)}, "<= -3 %"},
		{claims.Share, claims.Range{Low: of(0.3), High: of(0.55)}, "30 to 55 %"},
		{claims.Latency, claims.Range{High: of(0.001), OpenHigh: true}, "< 1 ms"},
		{claims.P99, claims.Range{Low: of(0.05), High: of(0.1)}, "50 to 100 ms"},
		{claims.Duration, claims.Range{Low: of(60), High: of(90)}, "60 to 90 s"},
		{claims.Throughput, claims.Range{Low: of(8000)}, ">= 8,000/s"},
		{claims.Memory, claims.Range{High: of(10 << 30)}, "<= 10 GB"},
		{claims.Size, claims.Range{Low: of(400 << 10), High: of(800 << 10)}, "400 to 800 KB"},
		{claims.Count, claims.Range{Low: of(34), High: of(34)}, "34"},
		{claims.Points, claims.Range{Text: "98 of 100"}, "98 of 100"},
	} {
		if got := words.Claimed(&claims.Claim{Metric: c.metric, Expect: c.expect}); got != c.want {
			t.Errorf("%s %+v: got %q, want %q", c.metric, c.expect, got, c.want)
		}
	}
}

func TestMeasuredStandsInTheUnitOfItsMetric(t *testing.T) {
	for _, c := range []struct {
		metric           claims.Metric
		value, low, high float64
		long, short      string
	}{
		{claims.Speedup, 7.42, 7.1, 7.8, "7.42x [7.10x, 7.80x]", "7.42x [7.10, 7.80]"},
		{claims.Change, 0.8, -0.2, 1.3, "+0.80 % [-0.20 %, +1.3 %]", "+0.80 % [-0.20, +1.3]"},
		{claims.Latency, 0.00097, 0.00091, 0.00104, "970 µs [910 µs, 1.04 ms]", "970 µs [910 µs, 1.04 ms]"},
		{claims.Throughput, 10000, 9800, 10200, "10.0k/s [9,800/s, 10.2k/s]", "10.0k/s [9,800/s, 10.2k/s]"},
		{claims.Memory, 1 << 30, 1 << 29, 1 << 31, "1 GB [512 MB, 2 GB]", "1 GB [512 MB, 2 GB]"},
		{claims.Share, 0.42, 0.4, 0.44, "42 % [40 %, 44 %]", "42 % [40, 44]"},
		{claims.Count, 34, 33, 36, "34 [33, 36]", "34 [33, 36]"},
	} {
		e := claims.Entry{
			Claim:    claims.Claim{Metric: c.metric},
			Measured: &stats.Estimate{Value: c.value, N: 9, Interval: &stats.Interval{Low: c.low, High: c.high, Confidence: 0.95}},
		}
		if got := words.ClaimMeasured(&e); got != c.long {
			t.Errorf("%s: got %q, want %q", c.metric, got, c.long)
		}
		if got := words.ClaimMeasuredInShort(&e); got != c.short {
			t.Errorf("%s in short: got %q, want %q", c.metric, got, c.short)
		}
	}
	if got := words.ClaimMeasured(&claims.Entry{}); got != "" {
		t.Errorf("nothing was measured, got %q", got)
	}
}

func TestEveryVerdictHasAReasonAndATone(t *testing.T) {
	tones := map[claims.Verdict]words.ClaimTone{
		claims.Confirmed: words.ClaimHolds, claims.Refuted: words.ClaimFalls, claims.Impossible: words.ClaimFalls,
		claims.Depends: words.ClaimOpen, claims.Unclear: words.ClaimOpen, claims.Stale: words.ClaimOpen, claims.Failed: words.ClaimOpen,
		claims.NotMeasurable: words.ClaimUnput, claims.NotMeasured: words.ClaimUnput,
	}
	all := claims.Verdicts()
	if len(all) != len(tones) {
		t.Errorf("%d verdicts are listed, expected %d", len(all), len(tones))
	}
	for _, v := range all {
		if got := words.ToneOf(v); got != tones[v] {
			t.Errorf("%s: tone %q, want %q", v, got, tones[v])
		}
		if words.ClaimReason(&claims.Entry{Verdict: v}) == "" {
			t.Errorf("%s has no reason", v)
		}
	}
}

func TestRefutedSaysOnWhichSide(t *testing.T) {
	of := func(f float64) *float64 { return &f }
	for _, c := range []struct {
		value float64
		want  string
	}{{7, "below"}, {18, "above"}} {
		e := claims.Entry{
			Claim:   claims.Claim{Metric: claims.Speedup, Expect: claims.Range{Low: of(15), High: of(16)}},
			Verdict: claims.Refuted, Measured: &stats.Estimate{Value: c.value},
		}
		if got := words.ClaimReason(&e); !strings.Contains(got, "lies "+c.want+" what is claimed, 15 to 16x") {
			t.Errorf("measured %v: %q, expected %s", c.value, got, c.want)
		}
	}
}

func TestTheHeadlineCountsEveryClaimOnce(t *testing.T) {
	got := words.ClaimsHeadline(recorded.Account())
	for _, v := range claims.Verdicts() {
		if strings.Count(got+",", " 1 "+string(v)+",") != 1 {
			t.Errorf("%q does not count %q once", got, v)
		}
	}
	if !strings.HasPrefix(got, "score 10 of 98: 1 confirmed, ") {
		t.Errorf("%q does not begin with the score", got)
	}
	if got := words.ClaimsHeadline(&claims.Account{}); got != "no claims" {
		t.Errorf("of nothing: %q", got)
	}
}
