package diagnose_test

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

const ms = time.Millisecond

// sound is a report in which nothing is to be found: one workload, three
// rounds, all workers busy, all connections used again, no speedup known.
func sound() *engine.Report {
	r := engine.Result{Spec: engine.Spec{Name: "tracking"}, Schedule: engine.Concurrent, Workers: 4}
	for round := range 3 {
		for kind, workers := range map[engine.LegKind]int{engine.Sequential: 1, engine.Parallel: 4} {
			r.Samples = append(r.Samples, engine.Sample{
				Workload: "tracking", Kind: kind, Round: round + 1, Passes: 1, Workers: workers, ActiveWorkers: workers,
				Makespan: 100 * ms, Busy: time.Duration(workers) * 90 * ms,
				Evidence: engine.Evidence{
					Process: engine.ProcessEvidence{UserCPU: 10 * ms},
					Wire:    &engine.WireEvidence{Requests: 100, Reused: 100, FirstByteP50: 50 * ms},
				},
			})
		}
	}
	return &engine.Report{
		Host: engine.Host{LogicalCPUs: 2}, Plan: engine.Plan{Schedule: engine.Concurrent}, Results: []engine.Result{r},
	}
}

// inLegs changes the legs of a kind; "" is both.
func inLegs(r *engine.Report, kind engine.LegKind, change func(*engine.Sample)) {
	for i := range r.Results[0].Samples {
		if s := &r.Results[0].Samples[i]; kind == "" || s.Kind == kind {
			change(s)
		}
	}
}

// A symptom is injected evidence: what fires a rule, and what falls just short
// of it.
type symptom struct {
	fires, short func(*engine.Report)
	statement    string
	workload     string
	figures      []float64
}

func wire(kind engine.LegKind, change func(*engine.WireEvidence)) func(*engine.Report) {
	return func(r *engine.Report) {
		inLegs(r, kind, func(s *engine.Sample) { change(s.Evidence.Wire) })
	}
}

func parallel(change func(*engine.Sample)) func(*engine.Report) {
	return func(r *engine.Report) { inLegs(r, engine.Parallel, change) }
}

var symptoms = map[string]symptom{
	"against the ceiling": {
		fires: func(r *engine.Report) {
			r.Results[0].Speedup = &stats.Estimate{Value: 3.154, N: 3}
			r.Results[0].Ceiling = engine.Ceiling{Speedup: 4, Limits: []engine.Limit{{Name: "workers", Speedup: 4, Reason: "4 workers"}}}
		},
		short:     func(r *engine.Report) { r.Results[0].Speedup = &stats.Estimate{Value: 3} },
		workload:  "tracking",
		statement: "the speedup of 3.15x is 79 % of the ceiling of 4x (4 workers)",
		figures:   []float64{3.154, 4},
	},
	"later answers": {
		fires:     wire(engine.Parallel, func(w *engine.WireEvidence) { w.FirstByteP50 = 53 * ms }),
		short:     wire(engine.Parallel, func(w *engine.WireEvidence) { w.FirstByteP50 = 52 * ms }),
		workload:  "tracking",
		statement: "with requests in parallel the first byte takes 1.06x as long (53 ms against 50 ms alone)",
		figures:   []float64{0.053, 0.05},
	},
	"connection wait": {
		fires:     wire(engine.Parallel, func(w *engine.WireEvidence) { w.ConnectionWait = 90 * ms }),
		short:     wire(engine.Parallel, func(w *engine.WireEvidence) { w.ConnectionWait = 71 * ms }),
		workload:  "tracking",
		statement: "workers spent 25 % of their time waiting for a connection",
		figures:   []float64{0.25},
	},
	"fresh connections": {
		fires:     wire(engine.Parallel, func(w *engine.WireEvidence) { w.Reused = 94 }),
		short:     wire(engine.Parallel, func(w *engine.WireEvidence) { w.Reused = 95 }),
		workload:  "tracking",
		statement: "only 94 % of the requests went out on a connection used before",
		figures:   []float64{0.94},
	},
	"rate limited": {
		fires: func(r *engine.Report) { r.Results[0].Samples[2].Evidence.Wire.RateLimited = 7 },
		short: func(r *engine.Report) {
			r.Results[0].Samples[2].Evidence.Wire.Statuses = map[string]int64{"500": 7}
		},
		workload:  "tracking",
		statement: "the server refused 7 of 600 requests as too many (HTTP 429)",
		figures:   []float64{7, 600},
	},
	"serial tail": {
		fires:     parallel(func(s *engine.Sample) { s.Finish = 12 * ms }),
		short:     parallel(func(s *engine.Sample) { s.Finish = 4 * ms }),
		workload:  "tracking",
		statement: "the serial end of each pass takes 12 % of the parallel legs",
		figures:   []float64{0.12},
	},
	"idle workers": {
		fires:     parallel(func(s *engine.Sample) { s.ActiveWorkers = 3 }),
		short:     func(*engine.Report) {},
		workload:  "tracking",
		statement: "only 3 of 4 workers had anything to do",
		figures:   []float64{3, 4},
	},
	"saturation": {
		fires:     parallel(func(s *engine.Sample) { s.Evidence.Process.UserCPU, s.Evidence.Process.SystemCPU = 150*ms, 35*ms }),
		short:     parallel(func(s *engine.Sample) { s.Evidence.Process.UserCPU = 169 * ms }),
		statement: "during parallel legs this process used 1.85 of the 2 CPUs that it has: the client itself was short of CPU",
		figures:   []float64{1.85, 2},
	},
	"interference": {
		fires: func(r *engine.Report) {
			r.Interference = []engine.Interference{{
				Workload: "tracking", Kind: engine.Sequential,
				Factor: stats.Estimate{Value: 1.4, N: 8, Interval: &stats.Interval{Low: 1.3, High: 1.5}},
			}}
		},
		short: func(r *engine.Report) {
			r.Interference = []engine.Interference{
				{Workload: "tracking", Factor: stats.Estimate{Value: 1.4, Interval: &stats.Interval{Low: 1.04, High: 1.8}}},
				{Workload: "tracking", Factor: stats.Estimate{Value: 9}},
			}
		},
		workload:  "tracking",
		statement: "sequential legs take 1.40x as long when the other workloads run too",
		figures:   []float64{1.4},
	},
}

