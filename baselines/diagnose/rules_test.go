package diagnose_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

const ms = time.Millisecond

// asked is a report of a hundred requests of 10 ms by ten workers, in which
// nothing is to be found.
func asked() *engine.Report {
	r := engine.Result{
		Spec:     engine.Spec{Name: "work", Size: 100, Operations: 100, Bound: engine.IOBound},
		Schedule: engine.Isolated, Workers: 10, Speedup: &stats.Estimate{Value: 10, N: 3},
		Ceiling: engine.Ceiling{Speedup: 10, Limits: []engine.Limit{{Name: "workers", Speedup: 10, Reason: "10 workers"}}},
	}
	for round := range 3 {
		r.Samples = append(r.Samples, sample(engine.Sequential, round+1, 1), sample(engine.Parallel, round+1, 10))
	}
	return &engine.Report{
		Host: engine.Host{LogicalCPUs: 2, GOMAXPROCS: 2}, Plan: engine.Plan{Schedule: engine.Isolated}, Results: []engine.Result{r},
	}
}

func sample(kind engine.LegKind, round, workers int) engine.Sample {
	return engine.Sample{
		Workload: "work", Kind: kind, Round: round, Passes: 1, Workers: workers, ActiveWorkers: workers, Items: 100,
		Makespan: time.Second / time.Duration(workers), Busy: time.Second,
		Latency: engine.Latency{Count: 100, P50: 10 * ms, Max: 11 * ms},
		Evidence: engine.Evidence{
			Process: engine.ProcessEvidence{UserCPU: 20 * ms, AllocatedBytes: 100_000, AllocatedObjects: 1000, GCCPU: ms, SchedulingP99: 100 * time.Microsecond},
			Wire: &engine.WireEvidence{
				Requests: 100, Reused: 100, FirstByteMean: 9 * ms, InFlightMean: 0.9 * float64(workers), InFlightMax: int64(workers),
			},
			Machine: &engine.MachineEvidence{
				CanaryUnit: 400 * time.Microsecond, CanaryOnCPU: share(1), Foreign: share(0.02), Steal: share(0), Pressure: share(0.05), Held: share(0),
			},
		},
	}
}

func share(of float64) *float64 { return &of }

// computed is one that computes, on both CPUs.
func computed() *engine.Report {
	r := asked()
	r.Results[0].Spec.Bound, r.Results[0].Workers = engine.CPUBound, 2
	r.Results[0].Ceiling = engine.Ceiling{Speedup: 2, Limits: []engine.Limit{{Name: "cpus", Speedup: 2, Reason: "2 CPUs"}}}
	r.Results[0].Speedup.Value = 2
	inLegs(r, "", func(s *engine.Sample) {
		s.Evidence.Wire, s.Evidence.Process.UserCPU = nil, time.Second
		if s.Kind == engine.Parallel {
			s.Workers, s.ActiveWorkers, s.Makespan = 2, 2, 500*ms
		}
	})
	return r
}

// inLegs changes the legs of a kind; "" is both.
func inLegs(r *engine.Report, kind engine.LegKind, change func(*engine.Sample)) {
	for i := range r.Results[0].Samples {
		if s := &r.Results[0].Samples[i]; kind == "" || s.Kind == kind {
			change(s)
		}
	}
}

// longer makes legs of a kind take longer inside operations by the given
// factor.
func longer(r *engine.Report, kind engine.LegKind, factor float64, and func(*engine.Sample)) {
	inLegs(r, kind, func(s *engine.Sample) {
		for _, d := range []*time.Duration{&s.Makespan, &s.Busy, &s.Latency.P50, &s.Latency.Max} {
			*d = time.Duration(float64(*d) * factor)
		}
		if w := s.Evidence.Wire; w != nil {
			w.InFlightMean /= factor
		}
		and(s)
	})
}

// A symptom is evidence beside a baseline: enough for a cause, and just too
// little.
type symptom struct {
	name        string
	report      func() *engine.Report
	fires       func(*engine.Report)
	short       func(*engine.Report) // the same slowdown, the evidence below the bound
	cause, says string
}

func wire(s *engine.Sample) *engine.WireEvidence { return s.Evidence.Wire }

