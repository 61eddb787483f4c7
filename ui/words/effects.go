package words

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

// turned says of each workload of a run with effects what they are: "bulk-creation:
// chunks:8 is 46 % slower than pool [44 %, 48 %]". Where there are many it counts
// them. Of a database it says which pool is enough, and what ran in parallel.
func turned(r *engine.Report) string {
	if len(r.Plan.Sides()) > 0 {
		return "two configurations in turns"
	}
	var said []string
	counts := map[assess.EffectOutcome]int{}
	for i := range r.Results {
		if lines := append(Pooling(&r.Results[i]), RanInParallel(&r.Results[i])...); len(lines) > 0 && len(r.Results) == 1 {
			return r.Results[i].Spec.Name + ": " + strings.Join(lines, "; ")
		}
		for j := range r.Results[i].Effects {
			e := &r.Results[i].Effects[j]
			counts[assess.EffectOf(e)]++
			said = append(said, r.Results[i].Spec.Name+": "+Effect(&r.Results[i], e))
		}
	}
	switch {
	case len(said) == 0:
		return "nothing was measured"
	case len(said) <= mostEffectsSaid:
		return strings.Join(said, "; ")
	}
	return countedEffects(counts, len(said))
}

// mostEffectsSaid is how many effects a verdict says one by one.
const mostEffectsSaid = 2

func countedEffects(counts map[assess.EffectOutcome]int, all int) string {
	var parts []string
	for _, outcome := range []assess.EffectOutcome{assess.EffectFaster, assess.EffectSlower, assess.EffectNone, assess.EffectUnclear} {
		if n := counts[outcome]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, EffectWord(outcome)))
		}
	}
	return fmt.Sprintf("of %s %s", units.Counted(all, "value"), strings.Join(parts, ", "))
}

// EffectWord names what an effect's interval shows.
func EffectWord(outcome assess.EffectOutcome) string {
	switch outcome {
	case assess.EffectFaster:
		return "faster"
	case assess.EffectSlower:
		return "slower"
	case assess.EffectNone:
		return "without a difference"
	}
	return "unclear"
}

// Effect says how a variant's throughput stands beside its reference's: "chunks:8 is
// 46 % slower than pool [44 %, 48 %], at rtt 20ms".
func Effect(r *engine.Result, e *engine.EffectFigures) string {
	variant, reference := variantNamed(r, e.Variant), variantNamed(r, e.Reference)
	one, other, common := apart(&variant.Variant, &reference.Variant)
	where := ""
	if common != "" {
		where = ", at " + common
	}
	if e.Ratio == nil {
		return fmt.Sprintf("%s %s not measured beside %s%s", one, wasOrWere(one), other, where)
	}
	w := wordsFor(r)
	change, interval := w.turned(e.Ratio)
	switch assess.EffectOf(e) {
	case assess.EffectNone:
		return fmt.Sprintf("no difference between %s and %s: %s%s%s", one, other, change, interval, where)
	case assess.EffectUnclear:
		return w.unclear(e, one, other) + where
	}
	return fmt.Sprintf("%s %s %s than %s%s%s", one, w.verb(one), change, other, interval, where)
}

// effectWords say by how much variants differ: in throughput, or of commands in the time
// of a run, which is what people know of them.
type effectWords struct {
	less, more string // below and above the reference
	inTime     bool
}

func wordsFor(r *engine.Result) effectWords {
	if r.Spec.SelfParallel || r.Spec.Single {
		return effectWords{"less time", "more time", true}
	}
	return effectWords{"slower", "faster", false}
}

// verb is what stands between a variant's name and the change.
func (w effectWords) verb(name string) string {
	switch {
	case w.inTime && isOrAre(name) == "are":
		return "take"
	case w.inTime:
		return "takes"
	}
	return isOrAre(name)
}

// measured is the verb of a change that is not sure.
func (w effectWords) measured() string {
	if w.inTime {
		return "took"
	}
	return "measured"
}

