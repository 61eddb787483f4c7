package compare

import (
	"slices"
	"strconv"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

// A sweep is compared number by number: each number of workers of a workload is a
// subject of its own. So two sweeps are compared in the numbers that both have, and
// no sweep is ever compared with a run with one number.

// swept are the results of a sweep's result, one for each number of workers. Its
// parallel legs are those of that number. Numbers that the sweep chose itself are not
// among them: another sweep chooses others.
func swept(r *engine.Result) []*engine.Result {
	var all []*engine.Result
	for i := range r.Variants {
		v := &r.Variants[i]
		if v.Refined {
			continue
		}
		one := &engine.Result{Spec: *specOf(&r.Spec, &v.Variant), Schedule: r.Schedule, Workers: v.Workers, Ceiling: r.Ceiling}
		for _, s := range r.Samples {
			if s.Kind == engine.LegKind(v.Name) {
				one.Samples = append(one.Samples, s)
			}
		}
		one.Operations = assess.Operations(one.Samples)
		if v.Throughput.Value > 0 {
			one.Parallel = &engine.LegFigures{
				Legs: v.Legs, TimePerPass: timeOf(&v.Throughput, r.Spec.PassItems), Throughput: v.Throughput.Value, Latency: v.Latency,
			}
		}
		all = append(all, one)
	}
	return all
}

// specOf is the spec of one number of workers, with a name of its own.
func specOf(spec *engine.Spec, v *engine.Variant) *engine.Spec {
	one := *spec
	one.Name, one.Title = spec.Name+" "+v.Name, spec.Title+", "+units.Counted(v.Workers, "worker")
	one.Key = spec.Key + "_" + strconv.Itoa(v.Workers)
	return &one
}

// timeOf is the time that a pass of some items takes at a throughput.
func timeOf(throughput *stats.Estimate, items int) stats.Estimate {
	e := stats.Estimate{Value: float64(items) / throughput.Value, N: throughput.N}
	if i := throughput.Interval; i != nil && i.Low > 0 && i.High > 0 {
		turned := *i
		turned.Low, turned.High = float64(items)/i.High, float64(items)/i.Low
		e.Interval = &turned
	}
	return e
}

// sweptGiven is what the plan of a sweep gives a workload: each of the numbers.
func sweptGiven(p *engine.Plan, spec *engine.Spec) []given {
	var all []given
	for _, v := range p.VariantsFor(spec.Bound) {
		all = append(all, given{specOf(spec, &v), v.Workers, true})
	}
	return all
}

// SweptMark is what follows a workload's name in the name of one of its numbers of
// workers.
const SweptMark = " workers="

// Swept tells whether the subject is one of a sweep's numbers of workers, which has no
// other figure than the time of its legs.
func (s *Subject) Swept() bool { return strings.Contains(s.Name, SweptMark) }

// unlikeInSweeps are the conditions in which a sweep differs from a run of one number
// of workers without its recommendation being any less true of that run.
var unlikeInSweeps = []string{scheduleName, "warm-up rounds", "minimum leg", "workloads at once", roundsName, workersName}

// SweptLike tells whether a sweep of a workload was made under the conditions of the
// run: on such a machine, with such a build, and with the workload's settings. Where
// the work computes its size agrees, too.
func (r *Run) SweptLike(sweep *Run, workload string) bool {
	subject, known := r.Subject(workload)
	if !known {
		return false
	}
	for i := range sweep.Subjects {
		if name := sweep.Subjects[i].Name; strings.HasPrefix(name, workload+SweptMark) {
			unlike := unlikeInSweeps
			if subject.Bound != engine.CPUBound {
				unlike = append(slices.Clone(unlike), sizeName)
			}
			return r.agrees(sweep, subject.Name, name, unlike) && sweep.agrees(r, name, workload, unlike)
		}
	}
	return false
}

// agrees tells whether the other run has the run's conditions, and under another
// name those of a subject. The conditions of unlike names don't count.
func (r *Run) agrees(other *Run, subject, named string, unlike []string) bool {
	for _, c := range r.Conditions {
		if slices.Contains(unlike, c.Name) || c.Workload != "" && c.Workload != subject {
			continue
		}
		value := c.Value
		if c.Workload != "" {
			c.Workload = named
		}
		if other.condition(c) != value {
			return false
		}
	}
	return true
}
