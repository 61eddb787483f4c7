package sound_test

import (
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/sound"
	"ep-benchmark/engine/stats"
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

// soundSweep is the least that the report of a sweep has.
func soundSweep() engine.Report {
	r := soundReport()
	r.Schema, r.Plan.Variants = engine.VariantsSchema, engine.Sizes([]int{1, 2})
	result := &r.Results[0]
	for _, v := range r.Plan.Variants {
		result.Variants = append(result.Variants, engine.VariantFigures{Variant: v, Legs: 1})
	}
	result.Scaling = &engine.Scaling{Best: 2, Recommended: 1}
	result.Samples = []engine.Sample{legOf(2), legOf(1)}
	return r
}

// legOf is a leg of a number of workers.
func legOf(workers int) engine.Sample {
	return engine.Sample{
		Workload: "n", Schedule: engine.Isolated, Kind: engine.LegKind(engine.Refined(workers).Name), Workers: workers, Round: 1, Passes: 1,
		Makespan: time.Second, Items: int64(10 * workers),
	}
}

func TestUnsoundSweeps(t *testing.T) {
	r := soundSweep()
	if err := sound.Report(&r, "run"); err != nil {
		t.Error(err)
	}
	for want, spoil := range map[string]func(*engine.Report){
		"at has schema 1: expected 2, of a plan with 2 variants":                        func(r *engine.Report) { r.Schema = 1 },
		"at.plan: the plan has a variant \"workers=1\" with 2 workers: expected a name": func(r *engine.Report) { r.Plan.Variants[1].Name = "workers=1" },
		"at.plan.variants[0].half is \"x\": expected one of":                            func(r *engine.Report) { r.Plan.Variants[0].Half = "x" },
		"at.plan.variants[0].bound is \"x\": expected one of":                           func(r *engine.Report) { r.Plan.Variants[0].Bound = "x" },
		"at.results[0].variants has 0 entries: expected 2":                              func(r *engine.Report) { r.Results[0].Variants = nil },
		"at.results[0].variants[0] is \"workers=1\" with 3 workers":                     func(r *engine.Report) { r.Results[0].Variants[0].Workers = 3 },
		"at.results[0].samples[0].kind is \"parallel\": expected":                       func(r *engine.Report) { r.Results[0].Samples[0].Kind = engine.Parallel },
		"at.results[0].scaling.best is 7: expected the workers of a":                    func(r *engine.Report) { r.Results[0].Scaling.Best = 7 },
		"at.results[0].scaling.recommended is 7: expected 0 or":                         func(r *engine.Report) { r.Results[0].Scaling.Recommended = 7 },
		"at.results[0].scaling.tail_doubles is 7: expected 0 or the workers":            func(r *engine.Report) { r.Results[0].Scaling.TailDoubles = 7 },
		"at.results[0].variants[0].allocated_bytes_per_item is -1: expected":            func(r *engine.Report) { r.Results[0].Variants[0].BytesPerItem = -1 },
		"at.results[0].scaling.fit.rate is -1: expected 0 or more": func(r *engine.Report) {
			r.Results[0].Scaling.Fit = &stats.USL{Rate: -1, ContentionInterval: whole, CoherenceInterval: whole}
		},
	} {
		r := soundSweep()
		spoil(&r)
		if err := sound.Report(&r, "at"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
}

// A break-even is about the sizes of the plan, ascending, and has a size where the
// speedup crosses 1.
func TestUnsoundBreakEvens(t *testing.T) {
	broken := func() engine.Report {
		r := soundSweep()
		r.Plan.Variants = engine.SizePairs("records", []int{10, 20}, 2)
		result := &r.Results[0]
		result.Scaling, result.Variants, result.Samples = nil, nil, nil
		for _, v := range r.Plan.Variants {
			result.Variants = append(result.Variants, engine.VariantFigures{Variant: v, Legs: 1})
		}
		result.BreakEven = &engine.BreakEven{Sizes: []engine.SizeFigures{{Size: 10}, {Size: 20}}, Crossings: 1, Size: &stats.Estimate{Value: 15, N: 6}}
		return r
	}
	r := broken()
	if err := sound.Report(&r, "at"); err != nil {
		t.Error(err)
	}
	for want, spoil := range map[string]func(*engine.Result){
		"at.results[0].variants[0] is \"records=10 sequential\" with 1 workers and the size 7: expected": func(r *engine.Result) { r.Variants[0].Size = 7 },
		"at.results[0].break_even is of 1 sizes: expected":                                               func(r *engine.Result) { r.BreakEven.Sizes = r.BreakEven.Sizes[:1] },
		"at.results[0].break_even.sizes[0].size is 7: expected the size of a variant":                    func(r *engine.Result) { r.BreakEven.Sizes[0].Size = 7 },
		"at.results[0].break_even.sizes[1].size is 10: expected the size of a variant, above":            func(r *engine.Result) { r.BreakEven.Sizes[1].Size = 10 },
		"at.results[0].break_even.sizes[0].speedup.value is 0: expected more": func(r *engine.Result) {
			r.BreakEven.Sizes[0].Speedup = &stats.Estimate{N: 6}
		},
		"at.results[0].break_even.size does not go with 0 crossings": func(r *engine.Result) { r.BreakEven.Crossings = 0 },
		"at.results[0].break_even.size does not go with 1 crossings": func(r *engine.Result) { r.BreakEven.Size.Value = 21 },
	} {
		r := broken()
		spoil(&r.Results[0])
		if err := sound.Report(&r, "at"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
}

var whole = stats.Interval{High: 1, Confidence: 0.95}

// Numbers of workers that a sweep chose itself lie between those of its plan.
func TestUnsoundRefinements(t *testing.T) {
	refined := func() engine.Report {
		r := soundSweep()
		r.Plan.Variants, r.Plan.Refinements = engine.Sizes([]int{1, 2, 8}), 1
		r.Results[0].Variants = nil
		for _, v := range []engine.Variant{r.Plan.Variants[0], r.Plan.Variants[1], engine.Refined(4), engine.Refined(6), r.Plan.Variants[2]} {
			r.Results[0].Variants = append(r.Results[0].Variants, engine.VariantFigures{Variant: v, Legs: 1})
		}
		r.Results[0].Samples = []engine.Sample{legOf(1), legOf(2), legOf(4), legOf(6), legOf(8)}
		return r
	}
	r := refined()
	if err := sound.Report(&r, "run"); err != nil {
		t.Error(err)
	}
	for want, spoil := range map[string]func(*engine.Report){
		"at.plan: the plan has 1 refinements: expected 0 to 4, of three":           func(r *engine.Report) { r.Plan.Variants = r.Plan.Variants[:2] },
		"at.plan: the plan has 5 refinements":                                      func(r *engine.Report) { r.Plan.Refinements = 5 },
		"at.results[0].variants[2] has 4 workers and is refined: expected at most": func(r *engine.Report) { r.Plan.Refinements = 0 },
		"at.results[0].variants[3] has 9 workers and is refined":                   func(r *engine.Report) { r.Results[0].Variants[3].Variant = engine.Refined(9) },
		"at.results[0].variants[3] has 4 workers and is refined":                   func(r *engine.Report) { r.Results[0].Variants[3].Variant = engine.Refined(4) },
		"at.results[0].variants[4] has 7 workers and is refined":                   func(r *engine.Report) { r.Results[0].Variants[4].Variant = engine.Refined(7) },
		"at.results[0].variants[2] is \"x\" with 4 workers":                        func(r *engine.Report) { r.Results[0].Variants[2].Name = "x" },
		"at.results[0].variants has 5 entries: expected 4":                         func(r *engine.Report) { r.Results[0].Variants[3].Refined = false },
	} {
		r := refined()
		spoil(&r)
		if err := sound.Report(&r, "at"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
}

// Figures that contradict their own samples are refused, each by its place.
func TestContradictions(t *testing.T) {
	sweep := func() engine.Report {
		r := soundSweep()
		v := r.Results[0].Variants
		v[0].Throughput, v[1].Throughput = stats.Estimate{Value: 10, N: 1}, stats.Estimate{Value: 20, N: 1}
		v[0].Relative = &stats.Estimate{Value: 0.5, N: 1}
		return r
	}
	pair := func() engine.Report {
		r := soundReport()
		one, four := legOf(1), legOf(4)
		one.Kind, four.Kind, four.Makespan = engine.Sequential, engine.Parallel, 250*time.Millisecond
		one.Operations.Finished, four.Operations.Finished = 3, 4
		result := &r.Results[0]
		result.Samples, result.Operations.Finished = []engine.Sample{one, four}, 7
		result.Sequential = &engine.LegFigures{Legs: 1, TimePerPass: stats.Estimate{Value: 1, N: 1}}
		result.Parallel = &engine.LegFigures{Legs: 1, TimePerPass: stats.Estimate{Value: 0.25, N: 1}}
		result.Speedup = &stats.Estimate{Value: 4, N: 1}
		return r
	}
	for _, make := range []func() engine.Report{sweep, pair} {
		if r := make(); sound.Report(&r, "at") != nil {
			t.Fatal(sound.Report(&r, "at"))
		}
	}
	for want, c := range map[string]struct {
		make  func() engine.Report
		spoil func(*engine.Result)
	}{
		"at.results[0].variants[1].throughput.value is 25, and the samples have 20 to 20":      {sweep, func(r *engine.Result) { r.Variants[1].Throughput.Value = 25 }},
		"at.results[0].variants[0].relative.value is 0.9, and the samples have 0.5 to 0.5":     {sweep, func(r *engine.Result) { r.Variants[0].Relative.Value = 0.9 }},
		"at.results[0].variants[1].legs is 2, and the samples have 1 timed legs":               {sweep, func(r *engine.Result) { r.Variants[1].Legs = 2 }},
		"at.results[0].sequential.time_per_pass_s.value is 2, and the samples have 1 to 1":     {pair, func(r *engine.Result) { r.Sequential.TimePerPass.Value = 2 }},
		"at.results[0].parallel.legs is 3, and the samples have 1 timed legs":                  {pair, func(r *engine.Result) { r.Parallel.Legs = 3 }},
		"at.results[0].speedup.value is 9, and the samples have 4 to 4":                        {pair, func(r *engine.Result) { r.Speedup.Value = 9 }},
		"at.results[0].speedup is 4, and no leg is a timing of it":                             {pair, func(r *engine.Result) { r.Samples[1].Round = 2 }},
		"at.results[0].operations has 8 finished and 0 that went wrong, and the samples 7 and": {pair, func(r *engine.Result) { r.Operations.Finished = 8 }},
	} {
		r := c.make()
		c.spoil(&r.Results[0])
		if err := sound.Report(&r, "at"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
	bare := pair()
	bare.Results[0].Samples, bare.Results[0].Speedup.Value = nil, 9
	if err := sound.Report(&bare, "at"); err != nil {
		t.Errorf("%v: there are no samples to hold it against", err)
	}
}

// What is said of a database has to be about variants that there are, in numbers that
// can be.
func TestUnsoundDatabases(t *testing.T) {
	plan := func(r *engine.Result) {
		r.Pooling = &engine.Pooling{Best: "workers=2", Recommended: "workers=1", Kept: &stats.Estimate{Value: 1}}
		for i := range r.Variants {
			r.Variants[i].Database = &engine.DatabaseFigures{Pool: i + 1}
		}
		r.Samples[0].Evidence.Database = &engine.DatabaseEvidence{Queries: 1, Plan: &engine.QueryPlan{Queries: 1}}
	}
	for want, spoil := range map[string]func(*engine.Result){
		"": func(*engine.Result) {},
		"at.results[0].pooling.best is \"x\": expected a variant":                                    func(r *engine.Result) { r.Pooling.Best = "x" },
		"at.results[0].pooling.recommended is \"x\": expected none or a variant":                     func(r *engine.Result) { r.Pooling.Recommended = "x" },
		"at.results[0].pooling.kept is missing":                                                      func(r *engine.Result) { r.Pooling.Kept = nil },
		"at.results[0].samples[0].evidence.database.waiting_ns is -1: expected 0 or more":            func(r *engine.Result) { r.Samples[0].Evidence.Database.Waiting = -1 },
		"at.results[0].samples[0].evidence.database.plan.workers_launched is -1: expected 0 or more": func(r *engine.Result) { r.Samples[0].Evidence.Database.Plan.Launched = -1 },
	} {
		r := soundSweep()
		plan(&r.Results[0])
		spoil(&r.Results[0])
		err := sound.Report(&r, "at")
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
}