// of is a ratio of throughputs, or of times.
func (w effectWords) of(throughputs float64) float64 {
	if w.inTime {
		return 1 / throughputs
	}
	return throughputs
}

// change renders a ratio as a change: "46 % slower", "35 % less time".
func (w effectWords) change(ratio float64) string {
	if ratio < 1 {
		return units.Percent(1-ratio) + " " + w.less
	}
	return units.Percent(ratio-1) + " " + w.more
}

// unclear says why an effect is unclear, and what was seen of it.
func (w effectWords) unclear(e *engine.EffectFigures, one, other string) string {
	begins := "unclear: "
	if e.RestsOnGated {
		begins = "unclear, since other programs disturbed it: "
	}
	change, interval := w.turned(e.Ratio)
	switch i := e.Ratio.Interval; {
	case i == nil:
		return fmt.Sprintf("%s%s %s %s than %s (%s, no interval)", begins, one, w.measured(), change, other, units.Counted(e.Ratio.N, "round"))
	case i.Low < 1 && i.High > 1:
		return fmt.Sprintf("%s%s %s anything from %s to %s than %s", begins, one, w.verb(one), w.change(w.of(i.Low)), w.change(w.of(i.High)), other)
	}
	return fmt.Sprintf("%s%s %s %s than %s%s", begins, one, w.measured(), change, other, interval)
}

// isOrAre is the verb of a variant's name: "16 workers are", "chunks:8 is".
func isOrAre(name string) string {
	if strings.HasSuffix(name, " workers") {
		return "are"
	}
	return "is"
}

func wasOrWere(name string) string {
	if isOrAre(name) == "are" {
		return "were"
	}
	return "was"
}

// EffectInShort is Effect for a narrow place: "chunks:8 46 % slower".
func EffectInShort(r *engine.Result, e *engine.EffectFigures) string {
	variant, reference := variantNamed(r, e.Variant), variantNamed(r, e.Reference)
	one, _, common := apart(&variant.Variant, &reference.Variant)
	if common != "" {
		one += ", " + common
	}
	if e.Ratio == nil {
		return one + " not measured"
	}
	change, _ := wordsFor(r).turned(e.Ratio)
	switch assess.EffectOf(e) {
	case assess.EffectNone:
		return one + " no difference"
	case assess.EffectUnclear:
		return one + " unclear (" + change + ")"
	}
	return one + " " + change
}

// turned renders a ratio of throughputs as a change, with its interval in the same
// direction: "46 % slower", " [44 %, 48 %]".
func (w effectWords) turned(ratio *stats.Estimate) (change, interval string) {
	value := w.of(ratio.Value)
	sign := 1.0
	if value < 1 {
		sign = -1
	}
	if i := ratio.Interval; i != nil {
		low, high := sign*(w.of(i.Low)-1), sign*(w.of(i.High)-1)
		interval = fmt.Sprintf(" [%s, %s]", units.Percent(min(low, high)), units.Percent(max(low, high)))
	}
	return w.change(value), interval
}

// variantNamed finds the figures of a variant; those of none where it has none.
func variantNamed(r *engine.Result, name string) *engine.VariantFigures {
	for i := range r.Variants {
		if r.Variants[i].Name == name {
			return &r.Variants[i]
		}
	}
	return &engine.VariantFigures{Variant: engine.Variant{Name: name}}
}

// apart names two variants by the settings in which they differ, and names the
// settings that they have in common.
func apart(one, other *engine.Variant) (a, b, common string) {
	var as, bs, both []string
	for _, name := range slices.Sorted(maps.Keys(one.Settings)) {
		if one.Settings[name] == other.Settings[name] {
			both = append(both, Setting(name, one.Settings[name]))
		} else {
			as, bs = append(as, Setting(name, one.Settings[name])), append(bs, Setting(name, other.Settings[name]))
		}
	}
	if len(as) == 0 {
		return one.Name, other.Name, ""
	}
	return strings.Join(as, ", "), strings.Join(bs, ", "), strings.Join(both, ", ")
}

