package export

import (
	"fmt"
	"strconv"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// actionEntry is a figure in the form customSmallerIsBetter of github-action-benchmark.
type actionEntry struct {
	Name  string  `json:"name"`
	Unit  string  `json:"unit"`
	Value float64 `json:"value"`
	Range string  `json:"range,omitempty"`
	Extra string  `json:"extra,omitempty"`
}

// ActionBenchmark is a run as the tool customSmallerIsBetter of github-action-benchmark
// reads it: the seconds that a pass takes for each kind of leg, or that an item takes
// for each variant.
func ActionBenchmark(report *engine.Report) ([]byte, error) {
	entries := []actionEntry{}
	for _, f := range figuresOf(report) {
		entry := actionEntry{Name: f.name(), Unit: "s/pass", Extra: extraOf(&f)}
		estimate := f.pass
		if estimate == nil {
			inverse := inverted(f.rate)
			estimate, entry.Unit = &inverse, "s/"+oneLine(f.item)
		}
		entry.Value = estimate.Value
		if i := estimate.Interval; i != nil {
			entry.Range = fmt.Sprintf("%s to %s", short(i.Low), short(i.High))
		}
		entries = append(entries, entry)
	}
	return indented(entries)
}

// extraOf is what a reader of the chart may want to know besides.
func extraOf(f *legFigure) string {
	extra := units.Counted(f.legCount, "leg") + ", " + units.Counted(f.workers, "worker")
	if words.HasTail(f.latency) {
		extra += ", p99 " + units.Duration(f.latency.P99)
	}
	return extra
}

// inverted is the estimate of 1 / a figure.
func inverted(e stats.Estimate) stats.Estimate {
	if e.Value == 0 {
		return stats.Estimate{}
	}
	inverse := stats.Estimate{Value: 1 / e.Value, N: e.N}
	if i := e.Interval; i != nil && i.Low > 0 && i.High > 0 {
		inverse.Interval = &stats.Interval{Low: 1 / i.High, High: 1 / i.Low, Confidence: i.Confidence, Method: i.Method}
	}
	return inverse
}

func short(value float64) string { return strconv.FormatFloat(value, 'g', 4, 64) }

// bencherFigure is a measure in the Bencher Metric Format.
type bencherFigure struct {
	Value float64  `json:"value"`
	Lower *float64 `json:"lower_value,omitempty"`
	Upper *float64 `json:"upper_value,omitempty"`
}

// Bencher is a run in the Bencher Metric Format (bencher.dev): for each kind of leg its
// throughput in items a second, and latencies in nanoseconds.
func Bencher(report *engine.Report) ([]byte, error) {
	all := map[string]map[string]bencherFigure{}
	for _, f := range figuresOf(report) {
		measures := map[string]bencherFigure{"throughput": bencherOf(&f.rate, 1)}
		if f.pass != nil {
			measures["time-per-pass"] = bencherOf(f.pass, 1e9)
		}
		if f.latency.Count > 0 {
			measures["latency"] = bencherFigure{Value: float64(f.latency.P50)}
			if words.HasTail(f.latency) {
				measures["latency-p99"] = bencherFigure{Value: float64(f.latency.P99)}
			}
		}
		all[f.name()] = measures
	}
	return indented(all)
}

// bencherOf is an estimate in another unit.
func bencherOf(e *stats.Estimate, unit float64) bencherFigure {
	f := bencherFigure{Value: e.Value * unit}
	if i := e.Interval; i != nil {
		low, high := i.Low*unit, i.High*unit
		f.Lower, f.Upper = &low, &high
	}
	return f
}