var symptoms = []symptom{
	{
		name: "workers reduced", report: asked, cause: "fewer workers at work", says: "active workers 5 now, 10 then; explains about 100 % of the change",
		fires: func(r *engine.Report) {
			inLegs(r, engine.Parallel, func(s *engine.Sample) { s.ActiveWorkers, s.Makespan = 5, 200*ms })
		},
		short: func(r *engine.Report) { inLegs(r, engine.Parallel, func(s *engine.Sample) { s.Makespan = 200 * ms }) },
	},
	{
		name: "workers held back", report: asked, cause: "fewer workers at work", says: "(at most 5 at once): most requests in flight 5 now, 10 then",
		fires: func(r *engine.Report) {
			longer(r, engine.Parallel, 2, func(s *engine.Sample) { wire(s).InFlightMax = 5 })
		},
		short: func(r *engine.Report) {
			longer(r, engine.Parallel, 2, func(s *engine.Sample) { wire(s).InFlightMax = 8 })
		},
	},
	{
		name: "serial in the client", report: asked, cause: "work that is serial in the client", says: "(serial fraction 1): most requests in flight 1 now, 10 then",
		fires: func(r *engine.Report) {
			one := 1.0
			r.Results[0].SerialFraction = &one
			longer(r, engine.Parallel, 10, func(s *engine.Sample) { wire(s).InFlightMax = 1 })
		},
		short: func(r *engine.Report) { longer(r, engine.Parallel, 10, func(*engine.Sample) {}) },
	},
	{
		name: "partly serial", report: asked, cause: "work that is partly serial in the client",
		says: "(serial fraction 0.25): waiting for locks, per item 20 ms now, 0 µs then; explains about 100 % of the change",
		fires: func(r *engine.Report) {
			quarter := 0.25
			r.Results[0].SerialFraction = &quarter
			longer(r, engine.Parallel, 3, func(s *engine.Sample) { s.Evidence.Process.MutexWait = 2 * time.Second })
		},
		short: func(r *engine.Report) {
			longer(r, engine.Parallel, 3, func(s *engine.Sample) { s.Evidence.Process.MutexWait = 20 * ms })
		},
	},
	{
		name: "connection limit", report: asked, cause: "a limit on connections", says: "waiting for a connection 50 % now, 0 % then; explains about 100 %",
		fires: func(r *engine.Report) {
			longer(r, engine.Parallel, 2, func(s *engine.Sample) { wire(s).ConnectionWait = time.Second })
		},
		short: func(r *engine.Report) {
			longer(r, engine.Parallel, 2, func(s *engine.Sample) { wire(s).ConnectionWait = 390 * ms })
		},
	},
	{
		name: "connections not reused", report: asked, cause: "connections that are not used again", says: "requests on a connection used before 0 % now, 100 % then",
		fires: func(r *engine.Report) {
			longer(r, "", 1.5, func(s *engine.Sample) {
				wire(s).Reused, wire(s).ConnectTime, wire(s).ConnectionWait = 0, 500*ms, 500*ms
			})
		},
		short: func(r *engine.Report) {
			longer(r, "", 1.5, func(s *engine.Sample) {
				wire(s).Reused, wire(s).ConnectTime, wire(s).ConnectionWait = 96, 500*ms, 500*ms
			})
		},
	},
	{
		name: "server serialises", report: asked, cause: "a server that answers one request at a time", says: "(as if it answered 1 at once): time to first byte 90 ms now",
		fires: func(r *engine.Report) {
			longer(r, engine.Parallel, 9.1, func(s *engine.Sample) { wire(s).FirstByteMean, wire(s).InFlightMean = 90*ms, 10 })
		},
		short: func(r *engine.Report) {
			longer(r, engine.Parallel, 9.1, func(s *engine.Sample) { wire(s).FirstByteMean = 9400 * time.Microsecond })
		},
	},
	{
		name: "server slower under load", report: asked, cause: "a server that is slower under load", says: "time to first byte 18 ms now, 9 ms then",
		fires: func(r *engine.Report) {
			longer(r, engine.Parallel, 1.9, func(s *engine.Sample) { wire(s).FirstByteMean, wire(s).InFlightMean = 18*ms, 9.5 })
		},
		short: func(r *engine.Report) {
			longer(r, engine.Parallel, 1.9, func(s *engine.Sample) { wire(s).FirstByteMean = 9400 * time.Microsecond })
		},
	},
	{
		name: "server slower", report: asked, cause: "a slower server", says: "time to first byte 11 ms now, 9 ms then; explains about 100 % of the change",
		fires: func(r *engine.Report) {
			longer(r, "", 1.2, func(s *engine.Sample) { wire(s).FirstByteMean = 11 * ms })
		},
		short: func(r *engine.Report) {
			longer(r, "", 1.2, func(s *engine.Sample) { wire(s).FirstByteMean = 9200 * time.Microsecond })
		},
	},
	{
		name: "server slower by its own word", report: telling, cause: "a slower server", says: "a slower server: time to first byte 11 ms now, 9 ms then; explains about 100 %",
		fires: func(r *engine.Report) {
			longer(r, "", 1.2, func(s *engine.Sample) { wire(s).FirstByteMean, wire(s).ServerTime = 11*ms, 10*ms })
		},
		short: func(r *engine.Report) {
			longer(r, "", 1.2, func(s *engine.Sample) { wire(s).FirstByteMean = 11 * ms })
		},
	},
	{
		name: "way slower", report: telling, cause: "a slower way to the server, or a queue before it",
		says: "time to first byte beyond the server's own time 3 ms now, 1 ms then; explains about 100 % of the change",
		fires: func(r *engine.Report) {
			longer(r, "", 1.2, func(s *engine.Sample) { wire(s).FirstByteMean = 11 * ms })
		},
		short: func(r *engine.Report) {
			longer(r, "", 1.2, func(s *engine.Sample) { wire(s).FirstByteMean, wire(s).ServerTime = 11*ms, 10*ms })
		},
	},
	{
		name: "way slower under load", report: telling, cause: "a way to the server that is slower under load",
		says: "(as if it answered about 5 at once): time to first byte beyond the server's own time 10 ms now, 1 ms then",
		fires: func(r *engine.Report) {
			longer(r, engine.Parallel, 1.9, func(s *engine.Sample) { wire(s).FirstByteMean, wire(s).InFlightMean = 18*ms, 9.5 })
		},
		short: func(r *engine.Report) {
			longer(r, engine.Parallel, 1.9, func(s *engine.Sample) {
				wire(s).FirstByteMean, wire(s).InFlightMean, wire(s).ServerTime = 18*ms, 9.5, 17*ms
			})
		},
	},
	{
		name: "server time of a few answers", report: telling, cause: "a slower server", says: "(or a slower way to it: the server does not say how long it takes)",
		fires: func(r *engine.Report) {
			longer(r, "", 1.2, func(s *engine.Sample) { wire(s).FirstByteMean, wire(s).ServerTimeCount = 11*ms, 49 })
		},
	},
	{
		name: "slow bodies", report: telling, cause: "answers that arrive slowly once they have begun", says: "first byte to last byte of an answer 2.50 ms now, 500 µs then; explains about 100 %",
		fires: func(r *engine.Report) {
			longer(r, "", 1.2, func(s *engine.Sample) { wire(s).BodyMean, wire(s).BodyTime = 2500*time.Microsecond, 250*ms })
		},
		short: func(r *engine.Report) {
			longer(r, "", 1.2, func(s *engine.Sample) { wire(s).BodyMean, wire(s).BodyTime = 520*time.Microsecond, 250*ms })
		},
	},
	{
		name: "more requests", report: asked, cause: "more requests for each item", says: "requests per item 2 now, 1 then",
		fires: func(r *engine.Report) {
			longer(r, "", 1.9, func(s *engine.Sample) { wire(s).Requests, wire(s).Reused = 200, 200 })
		},
		short: func(r *engine.Report) {
			longer(r, "", 1.9, func(s *engine.Sample) { wire(s).Requests, wire(s).Reused = 104, 104 })
		},
	},
	{
		name: "rate limited", report: asked, cause: "a rate limit", says: "answers 429 25 % now, 0 % then; explains about 100 % of the change",
		fires: func(r *engine.Report) {
			longer(r, "", 2, func(s *engine.Sample) { wire(s).Requests, wire(s).Reused, wire(s).RateLimited = 133, 133, 33 })
		},
		short: func(r *engine.Report) { longer(r, "", 2, func(s *engine.Sample) { wire(s).RateLimited = 0 }) },
	},
	{
		name: "garbage", report: computed, cause: "garbage collection", says: "garbage collection 31 % now, 0 % then",
		fires: func(r *engine.Report) {
			longer(r, "", 1.6, func(s *engine.Sample) {
				p := &s.Evidence.Process
				p.UserCPU, p.GCCPU, p.AllocatedBytes = 1600*ms, 500*ms, 1_000_000_000
			})
		},
		short: func(r *engine.Report) {
			longer(r, "", 1.6, func(s *engine.Sample) {
				s.Evidence.Process.UserCPU, s.Evidence.Process.AllocatedBytes = 1600*ms, 110_000
			})
		},
	},
	{
		name: "client saturated", report: asked, cause: "a client short of CPU", says: "own CPU time 95 % now, 10 % then",
		fires: func(r *engine.Report) {
			longer(r, engine.Parallel, 2, func(s *engine.Sample) { // other workloads run meanwhile
				s.Evidence.Process = engine.ProcessEvidence{Shared: true, UserCPU: 380 * ms, SchedulingP99: ms}
			})
		},
		short: func(r *engine.Report) {
			longer(r, engine.Parallel, 2, func(s *engine.Sample) {
				s.Evidence.Process = engine.ProcessEvidence{Shared: true, UserCPU: 330 * ms, SchedulingP99: ms}
			})
		},
	},
	{
		name: "code slower", report: computed, cause: "code that needs more CPU for each item", says: "CPU per item 15 ms now, 10 ms then; explains about 100 % of the change",
		fires: func(r *engine.Report) {
			longer(r, "", 1.5, func(s *engine.Sample) { s.Evidence.Process.UserCPU = 1500 * ms })
		},
		short: func(r *engine.Report) {
			longer(r, "", 1.5, func(s *engine.Sample) { s.Evidence.Process.UserCPU = 1040 * ms })
		},
	},
	{
		name: "throttled clock", report: computed, cause: "a slower clock", says: "canary's unit of work 480 µs now, 400 µs then; explains about 100 % of the change",
		fires: func(r *engine.Report) {
			longer(r, "", 1.2, func(s *engine.Sample) {
				s.Evidence.Process.UserCPU, s.Evidence.Machine.CanaryUnit = 1200*ms, 480*time.Microsecond
			})
		},
		short: func(r *engine.Report) {
			longer(r, "", 1.2, func(s *engine.Sample) {
				s.Evidence.Process.UserCPU, s.Evidence.Machine.CanaryUnit = 1200*ms, 416*time.Microsecond
			})
		},
	},
	{
		name: "other processes", report: computed, cause: "other processes on the CPUs", says: "other processes 50 % now, 2 % then; explains about 97 % of the change",
		fires: func(r *engine.Report) {
			longer(r, "", 2, func(s *engine.Sample) { s.Evidence.Machine.Foreign = share(0.5) })
		},
		short: func(r *engine.Report) {
			longer(r, "", 2, func(s *engine.Sample) { s.Evidence.Machine.Foreign = share(0.11) })
		},
	},
	{
		name: "steal", report: computed, cause: "CPU time that the hypervisor gave to other machines", says: "stolen by the hypervisor 30 % now, 0 % then",
		fires: func(r *engine.Report) {
			longer(r, "", 1.43, func(s *engine.Sample) { s.Evidence.Machine.Steal = share(0.3) })
		},
		short: func(r *engine.Report) {
			longer(r, "", 1.43, func(s *engine.Sample) { s.Evidence.Machine.Steal = share(0.01) })
		},
	},
	{
		name: "CPU quota", report: computed, cause: "a CPU quota that held the program back", says: "held back by the CPU quota 50 % now",
		fires: func(r *engine.Report) {
			longer(r, "", 2, func(s *engine.Sample) { s.Evidence.Machine.Held = share(0.5) })
		},
		short: func(r *engine.Report) {
			longer(r, "", 2, func(s *engine.Sample) { s.Evidence.Machine.Held = share(0.01) })
		},
	},
	{
		name: "CPUs reduced", report: computed, cause: "fewer CPUs", says: "(1 of 2 CPUs): own CPU time 100 % now, 100 % then; explains about 100 %",
		fires: func(r *engine.Report) {
			r.Host.GOMAXPROCS = 1
			inLegs(r, engine.Parallel, func(s *engine.Sample) { s.Workers, s.ActiveWorkers, s.Makespan = 1, 1, time.Second })
		},
		short: func(r *engine.Report) { longer(r, engine.Parallel, 2, func(*engine.Sample) {}) },
	},
	{
		name: "one long operation", report: computed, cause: "one operation far longer than the others", says: "longest operation of a pass over the median one 30x now, 1.10x then",
		fires: func(r *engine.Report) {
			inLegs(r, engine.Parallel, func(s *engine.Sample) { s.Makespan, s.Latency.Max = 600*ms, 300*ms })
		},
		short: func(r *engine.Report) {
			inLegs(r, engine.Parallel, func(s *engine.Sample) { s.Makespan, s.Latency.Max = 600*ms, 200*ms })
		},
	},
	{
		name: "serial end", report: computed, cause: "a longer serial end of each pass", says: "serial end of a pass 17 % now, 0 % then; explains about 100 %",
		fires: func(r *engine.Report) {
			inLegs(r, engine.Parallel, func(s *engine.Sample) { s.Makespan, s.Finish = 600*ms, 100*ms })
		},
		short: func(r *engine.Report) {
			inLegs(r, engine.Parallel, func(s *engine.Sample) { s.Makespan, s.Finish = 600*ms, 29*ms })
		},
	},
}

