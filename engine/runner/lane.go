package runner

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
)

// hopelessLegs is after how many failed legs in a row a workload is given up.
const hopelessLegs = 2

// lane runs one workload under one schedule.
type lane struct {
	run      *run
	own      instance // without a variant
	bound    map[engine.LegKind]*instance
	spec     engine.Spec // of the workload without a variant
	schedule engine.Schedule
	workers  int
	variants []engine.Variant
	shared   bool      // other lanes run meanwhile
	turns    bool      // others run before it or after it, and have shares of the time
	deadline time.Time // of an adaptive plan's rounds; zero for none
	random   *rand.Rand
	step     *inStep         // with the lanes that run the same variant; nil for none
	halt     <-chan struct{} // cuts the leg under way short, between two operations; nil for none

	crews    map[engine.LegKind]*crew
	amounts  map[engine.LegKind]*amount
	rounds   rounds
	samples  []engine.Sample
	hopeless int    // failed legs in a row
	warming  int    // of these, legs of the warm-up
	failure  string // why the workload was given up
	result   engine.Result

	mutex    sync.Mutex // guards what the reporter reads
	progress engine.LaneProgress
	current  *crew
}

// instance is the workload as one variant carries it out.
type instance struct {
	workload engine.Workload
	spec     engine.Spec
}

// newLane makes the lane of the run's i-th workload.
func newLane(r *run, i int, schedule engine.Schedule) *lane {
	own := instance{r.Workloads[i], r.Workloads[i].Spec()}
	workers := r.plan.WorkersOf(&own.spec, r.Host.CPUs())
	l := &lane{
		run: r, own: own, spec: own.spec, schedule: schedule, workers: workers,
		bound: map[engine.LegKind]*instance{}, crews: map[engine.LegKind]*crew{},
		random:   randomFor(r.plan.Seed, own.spec.Name, schedule),
		progress: engine.LaneProgress{Workload: own.spec.Name},
	}
	l.variants = r.plan.VariantsFor(own.spec.Bound)
	if len(l.variants) == 0 {
		l.variants = engine.Pair(workers)[:own.spec.RoundLegs()]
	}
	for at := range l.variants {
		v := &l.variants[at]
		v.Workers = cmp.Or(v.Workers, workers)
		bound := own
		if instances := r.Variants[v.Name]; instances != nil {
			bound = instance{instances[i], instances[i].Spec()}
		}
		l.bound[engine.LegKind(v.Name)] = &bound
	}
	l.amounts = newAmounts(l.variants, len(r.plan.Variants) > 0)
	return l
}

// ownSpecs are the specs of the variants that have their own.
func (l *lane) ownSpecs() map[string]*engine.Spec {
	specs := map[string]*engine.Spec{}
	for name := range l.run.Variants {
		if bound := l.bound[engine.LegKind(name)]; bound != nil {
			specs[name] = &bound.spec
		}
	}
	return specs
}

// measure runs the warm-up and the rounds, and leaves the result.
func (l *lane) measure(ctx context.Context) {
	if l.step != nil {
		defer l.step.leave()
	}
	if l.run.plan.Once {
		l.once(ctx)
		l.result = l.assess(l.samples)
	} else {
		if len(l.run.plan.Variants) == 0 {
			l.warmUp(ctx)
		} else {
			l.warmUpVariants(ctx, l.variants)
		}
		end := l.goRounds(ctx)
		if l.run.plan.Refinements > 0 && l.step == nil && !end.early && !l.over(ctx) {
			end = l.refine(ctx)
		}
		l.result = l.assess(l.samples)
		if l.run.plan.Adaptive() {
			l.result.Look, l.result.Stopped = end.look, end.why
		} else if end.early {
			l.result.Stopped = end.why
		}
	}
	if l.failure != "" && ctx.Err() == nil {
		l.run.warn("%s was given up: %s", l.spec.Name, l.failure)
	}
	l.run.events.put(func(at engine.At) engine.Event { return engine.WorkloadFinished{At: at, Result: l.result} })
}

// assess derives the result from samples.
func (l *lane) assess(samples []engine.Sample) engine.Result {
	return assess.Workload(assess.Input{
		Spec: l.spec, Schedule: l.schedule, Workers: l.workers, CPUs: l.run.Host.CPUs(),
		Looks: len(l.run.plan.Looks), Variants: l.planned(), Effects: l.run.plan.Effects, Specs: l.ownSpecs(),
		FastCPUs: l.run.Host.FastCPUs(), Once: l.run.plan.Once, Failure: l.failure,
		MaxFailures: l.run.plan.MaxFailures, Samples: samples,
	})
}

// planned are the plan's variants, with their workers; none for the pair.
func (l *lane) planned() []engine.Variant {
	if len(l.run.plan.Variants) == 0 {
		return nil
	}
	return l.variants
}

// over tells whether the lane has to stop.
func (l *lane) over(ctx context.Context) bool { return ctx.Err() != nil || l.failure != "" }

