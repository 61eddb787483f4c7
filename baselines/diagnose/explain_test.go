package diagnose_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// below sets a report's speedup to the one that its legs have.
func below(r *engine.Report, speedup float64) *engine.Report {
	r.Results[0].Speedup.Value = speedup
	return r
}

// TestWhatIsMissingIsParted holds that both of two causes are reported, with
// their shares, and that the parts add up to the whole.
func TestWhatIsMissingIsParted(t *testing.T) {
	r := below(asked(), 2)
	inLegs(r, engine.Parallel, func(s *engine.Sample) {
		s.ActiveWorkers, s.Makespan, s.Busy = 5, 500*ms, 2500*ms
		s.Evidence.Wire.ConnectionWait, s.Evidence.Wire.InFlightMax, s.Evidence.Wire.InFlightMean = 1500*ms, 2, 1.8
	})
	found := diagnose.Explain(r)
	if diff := cmp.Diff([]string{"a limit on connections", "fewer workers at work"}, causesIn(found)); diff != "" {
		t.Errorf("the causes differ:\n%s\n%s", diff, sentences(found))
	}
	if !strings.HasPrefix(found[0].Statement, "the speedup of 2x is 20 % of the ceiling of 10x (10 workers)") {
		t.Errorf("the ceiling: %q", found[0].Statement)
	}
	// ln 5 is missing: ln 2 by half of the workers, ln 2.5 by waiting.
	shares := map[string]float64{}
	for _, f := range found[0].Evidence[2:] {
		shares[strings.TrimPrefix(f.Name, "share of what is missing: ")] = f.Value
	}
	for cause, want := range map[string]float64{"fewer workers at work": 0.431, "a limit on connections": 0.569, "not identified": 0} {
		if got := shares[cause]; got < want-0.005 || got > want+0.005 {
			t.Errorf("%s: a share of %v, expected %v", cause, got, want)
		}
	}
	sharesAddUp(t, found)
}

// What no evidence explains is reported as unexplained.
func TestWhatIsNotIdentifiedIsSaid(t *testing.T) {
	r := below(asked(), 5)
	longer(r, engine.Parallel, 2, func(*engine.Sample) {})
	found := diagnose.Explain(r)
	if len(found) != 1 || !strings.HasSuffix(found[0].Statement, "; about 100 % of what is missing is not identified") {
		t.Errorf("found:%s", sentences(found))
	}
}

// At its ceiling a speedup has nothing missing.
func TestAtTheCeilingNothingIsMissing(t *testing.T) {
	r := below(asked(), 9.6)
	inLegs(r, engine.Parallel, func(s *engine.Sample) { s.ActiveWorkers = 9 })
	if found := diagnose.Explain(r); len(found) != 1 || found[0].Statement != "the speedup of 9.60x is 96 % of the ceiling of 10x (10 workers)" {
		t.Errorf("found:%s", sentences(found))
	}
}

// Waves leave workers idle at the end of a pass. The ceiling includes that
// already.
func TestWavesAreNoCause(t *testing.T) {
	r := below(asked(), 8)
	result := &r.Results[0]
	result.Workers = 16
	result.Ceiling = engine.Ceiling{Speedup: 10, Limits: []engine.Limit{{Name: "waves", Speedup: 10, Reason: "waves"}, {Name: "workers", Speedup: 16, Reason: "16 workers"}}}
	inLegs(r, engine.Parallel, func(s *engine.Sample) {
		s.Workers, s.ActiveWorkers, s.Makespan, s.Busy = 16, 16, 125*ms, 1250*ms
		s.Evidence.Wire.FirstByteMean = 1150 * ms / 100
	})
	if found := diagnose.Explain(r); !cmp.Equal(causesIn(found), []string{"a server that is slower under load"}) {
		t.Errorf("found:%s", sentences(found))
	}
}

// Legs without a valid timing are no evidence; refusals are still reported.
func TestUntimedLegs(t *testing.T) {
	r := asked()
	r.Results[0].Speedup = nil
	inLegs(r, "", func(s *engine.Sample) { s.Untimed = "refused" })
	r.Results[0].Samples[2].Evidence.Wire.RateLimited = 7
	found := diagnose.Explain(r)
	if len(found) != 1 || found[0].Statement != "a rate limit: the server refused 7 of 600 requests as too many (HTTP 429)" {
		t.Errorf("found:%s", sentences(found))
	}
}

