package trend

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"ep-benchmark/baselines/compare"
)

// courses draws values that step, creep, repeat and stand out.
func courses() *rapid.Generator[[]float64] {
	return rapid.Custom(func(t *rapid.T) []float64 {
		var values []float64
		level := rapid.Float64Range(1e-6, 1e6).Draw(t, "level")
		for range rapid.IntRange(0, 8).Draw(t, "stretches") {
			level *= rapid.SampledFrom([]float64{1, 1.05, 0.9, 2, 100}).Draw(t, "factor")
			noise := rapid.SampledFrom([]float64{0, 0.01, 0.1}).Draw(t, "noise")
			for range rapid.IntRange(0, 40).Draw(t, "runs") {
				values = append(values, level*math.Exp(noise*rapid.Float64Range(-1, 1).Draw(t, "deviation")))
			}
		}
		return values
	})
}

func TestAnyValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.OneOf(courses(), rapid.SliceOf(rapid.Float64()), rapid.SliceOf(rapid.SampledFrom([]float64{
			5e-324, math.SmallestNonzeroFloat64 * 3, 1, 1.0000000001, math.MaxFloat64, math.NaN(), math.Inf(1), 0,
		}))).Draw(t, "values")
		metric := rapid.SampledFrom(compare.Metrics()).Draw(t, "metric")
		floor := rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(0, 2), rapid.Float64()).Draw(t, "floor")
		check(t, values, Of(metric, values, floor), floor)
	})
}

// check fails where a trend is not possible.
func check(t *rapid.T, values []float64, s Series, floor float64) {
	if s.Runs == 0 {
		if len(s.Changes) > 0 || s.Level != (Level{}) {
			t.Fatalf("a trend of nothing: %+v", s)
		}
		return
	}
	since, level := s.From, 0.0
	for _, c := range s.Changes {
		if c.Index <= since || c.Index >= len(values) || !(values[c.Index] > 0) {
			t.Fatalf("index %d after %d of %d", c.Index, since, len(values))
		}
		if level != 0 && c.Before != level {
			t.Fatalf("level %v after %v", c.Before, level)
		}
		if math.Abs(c.Worse) < smallest(floor) || (c.Worse > 0) != (s.Metric.Worse(c.Before, c.After) > 0) || !(c.PValue >= 0 && c.PValue <= lookError) {
			t.Fatalf("%+v with a floor of %v", c, floor)
		}
		since, level = c.Index, c.After
	}
	if s.Level.Since != since || level != 0 && s.Level.Value != level || !(s.Level.Value > 0) || s.Level.Runs < 1 {
		t.Fatalf("level %+v since %d", s.Level, since)
	}
	if _, err := json.Marshal(s); err != nil {
		t.Fatal(err)
	}
}

// The unit of the values does not change the trend.
func TestScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := courses().Draw(t, "values")
		factor := rapid.Float64Range(1e-9, 1e9).Draw(t, "factor")
		scaled := make([]float64, len(values))
		for i, v := range values {
			scaled[i] = factor * v
		}
		want, got := Of(compare.Speedup, values, 0), Of(compare.Speedup, scaled, 0)
		want.Level.Value *= factor
		for i := range want.Changes {
			want.Changes[i].Before *= factor
			want.Changes[i].After *= factor
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-6, 1e-12)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// For a metric with the other direction, the trend has the opposite sign.
func TestDirection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := courses().Draw(t, "values")
		faster, slower := Of(compare.Speedup, values, 0.02), Of(compare.ParallelTime, values, 0.02)
		faster.Metric = compare.ParallelTime
		for i := range faster.Changes {
			faster.Changes[i].Worse *= -1
		}
		if diff := cmp.Diff(slower, faster); diff != "" {
			t.Fatal(diff)
		}
	})
}
