package export_test

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/HdrHistogram/hdrhistogram-go"

	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/internal/recorded"
)

// TestEveryFigureCanBeRecomputed holds that every number of a document follows
// from what was measured in it, to 1e-9, by other code than the program's: a
// number is either measured (or given, as the plan) or recomputed here.
func TestEveryFigureCanBeRecomputed(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, run := range recorded.Runs() {
		t.Run(run.Name, func(t *testing.T) {
			l := newLedger(t, []byte(encoded(t, run.Report)))
			l.run()
			l.balance("")
		})
	}
	for _, c := range recorded.Comparisons() {
		t.Run("comparison "+c.Name, func(t *testing.T) {
			l := newLedger(t, whole(t, &c))
			l.comparison()
			// The runs are much alike: one of them is recomputed here too.
			place := "comparison."
			if c.Name == "regressed" {
				l.run()
				place = ""
			}
			l.balance(place)
		})
	}
}

// TestRecomputingNotices holds that the test before can fail: a measurement
// that is changed by a thousandth does not fit the figures any more.
func TestRecomputingNotices(t *testing.T) {
	racebuild.SkipSequential(t)
	c := recorded.Comparison("regressed")
	text := string(whole(t, &c))
	for _, measured := range []string{`"makespan_ns": `, `"value": `, `"se": `, `"p_worse": `, `"detectable": `, `"change": `, `"finished": `, `"center": `} {
		at := strings.LastIndex(text, measured) + len(measured)
		digits := regexp.MustCompile(`^-?[0-9.e-]+`).FindString(text[at:])
		value, err := strconv.ParseFloat(digits, 64)
		if err != nil {
			t.Fatal(err)
		}
		changed := text[:at] + strconv.FormatFloat(math.Ceil(value*1.001e15)/1e15, 'f', -1, 64) + text[at+len(digits):]
		count := &counted{TB: t}
		l := newLedger(count, []byte(changed))
		l.comparison()
		l.run()
		if count.errors == 0 {
			t.Errorf("%s was changed from %s, and no check failed", measured, digits)
		}
	}
}

// counted counts complaints.
type counted struct {
	testing.TB
	errors int
}

func (c *counted) Errorf(string, ...any) { c.errors++ }

// object is a JSON object of unknown kind.
type object map[string]any

func (o object) of(name string) object { found, _ := o[name].(map[string]any); return found }

func (o object) has(name string) bool { _, there := o[name]; return there }

func (o object) text(name string) string { found, _ := o[name].(string); return found }

func (o object) yes(name string) bool { found, _ := o[name].(bool); return found }

func (o object) number(name string) float64 { found, _ := o[name].(float64); return found }

func (o object) numbers(name string) []float64 {
	var all []float64
	list, _ := o[name].([]any)
	for _, one := range list {
		all = append(all, one.(float64))
	}
	return all
}

func (o object) objects(name string) []object {
	var all []object
	list, _ := o[name].([]any)
	for _, one := range list {
		all = append(all, one.(map[string]any))
	}
	return all
}

// ledger holds every number of a document by its place, and which of them were
// recomputed.
type ledger struct {
	t        complaints
	document object
	numbers  map[string]float64
	checked  map[string]bool
}

// complaints is where a ledger says what does not agree.
type complaints interface {
	Helper()
	Errorf(format string, args ...any)
	Fatal(args ...any)
}

func newLedger(t complaints, text []byte) *ledger {
	t.Helper()
	l := &ledger{t: t, numbers: map[string]float64{}, checked: map[string]bool{}}
	if err := json.Unmarshal(text, &l.document); err != nil {
		t.Fatal(err)
	}
	l.collect(map[string]any(l.document), "")
	return l
}

func (l *ledger) collect(value any, place string) {
	switch v := value.(type) {
	case float64:
		l.numbers[place] = v
	case map[string]any:
		for name, member := range v {
			l.collect(member, strings.TrimPrefix(place+"."+name, "."))
		}
	case []any:
		for i, member := range v {
			l.collect(member, fmt.Sprintf("%s[%d]", place, i))
		}
	}
}

