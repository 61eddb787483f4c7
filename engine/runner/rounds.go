package runner

import (
	"context"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

// rounds are the measured rounds of a lane, in the order in which they were
// run. When the planned rounds are done, up to the next look where there are
// looks, gated rounds are made again, as far as that is allowed. A round made
// again keeps its order of legs, so that the rounds that count stay balanced.
type rounds struct {
	order [][]engine.LegKind // of those planned
	began time.Time
	all   []round
	again int // how many of them took the place of a gated one
}

// round is one of them.
type round struct {
	kinds    []engine.LegKind
	from, to time.Time
	gated    bool
}

// planned is the number of rounds that did not replace another one.
func (r *rounds) planned() int { return len(r.all) - r.again }

// gated are the rounds that are not believed.
func (r *rounds) gated() []*round {
	var found []*round
	for i := range r.all {
		if r.all[i].gated {
			found = append(found, &r.all[i])
		}
	}
	return found
}

// believed is the number of believed rounds.
func (r *rounds) believed() int { return len(r.all) - len(r.gated()) }

// next returns the order of the legs of the next round, when wanted rounds are
// to be run; false where none is left.
func (r *rounds) next(wanted int) (kinds []engine.LegKind, again, ok bool) {
	if done := r.planned(); done < wanted {
		return r.order[done], false, true
	}
	gated := r.gated()
	if r.again < min(len(gated), assess.MostMadeAgain(wanted)) {
		return gated[r.again].kinds, true, true
	}
	return nil, false, false
}

// goRounds runs the measured rounds: all of the plan's. Where the plan has
// looks, it stops when the targets are decided or the time is up.
func (l *lane) goRounds(ctx context.Context) ending {
	plan := &l.run.plan
	random := l.random
	if l.step != nil { // the same for all lanes
		random = randomFor(plan.Seed, "variants", l.schedule)
	}
	l.rounds = rounds{order: order(plan.Rounds, l.variants, random), began: time.Now()}
	looks := l.looks()
	for _, wanted := range looks {
		if end, over := l.roundsUpTo(ctx, wanted); over {
			return end
		}
		if plan.Adaptive() && l.agree(ctx, l.decided(wanted)) {
			return l.byLook(wanted, true)
		}
	}
	if plan.Adaptive() && looks[len(looks)-1] < plan.Rounds {
		return l.byBound(len(looks))
	}
	return l.byLook(plan.Rounds, false)
}

// roundsUpTo runs rounds until there are as many as wanted. It returns how the lane
// ended, where it ended before.
func (l *lane) roundsUpTo(ctx context.Context, wanted int) (end ending, over bool) {
	for {
		kinds, again, more := l.rounds.next(wanted)
		if !more {
			return ending{}, false
		}
		if !l.agree(ctx, !l.late()) {
			if l.over(ctx) {
				return l.byForce(ctx), true
			}
			return l.byTime(), true
		}
		if !l.round(ctx, kinds, again) {
			return l.byForce(ctx), true
		}
	}
}

// round runs the legs of a round, with the same inputs, and tells whether the lane
// may go on. If it may not, the round is not counted.
func (l *lane) round(ctx context.Context, kinds []engine.LegKind, again bool) bool {
	if len(l.variants) > 2 || l.step != nil {
		return l.longRound(ctx, kinds)
	}
	seed, number := l.random.Uint64(), len(l.rounds.all)+1
	w := l.run.gates.begin()
	one := round{kinds: kinds, from: w.began.at}
	for position, kind := range kinds {
		if l.over(ctx) {
			return false
		}
		l.samples = append(l.samples, l.leg(ctx, kind, engine.Measured, number, position+1, seed))
		sample := &l.samples[len(l.samples)-1]
		w.note(sample)
		if position == len(kinds)-1 && !l.over(ctx) {
			one.to = time.Now()
			one.gated = l.gate(number, l.run.gates.end(w))
		}
		l.finished(engine.Measured, sample)
	}
	if l.over(ctx) {
		return false
	}
	l.rounds.all = append(l.rounds.all, one)
	if again {
		l.rounds.again++
	}
	l.lookBack()
	return true
}

// note adds the canary's reading before the round to a leg's evidence.
func (w *watch) note(sample *engine.Sample) {
	if sample.Evidence.Machine != nil && w.read {
		onCPU := w.reading.OnCPU
		sample.Evidence.Machine.CanaryUnit, sample.Evidence.Machine.CanaryOnCPU = w.reading.Unit, &onCPU
	}
}

// gate marks the legs of a round, if it is gated.
func (l *lane) gate(number int, d decision) bool {
	if d.gate == "" {
		return false
	}
	for i := range l.samples {
		if s := &l.samples[i]; s.Round == number {
			s.Gate, s.GateReason, s.GateWeight = d.gate, d.reason, d.weight
		}
	}
	return true
}

// lookBack gates earlier rounds in which, by later readings, the machine was
// throttled. The observer sees those gates only in the result.
func (l *lane) lookBack() {
	for i := range l.rounds.all {
		if one := &l.rounds.all[i]; !one.gated {
			one.gated = l.gate(i+1, l.run.gates.throttled(one.from, one.to))
		}
	}
}
