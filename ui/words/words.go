// Package words renders in words what a report holds, for the text report,
// Markdown and the clipboard. So all of them use the same words.
package words

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

// Verdict counts the outcomes of the gating targets: "3 of 4 targets met, 1
// unclear, 2 by point estimate". Of work that was carried out once it counts
// what was done, of a run that gave all its workloads up it says why nothing is
// measured, of a sweep it names the recommended numbers of workers or the sizes
// from which on they pay, and of loops what the closed one hides.
func Verdict(r *engine.Report) string {
	if r.Plan.Once {
		return done(r)
	}
	if reason := Unmeasured(r); reason != "" {
		return reason
	}
	for i := range r.Results {
		if r.Results[i].OpenLoop != nil {
			return Hidden(&r.Results[i])
		}
	}
	if r.Plan.SweepsSizes() {
		return paying(r)
	}
	if r.Plan.Sweeps() {
		return sweep(r)
	}
	if len(r.Plan.Variants) > 0 {
		return turned(r)
	}
	all := r.Assessed()
	if len(all) == 0 {
		return "no targets"
	}
	counts, byPoint := Outcomes(r)
	text := fmt.Sprintf("%d of %s met", counts[engine.Met], units.Counted(len(all), "target"))
	for _, outcome := range []engine.Outcome{engine.Failing, engine.Missed, engine.Unclear, engine.NotAttainable, engine.NotMeasured} {
		if counts[outcome] > 0 {
			text += fmt.Sprintf(", %d %s", counts[outcome], outcome)
		}
	}
	switch {
	case byPoint == len(all):
		text += ", by point estimate"
	case byPoint > 0:
		text += fmt.Sprintf(", %d by point estimate", byPoint)
	}
	return text
}

// Outcomes counts the gating targets by outcome, and how many of them rest on
// a point estimate.
func Outcomes(r *engine.Report) (counts map[engine.Outcome]int, byPoint int) {
	counts = map[engine.Outcome]int{}
	for _, a := range r.Assessed() {
		counts[a.Outcome]++
		if a.PointOnly {
			byPoint++
		}
	}
	return counts, byPoint
}

// Ended says why a run is partial.
func Ended(r *engine.Report) string {
	if r.Ended == "" {
		return "ended before the plan was carried out"
	}
	return r.Ended + " before the plan was carried out"
}

// Machine names the CPU, the machine's model, its CPUs and its memory, as far
// as they are known.
func Machine(h *engine.Host) []string {
	name := strings.TrimSpace(h.CPUModel)
	if name == "" {
		name = "CPU model unknown"
	}
	facts := []string{name}
	if h.Model != "" && h.Model != h.CPUModel {
		facts = append(facts, h.Model)
	}
	facts = append(facts, cpus(h))
	if h.MemoryBytes > 0 {
		facts = append(facts, units.Bytes(h.MemoryBytes)+" RAM")
	}
	return facts
}

func cpus(h *engine.Host) string {
	count := units.Counted(h.LogicalCPUs, "CPU")
	var kinds []string
	for _, cluster := range h.Clusters {
		kinds = append(kinds, fmt.Sprintf("%d %s", len(cluster.CPUs), cluster.Kind))
	}
	if len(kinds) > 0 {
		count += " (" + strings.Join(kinds, " + ") + ")"
	}
	if h.CPUs() < h.LogicalCPUs {
		count += fmt.Sprintf(", %d of them for this process", h.CPUs())
	}
	return count
}

// System names the operating system and what the program was built with.
func System(h *engine.Host) []string {
	var facts []string
	for _, name := range []string{h.OSVersion, h.OS + "/" + h.Arch, h.Virtualisation, h.GoVersion} {
		if name != "" && name != "/" {
			facts = append(facts, name)
		}
	}
	if h.RaceBuild {
		facts = append(facts, "race detector on")
	}
	return facts
}

// Plan says what was to be done.
func Plan(r *engine.Report) []string {
	p := &r.Plan
	rounds := roundsOf(p)
	if p.Warmups > 0 {
		rounds += fmt.Sprintf(" + %d warm-up", p.Warmups)
	}
	workers := plannedWorkers(r)
	if p.Sweeps() {
		workers = sizesOf(p)
	}
	if n := len(p.Variants); n > 0 && !p.Sweeps() && !p.SweepsSizes() {
		workers = units.Counted(n, "variant")
	}
	schedule := string(p.Schedule) + " schedule"
	if p.Schedule == engine.Both {
		schedule = "both schedules"
	}
	if p.Once {
		return []string{"once, in parallel", workers, fmt.Sprintf("seed %d", p.Seed)}
	}
	facts := []string{schedule, rounds, workers, fmt.Sprintf("seed %d", p.Seed)}
	if p.SweepsSizes() {
		facts = slices.Insert(facts, 2, plannedSizes(p))
	}
	return facts
}

// plannedWorkers says how many workers the parallel legs had: the plan's, unless
// workloads had numbers of their own.
func plannedWorkers(r *engine.Report) string {
	n := r.Plan.Workers
	for i := range r.Results {
		switch {
		case n > 0 && i == 0:
			n = r.Results[i].Workers
		case r.Results[i].Workers != n:
			n = 0
		}
	}
	if n == 0 {
		return "workers by workload"
	}
	return units.Counted(n, "worker")
}

// roundsOf says how many rounds were to be measured, and what decides it where
// the plan leaves it open: "rounds auto (looks at 8, 15, 25; at most 1m30s)".
// The time is written as it is given on the command line.
func roundsOf(p *engine.Plan) string {
	if !p.Adaptive() {
		text := units.Counted(p.Rounds, "round")
		if p.Bounded() {
			text += " within " + p.MaxTime.String()
		}
		return text
	}
	looks := make([]string, len(p.Looks))
	for i, look := range p.Looks {
		looks[i] = strconv.Itoa(look)
	}
	text := "rounds auto (looks at " + strings.Join(looks, ", ")
	if p.MaxTime > 0 {
		text += "; at most " + p.MaxTime.String()
	}
	return text + ")"
}

// Estimate renders an estimate with its interval, or says that it has none.
func Estimate(e *stats.Estimate, unit func(float64) string) string {
	if e == nil {
		return "not measured"
	}
	return unit(e.Value) + Interval(e, unit)
}

// Interval is what stands behind an estimate's value.
func Interval(e *stats.Estimate, unit func(float64) string) string {
	if e.Interval == nil {
		return fmt.Sprintf(" (%s, no interval)", units.Counted(e.N, "round"))
	}
	return fmt.Sprintf(" [%s, %s] at %s", unit(e.Interval.Low), unit(e.Interval.High), units.PercentTo(e.Interval.Confidence, 1))
}