// expect holds a number to what was recomputed.
func (l *ledger) expect(place string, want float64) {
	l.t.Helper()
	l.checked[place] = true
	got, there := l.numbers[place]
	if !there || math.IsNaN(want) || math.Abs(got-want) > 1e-9*math.Abs(want)+1e-15 {
		l.t.Errorf("%s is %v (there: %v), recomputed %v", place, got, there, want)
	}
}

// expectWhole compares a number that was cut to a whole one. It accepts a
// difference of 1, since the last digit of a sum decides the cut.
func (l *ledger) expectWhole(place string, want float64) {
	l.t.Helper()
	if math.Abs(l.numbers[place]-want) <= 1 {
		want = l.numbers[place]
	}
	l.expect(place, want)
}

// expectInterval holds an interval, or that there is none.
func (l *ledger) expectInterval(place string, there bool, want naiveInterval) {
	l.t.Helper()
	if there != want.exists() {
		l.t.Errorf("%s: there: %v, recomputed: %v", place, there, want.exists())
		return
	}
	if there {
		l.expect(place+".low", want.low)
		l.expect(place+".high", want.high)
		l.expect(place+".confidence", want.confidence)
	}
}

func (l *ledger) expectEstimate(place string, estimate object, want naiveInterval, n int) {
	l.t.Helper()
	l.expect(place+".value", want.value)
	l.expect(place+".n", float64(n))
	l.expectInterval(place+".interval", estimate.has("interval"), want)
}

// given are the numbers that were measured, stated or chosen. They can't be
// computed from the rest of the document.
var given = regexp.MustCompile(`^(schema|hardware\.cores|run\.(schema|duration_ns|plan\..*|host\..*)|` +
	`run\.results\[\d+\]\.(workers|look|spec\..*|ceiling\.limits\[\d+\]\.speedup|assessments\[\d+\]\.target\.bound|` +
	`operations\.errors\[\d+\]\.count|profiles\[\d+\]\..*|samples\[\d+\]\.(round|position|workers|started_at_ns|passes|makespan_ns|finish_ns|busy_ns|gate_weight|active_workers|items|bytes|operations\..*|errors\[\d+\]\.count|parts\[\d+\]\..*|evidence\..*|latency\.out_of_range))|` +
	`run\.utilisation\.cores\[\d+\]\.core|` +
	// Of the baseline's runs a document has the figures, and no samples.
	`comparison\.(now|then)\.runs\[\d+\]\.(number|subjects\[\d+\]\.size)|comparison\.then\.runs\[\d+\]\.(failures|tails)\[\d+\]\..*|comparison\.failures\[\d+\]\.rerun\.(failed|ended)|comparison\.then\.runs\[\d+\]\.figures\[\d+\]\.(value|interval\.(low|high|confidence))|` +
	`comparison\.causes\[\d+\]\.evidence\[\d+\]\.value|comparison\.rows\[\d+\]\.rerun\.(value|se))$`)

// balance reports the numbers with a prefix that are neither given nor
// recomputed.
func (l *ledger) balance(prefix string) {
	var missed []string
	for place := range l.numbers {
		if strings.HasPrefix(place, prefix) && !l.checked[place] && !given.MatchString(place) {
			missed = append(missed, place)
		}
	}
	slices.Sort(missed)
	if len(missed) > 0 {
		l.t.Errorf("%d numbers are neither measured nor recomputed, the first: %v", len(missed), missed[:min(len(missed), 10)])
	}
}

// timedLegs are a result's timings of a kind. Those of gated rounds are left
// out unless the result uses them.
func timedLegs(result object, kind string) []object {
	gated := gatedRounds(result)
	return slices.DeleteFunc(result.objects("samples"), func(s object) bool {
		return s.text("kind") != kind || s.text("untimed") != "" || gated[s.number("round")] && !result.yes("uses_gated")
	})
}

