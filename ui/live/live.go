// Package live folds a run's events into what can be shown of it. The plain
// progress lines and the dashboard use the same fold, so that two screens never
// contradict each other.
//
// Its opinion: a view has no clock. All times come from the events, so what
// is shown is a function of the event log, and a recording shows what the
// run did.
package live

import (
	"fmt"
	"slices"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/stats"
)

// A Run is the state of a run as its events tell it. The zero value is a run
// that has not started.
type Run struct {
	At       time.Duration // of the last event
	Started  bool
	Plan     engine.Plan
	Host     engine.Host
	Schedule engine.Schedule
	Lanes    []Lane            // in the order of the plan
	Machine  engine.HostSample // the last one
	Loads    Loads             // of the cores, over the last ten minutes
	Log      []LogLine         // the last lines, the oldest first
	Warnings []string
	Finished bool
	Report   engine.Report // once finished

	// Told counts the lines of the log, those that it has forgotten included.
	Told int

	schedules int // begun so far
	byName    map[string]int
}

// A Lane is the state of one workload.
type Lane struct {
	Spec     engine.Spec
	Workers  int
	Variants []engine.Variant // of which a round has a leg each; none for the pair
	Progress engine.LaneProgress
	Legs     int            // measured, under the schedule under way
	Result   *engine.Result // once its rounds are over

	Sequential, Parallel engine.Sample // the last timed leg of each kind

	Samples   []engine.Sample // of the measured legs, under the schedule under way
	Gates     []GatedRound    // those of the measured rounds that were gated, as they were found
	Band      *stats.Estimate // of the speedup; holds however often one looks
	Stretches []Stretch       // legs that are over, of all purposes, the oldest first
	Earlier   []Stretch       // the same, of the schedules before this one

	leg     Stretch // under way; without a kind between legs
	latency map[engine.LegKind]*latencies

	sweep    *engine.Result // of the samples so far; see [Run.Sweep]
	paces    map[engine.LegKind]pace
	underWay bool          // a measured leg is
	begun    time.Duration // when the last leg did
	reached  float64       // the most that was done of it
	once     bool          // the plan carries its work out once
	limit    engine.FailureLimit
	ceiling  engine.Ceiling // of the speedup
	// operations are those of the measured legs that are over.
	operations engine.OperationTotal
}

// LastSpeedup is that of the last sequential and the last parallel leg; false
// before there are both. It is a momentary value, not an estimate.
func (l *Lane) LastSpeedup() (float64, bool) {
	before, after := l.Sequential.TimePerPass(), l.Parallel.TimePerPass()
	if before <= 0 || after <= 0 {
		return 0, false
	}
	return before / after, true
}

// Apply adds an event to the state.
func (r *Run) Apply(event engine.Event) {
	r.At = max(r.At, event.When())
	switch e := event.(type) {
	case engine.RunStarted:
		r.start(e)
	case engine.ScheduleStarted:
		r.Schedule = e.Schedule
		r.schedules++
		r.say(Note, "", fmt.Sprintf("%s schedule", e.Schedule))
		for i := range r.Lanes {
			earlier := slices.Concat(r.Lanes[i].Earlier, r.Lanes[i].Stretches)
			r.Lanes[i] = Lane{Earlier: earlier, Spec: r.Lanes[i].Spec, Workers: r.Lanes[i].Workers, Variants: variantsOf(&r.Plan, r.Lanes[i].Spec.Bound, r.Lanes[i].Workers), once: r.Plan.Once, limit: r.Plan.MaxFailures, ceiling: r.Lanes[i].ceiling}
		}
	case engine.LegStarted:
		r.legStarted(e)
	case engine.LegFinished:
		r.legFinished(e)
	case engine.WorkloadFinished:
		r.workloadFinished(&e)
	case engine.Progressed:
		for _, progress := range e.Lanes {
			if lane := r.lane(progress.Workload); lane != nil {
				lane.Progress = progress
				lane.progressed(e.When(), progress)
				lane.reached = r.Done(lane)
			}
		}
	case engine.HostSampled:
		r.Machine = e.Sample
		r.Loads.add(&e.Sample)
	case engine.Warned:
		r.Warnings = keep(r.Warnings, e.Text, longestLog)
		r.say(Problem, "", e.Text)
	case engine.RunFinished:
		r.Finished, r.Report = true, e.Report
		r.logEnd(&e.Report)
	}
}

func (r *Run) start(e engine.RunStarted) {
	*r = Run{At: r.At, Started: true, Plan: e.Plan, Host: e.Host, byName: map[string]int{}}
	for i, spec := range e.Specs {
		lane := Lane{Spec: spec, once: e.Plan.Once, limit: e.Plan.MaxFailures}
		if i < len(e.Workers) {
			lane.Workers = e.Workers[i]
			lane.Variants = variantsOf(&e.Plan, spec.Bound, lane.Workers)
			lane.ceiling = assess.Ceiling(spec, lane.Workers, e.Host.CPUs())
		}
		r.byName[spec.Name] = i
		r.Lanes = append(r.Lanes, lane)
	}
	r.say(Note, "", "run started")
}

func (r *Run) lane(workload string) *Lane {
	i, known := r.byName[workload]
	if !known {
		return nil
	}
	return &r.Lanes[i]
}

func (r *Run) workloadFinished(e *engine.WorkloadFinished) {
	lane := r.lane(e.Result.Spec.Name)
	if lane == nil {
		return
	}
	for i := range e.Result.Samples { // a round may be known to be gated only now
		r.gated(lane, &e.Result.Samples[i])
	}
	lane.Result = &e.Result
	r.logResult(&e.Result)
}

func (r *Run) legStarted(e engine.LegStarted) {
	lane := r.lane(e.Workload)
	if lane == nil {
		return
	}
	r.addRefined(lane, &e)
	lane.Progress = engine.LaneProgress{
		Workload: e.Workload, Kind: e.Kind, Purpose: e.Purpose, Round: e.Round,
		Items: lane.Progress.Items, Failed: lane.Progress.Failed,
	}
	lane.underWay, lane.begun = e.Purpose == engine.Measured, e.When()
	lane.beginStretch(e)
}

func (r *Run) legFinished(e engine.LegFinished) {
	lane := r.lane(e.Sample.Workload)
	if lane == nil {
		return
	}
	lane.Progress.Kind, lane.underWay = "", false
	lane.endStretch(e)
	if e.Purpose != engine.Measured {
		return
	}
	lane.reached = r.Done(lane)
	lane.Legs++
	lane.took(e.Sample.Kind, e.When()-lane.begun)
	lane.Samples = append(lane.Samples, e.Sample)
	lane.operations = assess.Operations(lane.Samples)
	r.gated(lane, &e.Sample)
	switch {
	case !e.Sample.Timed():
		r.say(Problem, e.Sample.Workload, fmt.Sprintf("%s leg of round %d has no valid timing: %s", e.Sample.Kind, e.Sample.Round, e.Sample.Untimed))
	case lane.legByLeg() && e.Sample.Gate != "":
		gated := e.Sample
		gated.Kind = gatedKind(gated.Kind)
		lane.addLatency(&gated)
	case lane.legByLeg() || !lane.inGated(e.Sample.Round):
		lane.measured(e.Sample)
		if len(lane.Variants) == 0 {
			*lane.last(e.Sample.Kind) = e.Sample
		}
	}
	lane.reached = r.Done(lane)
}

// last is the place of the last timed leg of a kind.
func (l *Lane) last(kind engine.LegKind) *engine.Sample {
	if kind == engine.Parallel {
		return &l.Parallel
	}
	return &l.Sequential
}
