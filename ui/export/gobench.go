package export

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/perf/benchfmt"

	"ep-benchmark/engine"
	"ep-benchmark/ui/words"
)

// GoBench is a run in Go's benchmark format (golang.org/design/14313-benchmark-format):
// a line for each leg that the figures rest on, so that benchstat sees the spread
// between rounds. The kind of leg is a key of the name, by which benchstat can make
// columns: benchstat -col /legs.
func GoBench(report *engine.Report) ([]byte, error) {
	var b bytes.Buffer
	w := benchfmt.NewWriter(&b)
	for i := range report.Results {
		r := &report.Results[i]
		for j := range r.Samples {
			s := &r.Samples[j]
			if !countsAsFigure(r, s) {
				continue
			}
			line := benchfmt.Result{
				Config: goConfig(report, r), Name: goName(r, s), Iters: max(s.Passes, 1), Values: goValues(r, s),
			}
			if err := w.Write(&line); err != nil {
				return nil, fmt.Errorf("export: Go benchmark format: %w", err)
			}
		}
	}
	return b.Bytes(), nil
}

// goConfig are the keys that a file's lines share.
func goConfig(report *engine.Report, r *engine.Result) []benchfmt.Config {
	var all []benchfmt.Config
	for _, key := range [][2]string{
		{"goos", report.Host.OS},
		{"goarch", report.Host.Arch},
		{"pkg", "ep-benchmark"},
		{"cpu", report.Host.CPUModel},
		{"schedule", string(r.Schedule)},
		{"workers", strconv.Itoa(r.Workers)},
		{"version", report.Version},
		{"quality", string(report.Quality.Badge)},
	} {
		if value := oneLine(key[1]); value != "" {
			all = append(all, benchfmt.Config{Key: key[0], Value: []byte(value), File: true})
		}
	}
	return all
}

// goName is the name of a leg's line, without the word Benchmark.
func goName(r *engine.Result, s *engine.Sample) benchfmt.Name {
	legs := strings.Map(func(c rune) rune {
		if c == '/' || c == ' ' || c == '-' {
			return '_'
		}
		return c
	}, oneLine(string(s.Kind)))
	return benchfmt.Name(identifier(r.Spec.Name) + "/legs=" + legs)
}

// goValues are a leg's figures in benchstat's base units.
func goValues(r *engine.Result, s *engine.Sample) []benchfmt.Value {
	values := []benchfmt.Value{
		{Value: s.TimePerPass(), Unit: "sec/op"},
		{Value: s.Throughput(), Unit: identifier(r.Spec.Items) + "/s"},
	}
	if s.Latency.P50 > 0 {
		values = append(values, benchfmt.Value{Value: s.Latency.P50.Seconds(), Unit: "p50-sec"})
	}
	if words.HasTail(&s.Latency) && s.Latency.P99 > 0 {
		values = append(values, benchfmt.Value{Value: s.Latency.P99.Seconds(), Unit: "p99-sec"})
	}
	return values
}
