package versus

import (
	"math"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/live"
)

// thisRun is how the run on the screen is called in a comparison.
const thisRun = "this run"

// fewestPairs is the number of rounds from which a lane is compared: with less
// its own error is not known.
const fewestPairs = 3

// soFar is a run as far as it has been measured: the figures of lanes that are
// done, and a light estimate of those under way. Under both schedules nothing
// counts before the last one.
func soFar(run *live.Run, begun compare.Run, number int64) compare.Run {
	if run.Finished {
		whole := compare.RunOf(thisRun, &run.Report)
		whole.Number = number
		return whole
	}
	schedules := run.Plan.Schedules()
	if run.Schedule != schedules[len(schedules)-1] {
		return begun
	}
	var done, underWay []engine.Result
	for i := range run.Lanes {
		lane := &run.Lanes[i]
		if lane.Result != nil {
			done = append(done, *lane.Result)
		} else if result, ok := estimated(lane, run.Schedule); ok {
			underWay = append(underWay, result)
		}
	}
	if len(done) > 0 {
		part := compare.RunOf(thisRun, &engine.Report{Plan: run.Plan, Results: done})
		begun.Figures, begun.Doubts, begun.Gated = part.Figures, part.Doubts, part.Gated
	}
	part := compare.RunOf(thisRun, &engine.Report{Plan: run.Plan, Results: underWay})
	begun.Figures = append(begun.Figures[:len(begun.Figures):len(begun.Figures)], part.Figures...)
	return begun
}

// wholeRounds are a lane's samples of the rounds that are over. A comparison
// costs as much as several frames, so one leg alone makes none.
func wholeRounds(lane *live.Lane) []engine.Sample {
	legs := lane.Spec.RoundLegs()
	return lane.Samples[:len(lane.Samples)/legs*legs]
}

// estimated is what can be said of a lane under way: the mean of its rounds on
// logarithms, with Student's interval. It is of a few rounds, and honest for
// that: the interval is wide.
//
// Note: the Hodges-Lehmann estimate that the finished run gets needs six
// rounds for an interval, and sixty rounds take it a millisecond.
func estimated(lane *live.Lane, schedule engine.Schedule) (engine.Result, bool) {
	r := engine.Result{Spec: lane.Spec, Schedule: schedule, Workers: lane.Workers}
	samples := assess.Believed(wholeRounds(lane))
	speedups, _ := assess.Pairs(samples)
	var sequential, parallel []float64
	for i := range samples {
		s := &samples[i]
		switch {
		case !s.Timed():
		case s.Kind == engine.Parallel:
			parallel = append(parallel, s.TimePerPass())
		default:
			sequential = append(sequential, s.TimePerPass())
		}
	}
	if r.Rounds = len(speedups); lane.Spec.Single {
		r.Rounds = len(sequential)
	}
	if r.Rounds < fewestPairs {
		return r, false
	}
	r.Speedup = onLogs(speedups)
	if e := onLogs(parallel); e != nil {
		r.Parallel = &engine.LegFigures{TimePerPass: *e}
	}
	if e := onLogs(sequential); e != nil {
		r.Sequential = &engine.LegFigures{TimePerPass: *e}
	}
	return r, true
}

// onLogs is the geometric mean of figures; nil for none.
func onLogs(figures []float64) *stats.Estimate {
	e, ok := stats.Mean(stats.Logs(figures), assess.Confidence)
	if !ok {
		return nil
	}
	e = e.Map(math.Exp)
	return &e
}
