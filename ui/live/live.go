// Package live folds a run's events into what can be shown of it. It is the
// one fold: the plain progress lines use it as a dashboard does, so that two
// screens never tell different stories.
//
// Its opinion: a view has no clock. All times come from the events, so what
// is shown is a function of the event log, and a recording shows what the
// run did.
package live

import (
	"time"

	"ep-benchmark/engine"
)

// A Run is the state of a run as its events tell it. The zero value is a run
// that has not started.
type Run struct {
	At       time.Duration // of the last event
	Started  bool
	Plan     engine.Plan
	Host     engine.Host
	Schedule engine.Schedule
	Lanes    []Lane // in the order of the plan
	Machine  engine.HostSample
	Warnings []string
	Finished bool
	Report   engine.Report // once finished

	schedules int // begun so far
	byName    map[string]int
}

// A Lane is the state of one workload.
type Lane struct {
	Spec     engine.Spec
	Workers  int
	Progress engine.LaneProgress
	Legs     int            // measured, under the schedule under way
	Measured time.Duration  // that those legs took, with what lay between them
	Result   *engine.Result // once its rounds are over

	Sequential, Parallel engine.Sample // the last timed leg of each kind

	begun time.Duration // of the first measured leg
}

// Apply takes an event in.
func (r *Run) Apply(event engine.Event) {
	r.At = max(r.At, event.When())
	switch e := event.(type) {
	case engine.RunStarted:
		r.start(e)
	case engine.ScheduleStarted:
		r.Schedule = e.Schedule
		r.schedules++
		for i := range r.Lanes {
			r.Lanes[i] = Lane{Spec: r.Lanes[i].Spec, Workers: r.Lanes[i].Workers}
		}
	case engine.LegStarted:
		r.legStarted(e)
	case engine.LegFinished:
		r.legFinished(e)
	case engine.WorkloadFinished:
		if lane := r.lane(e.Result.Spec.Name); lane != nil {
			lane.Result = &e.Result
		}
	case engine.Progressed:
		for _, progress := range e.Lanes {
			if lane := r.lane(progress.Workload); lane != nil {
				lane.Progress = progress
			}
		}
	case engine.HostSampled:
		r.Machine = e.Sample
	case engine.Warned:
		r.Warnings = append(r.Warnings, e.Text)
	case engine.RunFinished:
		r.Finished, r.Report = true, e.Report
	}
}

func (r *Run) start(e engine.RunStarted) {
	*r = Run{At: r.At, Started: true, Plan: e.Plan, Host: e.Host, byName: map[string]int{}}
	for i, spec := range e.Specs {
		r.byName[spec.Name] = i
		r.Lanes = append(r.Lanes, Lane{Spec: spec, Workers: e.Workers[i]})
	}
}

func (r *Run) lane(workload string) *Lane {
	i, known := r.byName[workload]
	if !known {
		return nil
	}
	return &r.Lanes[i]
}

func (r *Run) legStarted(e engine.LegStarted) {
	lane := r.lane(e.Workload)
	if lane == nil {
		return
	}
	lane.Progress.Kind, lane.Progress.Purpose, lane.Progress.Round = e.Kind, e.Purpose, e.Round
	if e.Purpose == engine.Measured && lane.begun == 0 {
		lane.begun = e.When()
	}
}

func (r *Run) legFinished(e engine.LegFinished) {
	lane := r.lane(e.Sample.Workload)
	if lane == nil {
		return
	}
	lane.Progress.Kind = ""
	if e.Purpose != engine.Measured {
		return
	}
	lane.Legs++
	lane.Measured = e.When() - lane.begun
	if !e.Sample.Timed() {
		return
	}
	if e.Sample.Kind == engine.Parallel {
		lane.Parallel = e.Sample
	} else {
		lane.Sequential = e.Sample
	}
}

// Done is the share of the lane's measured legs that are over, 0 to 1.
func (r *Run) Done(lane *Lane) float64 {
	if lane.Result != nil {
		return 1
	}
	if r.Plan.Rounds == 0 {
		return 0
	}
	return min(float64(lane.Legs)/float64(2*r.Plan.Rounds), 1)
}

// Progress is the share of the whole plan that is done, 0 to 1: of the slowest
// lane where all run at once, of all of them where they take turns.
func (r *Run) Progress() float64 {
	if r.Finished {
		return 1
	}
	if len(r.Lanes) == 0 {
		return 0
	}
	least, sum := 1.0, 0.0
	for i := range r.Lanes {
		done := r.Done(&r.Lanes[i])
		least = min(least, done)
		sum += done
	}
	share := least
	if r.Schedule == engine.Isolated {
		share = sum / float64(len(r.Lanes))
	}
	all := float64(len(r.Plan.Schedules()))
	return min((float64(max(r.schedules-1, 0))+share)/all, 1)
}

// Left is about how long the schedule under way will yet take, by the pace of
// the legs so far; false before there is a pace.
func (r *Run) Left() (time.Duration, bool) {
	var longest, sum time.Duration
	for i := range r.Lanes {
		lane := &r.Lanes[i]
		if lane.Result != nil {
			continue
		}
		if lane.Legs < 2 {
			return 0, false
		}
		left := lane.Measured / time.Duration(lane.Legs) * time.Duration(2*r.Plan.Rounds-lane.Legs)
		longest = max(longest, left)
		sum += left
	}
	if r.Schedule == engine.Isolated {
		return sum, true
	}
	return longest, true
}
