// Package compare sets the figures of two runs side by side.
//
// Its opinion: two single runs carry no verdict. Runs differ from run to run
// by more than rounds differ within one, so what is said here is how far the
// figures lie apart, whether their intervals overlap, and in what the two runs
// were not alike; never that something regressed.
package compare

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// Metric is a figure that can be compared.
type Metric string

// The metrics of a comparison. Times are seconds a pass.
const (
	SequentialTime Metric = "sequential_time"
	ParallelTime   Metric = "parallel_time"
	Speedup        Metric = "speedup"
)

var metrics = []Metric{SequentialTime, ParallelTime, Speedup}

// Key names one figure of a run.
type Key struct {
	Workload string
	Metric   Metric
}

// A Figure is a value with its interval, where it has one.
type Figure struct {
	Value    float64
	Interval *stats.Interval
}

// A Side is one of the two runs, or what is claimed of one.
type Side struct {
	Name    string
	Label   string // what to know of it, as "claimed, never measured"
	Machine string
	TakenAt time.Time // zero where unknown
	Figures map[Key]Figure
	Sizes   map[string]int // by workload
	report  *engine.Report
}

// Of makes a side of a report. Under both schedules it takes the concurrent
// figures, as the export's top level does.
func Of(name string, report *engine.Report) Side {
	side := Side{
		Name: name, Machine: report.Host.CPUModel, TakenAt: report.StartedAt,
		Figures: map[Key]Figure{}, Sizes: map[string]int{}, report: report,
	}
	if report.Partial {
		side.Label = "partial run"
	}
	schedules := report.Plan.Schedules()
	shown := schedules[len(schedules)-1]
	for i := range report.Results {
		if r := &report.Results[i]; r.Schedule == shown {
			side.add(r)
		}
	}
	return side
}

func (s *Side) add(r *engine.Result) {
	set := func(metric Metric, e stats.Estimate) {
		s.Figures[Key{r.Spec.Name, metric}] = Figure{Value: e.Value, Interval: e.Interval}
	}
	s.Sizes[r.Spec.Name] = r.Spec.Size
	if r.Sequential != nil {
		set(SequentialTime, r.Sequential.TimePerPass)
	}
	if r.Parallel != nil {
		set(ParallelTime, r.Parallel.TimePerPass)
	}
	if r.Speedup != nil {
		set(Speedup, *r.Speedup)
	}
}

// Direction says which way a figure moved.
type Direction string

// The directions of a change.
const (
	Better Direction = "better"
	Worse  Direction = "worse"
	// Within means that the intervals overlap: the two may be the same.
	Within Direction = "within noise"
)

// A Row compares one figure.
type Row struct {
	Key
	Now, Then Figure
	// Factor is how much better the figure is now: above 1 faster, or a higher
	// speedup.
	Factor    float64
	Direction Direction
}

// Words renders how much the figure changed: "6.6 %", "27x".
func (r *Row) Words() string {
	factor := max(r.Factor, 1/r.Factor)
	switch {
	case factor < 2:
		return fmt.Sprintf("%.1f %%", 100*(factor-1))
	case factor < 10:
		return fmt.Sprintf("%.1fx", factor)
	}
	return fmt.Sprintf("%.0fx", factor)
}

// A Comparison is two sides with what they have in common.
type Comparison struct {
	Now, Then Side
	Rows      []Row
	// Differences are the conditions in which the two were not alike, in
	// words; where there are any, the rows compare unlike things.
	Differences []string
}

// Sides compares what both sides have, in the order of workloads given.
func Sides(now, then Side, workloads []string) Comparison {
	c := Comparison{Now: now, Then: then, Differences: differences(now, then, workloads)}
	for _, workload := range workloads {
		for _, metric := range metrics {
			key := Key{workload, metric}
			a, ok1 := now.Figures[key]
			b, ok2 := then.Figures[key]
			if ok1 && ok2 && a.Value > 0 && b.Value > 0 {
				c.Rows = append(c.Rows, row(key, a, b))
			}
		}
	}
	return c
}

