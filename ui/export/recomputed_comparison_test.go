package export_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"sync"

	"gonum.org/v1/gonum/stat/distuv"

	"ep-benchmark/ui/internal/recorded"
)

// worse is how much worse b is than a, on logs: of a time more is, of a speedup
// less.
func worse(metric string, a, b float64) float64 {
	if metric == "speedup" {
		return math.Log(a) - math.Log(b)
	}
	return math.Log(b) - math.Log(a)
}

// turned are logs of values, with more being worse.
func turned(metric string, values []float64) []float64 {
	logs := make([]float64, len(values))
	for i, v := range values {
		logs[i] = worse(metric, 1, v)
	}
	return logs
}

// withinRun is the standard error of a figure's log, from its interval.
func withinRun(figure object) float64 {
	interval := figure.of("interval")
	if interval == nil {
		return 0
	}
	quantile := distuv.UnitNormal.Quantile((1 + math.Min(interval.number("confidence"), 0.9999)) / 2)
	low, high := math.Log(interval.number("low")), math.Log(interval.number("high"))
	half := (high - low) / 2
	if figure.text("metric") == "speedup" {
		half = math.Max(half, math.Log(figure.number("value"))-low)
	}
	return half / quantile
}

// comparison recomputes everything in comparison: from the samples of the
// document's run, and from the figures of the baseline's runs.
func (l *ledger) comparison() {
	c := l.document.of("comparison")
	l.expect("comparison.family_error", 0.01)
	for _, side := range []string{"now", "then"} {
		for i, run := range c.of(side).objects("runs") {
			for f, figure := range run.objects("figures") {
				l.expect(fmt.Sprintf("comparison.%s.runs[%d].figures[%d].se", side, i, f), withinRun(figure))
				if side == "now" {
					l.figure(figure, fmt.Sprintf("comparison.now.runs[%d].figures[%d]", i, f))
				}
			}
		}
	}
	l.failures(c)
	l.tails(c)
	tested := map[int]naiveTest{}
	for i, row := range c.objects("rows") {
		if c.yes("interleaved") {
			l.roundsOf(row, i, tested)
		} else {
			l.runsOf(c, row, i, tested)
		}
		l.floor(c, row, fmt.Sprintf("comparison.rows[%d].floor", i))
	}
	l.adjusted(c, tested)
	for i, row := range c.objects("rows") {
		l.rerun(row, fmt.Sprintf("comparison.rows[%d].rerun", i), tested[i])
	}
}

// resultOf is the run's result that a comparison takes: of the last schedule.
func (l *ledger) resultOf(workload string) object {
	var found object
	for _, r := range l.document.of("run").objects("results") {
		if r.of("spec").text("name") == workload {
			found = r
		}
	}
	return found
}

// figure holds a figure of the candidate to the run's own estimate.
func (l *ledger) figure(figure object, place string) {
	r := l.resultOf(figure.text("workload"))
	estimate, size := r.of("speedup"), 1.0
	if kind, isTime := map[string]string{"parallel_time": "parallel", "sequential_time": "sequential"}[figure.text("metric")]; isTime {
		estimate, size = r.of(kind).of("time_per_pass_s"), r.of("spec").number("size")
	}
	l.expect(place+".value", estimate.number("value")/size)
	if interval := estimate.of("interval"); interval != nil {
		l.expectInterval(place+".interval", figure.has("interval"), naiveInterval{
			0, interval.number("low") / size, interval.number("high") / size, interval.number("confidence"),
		})
	}
}

// naiveTest is a test before its p-values are adjusted.
type naiveTest struct {
	metric           string
	then             []float64 // turned logs
	degrees          float64
	deviation        float64
	se, worse, other float64
	interval         naiveInterval
}

