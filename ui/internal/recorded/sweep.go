package recorded

import (
	"math"
	"slices"
	"sync"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/stats"
)

// Sweep is a sweep of work that waits, with a peak at about 48 workers, and of work
// that computes. Two legs were gated.
var Sweep = sync.OnceValue(func() Run {
	s := standard("sweep", large())
	s.lanes = []lane{s.lanes[0], s.lanes[3]}
	s.plan = engine.Plan{
		Workloads: []string{s.lanes[0].spec.Name, s.lanes[1].spec.Name}, Schedule: engine.Isolated,
		Rounds: 8, Warmups: 1, MaxTime: 12 * time.Minute, Seed: 20260314, Sustained: true,
		MinimumLeg: engine.MinimumLeg, OperationTimeout: 30 * time.Second,
		Variants: engine.Sizes([]int{1, 2, 4, 8, 12, 16, 24, 32, 40, 48, 64}),
	}
	laws := []stats.USL{{Rate: 5.6, Contention: 0.001, Coherence: 0.0004}, {Rate: 3.2e6, Contention: 0.02}}
	run := Run{Name: s.name}
	at := 10 * time.Millisecond
	log := []engine.Event{engine.ScheduleStarted{At: engine.At(at), Schedule: engine.Isolated}}
	for i := range s.lanes {
		l, law := &s.lanes[i], &laws[i]
		result, events := s.sweepLane(l, &at, nil, func(v engine.Variant, round, position int) engine.Sample {
			return sweepSample(l, law, v, round, position)
		})
		run.Report.Results = append(run.Report.Results, result)
		log = append(log, events...)
	}
	s.close(&run, log, at)
	return run
})

// close ends a sweep's log and report.
func (s *scenario) close(run *Run, log []engine.Event, at time.Duration) {
	s.finish(&run.Report, nil)
	run.Report.Duration = at + 3*time.Millisecond
	finished := engine.RunFinished{At: engine.At(run.Report.Duration), Report: run.Report}
	run.Events = slices.Concat([]engine.Event{s.started(run.Report)}, log, []engine.Event{finished})
}

// sweepLane makes the legs of one workload up, one after another. The specs are those
// of variants that have their own.
func (s *scenario) sweepLane(l *lane, at *time.Duration, specs map[string]*engine.Spec, leg func(v engine.Variant, round, position int) engine.Sample) (engine.Result, []engine.Event) {
	var log []engine.Event
	var samples []engine.Sample
	for round := range s.plan.Rounds + 1 { // the first warms up
		for position := range s.plan.Variants {
			v := s.plan.Variants[(position+3*round)%len(s.plan.Variants)]
			purpose := engine.Measured
			if round == 0 {
				purpose = engine.Warmup
			}
			sample := leg(v, round, position)
			sample.StartedAt = *at
			log = append(log, engine.LegStarted{
				At: engine.At(*at), Workload: l.spec.Name, Kind: sample.Kind, Purpose: purpose, Round: round, Workers: v.Workers, Passes: 1,
			}, engine.Progressed{At: engine.At(*at + sample.Makespan/2), Lanes: []engine.LaneProgress{{
				Workload: l.spec.Name, Kind: sample.Kind, Purpose: purpose, Round: round, Operations: sample.Operations.Finished / 2,
			}}})
			*at += sample.Makespan
			if purpose == engine.Measured {
				samples = append(samples, sample)
			} else {
				sample.Latency.Histogram = ""
			}
			log = append(log, engine.LegFinished{At: engine.At(*at), Purpose: purpose, Sample: sample})
			*at += gap
		}
	}
	result := assess.Workload(assess.Input{
		Spec: l.spec, Schedule: engine.Isolated, Workers: s.plan.WorkersFor(l.spec.Bound, s.host.CPUs()),
		CPUs: s.host.CPUs(), FastCPUs: s.host.FastCPUs(), Variants: s.withWorkers(l), Specs: specs, Samples: samples,
	})
	return result, append(log, engine.WorkloadFinished{At: engine.At(*at), Result: result})
}

// sweepSample makes a leg of one number of workers up.
func sweepSample(l *lane, law *stats.USL, v engine.Variant, round, position int) engine.Sample {
	const lasting = 1100 * time.Millisecond
	rate := law.Throughput(float64(v.Workers)) * noise[(5*round+position+v.Workers)%len(noise)]
	items := max(int64(math.Round(rate*lasting.Seconds())), 1)
	each := time.Duration(float64(v.Workers) / rate * float64(time.Second) * float64(l.spec.PassItems) / float64(l.spec.Operations))
	operations := max(items*int64(l.spec.Operations)/int64(l.spec.PassItems), 1)
	sample := engine.Sample{
		Workload: l.spec.Name, Schedule: engine.Isolated, Kind: engine.LegKind(v.Name), Round: round, Position: position + 1, Workers: v.Workers,
		Passes: 1, Makespan: lasting, Rate: rate, ActiveWorkers: v.Workers, Items: items, Bytes: operations * 640,
		Busy:       scaled(lasting*time.Duration(v.Workers), 0.98),
		Operations: engine.OperationCounts{Planned: operations, Finished: operations},
		Latency:    latencyOf(each, operations),
	}
	for i, name := range l.spec.Parts {
		sample.Parts = append(sample.Parts, engine.PartSample{Name: name, Items: items / int64(len(l.spec.Parts)), Busy: scaled(sample.Busy, l.parts[i])})
	}
	if l.spec.Bound == engine.IOBound && round == 3 && v.Workers%24 == 0 {
		sample.Gate, sample.GateReason, sample.GateWeight = engine.Contended, "other programs took 41 % of the CPUs", 0.41
	}
	return sample
}
