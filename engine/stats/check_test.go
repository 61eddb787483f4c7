package stats_test

import (
	"math"
	"strings"
	"testing"

	"ep-benchmark/engine/stats"
)

func TestCheckOfEstimates(t *testing.T) {
	with := func(low, high, confidence float64) stats.Estimate {
		return stats.Estimate{Value: 1.5, Interval: &stats.Interval{Low: low, High: high, Confidence: confidence}, N: 8}
	}
	for _, fine := range []stats.Estimate{{}, {Value: 2}, {Value: -0.25}, with(0, 0, 0.95), with(-2, 1e9, 1), with(1, 2, 1e-3)} {
		if err := fine.Check("x"); err != nil {
			t.Errorf("%+v: %v", fine, err)
		}
	}
	for _, c := range []struct {
		want string
		e    stats.Estimate
	}{
		{"x.value is 1e-320: expected 0, or a size from 1e-30 to 1e+30", stats.Estimate{Value: 1e-320}},
		{"x.value is -1e+308", stats.Estimate{Value: -1e308}},
		{"x.value is NaN", stats.Estimate{Value: math.NaN()}},
		{"x.interval: low lies above high", with(2, 1, 0.95)},
		{"x.interval.confidence is -2: expected more than 0, and 1 at the most", with(1, 2, -2)},
		{"x.interval.confidence is 0", with(1, 2, 0)},
		{"x.interval.confidence is 95", with(1, 2, 95)},
		{"x.interval.confidence is NaN", with(1, 2, math.NaN())},
		{"x.interval.low is -1e+300", with(-1e300, 2, 0.95)},
		{"x.interval.high is +Inf", with(1, math.Inf(1), 0.95)},
	} {
		if err := c.e.Check("x"); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.e, err, c.want)
		}
	}
}