func row(key Key, now, then Figure) Row {
	r := Row{Key: key, Now: now, Then: then, Factor: then.Value / now.Value, Direction: Better}
	if key.Metric == Speedup {
		r.Factor = now.Value / then.Value
	}
	if r.Factor < 1 {
		r.Direction = Worse
	}
	if overlap(now, then) {
		r.Direction = Within
	}
	return r
}

// overlap tells whether two figures may be the same: a figure without an
// interval is a point.
func overlap(a, b Figure) bool {
	low := func(f Figure) float64 {
		if f.Interval != nil {
			return f.Interval.Low
		}
		return f.Value
	}
	high := func(f Figure) float64 {
		if f.Interval != nil {
			return f.Interval.High
		}
		return f.Value
	}
	return low(a) <= high(b) && low(b) <= high(a)
}

// differences lists in what two sides were not alike.
func differences(now, then Side, workloads []string) []string {
	var all []string
	add := func(what string, a, b any) {
		if a != b {
			all = append(all, fmt.Sprintf("%s: %s now, %s then", what, told(a), told(b)))
		}
	}
	for _, workload := range workloads {
		a, ok1 := now.Sizes[workload]
		b, ok2 := then.Sizes[workload]
		if ok1 && ok2 {
			add("size of "+workload, a, b)
		}
	}
	if now.report == nil || then.report == nil {
		add("machine", now.Machine, then.Machine)
		return all
	}
	a, b := now.report, then.report
	add("CPU", a.Host.CPUModel, b.Host.CPUModel)
	add("logical CPUs", a.Host.LogicalCPUs, b.Host.LogicalCPUs)
	add("GOMAXPROCS", a.Host.GOMAXPROCS, b.Host.GOMAXPROCS)
	add("CPU quota", limit(a.Host.CPUQuota), limit(b.Host.CPUQuota))
	add("system", a.Host.OS+"/"+a.Host.Arch, b.Host.OS+"/"+b.Host.Arch)
	add("virtualisation", a.Host.Virtualisation, b.Host.Virtualisation)
	add("Go", a.Host.GoVersion, b.Host.GoVersion)
	add("race detector", a.Host.RaceBuild, b.Host.RaceBuild)
	add("schedule", a.Plan.Schedule, b.Plan.Schedule)
	add("workers", wanted(a.Plan.Workers), wanted(b.Plan.Workers))
	return append(all, settings(a, b)...)
}

// told renders a condition, or that a run does not tell it.
func told(value any) string {
	if text := fmt.Sprint(value); text != "" {
		return text
	}
	return "none known"
}

func limit(cpus float64) string {
	if cpus == 0 {
		return "none"
	}
	return fmt.Sprint(cpus)
}

func wanted(workers int) string {
	if workers == 0 {
		return "chosen by the work"
	}
	return strconv.Itoa(workers)
}

// settings compares what else the workloads were set to.
func settings(a, b *engine.Report) []string {
	var all []string
	add := func(text string) {
		if !slices.Contains(all, text) { // both schedules have the same settings
			all = append(all, text)
		}
	}
	for i := range a.Results {
		ra := &a.Results[i]
		for j := range b.Results {
			rb := &b.Results[j]
			if ra.Spec.Name != rb.Spec.Name || ra.Schedule != rb.Schedule {
				continue
			}
			for _, name := range settingNames(ra, rb) {
				if x, y := setting(ra, name), setting(rb, name); x != y {
					add(fmt.Sprintf("%s of %s: %s now, %s then", name, ra.Spec.Name, x, y))
				}
			}
		}
	}
	return all
}

// settingNames are those of either result, in the order of the alphabet.
func settingNames(a, b *engine.Result) []string {
	names := slices.AppendSeq(slices.Collect(maps.Keys(a.Spec.Settings)), maps.Keys(b.Spec.Settings))
	slices.Sort(names)
	return slices.Compact(names)
}

func setting(r *engine.Result, name string) string {
	value, set := r.Spec.Settings[name]
	if !set {
		return "unknown"
	}
	return value
}
