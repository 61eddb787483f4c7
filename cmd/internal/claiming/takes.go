package claiming

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
)

// shape is what decides how long a workload's legs are.
type shape struct {
	operations int
	each       time.Duration // of an operation; 0 for work that computes
	workers    int           // that are under way in a parallel leg
	values     int           // of a condition that is varied
}

// answer is how long the simulator takes to answer at the most, as --latency fixed has
// it.
const answer = 100 * time.Millisecond

// waits is how long an operation of a workload waits for a server.
func waits(workload string) time.Duration {
	at := slices.IndexFunc(workloads.Entries(), func(e workloads.Entry) bool { return e.Name == workload })
	if at >= 0 && workloads.Entries()[at].UsesServer {
		return answer
	}
	return 0
}

// shapeOf reads the shape of a claim's workload from its settings.
func shapeOf(entry *workloads.Entry, t *claims.Test, h *Here) shape {
	s := shape{each: waits(entry.Name), values: 1}
	for _, size := range entry.Sizes {
		if s.operations == 0 {
			s.operations = size.Default
			if n, err := strconv.Atoi(t.Settings[size.Name]); err == nil {
				s.operations = n
			}
		}
	}
	s.workers = (engine.Plan{}).WorkersFor(engine.IOBound, h.CPUs)
	if n, err := strconv.Atoi(t.Settings["workers"]); err == nil {
		s.workers = n
	}
	if trip, err := time.ParseDuration(t.Settings["rtt"]); err == nil {
		s.each += trip
	}
	if _, list, found := strings.Cut(t.Over, "="); found {
		s.values = len(strings.Split(list, ","))
	}
	return s
}

// shortest is the least time of a leg with what comes before and after it.
const shortest = engine.MinimumLeg + 50*time.Millisecond

// leg is about how long a leg takes.
func (s *shape) leg(workers int) time.Duration {
	if s.each == 0 || workers < 1 {
		return shortest
	}
	waves := (s.operations + workers - 1) / workers
	return max(shortest, time.Duration(waves)*s.each)
}

// takes is about how long the rounds of a claim's experiment take, with the warm-up.
func (s *shape) takes(c *claims.Claim, rounds int) time.Duration {
	t, round := &c.Test, time.Duration(0)
	switch {
	case c.Metric == claims.Count:
		// Legs of a sweep last ten operations of each worker.
		round = time.Duration(len(sweptWorkers(t))) * max(shortest, 11*s.each)
	case t.Reference != "":
		for _, side := range []string{t.Reference, t.Candidate} {
			workers := s.workers
			if name, value, _ := strings.Cut(side, "="); name == order.WorkersName {
				workers, _ = strconv.Atoi(value)
			}
			round += s.leg(workers)
		}
	default:
		round = s.leg(1) + s.leg(s.workers)
	}
	return time.Duration(s.values*(rounds+1))*round + startUp
}

// startUp is what every run takes besides its rounds: the simulator, and a look at the
// machine.
const startUp = 500 * time.Millisecond

// sweptWorkers are the numbers of workers of a sweep.
func sweptWorkers(t *claims.Test) []string {
	if list := t.Settings["workers"]; list != "" {
		return strings.Split(list, ",")
	}
	return make([]string, usualSizes)
}

// usualSizes is how many numbers of workers a sweep has without a list.
const usualSizes = 12
