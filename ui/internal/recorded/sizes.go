package recorded

import (
	"cmp"
	"math"
	"slices"
	"sync"
	"time"

	"ep-benchmark/engine"
)

// Sizes is a sweep of analytics over sizes, where 16 workers pay from about 7,000
// records on. Two legs were gated.
var Sizes = sync.OnceValue(func() Run {
	s := standard("sizes", large())
	s.lanes = []lane{s.lanes[2]}
	l := &s.lanes[0]
	s.plan = engine.Plan{
		Workloads: []string{l.spec.Name}, Schedule: engine.Isolated, Workers: 16,
		Rounds: 8, Warmups: 1, MaxTime: 12 * time.Minute, Seed: 20260314,
		MinimumLeg: engine.MinimumLeg, OperationTimeout: 30 * time.Second,
		Variants: engine.SizePairs("records", []int{1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000}, 0),
	}
	specs := map[string]*engine.Spec{}
	for _, v := range s.plan.Variants {
		spec := l.spec
		spec.Size, spec.PassItems = v.Size, v.Size
		specs[v.Name] = &spec
	}
	l.spec = *specs[s.plan.Variants[len(s.plan.Variants)-1].Name]
	run, at := Run{Name: s.name}, 10*time.Millisecond
	log := []engine.Event{engine.ScheduleStarted{At: engine.At(at), Schedule: engine.Isolated}}
	result, events := s.sweepLane(l, &at, specs, func(v engine.Variant, round, position int) engine.Sample { return pairSample(l, v, round, position) })
	run.Report.Results = append(run.Report.Results, result)
	s.close(&run, append(log, events...), at)
	return run
})

// withWorkers are the plan's variants with the workers that a workload has.
func (s *scenario) withWorkers(l *lane) []engine.Variant {
	all := slices.Clone(s.plan.Variants)
	for i := range all {
		all[i].Workers = cmp.Or(all[i].Workers, s.plan.WorkersFor(l.spec.Bound, s.host.CPUs()))
	}
	return all
}

// pairSample makes a leg of one size up: 192 ns a record, and for several workers a
// fixed cost and a ninth of that.
func pairSample(l *lane, v engine.Variant, round, position int) engine.Sample {
	pass, workers := 192*float64(v.Size), 1
	if v.Half == engine.Parallel {
		pass, workers = 1_200_000+pass/9, 16
	}
	pass *= noise[(5*round+position+v.Size)%len(noise)]
	passes := max(int(math.Ceil(float64(engine.MinimumLeg)/pass)), 1)
	makespan := time.Duration(pass * float64(passes))
	operations := int64(passes * l.spec.Operations)
	sample := engine.Sample{
		Workload: l.spec.Name, Schedule: engine.Isolated, Kind: engine.LegKind(v.Name), Round: round, Position: position + 1, Workers: workers,
		Passes: passes, Makespan: makespan, ActiveWorkers: workers, Items: int64(passes * v.Size),
		Busy:       scaled(makespan*time.Duration(workers), 0.9),
		Operations: engine.OperationCounts{Planned: operations, Finished: operations},
		Latency:    latencyOf(time.Duration(pass/float64(l.spec.Operations)*float64(workers)), operations),
	}
	if round == 3 && v.Size == 5_000 {
		sample.Gate, sample.GateReason, sample.GateWeight = engine.Contended, "other programs took 41 % of the CPUs", 0.41
	}
	return sample
}
