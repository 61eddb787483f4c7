package engine

import "time"

// An Event is something that happened in a run. The set is sealed: a consumer
// can switch over all of it. Everything that is shown of a run is a function of
// its events.
type Event interface {
	When() time.Duration // since the run's start
	event()
}

// An Observer receives events, one at a time and in order. It may be slow:
// events queue up, and no measured leg waits for it.
type Observer func(Event)

// At is the moment of an event, since the run's start.
type At time.Duration

// When returns the event's moment.
func (a At) When() time.Duration { return time.Duration(a) }
func (At) event()                {}

// RunStarted opens the stream.
type RunStarted struct {
	At
	StartedAt time.Time
	Plan      Plan
	Host      Host
	Specs     []Spec // of the plan's workloads, in order
	Workers   []int  // of their parallel legs
}

// ScheduleStarted says under which schedule the following legs run.
type ScheduleStarted struct {
	At
	Schedule Schedule
}

// Purpose says why a leg is run.
type Purpose string

// Why a leg is run.
const (
	Warmup   Purpose = "warm-up"
	Measured Purpose = "measured"
	Filler   Purpose = "filler"
)

// LegStarted says that a leg is about to be run.
type LegStarted struct {
	At
	Workload string
	Kind     LegKind
	Purpose  Purpose
	Round    int
	Workers  int
	Passes   int
}

// LegFinished carries a leg's sample. Samples of warm-up and filler legs are
// not part of the report.
type LegFinished struct {
	At
	Purpose Purpose
	Sample  Sample
}

// WorkloadFinished says that a workload's rounds are over, or that it was
// given up, under one schedule.
type WorkloadFinished struct {
	At
	Result Result
}

// Progressed carries running totals of all workloads, ten times a second.
type Progressed struct {
	At
	Lanes []LaneProgress
}

// LaneProgress is how far one workload is.
type LaneProgress struct {
	Workload   string
	Kind       LegKind // of the leg under way; "" between legs
	Purpose    Purpose
	Round      int
	Operations int64 // of the leg under way, ended so far
	Planned    int64 // of the leg under way
	Items      int64 // of all legs since the run's start
	Failed     int64 // operations of all legs, since the run's start
}

// HostSampled carries the machine's state, twice a second.
type HostSampled struct {
	At
	Sample HostSample
}

// Warned carries a warning that the report will hold too.
type Warned struct {
	At
	Text string
}

// RunFinished closes the stream.
type RunFinished struct {
	At
	Report Report
}
