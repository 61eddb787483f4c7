package session

import (
	"fmt"

	"ep-benchmark/baselines"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// tellPayoff says what a sweep over sizes found.
func tellPayoff(p *baselines.Payoff) string {
	return fmt.Sprintf("a sweep of %s by itself here on %s (run %d): %s", p.Result.Spec.Name, p.At.Format("2006-01-02"), p.Run, words.PaysInShort(p.Result))
}

// tooSmall is the finding that a missed speedup is of a size at which the workers
// don't pay, by a stored sweep; false where that is not so.
func tooSmall(r *engine.Result, p *baselines.Payoff) (engine.Finding, bool) {
	b := p.Result.BreakEven
	paysNowhere := b.Size == nil && !b.Pays
	below := b.Size != nil && b.Pays && float64(r.Spec.Size) < b.Size.Value
	if p.Result.Spec.Name != r.Spec.Name || !missedSpeedup(r) || !paysNowhere && !below {
		return engine.Finding{}, false
	}
	f := engine.Finding{
		Workload:  r.Spec.Name,
		Statement: fmt.Sprintf("%s, and this run had %s", tellPayoff(p), units.Count(int64(r.Spec.Size))),
		Try:       "one worker for sizes as small as this",
		Evidence:  []engine.Figure{{Name: "size of this run", Value: float64(r.Spec.Size), Unit: r.Spec.SizeNoun, Source: "spec.size"}},
	}
	if below {
		f.Evidence = append(f.Evidence, engine.Figure{Name: "break-even", Value: b.Size.Value, Unit: r.Spec.SizeNoun, Source: fmt.Sprintf("run %d of the store", p.Run)})
	}
	return f, true
}

// missedSpeedup tells whether a gating target for the speedup is missed.
func missedSpeedup(r *engine.Result) bool {
	for i := range r.Assessments {
		if a := &r.Assessments[i]; a.Target.Gates && a.Target.Metric == engine.MetricSpeedup && a.Outcome == engine.Missed {
			return true
		}
	}
	return false
}
