// Package export writes a run to files, and reads them again.
//
// Its opinion: a file is written whole or not at all, and is known to be
// writable before the run that it is to hold begins. Its top level keeps the
// shape of the page that this project reproduces, so that readers of that page
// can read the file; everything beside it is in run.
package export

import (
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// A Document is the JSON form of a run. Times are seconds, null where nothing
// was measured.
type Document struct {
	Timestamp  time.Time  `json:"timestamp"`
	Schema     int        `json:"schema"`
	Hardware   Hardware   `json:"hardware"`
	Benchmarks benchmarks `json:"benchmarks"`
	// Comparison is the run beside a baseline; nil where nothing was compared.
	Comparison *compare.Comparison `json:"comparison,omitempty"`
	Run        engine.Report       `json:"run"`
}

// Hardware is the machine in three words. A word that is unknown is empty.
type Hardware struct {
	Model string `json:"model"`
	Cores int    `json:"cores"`
	RAM   string `json:"ram"`
}

func hardwareOf(h *engine.Host) Hardware {
	hardware := Hardware{Model: h.CPUModel, Cores: h.LogicalCPUs}
	if hardware.Model == "" {
		hardware.Model = h.Model
	}
	if h.MemoryBytes > 0 {
		hardware.RAM = units.Bytes(h.MemoryBytes)
	}
	return hardware
}

// DocumentOf makes the document of a report, and of its comparison unless that
// is nil.
func DocumentOf(report engine.Report, comparison *compare.Comparison) Document {
	d := Document{
		Timestamp: report.StartedAt, Schema: report.Schema, Run: withLists(report),
		Hardware: hardwareOf(&report.Host), Comparison: comparisonWithLists(comparison),
	}
	// Under both schedules the top level shows the concurrent figures, since
	// that schedule is the default; run has all of them. A workload that runs alone
	// is measured under one only.
	shown := report.Plan.Schedules()[len(report.Plan.Schedules())-1]
	for i := range report.Results {
		if r := &report.Results[i]; r.Schedule == shown || r.Spec.Alone {
			d.Benchmarks = append(d.Benchmarks, benchmarkOf(r))
		}
	}
	return d
}

// benchmarks is an object whose members keep their order.
type benchmarks []benchmark

// benchmark is one workload's figures under its key.
type benchmark struct {
	key     string
	figures object
}

func benchmarkOf(r *engine.Result) benchmark {
	figures := object{{r.Spec.SizeKey, r.Spec.Size}}
	switch {
	case r.OpenLoop != nil:
		figures = append(figures, loopsOf(r)...)
	case words.InSizes(r):
		figures = append(figures, breakEvenOf(r)...)
	case held(r):
		figures = append(figures, turnsOf(r)...)
	case len(r.Variants) > 0:
		figures = append(figures, sweepOf(r)...)
	case len(r.Spec.Parts) > 0:
		figures = append(figures, partsOf(r)...)
	default:
		figures = append(figures, legsOf(r)...)
	}
	for _, a := range r.Assessments {
		if a.Target.Gates {
			figures = append(figures, member{"target", a.Target.Bound}, member{"pass", pass(a.Outcome)})
			break
		}
	}
	return benchmark{r.Spec.Key, figures}
}

func legsOf(r *engine.Result) object {
	var sequential, parallel, speedup any
	if r.Sequential != nil {
		sequential = r.Sequential.TimePerPass.Value
	}
	if r.Spec.Single {
		return object{{"time", sequential}}
	}
	if r.Parallel != nil {
		parallel = r.Parallel.TimePerPass.Value
	}
	if r.Speedup != nil {
		speedup = r.Speedup.Value
	}
	return object{{"sequential", sequential}, {"parallel", parallel}, {"speedup", speedup}}
}

// held tells whether a workload's variants are compared with one another.
func held(r *engine.Result) bool {
	return len(r.Effects) > 0 || len(r.Variants) > 0 && r.Variants[0].Side != ""
}

// turnsOf is for work whose variants are compared with one another.
func turnsOf(r *engine.Result) object {
	var throughputs object
	for i := range r.Variants {
		v := &r.Variants[i]
		throughputs = append(throughputs, member{v.Name, orNull(v.Throughput.Value)})
	}
	return object{{"throughput", throughputs}}
}

// sweepOf is for work that was measured with several numbers of workers.
func sweepOf(r *engine.Result) object {
	var recommended, best engine.VariantFigures
	if s := r.Scaling; s != nil {
		recommended, best = words.VariantOf(r, s.Recommended), words.VariantOf(r, s.Best)
	}
	return object{
		{"recommended_workers", orNull(recommended.Workers)},
		{"recommended_throughput", orNull(recommended.Throughput.Value)},
		{"best_workers", orNull(best.Workers)},
		{"best_throughput", orNull(best.Throughput.Value)},
	}
}

// orNull is the number, or null for 0.
func orNull[number int | float64](n number) any {
	if n == 0 {
		return nil
	}
	return n
}

// partsOf is for work in parts, of which the sequential times matter.
func partsOf(r *engine.Result) object {
	var figures object
	for _, name := range r.Spec.Parts {
		figures = append(figures, member{name, secondsOf(r.Parts, name)})
	}
	var total any
	if r.Sequential != nil {
		total = r.Sequential.TimePerPass.Value
	}
	return append(figures, member{"total", total})
}

// secondsOf finds a part by its name and not by its place, since a part that
// was not measured is missing and would shift those behind it.
func secondsOf(parts []engine.PartFigures, name string) any {
	for _, part := range parts {
		if part.Name == name {
			return part.TimePerPass.Value
		}
	}
	return nil
}

// pass is true where the target is met, false where it is missed or failing,
// and null for any other outcome.
func pass(outcome engine.Outcome) any {
	switch outcome {
	case engine.Met:
		return true
	case engine.Missed, engine.Failing:
		return false
	}
	return nil
}
