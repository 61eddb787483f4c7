package compare_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	compare "ep-benchmark/baselines/sidebyside"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

var workloads = []string{"bulk-creation", "parsing"}

// report is of a machine and two workloads; change makes it another one.
func report(change func(*engine.Report)) *engine.Report {
	estimate := func(value float64) stats.Estimate {
		return stats.Estimate{Value: value, Interval: &stats.Interval{Low: 0.98 * value, High: 1.02 * value}}
	}
	result := func(name string, sequential, parallel, speedup float64) engine.Result {
		ratio := estimate(speedup)
		return engine.Result{
			Spec:       engine.Spec{Name: name, Size: 50, Settings: map[string]string{"endpoint": "simulator"}},
			Schedule:   engine.Concurrent,
			Sequential: &engine.LegFigures{TimePerPass: estimate(sequential)},
			Parallel:   &engine.LegFigures{TimePerPass: estimate(parallel)},
			Speedup:    &ratio,
		}
	}
	r := &engine.Report{
		StartedAt: time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC),
		Plan:      engine.Plan{Schedule: engine.Concurrent, Workers: 16},
		Host:      engine.Host{CPUModel: "Apple M3 Max", LogicalCPUs: 16, GOMAXPROCS: 16, OS: "darwin", Arch: "arm64", GoVersion: "go1.26.0"},
		Results:   []engine.Result{result("bulk-creation", 5, 0.5, 10), result("parsing", 0.04, 0.01, 4)},
	}
	if change != nil {
		change(r)
	}
	return r
}

func comparison(now, then *engine.Report) compare.Comparison {
	return compare.Sides(compare.Of("now", now), compare.Of("then", then), workloads)
}

// find is the row of a figure.
func find(t *testing.T, c compare.Comparison, workload string, metric compare.Metric) compare.Row {
	t.Helper()
	for _, row := range c.Rows {
		if row.Workload == workload && row.Metric == metric {
			return row
		}
	}
	t.Fatalf("there is no row of %s, %s", workload, metric)
	return compare.Row{}
}

// TestAlike holds that a run beside itself differs in nothing.
func TestAlike(t *testing.T) {
	c := comparison(report(nil), report(nil))
	if len(c.Rows) != 6 || len(c.Differences) != 0 {
		t.Errorf("%d rows, differences %q", len(c.Rows), c.Differences)
	}
	for _, row := range c.Rows {
		if row.Direction != compare.Within || row.Factor != 1 || row.Words() != "0.0 %" {
			t.Errorf("%v against itself is %s by %s", row.Key, row.Direction, row.Words())
		}
	}
	var order []string
	for _, row := range c.Rows {
		order = append(order, row.Workload+" "+string(row.Metric))
	}
	want := []string{
		"bulk-creation sequential", "bulk-creation parallel", "bulk-creation speedup",
		"parsing sequential", "parsing parallel", "parsing speedup",
	}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Errorf("the rows stand in another order:\n%s", diff)
	}
}

// TestDirections holds that less time is better, and more speedup; and that
// nothing is said where the intervals overlap.
func TestDirections(t *testing.T) {
	for _, of := range []struct {
		name       string
		now        float64 // times what it was
		time       compare.Direction
		timeWords  string
		speedup    compare.Direction
		speedWords string
	}{
		{"half", 0.5, compare.Better, "2.0x", compare.Worse, "2.0x"},
		{"a tenth", 0.1, compare.Better, "10x", compare.Worse, "10x"},
		{"a little less", 0.97, compare.Within, "3.1 %", compare.Within, "3.1 %"},
		{"a little more", 1.03, compare.Within, "3.0 %", compare.Within, "3.0 %"},
		{"more", 1.066, compare.Worse, "6.6 %", compare.Better, "6.6 %"},
		{"much more", 27, compare.Worse, "27x", compare.Better, "27x"},
	} {
		changed := func(e *stats.Estimate) {
			e.Value *= of.now
			e.Interval = &stats.Interval{Low: 0.98 * e.Value, High: 1.02 * e.Value}
		}
		c := comparison(report(func(r *engine.Report) {
			changed(&r.Results[0].Sequential.TimePerPass)
			changed(r.Results[0].Speedup)
		}), report(nil))
		row := find(t, c, "bulk-creation", compare.SequentialTime)
		if row.Direction != of.time || row.Words() != of.timeWords {
			t.Errorf("%s of the time is %s by %s, want %s by %s", of.name, row.Direction, row.Words(), of.time, of.timeWords)
		}
		row = find(t, c, "bulk-creation", compare.Speedup)
		if row.Direction != of.speedup || row.Words() != of.speedWords {
			t.Errorf("%s of the speedup is %s by %s, want %s by %s", of.name, row.Direction, row.Words(), of.speedup, of.speedWords)
		}
	}
}

