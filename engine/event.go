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
	At        `json:"at_ns"`
	StartedAt time.Time `json:"started_at"`
	Plan      Plan      `json:"plan"`
	Host      Host      `json:"host"`
	Specs     []Spec    `json:"specs"`   // of the plan's workloads, in order
	Workers   []int     `json:"workers"` // of their parallel legs
}

// ScheduleStarted says under which schedule the following legs run.
type ScheduleStarted struct {
	At       `json:"at_ns"`
	Schedule Schedule `json:"schedule"`
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
	At       `json:"at_ns"`
	Workload string  `json:"workload"`
	Kind     LegKind `json:"kind"`
	Purpose  Purpose `json:"purpose"`
	Round    int     `json:"round"`
	Workers  int     `json:"workers"`
	Passes   int     `json:"passes"`
}

// LegFinished carries a leg's sample. Samples of warm-up and filler legs are
// not part of the report.
type LegFinished struct {
	At      `json:"at_ns"`
	Purpose Purpose `json:"purpose"`
	Sample  Sample  `json:"sample"`
}

// WorkloadFinished says that a workload's rounds are over, or that it was
// given up, under one schedule.
type WorkloadFinished struct {
	At     `json:"at_ns"`
	Result Result `json:"result"`
}

// Progressed carries running totals of all workloads, ten times a second.
type Progressed struct {
	At    `json:"at_ns"`
	Lanes []LaneProgress `json:"lanes"`
}

// LaneProgress is how far one workload is.
type LaneProgress struct {
	Workload   string  `json:"workload"`
	Kind       LegKind `json:"kind"` // of the leg under way; "" between legs
	Purpose    Purpose `json:"purpose"`
	Round      int     `json:"round"`
	Operations int64   `json:"operations"` // of the leg under way, ended so far
	Planned    int64   `json:"planned"`    // of the leg under way
	Items      int64   `json:"items"`      // of all legs since the run's start
	Failed     int64   `json:"failed"`     // operations of all legs, since the run's start
}

// HostSampled carries the machine's state, twice a second.
type HostSampled struct {
	At     `json:"at_ns"`
	Sample HostSample `json:"sample"`
}

// Warned carries a warning that the report will hold too.
type Warned struct {
	At   `json:"at_ns"`
	Text string `json:"text"`
}

// RunFinished closes the stream.
type RunFinished struct {
	At     `json:"at_ns"`
	Report Report `json:"report"`
}
