package words

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

// sweep says of each workload of a sweep how many workers are recommended:
// "recommended: 34 workers for bulk-creation, 2 workers for parsing".
func sweep(r *engine.Report) string {
	var texts []string
	for i := range r.Results {
		result := &r.Results[i]
		number := "no number of workers"
		if s := result.Scaling; s != nil && s.Recommended > 0 {
			number = units.Counted(s.Recommended, "worker")
		}
		texts = append(texts, number+" for "+result.Spec.Name)
	}
	if len(texts) == 0 {
		return "nothing was measured"
	}
	return "recommended: " + strings.Join(texts, ", ")
}

// sizesOf lists the numbers of workers of a plan with variants.
func sizesOf(p *engine.Plan) string {
	numbers := make([]string, len(p.Variants))
	for i, v := range p.Variants {
		numbers[i] = strconv.Itoa(v.Workers)
	}
	text := "workers " + strings.Join(numbers, ", ")
	if p.Refinements > 0 {
		text += fmt.Sprintf(", then %s around the recommended number", times(p.Refinements))
	}
	return text
}

// times says how often: "once", "twice", "3 times".
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return strconv.Itoa(n) + " times"
}

// Recommended says how many workers are enough, and what they give up; or why no
// number is recommended.
func Recommended(r *engine.Result) string {
	s := r.Scaling
	if s == nil {
		return "nothing was measured"
	}
	best := VariantOf(r, s.Best)
	most := fmt.Sprintf("%s, %s", units.Counted(s.Best, "worker"), units.RateOf(best.Throughput.Value, r.Spec.Items))
	switch s.Recommended {
	case 0:
		return "none: the numbers near the most (" + most + ") have a p99 of more than twice that of the fewest workers"
	case s.Best:
		return most + ": the most, and no fewer have 95 % of it"
	}
	v := VariantOf(r, s.Recommended)
	return fmt.Sprintf("%s, %s: %s of the most (%s)", units.Counted(v.Workers, "worker"), units.RateOf(v.Throughput.Value, r.Spec.Items),
		Estimate(v.Relative, units.Percent), most)
}

// RecommendedInShort is Recommended in one line of a screen: "48 workers: 848
// packages/s, 96 % [93 %, 98 %] of the most (64 workers)".
func RecommendedInShort(r *engine.Result) string {
	s := r.Scaling
	switch {
	case s == nil:
		return "nothing is measured yet"
	case s.Recommended == 0:
		return "none: near the most the p99 is more than twice that of the fewest workers"
	}
	v := VariantOf(r, s.Recommended)
	text := fmt.Sprintf("%s: %s, ", units.Counted(v.Workers, "worker"), units.RateOf(v.Throughput.Value, r.Spec.Items))
	if v.Relative == nil {
		return text + "the most"
	}
	return text + fmt.Sprintf("%s of the most (%s)", Bare(v.Relative, units.Percent), units.Counted(s.Best, "worker"))
}

// GivenUp says what share of the most throughput the recommended number of workers
// gives up: "3.1 %"; "" where it is the number with the most, or none is
// recommended.
func GivenUp(r *engine.Result) string {
	s := r.Scaling
	if s == nil || s.Recommended == 0 || s.Recommended == s.Best {
		return ""
	}
	v := VariantOf(r, s.Recommended)
	if v.Relative == nil {
		return ""
	}
	return units.Percent(max(1-v.Relative.Value, 0))
}

// VariantOf finds the figures of a number of workers; none for a number that was
// not measured.
func VariantOf(r *engine.Result, workers int) engine.VariantFigures {
	for i := range r.Variants {
		if r.Variants[i].Workers == workers {
			return r.Variants[i]
		}
	}
	return engine.VariantFigures{}
}

// Bare renders an estimate with its interval and without its confidence, for the
// cells of a table that gives it once.
func Bare(e *stats.Estimate, unit func(float64) string) string {
	if e.Interval == nil {
		return unit(e.Value)
	}
	return fmt.Sprintf("%s [%s, %s]", unit(e.Value), unit(e.Interval.Low), unit(e.Interval.High))
}

// SweepConfidence says at which confidence the intervals of a sweep's throughputs
// are: "intervals at 95.1 %"; or that there are none.
func SweepConfidence(r *engine.Result) string {
	least := math.Inf(1)
	for i := range r.Variants {
		if interval := r.Variants[i].Throughput.Interval; interval != nil {
			least = min(least, interval.Confidence)
		}
	}
	if math.IsInf(least, 1) {
		return "too few rounds for intervals"
	}
	return "intervals at " + units.PercentTo(least, 1) + " or more"
}