// Setting renders a setting's value, with its name where the value does not say what
// it is: "chunks:8", "16 workers", "rtt 20ms". A variable of a command's environment is
// named as a shell has it: "GOMAXPROCS=2".
func Setting(name, value string) string {
	variable, isVariable := strings.CutPrefix(name, "env:")
	switch {
	case isVariable:
		return variable + "=" + value
	case name == "workers" && value == "1":
		return "1 worker"
	case name == "workers":
		return value + " workers"
	case value == "on" || value == "off" || value == "" || value[0] >= '0' && value[0] <= '9' || value[0] == '-':
		return name + " " + value
	}
	return value
}

// VariantName names a variant by its settings: "pooled, rtt 20ms".
func VariantName(v *engine.Variant) string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(v.Settings)) {
		all = append(all, Setting(name, v.Settings[name]))
	}
	if len(all) == 0 {
		return v.Name
	}
	return strings.Join(all, ", ")
}

// TimePerPass is how long a variant takes for the work once, in seconds; 0 where it
// was not measured.
func TimePerPass(r *engine.Result, v *engine.VariantFigures) float64 {
	spec := &r.Spec
	if v.Spec != nil {
		spec = v.Spec
	}
	if v.Throughput.Value <= 0 {
		return 0
	}
	return float64(spec.PassItems) / v.Throughput.Value
}

// Saved says how much longer an operation takes with a variant than with its
// reference, under each of the settings that both share, and from which of them on
// the variants differ: "each package, with per-request in place of pooled: 0.1 ms
// longer at rtt 0ms, 5.2 ms longer at rtt 5ms; slower from rtt 5ms on". It is a line
// for each pair; none for a plan without such settings.
func Saved(r *engine.Result) []string {
	var pairs []*savedPair
	for i := range r.Effects {
		e := &r.Effects[i]
		variant, reference := variantNamed(r, e.Variant), variantNamed(r, e.Reference)
		one, other, common := apart(&variant.Variant, &reference.Variant)
		if common == "" || variant.Latency.Count == 0 || reference.Latency.Count == 0 {
			continue
		}
		begins := fmt.Sprintf("each %s, with %s in place of %s: ", r.Spec.Item, one, other)
		at := slices.IndexFunc(pairs, func(p *savedPair) bool { return p.begins == begins })
		if at < 0 {
			at, pairs = len(pairs), append(pairs, &savedPair{begins: begins})
		}
		pairs[at].add(common, variant.Latency.Mean-reference.Latency.Mean, assess.EffectOf(e))
	}
	var all []string
	for _, p := range pairs {
		all = append(all, p.begins+strings.Join(p.said, ", ")+p.breakEven())
	}
	return all
}

// savedPair is a variant and its reference under several settings, in their order.
type savedPair struct {
	begins   string
	said     []string
	settings []string
	outcomes []assess.EffectOutcome
}

func (p *savedPair) add(setting string, more time.Duration, outcome assess.EffectOutcome) {
	p.said = append(p.said, longer(more)+" at "+setting)
	p.settings, p.outcomes = append(p.settings, setting), append(p.outcomes, outcome)
}

// breakEven says from which setting on all outcomes are the same difference; "" where
// not even the last one is a difference.
func (p *savedPair) breakEven() string {
	last := len(p.outcomes) - 1
	outcome := p.outcomes[last]
	if outcome != assess.EffectFaster && outcome != assess.EffectSlower {
		return ""
	}
	from := last
	for from > 0 && p.outcomes[from-1] == outcome {
		from--
	}
	switch from {
	case 0:
		return "; " + EffectWord(outcome) + " at all of them"
	case last:
		return "; " + EffectWord(outcome) + " at " + p.settings[last] + " alone"
	}
	return "; " + EffectWord(outcome) + " from " + p.settings[from] + " on"
}

func longer(d time.Duration) string {
	if d < 0 {
		return units.Duration(-d) + " shorter"
	}
	return units.Duration(d) + " longer"
}
