package compare

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"ep-benchmark/engine"
)

// FewRuns is the number of runs of a baseline below which every verdict is
// provisional: fewer runs say too little about how runs differ.
const FewRuns = 5

// Options say how to compare.
type Options struct {
	// Floors are the machine's calibrated noise floors; figures without one
	// get a guess, marked as such.
	Floors Floors
	// AllowMismatch compares runs of different conditions too, and labels every
	// row that does.
	AllowMismatch bool
	// Unfinished says that the candidate is still being measured.
	Unfinished bool
}

// A Comparison is a candidate beside a baseline.
type Comparison struct {
	Now  Side  `json:"now"`
	Then Side  `json:"then"`
	Rows []Row `json:"rows"` // by workload, in the order of the candidate's last run
	// Failures compare how many operations failed, of the workloads that both
	// sides counted.
	Failures []FailureRow `json:"failures,omitempty"`
	// Tails show the slowest operations on both sides, and decide nothing.
	Tails []TailRow `json:"tails,omitempty"`
	// Differences are the conditions in which the two were not alike.
	Differences []Difference `json:"differences"`
	// Doubts say why the candidate is not clean; with any, no verdict is more
	// than unclear.
	Doubts []string `json:"doubts,omitempty"`
	// Interleaved says that the two took turns round by round: values are
	// rounds, not runs.
	Interleaved bool `json:"interleaved,omitempty"`
	// Provisional says that the baseline has fewer than FewRuns runs.
	Provisional bool `json:"provisional"`
	Unfinished  bool `json:"unfinished,omitempty"`
	// Unconfirmed says why the fresh run that was begun confirms nothing: it failed,
	// or was ended early. It is empty where none was begun, or where it counts.
	Unconfirmed string `json:"unconfirmed,omitempty"`
	// FamilyError is the level that the adjusted p-values were held against.
	FamilyError float64 `json:"family_error"`
	Verdict     Verdict `json:"verdict"`
	// Causes are what the evidence of the runs shows about the regressions; the
	// diagnosis fills them in.
	Causes []engine.Finding `json:"causes,omitempty"`
}

// Against compares a candidate with a baseline. It is a pure function: the
// same sides give the same comparison.
func Against(now, then Side, o Options) Comparison {
	c := Comparison{
		Now: now, Then: then, Rows: []Row{}, Doubts: now.doubts(), Unfinished: o.Unfinished,
		Provisional: len(then.Runs) < FewRuns && !then.Claimed, FamilyError: FamilyError,
	}
	c.Differences = append([]Difference{}, between(&now, &then)...)
	for _, subject := range subjects(&now) {
		for _, metric := range subject.Metrics() {
			if row, ok := c.row(subject, metric, o); ok {
				c.Rows = append(c.Rows, row)
			}
		}
	}
	c.adjust()
	for i := range c.Rows {
		c.judge(&c.Rows[i])
	}
	c.compareFailures(o.AllowMismatch)
	c.tails()
	c.Verdict = c.overall()
	return c
}

func subjects(side *Side) []Subject {
	if len(side.Runs) == 0 {
		return nil
	}
	return side.Runs[len(side.Runs)-1].Subjects
}

// row gathers the figures of one metric, and tests them where that is
// allowed; false where the candidate has none.
func (c *Comparison) row(subject Subject, metric Metric, o Options) (Row, bool) {
	key := Key{subject.Name, metric}
	now, nowErrors := c.Now.figures(key)
	if len(now) == 0 {
		return Row{}, false
	}
	then, thenErrors := c.Then.believed(key)
	r := Row{
		Key: key, Title: subject.Title, Item: subject.Item, Gates: c.gates(key),
		Now: c.Now.values(key, now, nowErrors), Then: c.Then.values(key, then, thenErrors),
		Floor: o.Floors.of(key, subject.Bound),
	}
	unlike := c.unlike(subject.Name)
	switch {
	case len(then) == 0:
		r.Verdict, r.Reason = NoBaseline, c.missing(key)
		return r, true
	case c.Then.Claimed:
		r.Verdict, r.Reason = NotComparable, c.Then.Label
	case len(unlike) > 0 && !o.AllowMismatch:
		r.Verdict, r.Reason = NotComparable, named(unlike)
		return r, true
	case len(unlike) > 0:
		r.Mismatch = true
	}
	r.Change = metric.Worse(r.Then.Center, r.Now.Center)
	if spread, ok := spreadOf(metric.turned(now), metric.turned(then), r.Floor); ok && !c.Then.Claimed {
		_, t := test(metric.turned(now), metric.turned(then), within(nowErrors), spread)
		r.Test = &t
	}
	return r, true
}

// missing says why the baseline has no figure to compare with.
func (c *Comparison) missing(key Key) string {
	if values, _ := c.Then.figures(key); len(values) > 0 {
		return "other programs had the CPUs in all runs of the baseline, so that it has no times"
	}
	return "the baseline has no such figure"
}

