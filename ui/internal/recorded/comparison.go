package recorded

import (
	"math"
	"sync"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// A Compared is a recorded run beside a baseline.
type Compared struct {
	Name       string
	Report     engine.Report // of the candidate; empty where there is none
	Comparison compare.Comparison
}

// Comparisons lists all recorded comparisons. They are made once and shared.
var Comparisons = sync.OnceValue(func() []Compared {
	return []Compared{
		regressed(), provisional(), denied(), unchanged(), unfinished(), refusedComparison(), mismatched(),
		unclean(), single(), claimed(), interleaved(), nothingThere(), hostileComparison(),
	}
})

// Comparison finds a recorded comparison by its name.
func Comparison(name string) Compared {
	for _, c := range Comparisons() {
		if c.Name == name {
			return c
		}
	}
	panic("no comparison is recorded as " + name) // a mistake in a test
}

// Baseline is a side with the given number of runs of the large machine, half a
// day apart. They differ by about half a percent from run to run.
func Baseline(name string, runs int) compare.Side {
	side := compare.Side{Name: name}
	for n := range runs {
		side.Runs = append(side.Runs, likeRun(n))
	}
	return side
}

// likeRuns caches runs, since baselines share them and playing one takes time.
var likeRuns sync.Map

func likeRun(n int) compare.Run {
	if known, found := likeRuns.Load(n); found {
		return known.(compare.Run)
	}
	report := varied(n, nil)
	run := compare.RunOf("run "+digits(n+1), &report)
	run.Number = int64(n + 1)
	likeRuns.Store(n, run)
	return run
}

func digits(n int) string { return string(rune('0'+n/10%10)) + string(rune('0'+n%10)) }

// varied is the report of the n-th of like runs, with a change to its
// scenario.
func varied(n int, change func(*scenario)) engine.Report {
	s := standard("varied", large())
	for i := range s.lanes {
		l := &s.lanes[i]
		l.sequential = scaled(l.sequential, betweenRuns(5*n+i))
		l.parallel = scaled(l.parallel, betweenRuns(3*n+2*i+1))
	}
	if change != nil {
		change(s)
	}
	report := s.report()
	report.StartedAt = report.StartedAt.Add(time.Duration(n) * 12 * time.Hour)
	return report
}

// betweenRuns is by which factor runs differ: less than legs do.
func betweenRuns(n int) float64 { return math.Pow(noise[n%len(noise)], 0.4) }

// report is the scenario's report without its events.
func (s *scenario) report() engine.Report {
	var report engine.Report
	timelines := s.play()
	for _, t := range timelines {
		report.Results = append(report.Results, t.result)
	}
	s.finish(&report, timelines)
	return report
}

// Calibration is a side of runs enough to calibrate by.
func Calibration() compare.Side { return Baseline("calibration", compare.CalibrationRuns) }

var floors = sync.OnceValue(func() compare.Floors { return compare.Calibrate(Calibration().Runs) })

// slowed makes one workload's parallel legs slower and another's faster.
func slowed(s *scenario) {
	s.lanes[0].parallel = scaled(s.lanes[0].parallel, 1.31)
	s.lanes[2].parallel = scaled(s.lanes[2].parallel, 0.8)
}

// compared is the twenty-second run beside a baseline.
func compared(name string, then compare.Side, change func(*scenario), o compare.Options) Compared {
	report := varied(21, change)
	now := compare.SideOf(compare.RunOf("this run", &report))
	return Compared{name, report, compare.Against(now, then, o)}
}

func regressed() Compared {
	c := compared("regressed", Baseline("main", 7), slowed, compare.Options{Floors: floors()})
	again := varied(22, slowed)
	c.Comparison.Confirm(compare.RunOf("rerun", &again))
	c.Comparison.Causes = []engine.Finding{{
		Workload: "bulk-creation", Statement: "consistent with fewer requests in flight: 11.9 where the baseline had 15.6",
		Try: "look for a lock or a limit on connections that holds workers up",
		Evidence: []engine.Figure{
			{Name: "in flight", Value: 11.9, Source: "wire, parallel legs"},
			{Name: "in flight, baseline", Value: 15.6, Source: "wire, parallel legs"},
			{Name: "first byte", Value: 0.0512, Unit: "s", Source: "wire, median of the legs' medians"},
		},
	}, {Statement: "contributing: other processes took 12 % of the machine", Try: "close what else computes, and run again"}}
	return c
}

func provisional() Compared {
	return compared("provisional", Baseline("main", 3), slowed, compare.Options{})
}

// denied is a change that a fresh run does not show again.
func denied() Compared {
	c := compared("denied", Baseline("main", 7), slowed, compare.Options{Floors: floors()})
	again := varied(22, nil)
	c.Comparison.Confirm(compare.RunOf("rerun", &again))
	c.Name = "denied"
	return c
}

func unchanged() Compared {
	return compared("unchanged", Baseline("main", 12), nil, compare.Options{Floors: floors()})
}

func unfinished() Compared {
	return compared("unfinished", Baseline("main", 7), slowed, compare.Options{Unfinished: true})
}

// elsewhere puts the run on another machine.
func elsewhere(s *scenario) { s.host = small() }

func refusedComparison() Compared {
	return compared("refused", Baseline("main", 7), elsewhere, compare.Options{})
}

func mismatched() Compared {
	return compared("mismatched", Baseline("main", 7), func(s *scenario) { s.host.GoVersion = "go1.27.0" }, compare.Options{AllowMismatch: true})
}

func unclean() Compared {
	return compared("unclean", Baseline("main", 7), func(s *scenario) { s.until, s.ended = 14*time.Second, "interrupted" }, compare.Options{})
}

// single is a run beside another one.
func single() Compared { return compared("single", Baseline("run 1", 1), slowed, compare.Options{}) }

// claimed is a run beside figures that were published and not measured.
func claimed() Compared {
	run := compare.Run{Name: "m3-max", Machine: "Apple M3 Max, 12 performance + 4 efficiency cores, 128 GB"}
	add := func(workload string, size int, metric compare.Metric, value float64) {
		if _, known := run.Subject(workload); !known {
			run.Subjects = append(run.Subjects, compare.Subject{Name: workload, Size: size})
		}
		run.Figures = append(run.Figures, compare.Figure{Key: compare.Key{Workload: workload, Metric: metric}, Value: value})
	}
	add("bulk-creation", 10, compare.SequentialTime, 0.105)
	add("bulk-creation", 10, compare.ParallelTime, 0.011)
	add("bulk-creation", 10, compare.Speedup, 9.5)
	add("tracking", 50, compare.SequentialTime, 0.0502)
	add("tracking", 50, compare.ParallelTime, 0.0056)
	add("parsing", 1000, compare.SequentialTime, 3.64e-5)
	return compared("claimed", compare.Side{Name: "m3-max", Label: "claimed, never measured", Claimed: true, Runs: []compare.Run{run}}, nil, compare.Options{})
}

// interleaved is two configurations that took turns.
func interleaved() Compared {
	a, b := varied(1, nil), varied(2, slowed)
	return Compared{"interleaved", b, compare.Interleaved(&a, &b)}
}

func nothingThere() Compared {
	return compared("no-baseline", compare.Side{Name: "main"}, nil, compare.Options{})
}

// hostileComparison has a hostile text wherever one can come from outside.
func hostileComparison() Compared {
	c := compared("hostile", Baseline("main"+hostile, 3), func(s *scenario) {
		slowed(s)
		for i := range s.lanes {
			s.lanes[i].spec.Title += hostile
			s.lanes[i].spec.SizeNoun = "units" + hostile
		}
		s.host.CPUModel += hostile
	}, compare.Options{AllowMismatch: true})
	c.Comparison.Then.Label = hostile
	c.Comparison.Doubts = append(c.Comparison.Doubts, hostile)
	c.Comparison.Causes = []engine.Finding{{
		Statement: hostile, Try: hostile, Evidence: []engine.Figure{{Name: hostile, Value: 1.5, Unit: hostile, Source: hostile}},
	}}
	for i := range c.Comparison.Rows {
		c.Comparison.Rows[i].Reason = hostile
	}
	return c
}