// Requests that were sent again, and the time for that, are reported.
func TestHeldBack(t *testing.T) {
	r := asked()
	r.Results[0].Speedup = nil
	inLegs(r, "", func(s *engine.Sample) { s.Untimed, s.Busy = "the server limits the rate", 0 })
	sample := &r.Results[0].Samples[2]
	sample.Evidence.Wire.RateLimited, sample.Evidence.Wire.Repeated, sample.Evidence.Wire.Slept = 7, 6, 1500*ms
	sample.Busy = 2000 * ms
	found := diagnose.Explain(r)
	const want = "a rate limit: the server refused 7 of 600 requests as too many (HTTP 429); 6 were sent again, and workers held back for 75 % of the time inside operations: those legs have no valid timing"
	if len(found) != 1 || found[0].Statement != want || len(found[0].Evidence) != 5 || found[0].Evidence[4].Value != 0.75 {
		t.Errorf("found:%s", sentences(found))
	}
}

// Gated legs count only where the figures rest on them, too.
func TestGatedLegs(t *testing.T) {
	r := below(asked(), 5)
	for i := range r.Results[0].Samples {
		if s := &r.Results[0].Samples[i]; s.Round < 3 {
			s.Gate, s.Evidence.Wire.FirstByteMean = engine.Contended, 500*ms
		}
	}
	for uses, want := range map[bool]float64{false: 0.009, true: 0.5} {
		r.Results[0].UsesGated = uses
		for _, e := range diagnose.Evidence(r, "work", nil) {
			if e.Name == "time to first byte" && *e.Parallel != want {
				t.Errorf("used %v: %v, expected %v", uses, *e.Parallel, want)
			}
		}
	}
}

// Every statement carries its schedule where there are two.
func TestBothSchedulesAreToldApart(t *testing.T) {
	r := asked()
	r.Plan.Schedule = engine.Both
	concurrent := r.Results[0]
	concurrent.Schedule = engine.Concurrent
	r.Results = append(r.Results, concurrent)
	found := diagnose.Explain(r)
	if len(found) != 2 || !strings.HasPrefix(found[0].Statement, "when isolated, the speedup") || !strings.HasPrefix(found[1].Statement, "when concurrent, the speedup") {
		t.Errorf("found:%s", sentences(found))
	}
}

// What a run is short of, and which workloads disturb which, comes last; the
// most disturbed first.
func TestFactsOfTheRun(t *testing.T) {
	r := computed()
	for _, factor := range []float64{1.2, 1.9, 1.04} {
		r.Interference = append(r.Interference, engine.Interference{
			Workload: "work", Kind: engine.Parallel, Factor: stats.Estimate{Value: factor, Interval: &stats.Interval{Low: factor - 0.05}},
		})
	}
	var said []string
	for _, f := range diagnose.Explain(r)[1:] {
		said = append(said, f.Statement)
	}
	if diff := cmp.Diff([]string{
		"during parallel legs this process used 2 of the 2 CPUs that it has: the client itself was short of CPU",
		"parallel legs take 1.90x as long when the other workloads run too",
		"parallel legs take 1.20x as long when the other workloads run too",
	}, said); diff != "" {
		t.Errorf("the facts differ:\n%s", diff)
	}
}

// A report without evidence has no findings, and none is an empty list.
func TestNothingOfNothing(t *testing.T) {
	for name, r := range map[string]*engine.Report{
		"empty":         {},
		"a bare result": {Results: []engine.Result{{}}},
		"a bare sample": {Results: []engine.Result{{Samples: []engine.Sample{{}, {Kind: engine.Parallel}}}}},
		"no limits":     {Results: []engine.Result{{Speedup: &stats.Estimate{Value: 2}, Ceiling: engine.Ceiling{Speedup: 3}}}},
		"no requests":   {Results: []engine.Result{{Samples: []engine.Sample{{Kind: engine.Parallel, Evidence: engine.Evidence{Wire: &engine.WireEvidence{}}}}}}},
	} {
		if found := diagnose.Explain(r); found == nil || len(found) != 0 {
			t.Errorf("%s:%s", name, sentences(found))
		}
	}
}

