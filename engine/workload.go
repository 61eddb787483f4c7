package engine

import (
	"context"
	"strings"
	"time"
)

// A Workload is a kind of work that can be measured.
type Workload interface {
	// Spec describes the workload. It is the same at every call.
	Spec() Spec
	// Prepare makes what one leg needs; it is not timed. Every call gives a
	// fresh job.
	Prepare(ctx context.Context, leg Leg) (Job, error)
}

// Bound says what holds a workload back, and so how many workers suit it and
// which ceilings apply.
type Bound string

const (
	// IOBound work waits for another system; more workers than CPUs help.
	IOBound Bound = "io"
	// CPUBound work computes; more workers than CPUs can't help.
	CPUBound Bound = "cpu"
)

// A Spec describes a workload: its names, what it counts, and its targets.
type Spec struct {
	Name      string `json:"name"`       // on the command line: "bulk-creation"
	Title     string `json:"title"`      // on screens: "Bulk creation"
	Key       string `json:"key"`        // in the top level of the export: "bulk_creation"
	Item      string `json:"item"`       // what throughput counts, singular: "shipment"
	Items     string `json:"items"`      // the same, plural
	SizeKey   string `json:"size_key"`   // name of Size in the export's top level: "shipments"
	SizeNoun  string `json:"size_noun"`  // name of Size on screens, plural: "shipments"
	Size      int    `json:"size"`       // how much of it one pass does
	PassItems int    `json:"pass_items"` // items of one pass; Size, or a multiple where one unit has several parts
	Bound     Bound  `json:"bound"`

	// Operations is the number of operations of one pass, and Uniform says
	// that they take equally long by design; together they decide the
	// arithmetic ceiling of the speedup.
	Operations int  `json:"operations"`
	Uniform    bool `json:"uniform"`

	// SelfParallel says that a pass is one operation that starts its workers
	// itself, as a command does. A leg then has one worker of the runner, and the
	// workers of figures and ceilings are those that the operation has to start.
	SelfParallel bool `json:"self_parallel,omitempty"`

	// Single says that the work has no parallel form. A round is then one sequential
	// leg, targets are about its time, and there is no speedup.
	Single bool `json:"single,omitempty"`

	// Alone says that the workload runs by itself, after all others, under every
	// schedule. It is for work that takes all of the machine, or that would be
	// disturbed most by sharing it.
	Alone bool `json:"alone,omitempty"`

	// MostPasses bounds how often a leg carries the work out, where each pass
	// costs something outside of this machine; 0 for no bound.
	MostPasses int `json:"most_passes,omitempty"`

	// MostRounds bounds the measured rounds where the plan leaves their number open,
	// those aside that are made again; 0 for no bound.
	MostRounds int `json:"most_rounds,omitempty"`

	// Workers are those of a parallel leg, for a workload that has a number of its
	// own; 0 for the plan's.
	Workers int `json:"workers,omitempty"`

	// Limit is how long an operation may last before it is hung, for a workload
	// that has a limit of its own; 0 for the plan's.
	Limit time.Duration `json:"limit_ns,omitempty"`

	// Parts names what the operations of a pass divide into, where figures
	// are wanted for each; empty for most workloads.
	Parts []string `json:"parts,omitempty"`

	Targets []Target `json:"targets"`

	// Settings are all other things that must agree for two measurements of the
	// workload to be comparable (endpoint, latency profile, input).
	Settings map[string]string `json:"settings,omitempty"`
}

// SizedNoun is SizeNoun, singular for a size of 1.
func (s *Spec) SizedNoun() string {
	if s.Size == 1 {
		return strings.TrimSuffix(s.SizeNoun, "s")
	}
	return s.SizeNoun
}

// Main is the kind of leg that the workload is about: the parallel one, or the
// only one.
func (s *Spec) Main() LegKind {
	if s.Single {
		return Sequential
	}
	return Parallel
}

// RoundLegs is the number of legs in a round of a plan without variants.
func (s *Spec) RoundLegs() int {
	if s.Single {
		return 1
	}
	return 2
}

// LegKind distinguishes the two kinds of leg.
type LegKind string

// The two kinds of leg.
const (
	Sequential LegKind = "sequential" // one worker
	Parallel   LegKind = "parallel"   // N workers
)

// A Leg is one timed execution of a fixed amount of work. Workload.Prepare
// receives it.
type Leg struct {
	Kind    LegKind
	Workers int    // goroutines that will call Do; accumulators are indexed by Op.Worker < Workers
	Degree  int    // workers that the work itself has to start where it is SelfParallel; else Workers
	Round   int    // 0 for warm-up and filler
	Seed    uint64 // the same for both legs of a round, so that both do the same work
}

// A Job is the work of one leg. It is a struct of functions, so that a workload
// provides only what it has: every field but Operations and Do may be left
// empty.
//
// A leg may carry the same job out several times over (passes), so that short
// work fills a leg that can be timed. Do and Finish then run once for each
// pass; Verify runs once, after the last.
type Job struct {
	Operations int

	// Do carries out one operation. It is timed, and called from
	// Leg.Workers goroutines at once.
	Do func(ctx context.Context, op Op) (Work, error)

	// Sustained says that the work can go on for any time: an operation may be
	// carried out again in the same pass. A leg of a plan that is sustained then has
	// a fixed length in place of a fixed amount of work.
	Sustained bool

	// Dispatch is how operations are handed to the workers, of which there are at
	// least as many as its size. A job with a dispatch other than the pool carries
	// out a fixed amount of work.
	Dispatch Dispatch

	// Arrival makes the loop open: it returns when an operation is meant to begin,
	// from the leg's start on, in ascending order. A worker waits for that moment.
	// An operation whose moment has passed before any worker was free is skipped,
	// and is counted. The work is carried out once, and not by a dispatch.
	Arrival func(index int) time.Duration

	// Finish ends a pass. It is timed: a serial tail is part of the cost.
	Finish func(ctx context.Context) error

	// Verify checks that the answer is right. It is not timed. A fast but wrong
	// answer is a failure.
	Verify func(ctx context.Context) error

	// Wire returns what was seen of the leg's requests; called once, after
	// the last pass. Empty where nothing goes over a wire.
	Wire func() WireEvidence

	// Command returns what the operation's own processes took; called once, after
	// the last pass. Empty where no process is started. The leg then lasts as long
	// as the processes did.
	Command func() CommandEvidence

	// Files returns what reading files took; called once, after the last pass. Empty
	// where the work reads none.
	Files func() FileEvidence

	// Cache returns what a cache did in the leg; called once, after the last pass.
	// Empty where there is none.
	Cache func() CacheEvidence

	// Database returns what was seen of the leg's queries; called once, after Verify.
	// Empty where no database is asked.
	Database func() DatabaseEvidence

	// Close releases what Prepare took.
	Close func() error
}

// An Op is what a worker receives. A worker carries out one operation at a
// time, so that accumulators by worker need no lock.
type Op struct{ Index, Worker int }

// Work is what an operation says that it did.
type Work struct {
	Items, Bytes int64
	Part         int // index into Spec.Parts, where there are any
	// Took is how long the operation took, where it measured that itself: another
	// process did the work. 0 stands for the runner's own measurement.
	Took time.Duration
}

// MinimumLeg is the shortest leg that is timed. Below it the clock, the start
// of goroutines and the preemption of either weigh too much; shorter work is
// repeated inside the leg.
const MinimumLeg = 100 * time.Millisecond