// gatedRounds are the rounds of which a leg is gated.
func gatedRounds(result object) map[float64]bool {
	gated := map[float64]bool{}
	for _, s := range result.objects("samples") {
		if s.text("gate") != "" {
			gated[s.number("round")] = true
		}
	}
	return gated
}

func secondsPerPass(s object) float64 { return s.number("makespan_ns") / 1e9 / s.number("passes") }

func mapped(legs []object, f func(object) float64) []float64 {
	values := make([]float64, len(legs))
	for i, leg := range legs {
		values[i] = f(leg)
	}
	return values
}

// run recomputes everything in run, and what stands beside it.
func (l *ledger) run() {
	run := l.document.of("run")
	confidence := 1 - 0.05/math.Max(1, float64(len(run.of("plan").numbers("looks"))))
	for i, result := range run.objects("results") {
		place := fmt.Sprintf("run.results[%d]", i)
		l.legs(result, place, confidence)
		l.speedup(result, place, confidence)
		l.parts(result, place, confidence)
		l.operations(result, place)
		if result.has("gated") || len(gatedRounds(result)) > 0 {
			l.expect(place+".gated", float64(len(gatedRounds(result))))
		}
		l.moreRounds(result, place)
		for s, sample := range result.objects("samples") {
			l.latency([]object{sample}, fmt.Sprintf("%s.samples[%d].latency", place, s))
		}
	}
	l.interference(run)
	l.utilisation(run)
	l.findings(run)
	l.benchmarks(run)
}

func (l *ledger) legs(result object, place string, confidence float64) {
	for _, kind := range []string{"sequential", "parallel"} {
		legs := timedLegs(result, kind)
		if result.has(kind) != (len(legs) > 0) {
			l.t.Errorf("%s.%s: there: %v, with %d legs", place, kind, result.has(kind), len(legs))
		}
		if len(legs) == 0 {
			continue
		}
		times := hodgesLehmann(naiveLogs(mapped(legs, secondsPerPass)), confidence).to(math.Exp)
		at := place + "." + kind
		l.expect(at+".legs", float64(len(legs)))
		l.expectEstimate(at+".time_per_pass_s", result.of(kind).of("time_per_pass_s"), times, len(legs))
		items := result.of("spec").number("pass_items")
		if l.document.of("run").of("plan").yes("once") { // those of operations that failed are not among them
			items = legs[0].number("items")
			l.expect(place+".utilisation", utilisationOf(legs[0]))
		}
		l.expect(at+".throughput", items/times.value)
		l.latency(legs, at+".latency")
		out := 0.0
		for _, leg := range legs {
			out += leg.of("latency").number("out_of_range")
		}
		l.expect(at+".latency.out_of_range", out)
	}
}

// pairs are the speedups of the rounds with two timings, and their numbers.
func pairs(result object) (speedups, rounds []float64) {
	for _, parallel := range timedLegs(result, "parallel") {
		for _, sequential := range timedLegs(result, "sequential") {
			if sequential.number("round") == parallel.number("round") {
				speedups = append(speedups, secondsPerPass(sequential)/secondsPerPass(parallel))
				rounds = append(rounds, parallel.number("round"))
			}
		}
	}
	return speedups, rounds
}

func (l *ledger) speedup(result object, place string, confidence float64) {
	speedups, rounds := pairs(result)
	l.expect(place+".rounds", float64(len(rounds)))
	least := math.Inf(1)
	for _, limit := range result.of("ceiling").objects("limits") {
		least = math.Min(least, limit.number("speedup"))
	}
	l.expect(place+".ceiling.speedup", least)
	if len(speedups) == 0 {
		if result.has("speedup") {
			l.t.Errorf("%s has a speedup of no round", place)
		}
		return
	}
	logs := naiveLogs(speedups)
	byRank, byT := hodgesLehmann(logs, confidence), byStudent(logs, confidence)
	bounded := byRank.to(math.Exp)
	bounded.high = math.Min(bounded.high, math.Max(least, bounded.value))
	l.expectEstimate(place+".speedup", result.of("speedup"), bounded, len(logs))
	l.expectEstimate(place+".speedup_by_t", result.of("speedup_by_t"), byT.to(math.Exp), len(logs))
	skewed := byRank.exists() && math.Abs(byRank.value-byT.value) > (byRank.high-byRank.low)/2
	if result.yes("skewed") != skewed {
		l.t.Errorf("%s.skewed is %v, recomputed %v", place, result.yes("skewed"), skewed)
	}
	far := outside(logs)
	if len(far) != len(result.numbers("outliers")) {
		l.t.Errorf("%s.outliers are %v, recomputed %v", place, result.numbers("outliers"), far)
	}
	for i, index := range far {
		l.expect(fmt.Sprintf("%s.outliers[%d]", place, i), rounds[index])
	}
	l.shares(result, place, math.Exp(byRank.value), least)
}