// runsOf recomputes a row over runs.
func (l *ledger) runsOf(c, row object, i int, tested map[int]naiveTest) {
	place := fmt.Sprintf("comparison.rows[%d]", i)
	metric := row.text("metric")
	now, nowSEs := l.values(c.of("now"), row, "now", place)
	then, _ := l.values(c.of("then"), row, "then", place)
	if row.text("reason") != "" && row.text("verdict") == "not comparable" && !c.of("then").yes("claimed") || len(then) == 0 {
		l.expect(place+".change", 0) // it was not compared
		return
	}
	change := naiveMean(turned(metric, now)) - naiveMean(turned(metric, then))
	l.expect(place+".change", change)
	if !row.has("test") {
		return
	}
	test := naiveTest{metric: metric, then: turned(metric, then)}
	floor := row.of("floor")
	if degrees := len(now) + len(then) - 2; degrees > 0 {
		test.degrees = float64(degrees)
		test.deviation = math.Sqrt((naiveSquares(turned(metric, now)) + naiveSquares(test.then)) / test.degrees)
	} else {
		test.degrees, test.deviation = floor.number("runs")-1, floor.number("deviation")
	}
	squares := 0.0
	for _, se := range nowSEs {
		squares += se * se
	}
	test.se = math.Max(test.deviation*math.Sqrt(1/float64(len(now))+1/float64(len(then))), math.Sqrt(squares)/float64(len(now)))
	test.worse, test.other = student(test.degrees).Survival(change/test.se), student(test.degrees).Survival(-change/test.se)
	half := student(test.degrees).Quantile(0.975) * test.se
	test.interval = naiveInterval{change, change - half, change + half, 0.95}
	tested[i] = test
}

// values are those of a side's runs that have the figure; their center and
// their band are checked.
func (l *ledger) values(side, row object, name, place string) (values, ses []float64) {
	var interval object
	for _, run := range side.objects("runs") {
		for _, f := range run.objects("figures") {
			if f.text("workload") == row.text("workload") && f.text("metric") == row.text("metric") {
				values, ses, interval = append(values, f.number("value")), append(ses, f.number("se")), f.of("interval")
			}
		}
	}
	got := row.of(name)
	if len(got.numbers("values")) != len(values) || len(got.numbers("ses")) != len(values) {
		l.t.Errorf("%s.%s has %d values, the runs %d", place, name, len(got.numbers("values")), len(values))
	}
	for i := range values {
		l.expect(fmt.Sprintf("%s.%s.values[%d]", place, name, i), values[i])
		l.expect(fmt.Sprintf("%s.%s.ses[%d]", place, name, i), ses[i])
	}
	band := naiveInterval{0, math.NaN(), math.NaN(), 0}
	switch n := float64(len(values)); {
	case n == 0:
		l.expect(place+"."+name+".center", 0)
		return nil, nil
	case n == 1 && interval != nil:
		band = naiveInterval{0, interval.number("low"), interval.number("high"), interval.number("confidence")}
	case n > 1:
		half := student(n-1).Quantile(0.975) * naiveDeviation(naiveLogs(values)) * math.Sqrt(1+1/n)
		mean := naiveMean(naiveLogs(values))
		band = naiveInterval{0, math.Exp(mean - half), math.Exp(mean + half), 0.95}
	}
	product := 1.0
	for _, v := range values {
		product *= math.Pow(v, 1/float64(len(values)))
	}
	l.expect(place+"."+name+".center", product)
	l.expectInterval(place+"."+name+".band", got.has("band"), band)
	return values, ses
}

// roundsOf recomputes a row over rounds that took turns. Those of the candidate
// are in the document's run.
func (l *ledger) roundsOf(row object, i int, tested map[int]naiveTest) {
	place, metric := fmt.Sprintf("comparison.rows[%d]", i), row.text("metric")
	now, then := row.of("now").numbers("values"), row.of("then").numbers("values")
	for round, value := range l.rounds(row) {
		l.expect(fmt.Sprintf("%s.now.values[%d]", place, round), value)
		l.checked[fmt.Sprintf("%s.then.values[%d]", place, round)] = true // the other's samples are not here
	}
	for name, values := range map[string][]float64{"now": now, "then": then} {
		want := hodgesLehmann(naiveLogs(values), 0.95).to(math.Exp)
		l.expect(place+"."+name+".center", want.value)
		l.expectInterval(place+"."+name+".band", row.of(name).has("band"), want)
	}
	changes := make([]float64, len(now))
	for round := range now {
		changes[round] = worse(metric, then[round], now[round])
	}
	location := hodgesLehmann(changes, 0.95)
	l.expect(place+".change", location.value)
	if !row.has("test") {
		return
	}
	above, below := signedRanks(changes)
	deviation := naiveDeviation(changes)
	tested[i] = naiveTest{
		metric: metric, degrees: float64(len(changes) - 1), deviation: deviation,
		se: deviation / math.Sqrt(float64(len(changes))), worse: above, other: below, interval: location,
	}
}

// rounds are a figure's values of the document's run, in the order of rounds.
func (l *ledger) rounds(row object) []float64 {
	r := l.resultOf(row.text("workload"))
	kind := map[string]string{"parallel_time": "parallel", "sequential_time": "sequential"}[row.text("metric")]
	if kind == "" {
		speedups, _ := pairs(r)
		return speedups
	}
	return mapped(timedLegs(r, kind), func(s object) float64 { return secondsPerPass(s) / r.of("spec").number("size") })
}

