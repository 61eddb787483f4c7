package export

import (
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// mostResultLines is how many lines of a summary results may take.
const mostResultLines = 4

// Summary is the report in three to six plain lines, for the clipboard, and
// the comparison in one more, if there is one.
func Summary(report *engine.Report, comparison *compare.Comparison) string {
	first := strings.TrimSpace("ep-benchmark "+oneLine(report.Version)) + ": " + oneLine(words.Verdict(report))
	if report.Plan.Generated {
		first += "; " + engine.NeverMeasured
	}
	if report.Partial {
		first += "; partial, " + oneLine(words.Ended(report))
	}
	if q := &report.Quality; q.Badge != "" && q.Badge != engine.Clean {
		first += "; quality " + oneLine(words.Quality(q))
	}
	lines := []string{first, machine(&report.Host) + "; " + plan(report)}
	lines = append(lines, resultLines(report)...)
	if comparison != nil {
		lines = append(lines, comparedLine(comparison))
	}
	return strings.Join(lines, "\n") + "\n"
}

// resultLines has a line for each result, or for several where there are
// many.
func resultLines(report *engine.Report) []string {
	perLine := (len(report.Results) + mostResultLines - 1) / mostResultLines
	var lines []string
	for i := range report.Results {
		text := resultLine(report, &report.Results[i])
		if i%perLine == 0 {
			lines = append(lines, text)
		} else {
			lines[len(lines)-1] += "; " + text
		}
	}
	if len(lines) == 0 {
		return []string{"no workload was measured"}
	}
	return lines
}

// resultLine says what is measured of a workload, and its outcomes.
func resultLine(report *engine.Report, r *engine.Result) string {
	var parts []string
	switch {
	case r.Sequential == nil:
	case r.Spec.Single:
		parts = append(parts, "time "+words.Estimate(&r.Sequential.TimePerPass, units.Seconds))
	default:
		parts = append(parts, "sequential "+units.Seconds(r.Sequential.TimePerPass.Value))
	}
	if r.Parallel != nil {
		parts = append(parts, "parallel "+units.Seconds(r.Parallel.TimePerPass.Value))
	}
	if r.Speedup != nil {
		parts = append(parts, "speedup "+words.Estimate(r.Speedup, units.Factor))
	}
	for j := range r.Effects {
		parts = append(parts, oneLine(words.Effect(r, &r.Effects[j])))
	}
	if outcome := words.Outcome(r); outcome != "" {
		parts = append(parts, outcome)
	}
	counting, _ := gating(r)
	for _, a := range counting {
		parts = append(parts, "target "+a.Target.String()+" "+oneLine(string(a.Outcome)))
	}
	if o := &r.Operations; o.Unfinished() > 0 {
		parts = append(parts, assess.Failures(o))
	}
	if again := words.SentAgain(r); again != "" {
		parts = append(parts, "sent again "+again)
	}
	switch {
	case r.Stopped != "":
		parts = append(parts, oneLine(r.Stopped))
	case r.Failure != "":
		parts = append(parts, "given up")
	}
	if len(parts) == 0 {
		parts = []string{"not measured"}
	}
	return nameOf(report, r) + ": " + strings.Join(parts, ", ")
}
