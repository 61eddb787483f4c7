package compare

import (
	"math"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// InterleavedFloor is the noise floor of two configurations that took turns
// round by round. It is lower than the floor of runs, since differences from
// run to run affect both alike. It is a guess, for effects that taking turns
// can't cancel, such as the order of allocations.
const InterleavedFloor = 0.01

// Interleaved compares two configurations, a and b, whose rounds took turns:
// b is the candidate. Every metric is compared round by round, so that what
// drifts cancels, and the test is Wilcoxon's on the logs of the ratios. Only
// workloads that both have are compared; nothing else need be alike, since the
// two are meant to differ.
func Interleaved(a, b *engine.Report) Comparison {
	c := Comparison{
		Interleaved: true, FamilyError: FamilyError, Rows: []Row{}, Differences: []Difference{},
		Then: SideOf(RunOf("a", a)), Now: SideOf(RunOf("b", b)),
	}
	c.Differences = append(c.Differences, between(&c.Now, &c.Then)...)
	c.Doubts = appendNew(c.Then.doubts(), c.Now.doubts()...)
	for _, subject := range subjects(&c.Now) {
		before, after := resultOf(a, subject.Name), resultOf(b, subject.Name)
		if before == nil || after == nil {
			continue
		}
		for _, metric := range subject.Metrics() {
			if row, ok := interleavedRow(subject, metric, rounds(metric, before), rounds(metric, after)); ok {
				row.Gates = c.gates(row.Key)
				c.Rows = append(c.Rows, row)
			}
		}
	}
	c.adjust()
	for i := range c.Rows {
		c.judge(&c.Rows[i])
	}
	c.compareFailures(true) // the two are meant to differ
	c.tails()
	c.Verdict = c.overall()
	return c
}

func resultOf(report *engine.Report, workload string) *engine.Result {
	for _, r := range shown(report) {
		if r.Spec.Name == workload {
			return r
		}
	}
	return nil
}

// rounds are a metric's values by round. A round that was gated, or that has a
// leg without a valid timing, has none.
func rounds(metric Metric, r *engine.Result) map[int]float64 {
	if metric.OfWork() {
		return costs(metric, r)
	}
	perItem := func(s *engine.Sample) float64 { return s.TimePerPass() / float64(max(r.Spec.Size, 1)) }
	sequential, parallel := map[int]float64{}, map[int]float64{}
	for i := range r.Samples {
		switch s := &r.Samples[i]; {
		case !s.Timed() || s.Makespan <= 0:
		case s.Gate != "" && !r.UsesGated: // where too few other rounds are left they count, and the run is doubted
		case s.Kind == engine.Parallel:
			parallel[s.Round] = perItem(s)
		default:
			sequential[s.Round] = perItem(s)
		}
	}
	switch metric {
	case ParallelTime:
		return parallel
	case SequentialTime, Time:
		return sequential
	}
	speedups := map[int]float64{}
	for round, time := range parallel {
		if before, ok := sequential[round]; ok {
			speedups[round] = before / time
		}
	}
	return speedups
}

// interleavedRow compares the rounds that both have; false where there are
// none.
func interleavedRow(subject Subject, metric Metric, before, after map[int]float64) (Row, bool) {
	r := Row{
		Key: Key{subject.Name, metric}, Title: subject.Title, Item: subject.Item,
		Floor: Floor{Change: InterleavedFloor},
	}
	var changes []float64
	for round := 1; len(changes) < len(before) && round <= engine.MostRounds; round++ {
		a, ok1 := before[round]
		b, ok2 := after[round]
		if ok1 && ok2 {
			r.Then.Values, r.Now.Values = append(r.Then.Values, a), append(r.Now.Values, b)
			changes = append(changes, metric.Worse(a, b))
		}
	}
	if len(changes) == 0 {
		return Row{}, false
	}
	r.Then.locate()
	r.Now.locate()
	location, _ := stats.Location(changes, 1-2*equivalenceError)
	r.Change = location.Value
	if location.Interval != nil {
		r.Test = pairedTest(changes, *location.Interval)
	}
	return r, true
}

// locate fills in the centre and the band of rounds, by rank.
func (v *Values) locate() {
	v.SEs = []float64{}
	if e, ok := stats.OnLogs(v.Values, bandConfidence); ok {
		v.Center, v.Band = e.Value, e.Interval
	}
}

func pairedTest(changes []float64, interval stats.Interval) *Test {
	t := &Test{Degrees: float64(len(changes) - 1), Deviation: deviation(changes), Interval: interval}
	t.SE = t.Deviation / math.Sqrt(float64(len(changes)))
	t.PWorse, t.PBetter = stats.SignedRank(changes)
	return t
}