// gates tells whether a row decides. A figure of work decides where every run
// of both sides has it. Older runs lack it, and are compared as before it was
// introduced. Where other programs had the CPUs, now or in the baseline, times
// of the same workload only inform: they are unreliable then, and the figure of
// work decides instead.
func (c *Comparison) gates(key Key) bool {
	if key.Metric.OfWork() {
		return c.haveAll(key)
	}
	contended := len(c.doubtsOf(key.Metric)) > len(c.doubtsOf(CPUPerItem)) || len(c.Then.Runs) > 1 && !c.Then.sound(key.Metric)
	if contended && c.haveAll(Key{key.Workload, CPUPerItem}) {
		return false
	}
	return key.Metric.Gates()
}

// haveAll tells whether every run of both sides has a figure.
func (c *Comparison) haveAll(key Key) bool {
	has := func(s *Side) bool {
		values, _ := s.figures(key)
		return len(s.Runs) > 0 && len(values) == len(s.Runs)
	}
	return has(&c.Now) && has(&c.Then)
}

// unlike are the differences that concern a workload: the run's and its own.
// Under the concurrent schedule all do, since every leg meets the others.
func (c *Comparison) unlike(workload string) []Difference {
	together := slices.ContainsFunc(c.Now.Runs, func(r Run) bool {
		return r.condition(Condition{Name: scheduleName}) != "isolated"
	})
	var found []Difference
	for _, d := range c.Differences {
		if together || d.Workload == "" || d.Workload == workload {
			found = append(found, d)
		}
	}
	return found
}

// named lists the conditions that differ, by name.
func named(all []Difference) string {
	var names []string
	for _, d := range all {
		names = appendNew(names, d.Name)
	}
	verb := " differs"
	if len(names) > 1 {
		verb = " differ"
	}
	return strings.Join(names, ", ") + verb
}

// turned are the logs of figures, so that more is worse.
func (m Metric) turned(values []float64) []float64 {
	logs := make([]float64, len(values))
	for i, v := range values {
		logs[i] = m.Worse(1, v)
	}
	return logs
}

// within is the standard error of the mean of runs by what is known of each.
func within(errors []float64) float64 {
	sum := 0.0
	for _, e := range errors {
		sum += e * e
	}
	return math.Sqrt(sum) / float64(len(errors))
}

// adjust adjusts the p-values of the rows that gate, together; the others
// inform, and keep theirs.
func (c *Comparison) adjust() {
	var tests []*Test
	for i := range c.Rows {
		if r := &c.Rows[i]; r.Test != nil && r.Gates {
			tests = append(tests, r.Test)
		}
	}
	worse, better := adjusted(tests, func(t *Test) *float64 { return &t.PWorse }), adjusted(tests, func(t *Test) *float64 { return &t.PBetter })
	for i, t := range tests {
		t.PWorse, t.PBetter = worse[i], better[i]
	}
	for i := range c.Rows {
		if r := &c.Rows[i]; r.Test != nil {
			count := 1
			if r.Gates {
				count = len(tests)
			}
			r.Test.Detectable = r.Test.detectable(r.Floor, count)
		}
	}
}

// Why no test could be made.
const (
	noSpread   = "a single run on each side tells nothing of how runs differ: save a baseline of several, or calibrate"
	noInterval = "too few rounds that both have: an interval needs six"
)

// judge gives a row its verdict, where it has none.
func (c *Comparison) judge(r *Row) {
	switch {
	case r.Verdict != "":
		return
	case len(c.doubtsOf(r.Metric)) > 0:
		r.Verdict, r.Reason = Unclear, "the run is not clean: "+c.doubtsOf(r.Metric)[0]
	case r.Test == nil && c.Interleaved:
		r.Verdict, r.Reason = Unclear, noInterval
	case r.Test == nil:
		r.Verdict, r.Reason = Unclear, noSpread
	case r.Test.PWorse <= FamilyError && r.Change > r.Floor.logs():
		r.Verdict = Regressed
	case r.Test.PBetter <= FamilyError && r.Change < -r.Floor.logs():
		r.Verdict = Improved
	case r.Test.unchanged(r.Floor):
		r.Verdict = Unchanged
	default:
		r.Verdict, r.Reason = Unclear, unseen(r)
	}
}

// doubtsOf are the doubts that concern a metric.
func (c *Comparison) doubtsOf(metric Metric) []string {
	doubts := c.Now.doubtsOf(metric)
	if c.Interleaved {
		doubts = appendNew(c.Then.doubtsOf(metric), doubts...)
	}
	return doubts
}

// unseen says why a tested row is unclear, where the smallest change that would
// have been found does not say it.
func unseen(r *Row) string {
	if min(r.Test.PWorse, r.Test.PBetter) <= FamilyError {
		return fmt.Sprintf("%s %s, within the %s", r.Words(), r.Direction(), r.Floor)
	}
	return ""
}