// TestPointsAreCompared holds that a claim without an interval is within noise
// only where the other's interval holds it.
func TestPointsAreCompared(t *testing.T) {
	for value, want := range map[float64]compare.Direction{5: compare.Within, 5.09: compare.Within, 5.11: compare.Better, 4.9: compare.Within, 4.89: compare.Worse} {
		claim := compare.Side{Name: "claim", Figures: map[compare.Key]compare.Figure{{Workload: "bulk-creation", Metric: compare.SequentialTime}: {Value: value}}}
		c := compare.Sides(compare.Of("now", report(nil)), claim, workloads)
		if len(c.Rows) != 1 {
			t.Fatalf("%d rows with a side of one figure", len(c.Rows))
		}
		if got := c.Rows[0].Direction; got != want {
			t.Errorf("5 s against a claim of %v s is %s, want %s", value, got, want)
		}
	}
}

// TestFiguresThatAreMissing make no row: neither a figure that one side lacks,
// nor one that no ratio can be made of.
func TestFiguresThatAreMissing(t *testing.T) {
	now := report(func(r *engine.Report) {
		r.Results[0].Parallel, r.Results[0].Speedup = nil, nil
		r.Results[1].Sequential.TimePerPass.Value = 0
		r.Results[1].Speedup.Value = math.NaN()
	})
	if c := comparison(now, report(nil)); len(c.Rows) != 2 {
		t.Errorf("there are rows of %v", c.Rows)
	}
	if c := comparison(report(func(r *engine.Report) { r.Results = nil }), report(nil)); len(c.Rows) != 0 {
		t.Errorf("a run of nothing has rows of %v", c.Rows)
	}
}

// TestDifferencesAreNamed one by one, with both values.
func TestDifferencesAreNamed(t *testing.T) {
	for want, change := range map[string]func(*engine.Report){
		"size of parsing: 9 now, 50 then":                     func(r *engine.Report) { r.Results[1].Spec.Size = 9 },
		"CPU: EPYC now, Apple M3 Max then":                    func(r *engine.Report) { r.Host.CPUModel = "EPYC" },
		"logical CPUs: 2 now, 16 then":                        func(r *engine.Report) { r.Host.LogicalCPUs = 2 },
		"GOMAXPROCS: 4 now, 16 then":                          func(r *engine.Report) { r.Host.GOMAXPROCS = 4 },
		"CPU quota: 1.5 now, none then":                       func(r *engine.Report) { r.Host.CPUQuota = 1.5 },
		"system: linux/arm64 now, darwin/arm64 then":          func(r *engine.Report) { r.Host.OS = "linux" },
		"virtualisation: kvm now, none known then":            func(r *engine.Report) { r.Host.Virtualisation = "kvm" },
		"Go: go1.27 now, go1.26.0 then":                       func(r *engine.Report) { r.Host.GoVersion = "go1.27" },
		"race detector: true now, false then":                 func(r *engine.Report) { r.Host.RaceBuild = true },
		"schedule: isolated now, concurrent then":             func(r *engine.Report) { r.Plan.Schedule = engine.Isolated },
		"workers: chosen by the work now, 16 then":            func(r *engine.Report) { r.Plan.Workers = 0 },
		"workers: 8 now, 16 then":                             func(r *engine.Report) { r.Plan.Workers = 8 },
		"endpoint of parsing: production now, simulator then": func(r *engine.Report) { r.Results[1].Spec.Settings = map[string]string{"endpoint": "production"} },
		"chunks of bulk-creation: 8 now, unknown then": func(r *engine.Report) {
			r.Results[0].Spec.Settings = map[string]string{"endpoint": "simulator", "chunks": "8"}
		},
		"endpoint of bulk-creation: unknown now, simulator then": func(r *engine.Report) { r.Results[0].Spec.Settings = nil },
	} {
		c := comparison(report(change), report(nil))
		if !slices.Equal(c.Differences, []string{want}) {
			t.Errorf("the differences are %q, want %q", c.Differences, want)
		}
	}
}

