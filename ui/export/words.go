package export

import (
	"fmt"
	"strings"
	"unicode"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/units"
)

// longestText is the most characters that one text from outside may take.
const longestText = 1000

// oneLine leaves of a text what can be printed, on one line.
func oneLine(text string) string {
	shown := []rune(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) || r == ' ' }), " "))
	if len(shown) > longestText {
		return string(shown[:longestText]) + " …"
	}
	return string(shown)
}

// verdict counts the outcomes of the gating targets.
func verdict(r *engine.Report) string {
	all := r.Assessed()
	if len(all) == 0 {
		return "no targets"
	}
	counts, byPoint := map[engine.Outcome]int{}, 0
	for i := range all {
		counts[all[i].Outcome]++
		if all[i].PointOnly {
			byPoint++
		}
	}
	words := fmt.Sprintf("%d of %s met", counts[engine.Met], units.Counted(int64(len(all)), "target", "targets"))
	for _, outcome := range []engine.Outcome{engine.Missed, engine.Unclear, engine.NotAttainable, engine.NotMeasured} {
		if counts[outcome] > 0 {
			words += fmt.Sprintf(", %d %s", counts[outcome], outcome)
		}
	}
	switch {
	case byPoint == len(all):
		words += ", by point estimate"
	case byPoint > 0:
		words += fmt.Sprintf(", %d by point estimate", byPoint)
	}
	return words
}

// ended says why a partial run is one.
func ended(r *engine.Report) string {
	return strings.TrimSpace(oneLine(r.Ended) + " before the plan was carried out")
}

// machine is the host in a line.
func machine(h *engine.Host) string {
	name := oneLine(h.CPUModel)
	if name == "" {
		name = "CPU model unknown"
	}
	parts := []string{name, units.Counted(int64(h.LogicalCPUs), "CPU", "CPUs") + kinds(h)}
	if h.CPUs() < h.LogicalCPUs {
		parts = append(parts, fmt.Sprintf("%d of them for this process", h.CPUs()))
	}
	if h.MemoryBytes > 0 {
		parts = append(parts, units.Bytes(h.MemoryBytes)+" RAM")
	}
	for _, name := range []string{h.OSVersion, h.OS + "/" + h.Arch, h.Virtualisation, h.GoVersion} {
		if name = oneLine(name); name != "" && name != "/" {
			parts = append(parts, name)
		}
	}
	if h.RaceBuild {
		parts = append(parts, "race detector on")
	}
	return strings.Join(parts, ", ")
}

func kinds(h *engine.Host) string {
	var kinds []string
	for _, cluster := range h.Clusters {
		kinds = append(kinds, fmt.Sprintf("%d %s", len(cluster.CPUs), oneLine(cluster.Kind)))
	}
	if len(kinds) == 0 {
		return ""
	}
	return " (" + strings.Join(kinds, " + ") + ")"
}

// plan is what was done, in a line.
func plan(p *engine.Plan) string {
	schedule := string(p.Schedule) + " schedule"
	if p.Schedule == engine.Both {
		schedule = "both schedules"
	}
	rounds := units.Counted(int64(p.Rounds), "round", "rounds")
	if p.Warmups > 0 {
		rounds += fmt.Sprintf(" + %d warm-up", p.Warmups)
	}
	parts := []string{oneLine(schedule), rounds}
	if p.Workers > 0 {
		parts = append(parts, units.Counted(int64(p.Workers), "worker", "workers"))
	}
	return strings.Join(append(parts, fmt.Sprintf("seed %d", p.Seed)), ", ")
}

// nameOf is a result's title, with its schedule where there are two.
func nameOf(report *engine.Report, r *engine.Result) string {
	if report.Plan.Schedule == engine.Both {
		return fmt.Sprintf("%s (%s)", oneLine(r.Spec.Title), oneLine(string(r.Schedule)))
	}
	return oneLine(r.Spec.Title)
}

// withInterval is an estimate with its interval, or that there is none.
func withInterval(e *stats.Estimate, unit func(float64) string) string {
	if e == nil {
		return "not measured"
	}
	if e.Interval == nil {
		return fmt.Sprintf("%s (%s, no interval)", unit(e.Value), units.Counted(int64(e.N), "round", "rounds"))
	}
	return fmt.Sprintf("%s [%s, %s] at %.1f %%", unit(e.Value), unit(e.Interval.Low), unit(e.Interval.High), 100*e.Interval.Confidence)
}

// bound is what a target asks for: "> 5x", "< 1 s".
func bound(t engine.Target) string {
	if t.Metric == engine.MetricTime {
		return "< " + units.SecondsBound(t.Bound)
	}
	return "> " + units.FactorBound(t.Bound)
}

// gating lists the assessments that count, and what is only expected.
func gating(r *engine.Result) (counting, expected []engine.Assessment) {
	for _, a := range r.Assessments {
		if a.Target.Gates {
			counting = append(counting, a)
		} else {
			expected = append(expected, a)
		}
	}
	return counting, expected
}