// TestEachSymptomIsFound holds that a rule fires on its evidence, alone, and
// carries its figures.
func TestEachSymptomIsFound(t *testing.T) {
	for name, s := range symptoms {
		r := sound()
		s.fires(r)
		findings := diagnose.Explain(r)
		if len(findings) != 1 {
			t.Errorf("%s: found %+v", name, findings)
			continue
		}
		found := findings[0]
		if found.Statement != s.statement || found.Workload != s.workload {
			t.Errorf("%s: %q of %q, want %q of %q", name, found.Statement, found.Workload, s.statement, s.workload)
		}
		var figures []float64
		for _, f := range found.Evidence {
			figures = append(figures, math.Round(f.Value*1e9)/1e9)
			if f.Name == "" || f.Source == "" {
				t.Errorf("%s: the figure %+v has no name or no source", name, f)
			}
		}
		if diff := cmp.Diff(s.figures, figures); diff != "" {
			t.Errorf("%s: the evidence differs:\n%s", name, diff)
		}
	}
}

// TestShortOfTheBound holds that nothing is claimed of less.
func TestShortOfTheBound(t *testing.T) {
	for name, s := range symptoms {
		r := sound()
		s.short(r)
		if findings := diagnose.Explain(r); len(findings) != 0 {
			t.Errorf("%s: found %+v", name, findings)
		}
	}
}

// TestUntimedLegsAreNoEvidence holds that a leg that is no timing is none
// here; that the server refused requests is told all the same.
func TestUntimedLegsAreNoEvidence(t *testing.T) {
	for name, s := range symptoms {
		if name == "against the ceiling" || name == "interference" {
			continue // not drawn from legs
		}
		r := sound()
		s.fires(r)
		inLegs(r, "", func(s *engine.Sample) { s.Untimed = "went wrong" })
		if found := len(diagnose.Explain(r)); found > 0 != (name == "rate limited") {
			t.Errorf("%s: %d findings from legs that are no timings", name, found)
		}
	}
}

// TestAllAtOnce holds the order: by result and rule, then of the run.
func TestAllAtOnce(t *testing.T) {
	r := sound()
	for _, name := range []string{"interference", "saturation", "serial tail", "against the ceiling"} {
		symptoms[name].fires(r)
	}
	var order []string
	for _, f := range diagnose.Explain(r) {
		for name, s := range symptoms {
			if s.statement == f.Statement {
				order = append(order, name)
			}
		}
	}
	if diff := cmp.Diff([]string{"against the ceiling", "serial tail", "saturation", "interference"}, order); diff != "" {
		t.Errorf("the order differs:\n%s", diff)
	}
}

// TestBothSchedulesAreToldApart holds that every statement carries its
// schedule where there are two.
func TestBothSchedulesAreToldApart(t *testing.T) {
	r := sound()
	r.Plan.Schedule = engine.Both
	symptoms["serial tail"].fires(r)
	isolated := r.Results[0]
	isolated.Schedule = engine.Isolated
	r.Results = append([]engine.Result{isolated}, r.Results...)
	findings := diagnose.Explain(r)
	if len(findings) != 2 || !strings.HasPrefix(findings[0].Statement, "when isolated, the serial end") ||
		!strings.HasPrefix(findings[1].Statement, "when concurrent, the serial end") {
		t.Errorf("found %+v", findings)
	}
}