// TestDifferencesAreNamedOnce where both schedules have the same.
func TestDifferencesAreNamedOnce(t *testing.T) {
	both := func(endpoint string) *engine.Report {
		return report(func(r *engine.Report) {
			r.Plan.Schedule = engine.Both
			isolated := slices.Clone(r.Results)
			for i := range isolated {
				isolated[i].Schedule = engine.Isolated
			}
			r.Results = append(isolated, r.Results...)
			for i := range r.Results {
				r.Results[i].Spec.Settings = map[string]string{"endpoint": endpoint}
			}
		})
	}
	c := comparison(both("production"), both("simulator"))
	want := []string{"endpoint of bulk-creation: production now, simulator then", "endpoint of parsing: production now, simulator then"}
	if diff := cmp.Diff(want, c.Differences); diff != "" {
		t.Errorf("the differences are others:\n%s", diff)
	}
}

// TestOneSideOfBothSchedules is the concurrent one, as in an export.
func TestOneSideOfBothSchedules(t *testing.T) {
	r := report(func(r *engine.Report) {
		r.Plan.Schedule = engine.Both
		isolated := report(nil).Results
		for i := range isolated {
			isolated[i].Schedule = engine.Isolated
			isolated[i].Sequential.TimePerPass.Value = 99
		}
		r.Results = append(isolated, r.Results...)
	})
	side := compare.Of("both", r)
	if f := side.Figures[compare.Key{Workload: "bulk-creation", Metric: compare.SequentialTime}]; f.Value != 5 {
		t.Errorf("the side has the figure %v", f.Value)
	}
}

// TestASideTellsWhatItIs by name, machine, time and state.
func TestASideTellsWhatItIs(t *testing.T) {
	r := report(func(r *engine.Report) { r.Partial = true })
	side := compare.Of("old.json", r)
	if side.Name != "old.json" || side.Label != "partial run" || side.Machine != "Apple M3 Max" || !side.TakenAt.Equal(r.StartedAt) || side.Sizes["parsing"] != 50 {
		t.Errorf("the side is %+v", side)
	}
	if label := compare.Of("whole", report(nil)).Label; label != "" {
		t.Errorf("a whole run is labelled %q", label)
	}
}

// TestTurnedRound holds that what is better one way round is worse the other,
// by as much.
func TestTurnedRound(t *testing.T) {
	figure := rapid.Custom(func(t *rapid.T) compare.Figure {
		f := compare.Figure{Value: rapid.Float64Range(1e-9, 1e9).Draw(t, "value")}
		if rapid.Bool().Draw(t, "interval") {
			f.Interval = &stats.Interval{Low: f.Value * rapid.Float64Range(0.1, 1).Draw(t, "low"), High: f.Value * rapid.Float64Range(1, 10).Draw(t, "high")}
		}
		return f
	})
	opposite := map[compare.Direction]compare.Direction{compare.Better: compare.Worse, compare.Worse: compare.Better, compare.Within: compare.Within}
	rapid.Check(t, func(t *rapid.T) {
		key := compare.Key{Workload: "a", Metric: rapid.SampledFrom([]compare.Metric{compare.SequentialTime, compare.ParallelTime, compare.Speedup}).Draw(t, "metric")}
		side := func(f compare.Figure) compare.Side {
			return compare.Side{Figures: map[compare.Key]compare.Figure{key: f}}
		}
		a, b := figure.Draw(t, "a"), figure.Draw(t, "b")
		one := compare.Sides(side(a), side(b), []string{"a"}).Rows[0]
		other := compare.Sides(side(b), side(a), []string{"a"}).Rows[0]
		if other.Direction != opposite[one.Direction] {
			t.Fatalf("%s one way round, %s the other", one.Direction, other.Direction)
		}
		if math.Abs(one.Factor*other.Factor-1) > 1e-12 {
			t.Fatalf("by %v one way round, by %v the other", one.Factor, other.Factor)
		}
	})
}
