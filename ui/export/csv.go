package export

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"time"

	"ep-benchmark/engine"
)

// csvColumns are the columns of a row for a leg. Times are in seconds, and empty where
// the leg has none.
var csvColumns = []struct {
	name string
	of   func(report *engine.Report, r *engine.Result, s *engine.Sample) string
}{
	{"started_at", func(p *engine.Report, _ *engine.Result, s *engine.Sample) string {
		return p.StartedAt.Add(s.StartedAt).UTC().Format(time.RFC3339Nano)
	}},
	{"workload", func(_ *engine.Report, _ *engine.Result, s *engine.Sample) string { return oneLine(s.Workload) }},
	{"schedule", func(_ *engine.Report, _ *engine.Result, s *engine.Sample) string { return oneLine(string(s.Schedule)) }},
	{"legs", func(_ *engine.Report, _ *engine.Result, s *engine.Sample) string { return oneLine(string(s.Kind)) }},
	{"round", counted(func(s *engine.Sample) int64 { return int64(s.Round) })},
	{"position", counted(func(s *engine.Sample) int64 { return int64(s.Position) })},
	{"workers", counted(func(s *engine.Sample) int64 { return int64(s.Workers) })},
	{"passes", counted(func(s *engine.Sample) int64 { return int64(s.Passes) })},
	{"items", counted(func(s *engine.Sample) int64 { return s.Items })},
	{"bytes", counted(func(s *engine.Sample) int64 { return s.Bytes })},
	{"counted", func(_ *engine.Report, r *engine.Result, s *engine.Sample) string {
		return strconv.FormatBool(countsAsFigure(r, s))
	}},
	{"makespan_s", seconds(func(s *engine.Sample) time.Duration { return s.Makespan })},
	{"time_per_pass_s", fraction((*engine.Sample).TimePerPass)},
	{"items_per_s", fraction((*engine.Sample).Throughput)},
	{"utilisation", fraction((*engine.Sample).Utilisation)},
	{"p50_s", seconds(func(s *engine.Sample) time.Duration { return s.Latency.P50 })},
	{"p90_s", seconds(func(s *engine.Sample) time.Duration { return s.Latency.P90 })},
	{"p99_s", seconds(func(s *engine.Sample) time.Duration { return s.Latency.P99 })},
	{"max_s", seconds(func(s *engine.Sample) time.Duration { return s.Latency.Max })},
	{"operations_finished", counted(func(s *engine.Sample) int64 { return s.Operations.Finished })},
	{"operations_unfinished", counted(func(s *engine.Sample) int64 { return s.Operations.Unfinished() })},
	{"cpu_s", seconds(func(s *engine.Sample) time.Duration { return s.Evidence.Process.CPU() })},
	{"gate", func(_ *engine.Report, _ *engine.Result, s *engine.Sample) string { return oneLine(string(s.Gate)) }},
	{"gate_reason", func(_ *engine.Report, _ *engine.Result, s *engine.Sample) string { return oneLine(s.GateReason) }},
	{"untimed", func(_ *engine.Report, _ *engine.Result, s *engine.Sample) string { return oneLine(s.Untimed) }},
}

type csvColumn = func(*engine.Report, *engine.Result, *engine.Sample) string

func counted(of func(*engine.Sample) int64) csvColumn {
	return func(_ *engine.Report, _ *engine.Result, s *engine.Sample) string { return strconv.FormatInt(of(s), 10) }
}

// fraction is a figure, empty for 0: none of them is 0 where it was measured.
func fraction(of func(*engine.Sample) float64) csvColumn {
	return func(_ *engine.Report, _ *engine.Result, s *engine.Sample) string {
		if of(s) == 0 {
			return ""
		}
		return strconv.FormatFloat(of(s), 'g', -1, 64)
	}
}

func seconds(of func(*engine.Sample) time.Duration) csvColumn {
	return fraction(func(s *engine.Sample) float64 { return of(s).Seconds() })
}

// CSV is a table of all legs of a run, by RFC 4180: a header, and a row for each leg,
// those included that no figure rests on.
func CSV(report *engine.Report) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	row := make([]string, len(csvColumns))
	for i := range csvColumns {
		row[i] = csvColumns[i].name
	}
	err := w.Write(row)
	for i := range report.Results {
		r := &report.Results[i]
		for j := range r.Samples {
			for k := range csvColumns {
				row[k] = csvColumns[k].of(report, r, &r.Samples[j])
			}
			if err == nil {
				err = w.Write(row)
			}
		}
	}
	w.Flush()
	if err == nil {
		err = w.Error()
	}
	return b.Bytes(), err
}