// telling is asked of a server that reports its own time, with timed bodies.
func telling() *engine.Report {
	r := asked()
	inLegs(r, "", func(s *engine.Sample) {
		w := wire(s)
		w.ServerTime, w.ServerTimeCount, w.BodyMean, w.BodyTime = 8*ms, 100, 500*time.Microsecond, 50*ms
	})
	return r
}

// If a baseline's program did not time bodies, bodies are never named as the
// cause.
func TestBodiesUnknownBeforeAreNoCause(t *testing.T) {
	then, now := asked(), telling()
	longer(now, "", 1.2, func(s *engine.Sample) { wire(s).BodyMean, wire(s).BodyTime = 2500*time.Microsecond, 250*ms })
	if found := diagnose.Regressions(handMade(now, then), []*engine.Report{now}, []*engine.Report{then}); len(found) != 0 {
		t.Errorf("found:%s", sentences(found))
	}
}

// perItem is a report's median parallel time per item.
func perItem(r *engine.Report) float64 {
	var times []float64
	for _, s := range r.Results[0].Samples {
		if s.Kind == engine.Parallel {
			times = append(times, s.TimePerPass()/float64(r.Results[0].Spec.Size))
		}
	}
	return stats.Median(times)
}

// handMade is a comparison that calls a report's time regressed.
func handMade(now, then *engine.Report) *compare.Comparison {
	row := compare.Row{
		Key: compare.Key{Workload: "work", Metric: compare.ParallelTime}, Gates: true, Verdict: compare.Regressed,
		Change: math.Log(perItem(now) / perItem(then)),
	}
	return &compare.Comparison{Then: compare.Side{Name: "main"}, Rows: []compare.Row{row}}
}