// TestEvidence holds the table: medians by kind, the baseline's beside them,
// and nothing for unknown figures.
func TestEvidence(t *testing.T) {
	now, then := asked(), asked()
	inLegs(now, engine.Parallel, func(s *engine.Sample) {
		s.Evidence.Wire.InFlightMax = int64(s.Round)
		s.Evidence.Machine.Steal = nil
	})
	inLegs(now, engine.Sequential, func(s *engine.Sample) { s.Evidence.Machine.Steal = nil })
	inLegs(then, "", func(s *engine.Sample) { s.Evidence.Machine.Steal = nil })
	entries := diagnose.Evidence(now, "work", []*engine.Report{then, then})
	known := map[string]diagnose.Entry{}
	for _, e := range entries {
		if e.Source == "" {
			t.Errorf("%q has no source", e.Name)
		}
		known[e.Name] = e
	}
	most := known["most requests in flight"]
	if diff := cmp.Diff(diagnose.Entry{
		Name: "most requests in flight", Source: "wire", Sequential: share(1), Parallel: share(2), SequentialThen: share(1), ParallelThen: share(10),
	}, most); diff != "" {
		t.Errorf("the entry differs:\n%s", diff)
	}
	if _, there := known["stolen by the hypervisor"]; there {
		t.Error("steal is listed, though it is not known")
	}
	if found := diagnose.Evidence(now, "another", nil); found == nil || len(found) != 0 {
		t.Errorf("of a workload that is not there: %+v", found)
	}
}

// A stall in one of many passes is no long operation of each pass. An operation
// that is long in every pass is.
func TestTheLongOperationOfEachPass(t *testing.T) {
	for name, c := range map[string]struct {
		long int // operations of 100 ms, among 200 in 10 passes
		want []string
	}{
		"a stall":      {1, []string{"workers without an operation"}},
		"in each pass": {10, []string{"one operation far longer than the others"}},
	} {
		r := below(asked(), 5)
		h := stats.NewHistogram()
		for i := range 200 {
			if i < c.long {
				h.Record(100 * ms)
			} else {
				h.Record(5 * ms)
			}
		}
		latency, err := engine.LatencyOf(h)
		if err != nil {
			t.Fatal(err)
		}
		inLegs(r, "", func(s *engine.Sample) { s.Latency, s.Passes = latency, 10 })
		inLegs(r, engine.Parallel, func(s *engine.Sample) { s.Makespan *= 10; s.Busy *= 5 })
		inLegs(r, engine.Sequential, func(s *engine.Sample) { s.Makespan *= 5; s.Busy *= 5 })
		if found := diagnose.Explain(r); !cmp.Equal(causesIn(found), c.want) {
			t.Errorf("%s:%s", name, sentences(found))
		}
	}
}

// Work that computes keeps at most as many workers busy as there are CPUs. With
// sixteen workers on two CPUs nothing is missing.
func TestWorkersAboveTheCPUsMissNothing(t *testing.T) {
	for name, occupied := range map[string]float64{"wait between operations": 1, "wait inside": 8} {
		r := below(computed(), 1)
		r.Results[0].Workers = 16
		inLegs(r, engine.Parallel, func(s *engine.Sample) {
			s.Workers, s.ActiveWorkers, s.Makespan, s.Busy = 16, 16, time.Second, time.Duration(occupied*float64(time.Second))
			s.Evidence.Machine.Foreign = share(0.5)
		})
		if found := diagnose.Explain(r); !cmp.Equal(causesIn(found), []string{"other processes on the CPUs"}) {
			t.Errorf("%s:%s", name, sentences(found))
		}
	}
}

// Under the concurrent schedule the other workloads use the CPUs, too.
func TestOtherWorkloadsUseTheCPUs(t *testing.T) {
	r := below(computed(), 1)
	inLegs(r, "", func(s *engine.Sample) {
		s.Makespan = time.Second
		s.Evidence.Process = engine.ProcessEvidence{Shared: true, UserCPU: 1900 * ms}
	})
	if found := diagnose.Explain(r); !cmp.Equal(causesIn(found), []string{"CPUs that the run's other workloads use too"}) {
		t.Errorf("found:%s", sentences(found))
	}
}
