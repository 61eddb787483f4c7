package sound_test

import (
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/sound"
)

// soundReport is the least that a report has.
func soundReport() engine.Report {
	return engine.Report{
		Schema: engine.ReportSchema, StartedAt: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Plan: engine.Plan{Schedule: engine.Isolated},
		Results: []engine.Result{{
			Spec: engine.Spec{Name: "n", Key: "k"}, Schedule: engine.Isolated, Workers: 1, Ceiling: engine.Ceiling{Limits: []engine.Limit{{}}},
		}},
	}
}

func TestSoundReport(t *testing.T) {
	r := soundReport()
	if err := sound.Report(&r, "run"); err != nil {
		t.Error(err)
	}
}

// Each error names the field. The tests of ui/export cover what a decoded
// export rejects by the same function.
func TestUnsoundReports(t *testing.T) {
	for want, spoil := range map[string]func(*engine.Report){
		"at has schema 99, of a newer ep-benchmark":                     func(r *engine.Report) { r.Schema = 99 },
		"at has schema 0: expected 1 to":                                func(r *engine.Report) { r.Schema = 0 },
		"at.started_at is out of range: expected a year of four digits": func(r *engine.Report) { r.StartedAt = time.Date(12345, 1, 1, 0, 0, 0, 0, time.UTC) },
		"at.plan.schedule: unknown schedule":                            func(r *engine.Report) { r.Plan.Schedule = "x" },
		"at.results[0].samples[0].operations.failed is -1: expected 0": func(r *engine.Report) {
			r.Results[0].Samples = []engine.Sample{{Operations: engine.OperationCounts{Failed: -1}}}
		},
		"at.results[1] is a second result of \"n isolated\"":               func(r *engine.Report) { r.Results = append(r.Results, r.Results[0]) },
		"at.results[0] has 4097 samples: expected 4096 at the most":        func(r *engine.Report) { r.Results[0].Samples = make([]engine.Sample, engine.MostSamples+1) },
		"at.results[0] is skewed without speedup_by_t: expected both":      func(r *engine.Report) { r.Results[0].Skewed = true },
		"at.quality.badge is \"x\": expected one of":                       func(r *engine.Report) { r.Quality.Badge = "x" },
		"at.results[0].samples[0].workload is \"\": expected \"n\", whose": func(r *engine.Report) { r.Results[0].Samples = make([]engine.Sample, 1) },
	} {
		r := soundReport()
		spoil(&r)
		if err := sound.Report(&r, "at"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
}