// adjusted recomputes what the rows' tests have together.
func (l *ledger) adjusted(c object, tested map[int]naiveTest) {
	var gating []int
	var up, down []float64
	for i, row := range c.objects("rows") {
		if test, ok := tested[i]; ok && row.yes("gates") {
			gating, up, down = append(gating, i), append(up, test.worse), append(down, test.other)
		}
	}
	up, down = holm(up), holm(down)
	for i, row := range c.objects("rows") {
		test, ok := tested[i]
		if !ok {
			continue
		}
		place, tests := fmt.Sprintf("comparison.rows[%d].test", i), 1.0
		pWorse, pBetter := test.worse, test.other
		if at := slices.Index(gating, i); at >= 0 {
			pWorse, pBetter, tests = up[at], down[at], float64(len(gating))
		}
		l.expect(place+".deviation", test.deviation)
		l.expect(place+".degrees", test.degrees)
		l.expect(place+".se", test.se)
		l.expect(place+".p_worse", pWorse)
		l.expect(place+".p_better", pBetter)
		l.expectInterval(place+".interval", true, test.interval)
		l.expect(place+".detectable", detectable(test, row.of("floor"), tests))
	}
}

// detectable is the change that would have been found with a chance of 95 %.
func detectable(test naiveTest, floor object, tests float64) float64 {
	se := test.se
	if deviation := floor.number("deviation"); deviation > test.deviation && test.deviation > 0 {
		se *= deviation / test.deviation
	}
	t := student(test.degrees)
	found := math.Max(math.Log(1+floor.number("change")), t.Quantile(1-0.01/tests)*se) + t.Quantile(0.95)*se
	found = math.Max(found, math.Max(test.interval.high, -test.interval.low))
	return math.Exp(math.Min(found, math.Log(1000))) - 1
}

// floor is the guess by what binds the workload, or what calibration gave.
func (l *ledger) floor(c, row object, place string) {
	floor := row.of("floor")
	if !floor.yes("calibrated") {
		guess := 0.05
		for _, run := range c.of("now").objects("runs") {
			for _, s := range run.objects("subjects") {
				if s.text("name") == row.text("workload") && s.text("bound") == "cpu" {
					guess = 0.10
				}
			}
		}
		if c.yes("interleaved") {
			guess = 0.01
		}
		l.expect(place+".change", guess)
		return
	}
	runs := calibrationRuns()
	var logs []float64
	for _, run := range runs {
		for _, f := range run.objects("figures") {
			if f.text("workload") == row.text("workload") && f.text("metric") == row.text("metric") {
				logs = append(logs, math.Log(f.number("value")))
			}
		}
	}
	furthest := 0.0
	for i := range logs {
		others := slices.Delete(slices.Clone(logs), i, i+1)
		furthest = math.Max(furthest, math.Abs(logs[i]-naiveMean(others)))
	}
	l.expect(place+".change", math.Max(0.03, math.Exp(furthest)-1)) // of twenty, the 99th percentile is the furthest
	l.expect(place+".deviation", naiveDeviation(logs))
	l.expect(place+".runs", float64(len(runs)))
}

// calibrationRuns are the runs of the recorded calibration as JSON holds them.
var calibrationRuns = sync.OnceValue(func() []object {
	text, err := json.Marshal(recorded.Calibration().Runs)
	if err != nil {
		panic(err) // of figures that are all finite
	}
	var runs []object
	if err := json.Unmarshal(text, &runs); err != nil {
		panic(err)
	}
	return runs
})

// rerun tests the fresh run alone, in the direction that was found.
func (l *ledger) rerun(row object, place string, test naiveTest) {
	rerun := row.of("rerun")
	if rerun == nil {
		return
	}
	change := worse(test.metric, 1, rerun.number("value")) - naiveMean(test.then)
	se := math.Max(test.deviation*math.Sqrt(1+1/float64(len(test.then))), rerun.number("se"))
	direction := 1.0
	if row.number("change") < 0 {
		direction = -1
	}
	p := student(test.degrees).Survival(direction * change / se)
	l.expect(place+".change", change)
	l.expect(place+".p", p)
	if agrees := p <= 0.01 && math.Abs(change) > math.Log(1+row.of("floor").number("change")); agrees != rerun.yes("agrees") {
		l.t.Errorf("%s.agrees is %v, recomputed %v", place, rerun.yes("agrees"), agrees)
	}
}
