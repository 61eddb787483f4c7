package words

import (
	"fmt"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
)

// Pooling says what pooling saves a query and which pool is enough, a line for each;
// none where no pools were compared.
func Pooling(r *engine.Result) []string {
	if r.Pooling == nil {
		return nil
	}
	shown := r.Pooling.Recommended
	if shown == "" {
		shown = r.Pooling.Best
	}
	var lines []string
	if saved := poolSaves(r, variantNamed(r, shown)); saved != "" {
		lines = append(lines, saved)
	}
	if severalPools(r) {
		lines = append(lines, disturbed(r)+enoughPool(r))
	}
	return lines
}

// disturbed begins what is said of figures that rest on gated legs; "" for others.
func disturbed(r *engine.Result) string {
	if r.UsesGated {
		return "unclear, since other programs disturbed it: "
	}
	return ""
}

// severalPools tells whether pools of several sizes were compared.
func severalPools(r *engine.Result) bool {
	first := 0
	for i := range r.Variants {
		d := r.Variants[i].Database
		if d == nil || d.Pool == 0 {
			continue
		}
		if first == 0 {
			first = d.Pool
		}
		if d.Pool != first {
			return true
		}
	}
	return false
}

// poolSaves is what a query takes less with a variant than with its reference; "" for
// the reference itself.
func poolSaves(r *engine.Result, v *engine.VariantFigures) string {
	for i := range r.Effects {
		e := &r.Effects[i]
		if e.Variant != v.Name || v.Database == nil || v.Database.Saved == nil {
			continue
		}
		reference := variantNamed(r, e.Reference)
		one, other, _ := apart(&v.Variant, &reference.Variant)
		begins := disturbed(r)
		if begins == "" && assess.EffectOf(e) == assess.EffectUnclear {
			begins = "unclear: "
		}
		verb, by := "saves", v.Database.Saved.Value
		if by < 0 {
			verb, by = "costs", -by
		}
		text := fmt.Sprintf("%s%s %s %s a query beside %s%s", begins, one, verb, units.Seconds(by), other, savedInterval(v.Database))
		if reference.Database != nil {
			text += fmt.Sprintf(": %s in place of %s", units.Duration(taken(v.Database)), units.Duration(taken(reference.Database)))
		}
		return text
	}
	return ""
}

// savedInterval is the interval of what is saved, in the direction that is said.
func savedInterval(d *engine.DatabaseFigures) string {
	i := d.Saved.Interval
	if i == nil {
		return fmt.Sprintf(" (%s, no interval)", units.Counted(d.Saved.N, "round"))
	}
	low, high := i.Low, i.High
	if d.Saved.Value < 0 {
		low, high = -high, -low
	}
	return fmt.Sprintf(" [%s, %s]", units.Seconds(low), units.Seconds(high))
}

// taken is how long a query takes, with its connection.
func taken(d *engine.DatabaseFigures) time.Duration { return d.Waiting + d.Querying + d.Closing }

// enoughPool names the smallest pool that is enough, and what it gives up.
func enoughPool(r *engine.Result) string {
	best := variantNamed(r, r.Pooling.Best)
	most := fmt.Sprintf("%s, %s", VariantName(&best.Variant), units.RateOf(best.Throughput.Value, r.Spec.Items))
	switch r.Pooling.Recommended {
	case "":
		return "no pool is recommended: those near the most (" + most + ") have a p99 of more than twice that of it"
	case r.Pooling.Best:
		return "the smallest pool that is enough: " + most + ": the most, and no smaller one has 95 % of it"
	}
	v := variantNamed(r, r.Pooling.Recommended)
	return fmt.Sprintf("the smallest pool that is enough: %s, %s: %s of the most (%s)",
		VariantName(&v.Variant), units.RateOf(v.Throughput.Value, r.Spec.Items), Bare(r.Pooling.Kept, units.Percent), most)
}

// RanInParallel says of each variant whether its queries had the parallel workers that
// were planned, as the server said; none where it was not asked.
func RanInParallel(r *engine.Result) []string {
	var lines []string
	for i := range r.Variants {
		v := &r.Variants[i]
		if v.Database != nil && v.Database.Plan != nil {
			lines = append(lines, VariantName(&v.Variant)+" "+Launched(v.Database.Plan))
		}
	}
	return lines
}

// Launched says how many of the planned workers ran: "ran in parallel: 16 of 16
// planned workers were launched (8 queries explained)".
func Launched(p *engine.QueryPlan) string {
	explained := fmt.Sprintf(" (%s explained)", units.CountedAs(p.Queries, "query", "queries"))
	launched := fmt.Sprintf("%d of %s launched", p.Launched, units.CountedAs(p.Planned, "planned worker was", "planned workers were")) + explained
	switch {
	case p.Planned == 0:
		return "did not run in parallel: no worker was planned" + explained
	case p.Launched == 0:
		return "did not run in parallel: " + launched
	case p.Launched < p.Planned:
		return "ran in parallel in part: " + launched
	}
	return "ran in parallel: " + launched
}

// HasDatabase tells whether the variants' queries asked a database.
func HasDatabase(r *engine.Result) bool {
	for i := range r.Variants {
		if r.Variants[i].Database != nil {
			return true
		}
	}
	return false
}

// InDatabase is what the queries of a variant met: how long one waits for its
// connection, how long it takes then, and what is saved beside the reference; "" for
// what is not known.
func InDatabase(v *engine.VariantFigures) (waiting, querying, saved string) {
	d := v.Database
	if d == nil {
		return "", "", ""
	}
	if d.Saved != nil {
		saved = units.Seconds(d.Saved.Value) + savedSigned(d)
	}
	return units.Duration(d.Waiting), units.Duration(d.Querying), saved
}

func savedSigned(d *engine.DatabaseFigures) string {
	if i := d.Saved.Interval; i != nil {
		return fmt.Sprintf(" [%s, %s]", units.Seconds(i.Low), units.Seconds(i.High))
	}
	return ""
}
