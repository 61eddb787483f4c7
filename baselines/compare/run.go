package compare

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// Metric is a figure that can be compared.
type Metric string

// The metrics of a comparison. Times are seconds per item of a workload's
// size: of one shipment, one record.
const (
	ParallelTime   Metric = "parallel_time"
	Speedup        Metric = "speedup"
	SequentialTime Metric = "sequential_time"
	// Time is that of work without a parallel form, in place of the three above.
	Time Metric = "time"

	// CPUPerItem is the CPU time of the sequential legs' own thread per item, at a
	// nominal clock. InstructionsPerItem is their number of instructions, where
	// the system reports it. Only work that computes has them.
	CPUPerItem          Metric = "cpu_per_item"
	InstructionsPerItem Metric = "instructions_per_item"
)

// Metrics lists all metrics, those that gate first.
func Metrics() []Metric {
	return []Metric{ParallelTime, Speedup, Time, CPUPerItem, InstructionsPerItem, SequentialTime}
}

// Gates tells whether a change of the metric decides: the others inform.
func (m Metric) Gates() bool { return m != SequentialTime }

// LessIsBetter tells the metric's direction.
func (m Metric) LessIsBetter() bool { return m != Speedup }

// Key names one figure of a run.
type Key struct {
	Workload string `json:"workload"`
	Metric   Metric `json:"metric"`
}

// A Figure is a run's value of one metric.
type Figure struct {
	Key
	Value float64 `json:"value"`
	// Interval is the run's own, over its rounds.
	Interval *stats.Interval `json:"interval,omitempty"`
	// SE is the standard error of ln(Value) over the run's rounds, from the
	// interval: half its width on logs, or a speedup's lower half where that is
	// longer, over the normal quantile of its confidence. 0 where there is no
	// interval.
	SE float64 `json:"se"`
}

// Subject is what a comparison has to know of a workload.
type Subject struct {
	Name  string       `json:"name"`
	Title string       `json:"title"`
	Item  string       `json:"item"` // what a size counts, singular: "shipment"
	Size  int          `json:"size"`
	Bound engine.Bound `json:"bound"`
	// Own says that the workload's name alone does not run it again: it is one of the
	// user's own, or one number of workers or one size of a sweep.
	Own bool `json:"own,omitempty"`
	// Single says that the workload has a time in place of times of two kinds of leg
	// and a speedup.
	Single bool `json:"single,omitempty"`
}

// Metrics are those that a workload can have, those that gate first.
func (s *Subject) Metrics() []Metric {
	return slices.DeleteFunc(Metrics(), func(m Metric) bool { return !m.OfWork() && (m == Time) != s.Single })
}

// A Run is what a comparison needs of a run.
type Run struct {
	// Number is the run's in the store; 0 for one that is not in any.
	Number    int64     `json:"number,omitempty"`
	Name      string    `json:"name"`
	StartedAt time.Time `json:"started_at"`
	Version   string    `json:"version,omitempty"` // of the program
	Machine   string    `json:"machine,omitempty"`

	Subjects   []Subject   `json:"subjects"`
	Conditions []Condition `json:"conditions"`
	Figures    []Figure    `json:"figures"`
	// Failures count the operations by workload; empty for a run that was kept
	// before they were counted.
	Failures []Failures `json:"failures,omitempty"`
	// Tails are the slowest operations by workload; empty likewise.
	Tails []Tail `json:"tails,omitempty"`
	// Doubts say why no verdict can rest on the run. Gated lists rounds that were
	// gated and made again; verdicts can rest on those. Only a run without either
	// is clean.
	Doubts []string `json:"doubts,omitempty"`
	Gated  []string `json:"gated,omitempty"`
	// Variants is how many variants took turns in the run, where they are not the
	// usual two. Such a run joins no baseline: it has no figures of its own.
	Variants int `json:"variants,omitempty"`
	// Contended are the doubts that say only that other programs had the CPUs, of
	// workloads with figures of work: those figures stay valid.
	Contended []string `json:"contended,omitempty"`
}

// Clean tells whether nothing speaks against any of the run's figures.
func (r *Run) Clean() bool { return len(r.Doubts) == 0 && len(r.Gated) == 0 }

// Joins tells whether the run may join a baseline. A clean run may, if no other
// variants took turns in it than the usual two. So may a
// run of which every workload has figures of work, if its only doubts are that
// other programs had the CPUs. The baseline takes no times from the latter.
func (r *Run) Joins() bool {
	if r.Variants > 0 {
		return false
	}
	if r.Clean() {
		return true
	}
	for i := range r.Subjects {
		if _, ok := r.Figure(Key{r.Subjects[i].Name, CPUPerItem}); !ok {
			return false
		}
	}
	return len(r.Subjects) > 0 && r.Sound(CPUPerItem)
}

// Sound tells whether nothing speaks against the run's figures of a metric.
func (r *Run) Sound(metric Metric) bool {
	if metric.OfWork() {
		return len(r.doubtsOf(metric)) == 0
	}
	return r.Clean()
}

// doubtsOf are the doubts that concern a metric.
func (r *Run) doubtsOf(metric Metric) []string {
	if !metric.OfWork() {
		return r.Doubts
	}
	return slices.DeleteFunc(slices.Clone(r.Doubts), func(doubt string) bool { return slices.Contains(r.Contended, doubt) })
}