// shares are what follows from a speedup.
func (l *ledger) shares(result object, place string, speedup, ceiling float64) {
	l.expect(place+".efficiency", speedup/result.number("workers"))
	if ceiling > 1 {
		l.expect(place+".serial_fraction", (1/speedup-1/ceiling)/(1-1/ceiling))
	}
	l.expect(place+".utilisation", naiveMedian(mapped(timedLegs(result, "parallel"), utilisationOf)))
}

func utilisationOf(leg object) float64 {
	return leg.number("busy_ns") / leg.number("makespan_ns") / leg.number("workers")
}

func (l *ledger) parts(result object, place string, confidence float64) {
	for i, part := range result.objects("parts") {
		legs := timedLegs(result, "sequential")
		share := func(s object) object {
			return s.objects("parts")[slices.IndexFunc(s.objects("parts"), func(p object) bool { return p.text("name") == part.text("name") })]
		}
		times := mapped(legs, func(s object) float64 { return share(s).number("busy_ns") / 1e9 / s.number("passes") })
		want := hodgesLehmann(naiveLogs(times), confidence).to(math.Exp)
		at := fmt.Sprintf("%s.parts[%d]", place, i)
		l.expectEstimate(at+".time_per_pass_s", part.of("time_per_pass_s"), want, len(legs))
		l.expect(at+".throughput", share(legs[0]).number("items")/legs[0].number("passes")/want.value)
	}
}

func (l *ledger) operations(result object, place string) {
	sums := map[string]float64{}
	for _, s := range result.objects("samples") {
		for _, way := range []string{"planned", "finished", "failed", "panicked", "hung", "cancelled"} {
			sums[way] += s.of("operations").number(way)
		}
	}
	for way, sum := range sums {
		l.expect(place+".operations."+way, sum)
	}
	wrong, rate := sums["failed"]+sums["panicked"]+sums["hung"], 0.0
	if wrong+sums["finished"] > 0 {
		rate = wrong / (wrong + sums["finished"])
	}
	l.expect(place+".operations.failure_rate", rate)
	l.expectInterval(place+".operations.failure_interval", result.of("operations").has("failure_interval"),
		naiveProportion(wrong, wrong+sums["finished"], 0.95))
}

// moreRounds follows from the estimate, its interval and the bound.
func (l *ledger) moreRounds(result object, place string) {
	for i, a := range result.objects("assessments") {
		if !a.has("more_rounds") {
			continue
		}
		estimate, bound := result.of("speedup"), a.of("target").number("bound")
		if a.of("target").text("metric") == "time" {
			estimate = result.of("sequential").of("time_per_pass_s")
		}
		value, interval := estimate.number("value"), estimate.of("interval")
		reach := math.Log(interval.number("high") / value)
		if value > bound {
			reach = math.Log(value / interval.number("low"))
		}
		needed := math.Ceil(estimate.number("n")*math.Pow(reach/math.Log(value/bound), 2) - 1e-9)
		l.expect(fmt.Sprintf("%s.assessments[%d].more_rounds", place, i), math.Max(1, needed-estimate.number("n")))
	}
}

