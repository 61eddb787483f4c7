package report

import (
	"fmt"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// target writes a target's outcome, what was asked and reached, and why.
func (p *page) target(r *engine.Result, a *engine.Assessment) {
	label, asked := "target", a.Target.String()
	if !a.Target.Gates {
		label = "expected"
		if a.Target.Where != "" {
			asked += " on " + a.Target.Where
		}
	}
	values := []value{outcome(a)}
	if reached := achieved(r, a); reached != "" {
		asked += ", achieved " + reached
	}
	values = append(values, text("%s", asked))
	if a.Reason != "" && a.Reason != r.Failure {
		values = append(values, text("%s", a.Reason))
	}
	p.row(label, values...)
}

// achieved is the figure that the target is about. A time has its interval
// here, and a speedup in a row of its own.
func achieved(r *engine.Result, a *engine.Assessment) string {
	switch {
	case a.Target.Metric == engine.MetricTime && r.Sequential != nil:
		e := &r.Sequential.TimePerPass
		return units.Seconds(e.Value) + words.Interval(e, units.Seconds)
	case a.Target.Metric == engine.MetricSpeedup && r.Speedup != nil:
		return units.Factor(r.Speedup.Value)
	}
	return ""
}

// outcome is the word in its colour. A missed target is in capitals, so that it
// is seen without any.
func outcome(a *engine.Assessment) value {
	word := string(a.Outcome)
	switch {
	case !a.Target.Gates:
		return text("%s", word)
	case a.Outcome == engine.Met:
		return coloured(green, word)
	case a.Outcome == engine.Missed || a.Outcome == engine.Failing:
		return coloured(red, strings.ToUpper(word))
	}
	return coloured(yellow, word)
}

// trouble says what went wrong with operations.
func (p *page) trouble(r *engine.Result) {
	if r.Failure != "" {
		p.labelled(span{red, "given up"}, text("%s", r.Failure))
	}
	o := &r.Operations
	if o.Unfinished() > 0 {
		p.labelled(span{red, "failures"}, text("%s: %s", assess.Failures(o), ways(o)))
	}
	for i, e := range o.Errors {
		p.row(once(i, "errors"), item("%s x %s: %s", units.Count(e.Count), e.Kind, e.Message))
	}
	if untimed := words.Untimed(r); untimed != "" {
		p.row("legs", text("%s", untimed))
	}
}

// ways counts how operations went wrong.
func ways(o *engine.OperationTotal) string {
	var texts []string
	for _, way := range []struct {
		n    int64
		name string
	}{{o.Failed, "failed"}, {o.Panicked, "panicked"}, {o.Hung, "hung"}} {
		if way.n > 0 {
			texts = append(texts, fmt.Sprintf("%s %s", units.Count(way.n), way.name))
		}
	}
	return strings.Join(texts, ", ")
}