// TestMostDisturbedFirst holds the order of interferences.
func TestMostDisturbedFirst(t *testing.T) {
	r := &engine.Report{}
	for _, factor := range []float64{1.2, 1.9, 1.5} {
		r.Interference = append(r.Interference, engine.Interference{Factor: stats.Estimate{Value: factor, Interval: &stats.Interval{Low: factor - 0.05}}})
	}
	var factors []float64
	for _, f := range diagnose.Explain(r) {
		factors = append(factors, f.Evidence[0].Value)
	}
	if diff := cmp.Diff([]float64{1.9, 1.5, 1.2}, factors); diff != "" {
		t.Errorf("the order differs:\n%s", diff)
	}
}

// TestNothingOfNothing holds that a report without evidence has no findings,
// and that none is an empty list and not null.
func TestNothingOfNothing(t *testing.T) {
	for name, r := range map[string]*engine.Report{
		"empty":             {},
		"a bare result":     {Results: []engine.Result{{}}},
		"a bare sample":     {Results: []engine.Result{{Samples: []engine.Sample{{}, {Kind: engine.Parallel}}}}},
		"no limits":         {Results: []engine.Result{{Speedup: &stats.Estimate{Value: 2}, Ceiling: engine.Ceiling{Speedup: 3}}}},
		"no requests":       {Results: []engine.Result{{Samples: []engine.Sample{{Kind: engine.Parallel, Evidence: engine.Evidence{Wire: &engine.WireEvidence{}}}}}}},
		"nothing to report": sound(),
	} {
		if findings := diagnose.Explain(r); findings == nil || len(findings) != 0 {
			t.Errorf("%s: found %+v", name, findings)
		}
	}
}

var number = regexp.MustCompile(`\d+(\.\d+)?`)

// TestStatementsSayWhatTheEvidenceShows holds, for any evidence, that each
// figure in a sentence is one of the evidence or of two of them: as it is, in
// milliseconds, as a percentage, or as a quotient.
func TestStatementsSayWhatTheEvidenceShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := sound()
		arbitrary(t, r)
		for _, f := range diagnose.Explain(r) {
			if strings.Contains(f.Statement, "NaN") || strings.Contains(f.Statement, "Inf") {
				t.Fatalf("%q is no sentence", f.Statement)
			}
			statement, _, _ := strings.Cut(f.Statement, " (4 workers)") // a limit's own words
			for _, text := range number.FindAllString(strings.ReplaceAll(statement, "HTTP 429", ""), -1) {
				said, err := strconv.ParseFloat(text, 64)
				if err != nil {
					t.Fatal(err)
				}
				if !shown(said, f.Evidence) {
					t.Fatalf("%q says %v, which is not in %+v", f.Statement, said, f.Evidence)
				}
			}
		}
	})
}

// arbitrary fills in evidence at random.
func arbitrary(t *rapid.T, r *engine.Report) {
	result := &r.Results[0]
	result.Speedup = &stats.Estimate{Value: rapid.Float64Range(0.01, 100).Draw(t, "speedup")}
	result.Ceiling = engine.Ceiling{
		Speedup: rapid.Float64Range(0.5, 5000).Draw(t, "ceiling"), Limits: []engine.Limit{{Reason: "4 workers"}},
	}
	inLegs(r, "", func(s *engine.Sample) {
		s.Finish = time.Duration(rapid.Int64Range(0, int64(s.Makespan)).Draw(t, "finish"))
		s.ActiveWorkers = rapid.IntRange(0, 4).Draw(t, "active")
		s.Evidence.Process.UserCPU = time.Duration(rapid.Int64Range(0, int64(400*ms)).Draw(t, "cpu"))
		s.Evidence.Wire = &engine.WireEvidence{
			Requests: rapid.Int64Range(0, 1000).Draw(t, "requests"), Reused: rapid.Int64Range(0, 1000).Draw(t, "reused"),
			RateLimited:    rapid.Int64Range(0, 10).Draw(t, "limited"),
			ConnectionWait: time.Duration(rapid.Int64Range(0, int64(300*ms)).Draw(t, "wait")),
			FirstByteP50:   time.Duration(rapid.Int64Range(0, int64(time.Second)).Draw(t, "first byte")),
		}
	})
}

func shown(said float64, evidence []engine.Figure) bool {
	like := func(f float64) bool { return math.Abs(said-f) <= max(0.006*math.Abs(f), 0.51*unitOf(said)) }
	for _, a := range evidence {
		if like(a.Value) || like(1e3*a.Value) || like(100*a.Value) {
			return true
		}
		for _, b := range evidence {
			if like(a.Value/b.Value) || like(100*a.Value/b.Value) {
				return true
			}
		}
	}
	return false
}

// unitOf is what the last digit shown stands for: whole numbers are rounded to
// one, others to a hundredth at the finest.
func unitOf(said float64) float64 {
	if said == math.Trunc(said) {
		return 1
	}
	return 0.01
}
