package words

import (
	"math"
	"strconv"
	"strings"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

// ClaimUnit renders measured figures of a metric, in its unit.
func ClaimUnit(m claims.Metric) func(float64) string {
	switch m {
	case claims.Speedup:
		return units.Factor
	case claims.Change, claims.SizeChange:
		return changeOf
	case claims.Throughput:
		return units.Rate
	case claims.Duration, claims.Latency, claims.P99:
		return units.Seconds
	case claims.Memory, claims.Size:
		return bytesOf
	case claims.Share:
		return units.Percent
	}
	return units.Number
}

// changeOf renders a change in percent with its sign: "+8.2 %".
func changeOf(percent float64) string {
	text := units.Percent(percent / 100)
	if percent > 0 && text[0] >= '0' && text[0] <= '9' {
		return "+" + text
	}
	return text
}

func bytesOf(n float64) string {
	if !(n >= 0) || n >= math.MaxUint64 {
		return units.Unknown
	}
	return units.Bytes(uint64(math.Round(n)))
}

// Claimed is what a claim says its metric is, exactly and in the metric's unit: "15
// to 16x", "> 5x", "< 1 ms".
func Claimed(c *claims.Claim) string {
	r := &c.Expect
	if r.Low == nil && r.High == nil {
		return r.Text
	}
	scale := claimScaleOf(c.Metric, greatestBound(r))
	switch {
	case r.High == nil:
		return sign(">", r.OpenLow) + " " + scale.figure(*r.Low) + scale.name
	case r.Low == nil:
		return sign("<", r.OpenHigh) + " " + scale.figure(*r.High) + scale.name
	case *r.Low == *r.High:
		return scale.figure(*r.Low) + scale.name
	case r.OpenLow || r.OpenHigh:
		return sign(">", r.OpenLow) + " " + scale.figure(*r.Low) + ", " + sign("<", r.OpenHigh) + " " + scale.figure(*r.High) + scale.name
	}
	return scale.figure(*r.Low) + " to " + scale.figure(*r.High) + scale.name
}

// sign is the sign of a bound that is outside, or with its equals sign that of one
// that is inside.
func sign(outside string, isOpen bool) string {
	if isOpen {
		return outside
	}
	return outside + "="
}

// A claimScale is the unit that a claim's bounds are written in.
type claimScale struct {
	per    float64 // how many of it are one of the metric's own
	name   string
	signed bool // figures above zero have a sign
}

func greatestBound(r *claims.Range) float64 {
	most := 0.0
	for _, bound := range []*float64{r.Low, r.High} {
		if bound != nil {
			most = max(most, math.Abs(*bound))
		}
	}
	return most
}

// ClaimAxis is the unit of an axis of a metric whose values go up to most: how many of
// it are one of the metric's own, and what a value is in it, exactly.
func ClaimAxis(m claims.Metric, most float64) (per float64, figure func(float64) string) {
	scale := claimScaleOf(m, most)
	if m == claims.Throughput && most >= 1e4 { // a claim's bound is exact, and an axis short
		scale = greatest(most, []claimScale{{1e-9, "G/s", false}, {1e-6, "M/s", false}, {1e-3, "k/s", false}})
	}
	return scale.per, func(value float64) string { return scale.figure(value) + scale.name }
}

// claimScaleOf chooses the unit in which the greatest value is at least 1.
func claimScaleOf(m claims.Metric, most float64) claimScale {
	switch m {
	case claims.Speedup:
		return claimScale{1, "x", false}
	case claims.Change, claims.SizeChange:
		return claimScale{1, " %", true}
	case claims.Share:
		return claimScale{100, " %", false}
	case claims.Throughput:
		return claimScale{1, "/s", false}
	case claims.Duration, claims.Latency, claims.P99:
		return greatest(most, []claimScale{{1, " s", false}, {1e3, " ms", false}, {1e6, " µs", false}, {1e9, " ns", false}})
	case claims.Memory, claims.Size:
		return greatest(most, []claimScale{{1. / (1 << 40), " TB", false}, {1. / (1 << 30), " GB", false}, {1. / (1 << 20), " MB", false}, {1. / (1 << 10), " KB", false}, {1, " B", false}})
	}
	return claimScale{1, "", false}
}

// greatest is the first of descending units that a value has at least one of.
func greatest(value float64, all []claimScale) claimScale {
	for _, scale := range all {
		if value*scale.per >= 0.9999999 {
			return scale
		}
	}
	return all[0]
}

// figure renders a bound to all the digits that people write, and no more.
func (s *claimScale) figure(value float64) string {
	value *= s.per
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(value, 'e', 9, 64), 64); err == nil {
		value = rounded
	}
	text := strconv.FormatFloat(value, 'f', -1, 64)
	if whole := math.Trunc(value); whole == value && math.Abs(whole) < 1e15 {
		text = units.Count(int64(whole))
	}
	if s.signed && value > 0 {
		text = "+" + text
	}
	return strings.TrimSpace(text)
}

// ClaimBounds are the bounds that a range has.
func ClaimBounds(r *claims.Range) []float64 {
	var all []float64
	for _, bound := range []*float64{r.Low, r.High} {
		if bound != nil {
			all = append(all, *bound)
		}
	}
	return all
}

// ClaimReach are the values that an axis has to hold which shows estimates beside what
// is claimed. Of a range without an upper end it has a part beyond the lower one.
func ClaimReach(r *claims.Range, estimates ...*stats.Estimate) []float64 {
	all := ClaimBounds(r)
	if r.Low != nil && r.High == nil {
		all = append(all, *r.Low+math.Abs(*r.Low)/4)
	}
	for _, e := range estimates {
		if e == nil {
			continue
		}
		all = append(all, e.Value)
		if e.Interval != nil {
			all = append(all, e.Interval.Low, e.Interval.High)
		}
	}
	return all
}
