package claims

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// bound is a number with what follows it.
const number = `([+-]?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*([^\d\s.,+<>=-][^\s.<>=-]*)?`

var (
	ranged   = regexp.MustCompile(`^` + number + `\s*(?:\.\.|\bto\b)\s*` + number + `$`)
	oneSided = regexp.MustCompile(`^(<=|>=|<|>)\s*` + number + `$`)
	exact    = regexp.MustCompile(`^=?\s*` + number + `$`)
)

// ParseRange reads what a claim expects of a metric: "15..16", "> 5", ">= 5", "< 1ms",
// "+5..10 %". Of two numbers the first may be the larger: "-30..-50 %". A unit behind
// the second is that of both.
func ParseRange(text string, metric Metric) (Range, error) {
	s := strings.TrimSpace(text)
	r := Range{Text: s}
	switch {
	case ranged.MatchString(s):
		m := ranged.FindStringSubmatch(s)
		if m[2] == "" {
			m[2] = m[4]
		}
		return r.between(metric, m)
	case oneSided.MatchString(s):
		return r.beyond(metric, oneSided.FindStringSubmatch(s))
	case exact.MatchString(s) && metric.whole():
		m := exact.FindStringSubmatch(s)
		f, err := metric.read(m[1], m[2])
		r.Low, r.High = &f, &f
		return r, err
	case exact.MatchString(s):
		return r, fmt.Errorf("%q is a single figure, which no interval can lie within: expected %s", s, metric.expected())
	}
	return r, fmt.Errorf("%q says no range: expected %s", s, metric.expected())
}

func (r Range) between(metric Metric, m []string) (Range, error) {
	low, err := metric.read(m[1], m[2])
	if err != nil {
		return r, err
	}
	high, err := metric.read(m[3], m[4])
	if err != nil {
		return r, err
	}
	if low > high && low < 0 { // "-30..-50 %": from thirty to fifty less
		low, high = high, low
	}
	if low > high || low == high && !metric.whole() {
		return r, fmt.Errorf("%q is no range, since it ends below its beginning or there: expected %s", r.Text, metric.expected())
	}
	r.Low, r.High = &low, &high
	return r, r.possible(metric)
}

func (r Range) beyond(metric Metric, m []string) (Range, error) {
	f, err := metric.read(m[2], m[3])
	if err != nil {
		return r, err
	}
	if strings.HasPrefix(m[1], "<") {
		r.High, r.OpenHigh = &f, m[1] == "<"
	} else {
		r.Low, r.OpenLow = &f, m[1] == ">"
	}
	return r, r.possible(metric)
}

// possible rejects a range that no figure of the metric can be in, or that every one
// is in.
func (r Range) possible(metric Metric) error {
	least, most := metric.bounds()
	switch {
	case r.High != nil && (*r.High < least || r.OpenHigh && *r.High <= least), r.Low != nil && (*r.Low > most || r.OpenLow && *r.Low >= most):
		return fmt.Errorf("%q can't be: a %s is from %g to %g", r.Text, metric, least, most)
	case r.Low == nil && *r.High >= most && !math.IsInf(most, 1), r.High == nil && (*r.Low < least || *r.Low == least && !r.OpenLow):
		return fmt.Errorf("%q holds for every %s: expected %s", r.Text, metric, metric.expected())
	}
	return nil
}

// Contains tells whether a figure is in the range.
func (r Range) Contains(f float64) bool { return !r.Above(f) && !r.Below(f) }

// Above tells whether a figure is beyond the upper bound.
func (r Range) Above(f float64) bool {
	return r.High != nil && (f > *r.High || r.OpenHigh && f == *r.High)
}

// Below tells whether a figure is beyond the lower bound.
func (r Range) Below(f float64) bool {
	return r.Low != nil && (f < *r.Low || r.OpenLow && f == *r.Low)
}

// scale is what a unit stands for in the metric's own.
type scale map[string]float64

var (
	times  = scale{"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "min": 60, "h": 3600}
	sizes  = scale{"B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30, "TB": 1 << 40, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40} // as [units.Bytes] prints them
	ratios = scale{"": 1, "x": 1}
	shares = scale{"%": .01, "": 1}
	change = scale{"%": 1}
	rates  = scale{"/s": 1, "": 1, "/min": 1. / 60}
	plain  = scale{"": 1}
)

// A kind is what figures of a metric look like.
type kind struct {
	units   scale
	least   float64
	most    float64
	example string
	needs   string // what the unit is, in words
}

var kinds = map[Metric]kind{
	Speedup:    {ratios, 0, math.Inf(1), `a range of ratios such as "15..16" or "> 5"`, "a ratio"},
	Change:     {change, -100, math.Inf(1), `a range of percentages such as "+5..10 %" or "-30..-50 %"`, "a percentage"},
	Throughput: {rates, 0, math.Inf(1), `a range of items a second such as "20..25/s" or "> 8000/s"`, "a number of items a second"},
	Duration:   {times, 0, math.Inf(1), `a range of times such as "12..15s" or "< 1ms"`, "a time"},
	Latency:    {times, 0, math.Inf(1), `a range of times such as "50..100ms" or "< 1ms"`, "a time"},
	P99:        {times, 0, math.Inf(1), `a range of times such as "50..100ms" or "< 1s"`, "a time"},
	Memory:     {sizes, 0, math.Inf(1), `a range of sizes such as "< 100MB" or "8..10GB"`, "a size"},
	Share:      {shares, 0, 1, `a range of shares such as "95..100 %" or "> 0.9"`, "a share"},
	Size:       {sizes, 0, math.Inf(1), `a range of sizes such as "< 400KB" or "300..400KB"`, "a size"},
	SizeChange: {change, -100, math.Inf(1), `a range of percentages such as "-40..-60 %" or "<= -50 %"`, "a percentage"},
	Count:      {plain, 0, math.Inf(1), `a number or a range of them such as "32..40"`, "a number"},
	Points:     {plain, 0, math.Inf(1), `a number of points or a range such as "95..100"`, "a number of points"},
}

// Metrics are all, in the order of the documentation.
func Metrics() []Metric {
	return []Metric{Speedup, Change, Throughput, Duration, Latency, P99, Memory, Share, Size, SizeChange, Count, Points}
}

// whole tells whether figures of the metric are counted, so that one can be exact.
func (m Metric) whole() bool { return m == Count || m == Points || m == Size || m == SizeChange }

func (m Metric) expected() string { return kinds[m].example }

func (m Metric) bounds() (least, most float64) { return kinds[m].least, kinds[m].most }

// read reads a number with its unit.
func (m Metric) read(digits, unit string) (float64, error) {
	k := kinds[m]
	factor, known := k.units[unit]
	if !known {
		return 0, fmt.Errorf("%q does not fit the metric %s, which is %s: expected %s", digits+unit, m, k.needs, k.example)
	}
	f, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	if err != nil || math.IsInf(f, 0) {
		return 0, fmt.Errorf("%q is no number: expected %s", digits, k.example)
	}
	if m == Share && unit != "" { // exactly, which a multiple of 0.01 is not
		return f / 100, nil
	}
	return f * factor, nil
}

// Words are the names of all metrics, for the reader of a ledger.
func (Metric) Words() []string {
	var all []string
	for _, m := range Metrics() {
		all = append(all, string(m))
	}
	return slices.Clip(all)
}