// latency follows from the legs' histograms, merged bar by bar.
func (l *ledger) latency(legs []object, place string) {
	counts, from := map[int64]int64{}, map[int64]int64{}
	total := int64(0)
	for _, leg := range legs {
		if leg.of("latency").text("histogram") == "" {
			continue
		}
		h, err := hdrhistogram.Decode([]byte(leg.of("latency").text("histogram")))
		if err != nil {
			l.t.Fatal(err)
		}
		for _, bar := range h.Distribution() {
			if bar.Count > 0 {
				counts[bar.To] += bar.Count
				from[bar.To] = bar.From
				total += bar.Count
			}
		}
	}
	bars := make([]int64, 0, len(counts))
	sum := 0.0
	for to, count := range counts {
		bars = append(bars, to)
		sum += float64(count) * float64(from[to]+(to-from[to]+1)/2)
	}
	slices.Sort(bars)
	quantile := func(q float64) float64 {
		rank, below := int64(math.Ceil(q*float64(total)-1e-6)), int64(0) // nearest rank
		for _, to := range bars {
			if below += counts[to]; below >= rank {
				return float64(to)
			}
		}
		return 0
	}
	l.expect(place+".count", float64(total))
	for name, q := range map[string]float64{"p50_ns": 0.5, "p90_ns": 0.9, "p99_ns": 0.99, "max_ns": 1} {
		l.expect(place+"."+name, quantile(q))
	}
	mean, least := 0.0, 0.0
	if total > 0 {
		mean, least = math.Floor(sum/float64(total)), float64(from[bars[0]])
	}
	l.expectWhole(place+".mean_ns", mean)
	l.expect(place+".min_ns", least)
}

func (l *ledger) interference(run object) {
	find := func(workload, schedule string) object {
		for _, r := range run.objects("results") {
			if r.of("spec").text("name") == workload && r.text("schedule") == schedule {
				return r
			}
		}
		return nil
	}
	for i, one := range run.objects("interference") {
		kind := one.text("kind")
		times := func(schedule string) []float64 {
			return naiveLogs(mapped(timedLegs(find(one.text("workload"), schedule), kind), secondsPerPass))
		}
		together, alone := times("concurrent"), times("isolated")
		l.expectEstimate(fmt.Sprintf("run.interference[%d].factor", i), one.of("factor"),
			shifted(together, alone, 0.95).to(math.Exp), min(len(together), len(alone)))
	}
}

// utilisation is that of the cores over all parallel legs, by their length.
func (l *ledger) utilisation(run object) {
	if !run.has("utilisation") {
		return
	}
	var busy, peak []float64
	wall, own := 0.0, 0.0
	for _, result := range run.objects("results") {
		for _, s := range timedLegs(result, "parallel") {
			cores := s.of("evidence").numbers("cores")
			if busy == nil {
				busy, peak = make([]float64, len(cores)), make([]float64, len(cores))
			}
			wall += s.number("makespan_ns")
			process := s.of("evidence").of("process")
			own += process.number("user_cpu_ns") + process.number("system_cpu_ns")
			for core, share := range cores {
				busy[core] += share * s.number("makespan_ns")
				peak[core] = math.Max(peak[core], share)
			}
		}
	}
	mean := 0.0
	for core := range busy {
		place := fmt.Sprintf("run.utilisation.cores[%d]", core)
		l.expect(place+".mean", busy[core]/wall)
		l.expect(place+".peak", peak[core])
		mean += busy[core] / wall / float64(len(busy))
	}
	l.expect("run.utilisation.mean", mean)
	l.expect("run.utilisation.own", math.Min(mean, own/wall/float64(len(busy))))
}