// warmUp runs the unmeasured rounds, and in them finds how many passes make a
// leg that is long enough. The parallel leg decides, since it is the shorter
// one; both kinds then do the same work. A plan without warm-up rounds has only
// this parallel leg, which also makes the connections. Work without a parallel form
// has its only kind of leg in place of it.
func (l *lane) warmUp(ctx context.Context) {
	seed, main := l.random.Uint64(), l.spec.Main()
	warmups := l.run.plan.Warmups
	if l.spec.MostRounds > 0 {
		warmups = 0 // what its rounds cost elsewhere is counted, and so is this
	}
	for range max(1, warmups) {
		for !l.over(ctx) {
			sample := l.unmeasured(ctx, main, engine.Warmup, 1, seed)
			amount := l.amounts[main]
			wanted := passesFor(l.run.plan.MinimumLeg, amount.passes, sample.Makespan)
			if !sample.Timed() || l.bounded(wanted, &sample) || wanted == amount.passes {
				break
			}
			amount.passes = wanted
		}
		if warmups > 0 && !l.spec.Single && !l.over(ctx) {
			l.unmeasured(ctx, engine.Sequential, engine.Warmup, 2, seed)
		}
	}
}

// bounded tells whether the wanted passes are more than the workload may have.
// It then limits them, and warns that the legs are shorter than the minimum.
func (l *lane) bounded(wanted int, sample *engine.Sample) bool {
	most := l.bound[sample.Kind].spec.MostPasses
	if most == 0 || wanted <= most {
		return false
	}
	l.amounts[sample.Kind].passes = most
	if l.spec.SelfParallel {
		return true // a run of a command is as long as it is
	}
	l.run.warn("%s: a leg lasts %v and not the %v that figures should have, since its work is not repeated: a larger size makes it longer",
		l.spec.Name, sample.Makespan.Round(time.Microsecond), l.run.plan.MinimumLeg)
	return true
}

// fill goes on with unmeasured legs until ctx ends.
func (l *lane) fill(ctx context.Context) {
	for !l.over(ctx) && !l.run.plan.Once {
		for _, kind := range order(1, l.variants, l.random)[0] {
			if !l.over(ctx) {
				l.unmeasured(ctx, kind, engine.Filler, 0, l.random.Uint64())
			}
		}
	}
}

// leg runs one leg. It emits LegStarted. The caller emits LegFinished once it
// has completed the sample, which for a round's second leg includes the gate.
func (l *lane) leg(ctx context.Context, kind engine.LegKind, purpose engine.Purpose, round, position int, seed uint64) engine.Sample {
	leg := engine.Leg{Kind: kind, Workers: 1, Degree: l.variant(kind).Workers, Round: round, Seed: seed}
	passes := l.amounts[kind].passes
	if !l.bound[kind].spec.SelfParallel {
		leg.Workers = leg.Degree
	}
	l.run.events.put(func(at engine.At) engine.Event {
		return engine.LegStarted{
			At: at, Workload: l.spec.Name, Kind: kind, Purpose: purpose,
			Round: round, Workers: leg.Degree, Passes: passes,
		}
	})
	sample := engine.Sample{
		Workload: l.spec.Name, Schedule: l.schedule, Kind: kind, Round: round, Position: position,
		Workers: leg.Degree, StartedAt: time.Since(l.run.began), Passes: passes,
	}
	l.carryOut(ctx, leg, purpose, &sample)
	l.judge(ctx, purpose, &sample)
	return sample
}

// unmeasured runs a leg that belongs to no measured round.
func (l *lane) unmeasured(ctx context.Context, kind engine.LegKind, purpose engine.Purpose, position int, seed uint64) engine.Sample {
	sample := l.leg(ctx, kind, purpose, 0, position, seed)
	sample.Latency.Histogram = "" // it is not merged, and would be most of a recording
	l.finished(purpose, &sample)
	return sample
}

// finished emits LegFinished.
func (l *lane) finished(purpose engine.Purpose, sample *engine.Sample) {
	copied := *sample
	l.run.events.put(func(at engine.At) engine.Event { return engine.LegFinished{At: at, Purpose: purpose, Sample: copied} })
}

// judge gives the workload up where further legs are useless.
func (l *lane) judge(ctx context.Context, purpose engine.Purpose, sample *engine.Sample) {
	if ctx.Err() != nil || closed(l.halt) {
		return // failures by the run's own end don't count, and neither does a leg cut short
	}
	if sample.Operations.Hung > 0 {
		l.failure = sample.Untimed
		return
	}
	if l.run.plan.Once {
		return // there is no further leg, and failed operations are reported one by one
	}
	if sample.Timed() || sample.Operations.Unfinished() > 0 && sample.Operations.Finished > 0 {
		l.hopeless, l.warming = 0, 0
		return
	}
	if purpose == engine.Warmup {
		l.warming++
	}
	if l.hopeless++; l.hopeless >= hopelessLegs {
		legs := fmt.Sprintf("%d legs in a row failed", l.hopeless)
		if l.warming > 0 { // the report has the measured legs alone
			legs += " (" + units.Counted(l.warming, "warm-up") + " among them)"
		}
		l.failure = legs + ": " + sample.Untimed
	}
}

// enter and leave bracket a leg for the reporter.
func (l *lane) enter(c *crew, leg engine.Leg, purpose engine.Purpose) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.current = c
	l.progress.Kind, l.progress.Purpose, l.progress.Round = leg.Kind, purpose, leg.Round
}

func (l *lane) leave() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.progress = l.total()
	l.progress.Kind, l.progress.Operations, l.progress.Planned = "", 0, 0
	l.current = nil
}

// total is the progress with the crew's own counts; the mutex is held.
func (l *lane) total() engine.LaneProgress {
	p := l.progress
	if l.current != nil {
		ended, items, failed := l.current.totals()
		p.Operations, p.Planned = ended, l.current.planned
		p.Items += items
		p.Failed += failed
	}
	return p
}