// ShareNote says what the share of the most is: throughputs of two numbers, each over all
// of its rounds, have another ratio where the machine drifts.
const ShareNote = "of the most is the median of the ratios within the rounds"

// Efficiency is the throughput of a variant over that of as many workers as good
// as one alone; false where one worker was not measured, and for work that waits,
// whose workers use no CPU while they do.
func Efficiency(r *engine.Result, v *engine.VariantFigures) (float64, bool) {
	alone := VariantOf(r, 1).Throughput.Value
	if r.Spec.Bound != engine.CPUBound || alone <= 0 || v.Throughput.Value <= 0 {
		return 0, false
	}
	return v.Throughput.Value / alone / float64(v.Workers), true
}

// enoughForTail is from how many operations on a p99 is given without their number.
const enoughForTail = 500

// fewestForTail is from how many operations on a p99 is not just the slowest of them.
const fewestForTail = 100

// HasTail tells whether there are enough operations for a p99 that is not the maximum.
func HasTail(l *engine.Latency) bool { return l.Count >= fewestForTail }

// Tail renders a variant's p99, with the number of operations where these are few. Of
// fewer than a hundred it is the maximum, and called so.
func Tail(v *engine.VariantFigures) string {
	if !HasTail(&v.Latency) {
		return "max " + units.Duration(v.Latency.Max) + " of " + units.Count(v.Latency.Count)
	}
	p99 := units.Duration(v.Latency.P99)
	if v.Latency.Count < enoughForTail {
		p99 += " of " + units.Count(v.Latency.Count)
	}
	return p99
}

// TailBesideMax is Tail for a table that has the maximum in a column of its own.
func TailBesideMax(v *engine.VariantFigures) string {
	if !HasTail(&v.Latency) {
		return "max of " + units.Count(v.Latency.Count)
	}
	return Tail(v)
}

// Doubling says from how many workers on the p99 is more than twice that of the
// fewest, or that it never is; "" where nothing is known.
func Doubling(r *engine.Result) string {
	if r.Scaling == nil {
		return ""
	}
	var least, last *engine.VariantFigures
	for i := range r.Variants {
		v := &r.Variants[i]
		if v.Latency.Count == 0 {
			continue
		}
		if least == nil || v.Workers < least.Workers {
			least = v
		}
		if last == nil || v.Workers > last.Workers {
			last = v
		}
	}
	if least == nil || least == last {
		return ""
	}
	with := Tail(least) + " with " + units.Counted(least.Workers, "worker")
	if n := r.Scaling.TailDoubles; n > 0 {
		v := VariantOf(r, n)
		return fmt.Sprintf("p99 doubles from %s on: %s, and %s", units.Counted(n, "worker"), Tail(&v), with)
	}
	return fmt.Sprintf("p99 does not double up to %s: %s, and %s", units.Counted(last.Workers, "worker"), Tail(last), with)
}

// Costs are how long goroutines stood ready at the 99th percentile, and what was
// allocated for each item; "" for what is not known.
func Costs(v *engine.VariantFigures) (ready, bytes string) {
	if v.SchedulingP99 > 0 {
		ready = units.Duration(v.SchedulingP99)
	}
	if v.BytesPerItem > 0 {
		bytes = units.Bytes(uint64(math.Round(v.BytesPerItem)))
	}
	return ready, bytes
}

// HasCosts tells whether the numbers of workers have such costs, of work that waits
// for others: work that computes is described by its efficiency.
func HasCosts(r *engine.Result) bool {
	if r.Spec.Bound == engine.CPUBound {
		return false
	}
	for i := range r.Variants {
		if ready, bytes := Costs(&r.Variants[i]); ready != "" || bytes != "" {
			return true
		}
	}
	return false
}

// TailNote explains the p99 of few operations; "" where there is none.
func TailNote(r *engine.Result) string {
	for i := range r.Variants {
		if n := r.Variants[i].Latency.Count; n > 0 && n < enoughForTail {
			return fmt.Sprintf("; a p99 of fewer than %d operations has their number", enoughForTail)
		}
	}
	return ""
}

// Law says what the fitted law shows, or why there is none.
func Law(r *engine.Result) []string {
	s := r.Scaling
	if s == nil {
		return nil
	}
	if s.Fit == nil {
		return []string{"not fitted: " + s.NoFit}
	}
	return []string{
		fmt.Sprintf("contention %s, coherence %s", parameter(s.Fit.Contention, &s.Fit.ContentionInterval), parameter(s.Fit.Coherence, &s.Fit.CoherenceInterval)),
		Knee(r),
	}
}