// findings rest on figures that the samples give.
func (l *ledger) findings(run object) {
	for i, f := range run.objects("findings") {
		about := run.objects("results")
		about = slices.DeleteFunc(about, func(r object) bool {
			if f.text("workload") != "" && r.of("spec").text("name") != f.text("workload") {
				return true
			}
			when, _, said := strings.Cut(strings.TrimPrefix(f.text("statement"), "when "), ", ")
			return said && strings.HasPrefix(f.text("statement"), "when ") && when != r.text("schedule")
		})
		l.missing(f, run, i)
		for e, figure := range f.objects("evidence") {
			place, name := fmt.Sprintf("run.findings[%d].evidence[%d].value", i, e), figure.text("name")
			switch recompute, known := evidence[name]; {
			case strings.HasPrefix(name, "share of what is missing"):
			case strings.HasPrefix(name, "errors: "):
				l.expect(place, failedWith(about[0], strings.TrimPrefix(name, "errors: ")))
			case name == "interference":
				l.expect(place, l.interferenceOf(run, f))
			case known:
				l.expect(place, recompute(run, about))
			default:
				l.reading(place, name, run, about[0])
			}
		}
	}
}

// missing holds that the shares of what is missing add up to all of it, in the
// finding that has all of them, and that the others say the same. Which cause is
// given which share is for the rules that make the findings, and tested there.
func (l *ledger) missing(finding, run object, i int) {
	const of = "share of what is missing"
	all, whole := 0.0, 0
	for e, figure := range finding.objects("evidence") {
		place := fmt.Sprintf("run.findings[%d].evidence[%d].value", i, e)
		switch cause, part := strings.CutPrefix(figure.text("name"), of+": "); {
		case part && cause == "not identified":
			l.expect(place, math.Max(0, 1-all))
		case part:
			all, whole = all+figure.number("value"), whole+1
			l.checked[place] = true
		case figure.text("name") == of:
			l.expect(place, shareSaid(run, finding, i))
		}
	}
	if all > 1+1e-9 {
		l.t.Errorf("run.findings[%d]: %d causes explain %v of what is missing", i, whole, all)
	}
}

// shareSaid is the share of a finding's cause in the last finding before it that
// has those of all causes.
func shareSaid(run, finding object, i int) float64 {
	findings := run.objects("findings")
	for ; i >= 0; i-- {
		for _, figure := range findings[i].objects("evidence") {
			cause, is := strings.CutPrefix(figure.text("name"), "share of what is missing: ")
			if is && strings.Contains(finding.text("statement"), cause) {
				return figure.number("value")
			}
		}
	}
	return math.NaN()
}

// reading recomputes the median, or the mean, of a reading over the legs of a
// kind, which is the end of its name.
func (l *ledger) reading(place, name string, run, result object) {
	l.t.Helper()
	for suffix, kind := range map[string]string{", parallel": "parallel", ", sequential": "sequential"} {
		base, is := strings.CutSuffix(name, suffix)
		if !is || readings[base].of == nil {
			continue
		}
		host := run.of("host")
		legs := mapped(timedLegs(result, kind), func(s object) float64 {
			items := s.number("passes") * math.Max(result.of("spec").number("size"), 1)
			return readings[base].of(s, items, math.Min(host.number("gomaxprocs"), host.number("logical_cpus")))
		})
		if readings[base].mean {
			l.expect(place, naiveMean(legs))
		} else {
			l.expect(place, naiveMedian(legs))
		}
		return
	}
	l.t.Errorf("%s: nothing recomputes %q", place, name)
}

