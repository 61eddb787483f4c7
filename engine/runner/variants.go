package runner

import (
	"context"
	"time"

	"ep-benchmark/engine"
)

const (
	// sustainedOperations is how many operation times a leg with a fixed length
	// lasts, so that the operations that are cut off at its end weigh little.
	sustainedOperations = 10
	// longestSustained bounds a leg with a fixed length.
	longestSustained = 10 * time.Second
)

// amount is how much a leg of one variant does.
type amount struct {
	passes  int
	lasting time.Duration // of a leg with a fixed length; 0 for a fixed amount
	endless bool          // the work of the last leg could have gone on for any time
	// scheduled says that the last leg was an open loop, which is as long as it is.
	scheduled bool
}

// newAmounts begins with one pass for each variant. The pair shares one, since
// both of its legs do the same work.
func newAmounts(variants []engine.Variant, own bool) map[engine.LegKind]*amount {
	amounts, shared := map[engine.LegKind]*amount{}, &amount{passes: 1}
	for _, v := range variants {
		amounts[engine.LegKind(v.Name)] = shared
		if own {
			amounts[engine.LegKind(v.Name)] = &amount{passes: 1}
		}
	}
	return amounts
}

// variant finds the variant of a kind of leg.
func (l *lane) variant(kind engine.LegKind) engine.Variant {
	for _, v := range l.variants {
		if v.Name == string(kind) {
			return v
		}
	}
	return engine.Variant{Workers: 1}
}

// half is which leg of its pair a kind of leg is; "" where it is in none.
func (l *lane) half(kind engine.LegKind) engine.LegKind {
	if len(l.run.plan.Variants) == 0 {
		return kind
	}
	return l.variant(kind).Half
}

// warmUpVariants runs each variant once and finds how much a leg of it has to do
// to be long enough: more passes, or, for work that can go on, a fixed length of
// ten operation times where the plan is sustained.
func (l *lane) warmUpVariants(ctx context.Context, variants []engine.Variant) {
	seed := l.random.Uint64()
	for position, v := range variants {
		kind := engine.LegKind(v.Name)
		amount := l.amounts[kind]
		for !l.over(ctx) {
			sample := l.unmeasured(ctx, kind, engine.Warmup, position+1, seed)
			if !sample.Timed() || amount.scheduled {
				break
			}
			if l.run.plan.Sustained && amount.endless {
				wanted := min(sustainedOperations*sample.Latency.Mean, longestSustained)
				amount.lasting = max(l.run.plan.MinimumLeg, wanted)
				break
			}
			wanted := passesFor(l.run.plan.MinimumLeg, amount.passes, sample.Makespan)
			if wanted == amount.passes || l.bounded(wanted, &sample) {
				break
			}
			amount.passes = wanted
		}
	}
}

// longRound runs a round of more than two legs, or in step with other lanes. Such a
// round lasts long, so each leg is gated for itself, and none is made again.
func (l *lane) longRound(ctx context.Context, kinds []engine.LegKind) bool {
	seed, number := l.random.Uint64(), len(l.rounds.all)+1
	one := round{kinds: kinds, from: time.Now()}
	for position, kind := range kinds {
		if l.over(ctx) {
			return false
		}
		w := l.run.gates.begin()
		if l.agree(ctx, true); l.over(ctx) {
			return false
		}
		l.samples = append(l.samples, l.leg(ctx, kind, engine.Measured, number, position+1, seed))
		sample := &l.samples[len(l.samples)-1]
		w.note(sample)
		if d := l.run.gates.end(w); d.gate != "" && !l.over(ctx) {
			sample.Gate, sample.GateReason, sample.GateWeight = d.gate, d.reason, d.weight
		}
		l.finished(engine.Measured, sample)
		l.keepStep(ctx, kind)
	}
	if l.over(ctx) {
		return false
	}
	one.to = time.Now()
	l.rounds.all = append(l.rounds.all, one)
	return true
}