// LawLine is the law of a sweep on one line, with intervals where there are some.
func LawLine(r *engine.Result) string {
	fit := r.Scaling.Fit
	if fit.ContentionInterval.Confidence > 0 {
		return strings.Join(Law(r), "; ")
	}
	return fmt.Sprintf("contention %s, coherence %s; %s", small(fit.Contention), small(fit.Coherence), Knee(r))
}

// FittedTo is the largest number of workers that the law was fitted to.
func FittedTo(r *engine.Result) int {
	if r.Scaling == nil || r.Scaling.Fit == nil {
		return 0
	}
	return cmp.Or(r.Scaling.FittedTo, most(r))
}

// parameter renders a parameter of the law with its interval.
func parameter(value float64, i *stats.Interval) string {
	return fmt.Sprintf("%s [%s, %s]", small(value), small(i.Low), small(i.High))
}

// small renders a parameter to two digits. What is below a millionth is shown as 0:
// no sweep has enough workers to tell it from that.
func small(value float64) string {
	if value < 1e-6 {
		return "0"
	}
	return strconv.FormatFloat(value, 'g', 2, 64)
}

// Knee says where the fitted throughput ceases to grow; "" without a fit.
func Knee(r *engine.Result) string {
	if r.Scaling == nil || r.Scaling.Fit == nil {
		return ""
	}
	if peak, has := PeakOf(r); has {
		return fmt.Sprintf("the fitted throughput is the most at about %s", units.Counted(int(math.Round(peak)), "worker"))
	}
	return fmt.Sprintf("the fitted throughput has no peak up to the measured %s", units.Counted(FittedTo(r), "worker"))
}

// PeakOf is the number of workers with the most fitted throughput; false where it
// lies beyond the measured numbers, or there is no fit.
func PeakOf(r *engine.Result) (float64, bool) {
	if r.Scaling == nil || r.Scaling.Fit == nil {
		return 0, false
	}
	peak, has := r.Scaling.Fit.Peak()
	return peak, has && peak <= float64(FittedTo(r))
}

// most is the largest measured number of workers.
func most(r *engine.Result) int {
	most := 0
	for i := range r.Variants {
		most = max(most, r.Variants[i].Workers)
	}
	return most
}

// mostSteps is how many steps of a staircase are listed.
const mostSteps = 8

// Staircase lists which numbers of workers save a wave of the workload's size, and
// says what that means for the recommended one; none where operations are unequal.
func Staircase(r *engine.Result) []string {
	if r.Scaling == nil || len(r.Scaling.Steps) < 2 {
		return nil
	}
	steps := r.Scaling.Steps
	var listed []string
	for _, step := range steps[max(len(steps)-mostSteps, 0):] {
		listed = append(listed, fmt.Sprintf("%d: %d", step.Workers, step.Waves))
	}
	text := fmt.Sprintf("waves that %s take, by workers: %s", sizeOf(r), strings.Join(listed, ", "))
	said := []string{text}
	if around := aroundStep(r, steps); around != "" {
		said = append(said, around)
	}
	return said
}

// sizeOf is how much a run of the workload does.
func sizeOf(r *engine.Result) string {
	return units.Count(int64(r.Spec.Size)) + " " + r.Spec.SizedNoun()
}

// aroundStep says what the step at or below the recommended number of workers is
// worth for a single run of the workload's size, and what the next one would be.
func aroundStep(r *engine.Result, steps []engine.Step) string {
	at, n := -1, r.Scaling.Recommended
	for i, step := range steps {
		if step.Workers <= n {
			at = i
		}
	}
	if at < 0 {
		return ""
	}
	here := steps[at]
	text := fmt.Sprintf("for your %s %s %s %s", sizeOf(r), units.Counted(here.Workers, "worker"), units.Plural(here.Workers, "needs", "need"), units.Counted(here.Waves, "wave"))
	if at > 0 {
		text = fmt.Sprintf("for your %s %s finish %s earlier than %d", sizeOf(r),
			units.Counted(here.Workers, "worker"), earlier(here, steps[at-1]), here.Workers-1)
	}
	if n > here.Workers {
		text += fmt.Sprintf(", %d are no better", n)
	}
	if at+1 < len(steps) {
		next := steps[at+1]
		text += fmt.Sprintf("; %d would finish %s earlier still, if each operation took as long", next.Workers, earlier(next, here))
	}
	return text
}

// earlier is the share of the time that a step saves over one with more waves.
func earlier(step, before engine.Step) string {
	return units.PercentTo(1-float64(step.Waves)/float64(before.Waves), 0)
}