// readings of a leg, by their names; items are of the workload's size, times are
// seconds.
var readings = map[string]struct {
	mean bool
	of   func(s object, items, cpus float64) float64
}{
	"time per item":                   {of: func(s object, items, _ float64) float64 { return s.number("makespan_ns") / 1e9 / items }},
	"time inside operations per item": {of: func(s object, items, _ float64) float64 { return s.number("busy_ns") / 1e9 / items }},
	"active workers":                  {of: func(s object, _, _ float64) float64 { return s.number("active_workers") }},
	"serial end of a pass":            {of: func(s object, _, _ float64) float64 { return s.number("finish_ns") / s.number("makespan_ns") }},
	"time to first byte":              {of: onWire("first_byte_mean_ns", 1e9)},
	"time to first byte, 99th percentile over the mean": {of: func(s object, items, cpus float64) float64 {
		return onWire("first_byte_p99_ns", 1)(s, items, cpus) / onWire("first_byte_mean_ns", 1)(s, items, cpus)
	}},
	"the server's own time":        {of: onWire("server_mean_ns", 1e9)},
	"requests in flight":           {of: onWire("in_flight_mean", 1)},
	"most requests in flight":      {of: onWire("in_flight_max", 1)},
	"canary's unit of work":        {of: onMachine("canary_unit_ns", 1e9)},
	"canary on a CPU":              {of: onMachine("canary_on_cpu", 1)},
	"other processes":              {mean: true, of: onMachine("foreign", 1)},
	"stolen by the hypervisor":     {mean: true, of: onMachine("steal", 1)},
	"a task waited for a CPU":      {mean: true, of: onMachine("pressure", 1)},
	"held back by the CPU quota":   {mean: true, of: onMachine("held", 1)},
	"times that heat slowed a CPU": {mean: true, of: onMachine("thermal_events", 1)},
	"own CPU time":                 {of: func(s object, _, cpus float64) float64 { return cpuSeconds(s) / (s.number("makespan_ns") / 1e9 * cpus) }},
	"CPU per item":                 {of: func(s object, items, _ float64) float64 { return cpuSeconds(s) / items }},
	"goroutines' wait to run, 99th percentile": {of: func(s object, _, _ float64) float64 {
		return s.of("evidence").of("process").number("scheduling_p99_ns") / 1e9
	}},
	"share of the active workers' time inside operations": {of: func(s object, _, _ float64) float64 {
		return s.number("busy_ns") / ((s.number("makespan_ns") - s.number("finish_ns")) * s.number("active_workers"))
	}},
	"longest operation of a pass over the median one": {of: func(s object, _, _ float64) float64 {
		return longestOfAPass(s) / s.of("latency").number("p50_ns")
	}},
	"longest operation over the time of a pass": {of: func(s object, _, _ float64) float64 {
		return longestOfAPass(s) / (s.number("makespan_ns") / s.number("passes"))
	}},
}

// longestOfAPass is the longest operation in nanoseconds; of many passes the one
// that half of the passes have or exceed, counted off the histogram.
func longestOfAPass(s object) float64 {
	latency := s.of("latency")
	if s.number("passes") <= 1 {
		return latency.number("max_ns")
	}
	h, err := hdrhistogram.Decode([]byte(latency.text("histogram")))
	if err != nil {
		return 0
	}
	q := math.Pow(0.5, s.number("passes")/latency.number("count"))
	rank, below := int64(q*latency.number("count")+0.5), int64(0)
	for _, bar := range h.Distribution() {
		if below += bar.Count; below >= rank && bar.Count > 0 {
			return float64(bar.To)
		}
	}
	return 0
}

// workersThatCouldBe active at once: as many as operations, and as CPUs where
// the work computes.
func workersThatCouldBe(run, r object) float64 {
	could := math.Min(r.number("workers"), math.Max(r.of("spec").number("operations"), 1))
	if r.of("spec").text("bound") == "cpu" {
		could = math.Min(could, math.Min(run.of("host").number("gomaxprocs"), run.of("host").number("logical_cpus")))
	}
	return math.Max(1, could)
}

func cpuSeconds(s object) float64 {
	process := s.of("evidence").of("process")
	return (process.number("user_cpu_ns") + process.number("system_cpu_ns")) / 1e9
}

func onWire(field string, unit float64) func(object, float64, float64) float64 {
	return func(s object, _, _ float64) float64 { return s.of("evidence").of("wire").number(field) / unit }
}

func onMachine(field string, unit float64) func(object, float64, float64) float64 {
	return func(s object, _, _ float64) float64 { return s.of("evidence").of("machine").number(field) / unit }
}

func (l *ledger) interferenceOf(run, finding object) float64 {
	for _, one := range run.objects("interference") {
		if one.text("workload") == finding.text("workload") && strings.HasPrefix(finding.text("statement"), one.text("kind")) {
			return one.of("factor").number("value")
		}
	}
	return math.NaN()
}