// Badge sums up how far the run can be trusted, as its report does.
func (r *Run) Badge() engine.Badge {
	switch {
	case len(r.Doubts) > 0:
		return engine.Poor
	case len(r.Gated) > 0:
		return engine.Fair
	}
	return engine.Clean
}

// Reservations say why the run is not clean, or why it joins no baseline though it
// is.
func (r *Run) Reservations() []string {
	all := append(slices.Clone(r.Doubts), r.Gated...)
	if r.Variants > 0 {
		all = append(all, fmt.Sprintf("%d variants took turns in it, and a baseline is of runs of one configuration", r.Variants))
	}
	return all
}

// Figure finds a figure of the run.
func (r *Run) Figure(key Key) (Figure, bool) {
	i := slices.IndexFunc(r.Figures, func(f Figure) bool { return f.Key == key })
	if i < 0 {
		return Figure{}, false
	}
	return r.Figures[i], true
}

// Subject finds a workload of the run.
func (r *Run) Subject(workload string) (Subject, bool) {
	i := slices.IndexFunc(r.Subjects, func(s Subject) bool { return s.Name == workload })
	if i < 0 {
		return Subject{}, false
	}
	return r.Subjects[i], true
}

// RunOf takes from a report what a comparison needs. Under both schedules the
// concurrent figures count, as at the export's top level.
func RunOf(name string, report *engine.Report) Run {
	run := newRun(name, &report.Host, report.StartedAt)
	run.Version, run.Variants = report.Version, variantsIn(&report.Plan)
	run.judge(report)
	var all []given
	for _, r := range shown(report) {
		all = append(all, given{&r.Spec, r.Workers, report.Plan.Sweeps() || report.Plan.SweepsSizes()})
		run.Figures = append(run.Figures, figuresOf(r)...)
		run.Failures = append(run.Failures, failuresOf(r))
		if tail, ok := tailOf(r); ok {
			run.Tails = append(run.Tails, tail)
		}
	}
	run.take(&report.Host, &report.Plan, all)
	return run
}

// Begun is a run that has just begun: it has its conditions, and no figure yet.
// Its fingerprint is the one that the finished run will have.
func Begun(name string, e *engine.RunStarted) Run {
	run := newRun(name, &e.Host, e.StartedAt)
	run.Variants = variantsIn(&e.Plan)
	var all []given
	for i := range e.Specs {
		if e.Plan.Sweeps() {
			all = append(all, sweptGiven(&e.Plan, &e.Specs[i])...)
			continue
		}
		if e.Plan.SweepsSizes() {
			all = append(all, sizedGiven(&e.Plan, &e.Specs[i], e.Workers[i])...)
			continue
		}
		all = append(all, given{&e.Specs[i], e.Workers[i], false})
	}
	run.take(&e.Host, &e.Plan, all)
	return run
}

func newRun(name string, host *engine.Host, at time.Time) Run {
	return Run{Name: name, StartedAt: at, Machine: cmp.Or(host.CPUModel, host.Model)}
}

func (r *Run) take(host *engine.Host, plan *engine.Plan, all []given) {
	for _, g := range all {
		r.Subjects = append(r.Subjects, g.subject())
	}
	r.Conditions = conditionsOf(host, plan, all)
}

// shown are the results that count: those of the last schedule. A sweep has one for
// each number of workers or each size.
func shown(report *engine.Report) []*engine.Result {
	schedules := report.Plan.Schedules()
	var results []*engine.Result
	for i := range report.Results {
		r := &report.Results[i]
		switch {
		case r.Schedule != schedules[len(schedules)-1]:
		case report.Plan.Sweeps():
			results = append(results, swept(r)...)
		case report.Plan.SweepsSizes():
			results = append(results, sized(report, r)...)
		default:
			results = append(results, r)
		}
	}
	return results
}

func figuresOf(r *engine.Result) []Figure {
	var figures []Figure
	add := func(metric Metric, e stats.Estimate) {
		if e.Value > 0 && !math.IsInf(e.Value, 0) {
			figures = append(figures, newFigure(Key{r.Spec.Name, metric}, e))
		}
	}
	perItem := func(seconds float64) float64 { return seconds / float64(max(r.Spec.Size, 1)) }
	if r.Parallel != nil {
		add(ParallelTime, r.Parallel.TimePerPass.Map(perItem))
	}
	if r.Speedup != nil {
		add(Speedup, *r.Speedup)
	}
	switch {
	case r.Sequential == nil:
	case r.Spec.Single:
		add(Time, r.Sequential.TimePerPass.Map(perItem))
	default:
		add(SequentialTime, r.Sequential.TimePerPass.Map(perItem))
	}
	return append(figures, costFigures(r)...)
}

func newFigure(key Key, e stats.Estimate) Figure {
	f := Figure{Key: key, Value: e.Value, Interval: e.Interval}
	if i := e.Interval; i != nil && i.Low > 0 && i.High >= i.Low {
		// The upper half of a speedup's interval may end at its ceiling and be too
		// short. The lower half gives the error then.
		half := math.Log(i.High/i.Low) / 2
		if key.Metric == Speedup {
			half = max(half, math.Log(e.Value/i.Low))
		}
		f.SE = half / distuv.UnitNormal.Quantile((1+min(i.Confidence, 0.9999))/2)
	}
	return f
}

// Worse is how much worse b is than a, as the logarithm of their ratio. Above
// zero is worse for every metric, whether less or more of it is better.
func (m Metric) Worse(a, b float64) float64 {
	if m.LessIsBetter() {
		return math.Log(b / a)
	}
	return math.Log(a / b)
}
