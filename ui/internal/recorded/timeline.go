package recorded

import (
	"fmt"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

// A timeline is what one lane did under one schedule, leg by leg.
type timeline struct {
	schedule engine.Schedule
	legs     []played
	result   engine.Result
	measured time.Duration // when its rounds were over
	end      time.Duration // filler included
}

// played is a leg with when it ended.
type played struct {
	leg
	sample engine.Sample
	end    time.Duration
}

// gap lies between two legs.
const gap = 2 * time.Millisecond

// play carries the plan out.
func (s *scenario) play() []timeline {
	var all []timeline
	start := 5 * time.Millisecond
	for _, schedule := range s.plan.Schedules() {
		first := len(all)
		for i := range s.lanes {
			t := s.measure(&s.lanes[i], schedule, start)
			if schedule == engine.Isolated {
				start = t.end + gap
			}
			all = append(all, t)
		}
		slowest := ending(all[first:])
		for i := range all[first:] {
			if schedule == engine.Concurrent {
				s.fill(&s.lanes[i], &all[first+i], slowest)
			}
		}
		start = ending(all) + gap
	}
	return all
}

// measure plays the warm-up and the rounds, and derives the result.
func (s *scenario) measure(l *lane, schedule engine.Schedule, start time.Duration) timeline {
	t := timeline{schedule: schedule, end: start}
	if !s.plan.Once {
		s.round(l, &t, engine.Warmup, 0, s.until)
	}
	var samples []engine.Sample
	failure, end := "", stop{}
	for round := 1; l.goesOn(s.plan.Rounds, round) && failure == "" && end.why == ""; round++ {
		for _, p := range s.round(l, &t, engine.Measured, round, s.until) {
			sample := p.sample
			l.gates[round].mark(&sample)
			samples = append(samples, sample)
			if p.sample.Operations.Finished == 0 && p.position == 2 {
				failure = fmt.Sprintf("2 legs in a row failed: %s", p.sample.Untimed)
			}
		}
		end = s.ends(l, &t, round, samples)
	}
	t.measured = t.end
	t.result = s.assess(l, schedule, failure, samples)
	t.result.Look, t.result.Stopped = end.look, end.why
	if s.profiled {
		t.result.Profiles = profiles(l)
	}
	return t
}

// goesOn tells whether there is such a round: one of the plan's, or one that is
// made again for one of those that are gated.
func (l *lane) goesOn(planned, round int) bool {
	gated := 0
	for one := range l.gates {
		if one < round {
			gated++
		}
	}
	return round <= planned+min(gated, assess.MostMadeAgain(planned))
}

func (s *scenario) assess(l *lane, schedule engine.Schedule, failure string, samples []engine.Sample) engine.Result {
	return assess.Workload(assess.Input{
		Spec: l.spec, Schedule: schedule, Workers: s.plan.WorkersFor(l.spec.Bound, s.host.CPUs()),
		CPUs: s.host.CPUs(), Looks: len(s.plan.Looks), Once: s.plan.Once, Failure: failure, Samples: samples,
	})
}

// round plays a round's two legs, up to a limit; 0 is none. Which of them is
// first alternates.
func (s *scenario) round(l *lane, t *timeline, purpose engine.Purpose, round int, limit time.Duration) []played {
	kinds := []engine.LegKind{engine.Sequential, engine.Parallel}
	if (round+len(l.spec.Name))%2 == 0 {
		kinds[0], kinds[1] = kinds[1], kinds[0]
	}
	if s.plan.Once {
		kinds = []engine.LegKind{engine.Parallel}
	}
	first := len(t.legs)
	for i, kind := range kinds {
		start := t.end + gap
		if limit > 0 && start >= limit {
			break
		}
		g := leg{kind: kind, purpose: purpose, round: round, position: i + 1, schedule: t.schedule, workers: 1, start: start}
		if kind == engine.Parallel {
			g.workers = s.plan.WorkersFor(l.spec.Bound, s.host.CPUs())
		}
		p := played{leg: g, sample: s.sample(l, g)}
		if i == 1 && purpose == engine.Measured { // of the first leg it is not known yet
			l.gates[round].mark(&p.sample)
		}
		p.end = start + p.sample.Makespan
		p.cutOff(limit)
		t.legs = append(t.legs, p)
		t.end = p.end
	}
	return t.legs[first:]
}

// cutOff ends a leg that would outlast the limit.
func (p *played) cutOff(limit time.Duration) {
	if limit == 0 || p.end <= limit {
		return
	}
	done := float64(limit-p.start) / float64(p.end-p.start)
	o := &p.sample.Operations
	o.Finished = int64(done * float64(o.Planned))
	o.Cancelled = min(int64(p.workers), o.Planned-o.Finished)
	p.sample.Items = scaledCount(p.sample.Items, done)
	p.sample.Makespan = limit - p.start
	p.sample.Busy = scaled(p.sample.Busy, done)
	p.sample.Untimed = "the run ended during it"
	p.end = limit
}

func scaledCount(n int64, factor float64) int64 { return int64(float64(n) * factor) }

// fill plays filler legs until the slowest lane is done.
func (s *scenario) fill(l *lane, t *timeline, slowest time.Duration) {
	for t.end+gap < slowest && t.result.Failure == "" {
		s.round(l, t, engine.Filler, 0, slowest)
	}
}