// evidence recomputes the figures of findings, from the results they are about.
var evidence = map[string]func(run object, about []object) float64{
	"speedup": func(_ object, r []object) float64 { return r[0].of("speedup").number("value") },
	"ceiling": func(_ object, r []object) float64 { return r[0].of("ceiling").number("speedup") },
	"requests answered at once": func(_ object, r []object) float64 {
		median := func(kind, field string) float64 {
			return naiveMedian(mapped(timedLegs(r[0], kind), func(s object) float64 { return s.of("evidence").of("wire").number(field) }))
		}
		return median("parallel", "in_flight_mean") * median("sequential", "first_byte_mean_ns") / median("parallel", "first_byte_mean_ns")
	},
	"operations that failed": func(_ object, r []object) float64 { return operationsThat(r[0], "failed", "panicked", "hung") },
	"operations": func(_ object, r []object) float64 {
		return operationsThat(r[0], "finished", "failed", "panicked", "hung")
	},
	"workers that could be active": func(run object, r []object) float64 { return workersThatCouldBe(run, r[0]) },
	"workers that could be":        func(run object, r []object) float64 { return workersThatCouldBe(run, r[0]) },
	"workers inside operations, on average": func(_ object, r []object) float64 {
		median := func(name string) float64 {
			return naiveMedian(mapped(timedLegs(r[0], "parallel"), func(s object) float64 { return readings[name].of(s, 0, 0) }))
		}
		return median("active workers") * median("share of the active workers' time inside operations")
	},
	"serial fraction": func(_ object, r []object) float64 { return r[0].number("serial_fraction") },
	"own CPU time / wall": func(_ object, all []object) float64 {
		cpu, wall := 0.0, 0.0
		for _, r := range all {
			for _, s := range timedLegs(r, "parallel") {
				process := s.of("evidence").of("process")
				cpu += process.number("user_cpu_ns") + process.number("system_cpu_ns")
				wall += s.number("makespan_ns")
			}
		}
		return cpu / wall
	},
	"CPUs": func(run object, _ []object) float64 {
		host := run.of("host")
		cpus := math.Min(host.number("gomaxprocs"), host.number("logical_cpus"))
		if quota := host.number("cpu_quota"); quota > 0 {
			cpus = math.Min(cpus, math.Ceil(quota))
		}
		return cpus
	},
}

// operationsThat counts operations of all legs by how they ended.
func operationsThat(r object, ended ...string) float64 {
	sum := 0.0
	for _, s := range r.objects("samples") {
		for _, how := range ended {
			sum += s.of("operations").number(how)
		}
	}
	return sum
}

// failedWith counts the errors of a kind over all legs.
func failedWith(r object, kind string) float64 {
	sum := 0.0
	for _, s := range r.objects("samples") {
		for _, e := range s.objects("errors") {
			if e.text("kind") == kind {
				sum += e.number("count")
			}
		}
	}
	return sum
}

// benchmarks at the top level are figures of the run.
func (l *ledger) benchmarks(run object) {
	shown := "concurrent"
	if run.of("plan").text("schedule") == "isolated" {
		shown = "isolated"
	}
	for _, r := range run.objects("results") {
		if r.text("schedule") != shown {
			continue
		}
		spec := r.of("spec")
		place := "benchmarks." + spec.text("key") + "."
		values := map[string]float64{spec.text("size_key"): spec.number("size")}
		for _, a := range r.objects("assessments") {
			if target := a.of("target"); target.yes("gates") {
				values["target"] = target.number("bound")
				break
			}
		}
		for _, kind := range []string{"sequential", "parallel"} {
			values[kind] = r.of(kind).of("time_per_pass_s").number("value")
		}
		values["speedup"], values["total"] = r.of("speedup").number("value"), values["sequential"]
		for _, part := range r.objects("parts") {
			values[part.text("name")] = part.of("time_per_pass_s").number("value")
		}
		for name, value := range values {
			if _, there := l.numbers[place+name]; there {
				l.expect(place+name, value)
			}
		}
	}
}