// TestEachRule checks every rule against its evidence and its bound.
func TestEachRule(t *testing.T) {
	for _, s := range symptoms {
		t.Run(s.name, func(t *testing.T) {
			then, now := s.report(), s.report()
			s.fires(now)
			found := diagnose.Regressions(handMade(now, then), []*engine.Report{now}, []*engine.Report{then})
			if len(found) == 0 || causesIn(found)[0] != s.cause || !strings.Contains(found[0].Statement, s.says) {
				t.Fatalf("expected %q with %q, found:%s", s.cause, s.says, sentences(found))
			}
			checkFinding(t, &found[0])
			if s.short == nil {
				return
			}
			now = s.report()
			s.short(now)
			found = diagnose.Regressions(handMade(now, then), []*engine.Report{now}, []*engine.Report{then})
			if slices.Contains(causesIn(found), s.cause) {
				t.Errorf("named below its bound:%s", sentences(found))
			}
		})
	}
}

// checkFinding checks what every finding must have.
func checkFinding(t interface{ Errorf(string, ...any) }, f *engine.Finding) {
	if f.Try == "" || f.Workload != "work" || len(f.Evidence) < 2 {
		t.Errorf("incomplete: %+v", f)
	}
	for _, figure := range f.Evidence {
		if figure.Name == "" || figure.Source == "" || math.IsNaN(figure.Value) || math.IsInf(figure.Value, 0) {
			t.Errorf("no evidence: %+v in %q", figure, f.Statement)
		}
		if strings.HasPrefix(figure.Name, "share of the change") && !(figure.Value >= 0 && figure.Value <= 1) {
			t.Errorf("no share: %+v in %q", figure, f.Statement)
		}
	}
	if strings.Contains(f.Statement, "NaN") || strings.Contains(f.Statement, "Inf") {
		t.Errorf("%q is no sentence", f.Statement)
	}
}

// First bytes that look late because goroutines wait for a CPU are the code's,
// which needs more of it, and not a limit's or a server's.
func TestFirstBytesOfACrowdedClient(t *testing.T) {
	for wait, want := range map[time.Duration]string{
		ms:                     "code that needs more CPU for each item",
		100 * time.Microsecond: "a server that is slower under load", // nothing waits to run
	} {
		then, now := asked(), asked()
		longer(now, engine.Parallel, 2, func(s *engine.Sample) {
			wire(s).FirstByteMean = 17 * ms
			s.Evidence.Process.UserCPU, s.Evidence.Process.SchedulingP99 = 240*ms, wait // 60 % of both CPUs
		})
		found := diagnose.Regressions(handMade(now, then), []*engine.Report{now}, []*engine.Report{then})
		if len(found) == 0 || causesIn(found)[0] != want {
			t.Errorf("waiting %v to run: expected %q first, found:%s", wait, want, sentences(found))
		}
	}
}
