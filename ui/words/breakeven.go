package words

import (
	"fmt"
	"math"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// PaysFrom says from which size on the workers of a sweep over sizes pay: "16 workers
// pay from about 60,000 records on [48,000, 81,000] at 95.0 %".
func PaysFrom(r *engine.Result) string {
	b := r.BreakEven
	if b == nil {
		return "nothing was measured"
	}
	said := paysInShort(r)
	if b.Size != nil {
		said += sizeInterval(b)
	}
	if b.Crossings > 1 {
		said += fmt.Sprintf(". This is the last of %d crossings: the speedup passes 1x several times", b.Crossings)
	}
	if n := undecided(b); n > 0 && b.Size == nil {
		said += fmt.Sprintf(". At %d of them the interval includes 1x", n)
	}
	return said
}

// PaysInShort is PaysFrom in one line of a screen.
func PaysInShort(r *engine.Result) string {
	if r.BreakEven == nil {
		return "nothing is measured yet"
	}
	return paysInShort(r)
}

// PaysAt is where the workers pay in a few characters: "pays from 60,000".
func PaysAt(r *engine.Result) string {
	b := r.BreakEven
	switch {
	case b == nil:
		return "-"
	case b.Size == nil && b.Pays:
		return "pays at all sizes"
	case b.Size == nil:
		return "pays at no size"
	case b.Pays:
		return "pays from " + AboutSize(b.Size.Value)
	}
	return "pays at none above " + AboutSize(b.Size.Value)
}

// paysInShort is where the workers pay, without an interval.
func paysInShort(r *engine.Result) string {
	b := r.BreakEven
	who := units.Counted(r.Workers, "worker") + " " + units.Plural(r.Workers, "pays", "pay")
	least, most := b.Sizes[0].Size, b.Sizes[len(b.Sizes)-1].Size
	switch {
	case b.Size == nil && b.Pays:
		return fmt.Sprintf("%s at all measured sizes, %s to %s %s", who, units.Count(int64(least)), units.Count(int64(most)), r.Spec.SizeNoun)
	case b.Size == nil:
		return fmt.Sprintf("%s at none of the measured sizes, up to %s %s", who, units.Count(int64(most)), r.Spec.SizeNoun)
	case b.Pays:
		return fmt.Sprintf("%s from about %s %s on", who, AboutSize(b.Size.Value), r.Spec.SizeNoun)
	}
	return fmt.Sprintf("%s at no measured size above about %s %s", who, AboutSize(b.Size.Value), r.Spec.SizeNoun)
}

// sizeInterval is the interval of a break-even: "[1,000 or less, 81,000] at 95.0 %".
func sizeInterval(b *engine.BreakEven) string {
	i := b.Size.Interval
	if i == nil {
		return Interval(b.Size, AboutSize)
	}
	low, high := AboutSize(i.Low), AboutSize(i.High)
	if b.OpenLow {
		low += " or less"
	}
	if b.OpenHigh {
		high += " or more"
	}
	return fmt.Sprintf(" [%s, %s] at %s", low, high, units.PercentTo(i.Confidence, 1))
}

// AboutSize renders a size to two digits: "60,000".
func AboutSize(size float64) string { return units.AboutCount(size) }

// undecided is at how many sizes the interval of the speedup includes 1.
func undecided(b *engine.BreakEven) int {
	n := 0
	for i := range b.Sizes {
		if e := b.Sizes[i].Speedup; e != nil && e.Interval != nil && e.Interval.Low <= 1 && e.Interval.High >= 1 {
			n++
		}
	}
	return n
}

// SpeedupConfidence says at which confidence the intervals of the speedups of a
// sweep over sizes are.
func SpeedupConfidence(b *engine.BreakEven) string {
	least := math.Inf(1)
	for i := range b.Sizes {
		if e := b.Sizes[i].Speedup; e != nil && e.Interval != nil {
			least = min(least, e.Interval.Confidence)
		}
	}
	if math.IsInf(least, 1) {
		return "too few rounds for intervals"
	}
	return "intervals at " + units.PercentTo(least, 1) + " or more"
}

// InSizes tells whether a result is of a sweep over sizes.
func InSizes(r *engine.Result) bool {
	variants := make([]engine.Variant, len(r.Variants))
	for i := range r.Variants {
		variants[i] = r.Variants[i].Variant
	}
	return engine.InSizePairs(variants)
}

// SizesOf says how large the workload was: "10,000 records", or "1,000 to 1,000,000
// records" in a sweep over sizes.
func SizesOf(r *engine.Result) string {
	if !InSizes(r) {
		return units.Count(int64(r.Spec.Size)) + " " + r.Spec.SizedNoun()
	}
	least, most := r.Variants[0].Size, r.Variants[0].Size
	for i := range r.Variants {
		least, most = min(least, r.Variants[i].Size), max(most, r.Variants[i].Size)
	}
	return units.Count(int64(least)) + " to " + units.Count(int64(most)) + " " + r.Spec.SizeNoun
}

// Outcome says what a sweep found, "recommended 34 workers …" or "16 workers pay
// from …", or what a closed loop hides; "" for every other result.
func Outcome(r *engine.Result) string {
	switch {
	case Loops(r):
		if hidden := Hidden(r); hidden != "" {
			return hidden
		}
		return "no loop was measured"
	case InSizes(r):
		return PaysFrom(r)
	case len(r.Variants) == 0 || len(r.Effects) > 0 || r.Variants[0].Side != "":
		return ""
	case r.Scaling == nil:
		return "nothing was measured"
	}
	return "recommended " + Recommended(r)
}

// OutcomeInShort is Outcome in one line of a screen.
func OutcomeInShort(r *engine.Result) string {
	switch {
	case Loops(r):
		return Outcome(r)
	case InSizes(r):
		return PaysInShort(r)
	case r.Scaling == nil:
		return Outcome(r)
	}
	return "recommended " + RecommendedInShort(r)
}

// paying is the verdict of a sweep over sizes.
func paying(r *engine.Report) string {
	var texts []string
	for i := range r.Results {
		texts = append(texts, r.Results[i].Spec.Name+": "+PaysInShort(&r.Results[i]))
	}
	if len(texts) == 0 {
		return "nothing was measured"
	}
	return strings.Join(texts, ", ")
}

// plannedSizes lists the sizes of a plan: "sizes 1,000, 2,000 to 1,000,000".
func plannedSizes(p *engine.Plan) string {
	var sizes []string
	for i := 0; i < len(p.Variants); i += 2 {
		sizes = append(sizes, units.Count(int64(p.Variants[i].Size)))
	}
	if len(sizes) > 3 {
		return fmt.Sprintf("%d sizes, %s to %s", len(sizes), sizes[0], sizes[len(sizes)-1])
	}
	return "sizes " + strings.Join(sizes, ", ")
}
