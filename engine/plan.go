package engine

import (
	"fmt"
	"time"
)

// Schedule says which workloads are on the machine at once.
type Schedule string

const (
	// Concurrent runs all workloads at once. A workload that has finished its
	// rounds goes on unmeasured until the slowest has, so that every leg runs
	// beside the same mix.
	Concurrent Schedule = "concurrent"
	// Isolated runs one workload after another.
	Isolated Schedule = "isolated"
	// Both runs isolated, then concurrent, and reports the interference.
	Both Schedule = "both"
)

// ParseSchedule reads a schedule's name.
func ParseSchedule(text string) (Schedule, error) {
	switch s := Schedule(text); s {
	case Concurrent, Isolated, Both:
		return s, nil
	}
	return "", fmt.Errorf("unknown schedule %q: expected concurrent, isolated or both", text)
}

// A Plan says what to do. Together with the workloads' specs it decides
// everything about a run but the machine.
type Plan struct {
	Workloads []string `json:"workloads"` // names, in the order of the report
	Schedule  Schedule `json:"schedule"`
	Rounds    int      `json:"rounds"` // measured; with Looks, the most there may be
	// Looks are the numbers of rounds, ascending, after which a workload's
	// targets are looked at and the workload ends if all are decided; the
	// last is Rounds. None: all rounds are run and looked at once.
	Looks []int `json:"looks,omitempty"`
	// MaxTime bounds a run that has Looks or Variants: a workload that is not over
	// by then ends with the round under way. 0 is no bound.
	MaxTime time.Duration `json:"max_time_ns,omitempty"`
	// Warmups is the number of rounds that are run first and not measured. With
	// none there still is a parallel leg, which finds the number of passes.
	Warmups int `json:"warmups"`
	// Once says that the work is carried out a single time, in one parallel leg
	// with nothing before, beside or after it. It is for work that leaves
	// something behind which may not be there twice. No speedup is measured then.
	// An operation that fails, or outlasts its timeout, is counted and the leg
	// goes on. Its throughput counts the operations that did not fail. Rounds is
	// 1, and there are neither looks nor warm-ups.
	Once    bool `json:"once,omitempty"`
	Workers int  `json:"workers"` // of a parallel leg; 0 chooses by what binds the workload
	// Variants are what each round has a leg of; none stands for the pair of
	// sequential and parallel. Under the concurrent schedule all workloads run the
	// same variant at the same time.
	Variants []Variant `json:"variants,omitempty"`
	// Effects are the ratios between variants that the plan is about. A plan with
	// variants and looks goes on until those that gate are decided.
	Effects []Effect `json:"effects,omitempty"`
	// Sustained says that legs of work that can go on for any time have a fixed
	// length in place of a fixed amount of work: see [Job].
	Sustained bool `json:"sustained,omitempty"`
	// Refinements is how often a sweep goes on after its rounds: each time with as many
	// rounds of further numbers of workers, those halfway between the recommended number
	// and its neighbours. They are [Variant.Refined], and none of the plan's Variants.
	Refinements int    `json:"refinements,omitempty"`
	Seed        uint64 `json:"seed"` // order of the legs and choice of the inputs

	MinimumLeg       time.Duration `json:"minimum_leg_ns"`
	OperationTimeout time.Duration `json:"operation_timeout_ns"` // an operation that lasts longer is hung

	// Generated says that the run was made by a program and never measured, for a
	// demonstration. Whatever shows it says so, and it is neither kept nor compared.
	Generated bool `json:"generated,omitempty"`

	// MaxFailures is how many operations of a workload's measured legs may go
	// wrong. It is no condition of comparing: failures are compared themselves.
	MaxFailures FailureLimit `json:"max_failures,omitzero"`
}

// DeclaredLooks are the looks of an adaptive plan. They are few and fixed, so
// that each can be given its share of the error. Looking after every round at
// an interval of 95 % would pass a target that is exactly missed 14 % of the
// time.
func DeclaredLooks() []int { return []int{8, 15, 25, 40, 60} }

// Adaptive tells whether the plan ends by its looks.
func (p Plan) Adaptive() bool { return len(p.Looks) > 0 }

// Bounded tells whether the plan has a longest time.
func (p Plan) Bounded() bool { return p.MaxTime > 0 && (p.Adaptive() || len(p.Variants) > 0) }

// CheckLooks checks that the looks of an adaptive plan ascend to its rounds.
// The place is where the plan stands in a file; the error names a look by it.
func (p Plan) CheckLooks(place string) error {
	last := 0
	for i, look := range p.Looks {
		if look <= last || look > p.Rounds {
			return fmt.Errorf("%s.looks[%d] is %d: expected more than %d and at most %s.rounds, %d", place, i, look, last, place, p.Rounds)
		}
		last = look
	}
	if p.Adaptive() && last != p.Rounds {
		return fmt.Errorf("%s.looks ends with %d: expected %s.rounds, %d", place, last, place, p.Rounds)
	}
	return nil
}

// MostSamples is the most legs that a workload's result may have: twice what a
// plan can ask for. The medians of a pairwise method need their square in memory.
const MostSamples = 4096

// MostRounds is the most rounds that a plan may have.
const MostRounds = 1000

// WorkersFor resolves the number of workers of a parallel leg on a machine with
// the given number of CPUs. Chosen automatically it is min(40, 2 x CPUs) where
// work waits and CPUs where it computes.
func (p Plan) WorkersFor(bound Bound, cpus int) int {
	switch {
	case p.Workers > 0:
		return p.Workers
	case bound == CPUBound:
		return max(1, cpus)
	default:
		return max(1, min(40, 2*cpus))
	}
}

// WorkersOf is the number of workers of a workload's main legs: its own, or that of
// WorkersFor.
func (p Plan) WorkersOf(s *Spec, cpus int) int {
	switch {
	case s.Single:
		return 1
	case s.Workers > 0:
		return s.Workers
	}
	return p.WorkersFor(s.Bound, cpus)
}

// TimeoutOf is how long an operation of a workload may last.
func (p Plan) TimeoutOf(s *Spec) time.Duration {
	if s.Limit > 0 {
		return s.Limit
	}
	return p.OperationTimeout
}

// Schedules lists the schedules that the plan runs, in order.
func (p Plan) Schedules() []Schedule {
	if p.Schedule == Both {
		return []Schedule{Isolated, Concurrent}
	}
	return []Schedule{p.Schedule}
}
