package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"ep-benchmark/engine"
	"ep-benchmark/ui/units"
)

func (p *page) summary(r *engine.Report) {
	p.title("Summary")
	p.row("targets", p.style.colour(bold, targets(r)))
	p.row("duration", units.Seconds(r.Duration.Seconds())+", warm-up and filler included")
	for i := range r.Results {
		p.gain(&r.Results[i])
	}
	p.cores(r.Utilisation)
	for i, finding := range r.Findings {
		p.sentence(once(i, "findings"), "- "+about(r, finding.Workload)+finding.Statement)
	}
	for i, warning := range r.Warnings {
		p.sentence(once(i, "warnings"), "- "+warning)
	}
	p.text.WriteString("\n" + p.style.colour(faint, wrap("Latencies are of a closed loop: a worker starts its next operation when the last one has ended. Intervals hold the true value with the chance shown.", p.style.Width, 0)) + "\n")
}

// targets counts the outcomes of the gating targets.
func targets(r *engine.Report) string {
	counts := map[engine.Outcome]int{}
	all := r.Assessed()
	for _, a := range all {
		counts[a.Outcome]++
	}
	text := fmt.Sprintf("%d of %d met", counts[engine.Met], len(all))
	for _, outcome := range []engine.Outcome{engine.Missed, engine.Unclear, engine.NotAttainable, engine.NotMeasured} {
		if counts[outcome] > 0 {
			text += fmt.Sprintf(", %d %s", counts[outcome], outcome)
		}
	}
	return text
}

// gain says what running in parallel saved.
func (p *page) gain(r *engine.Result) {
	if r.Sequential == nil || r.Parallel == nil || r.Speedup == nil {
		return
	}
	before, after := r.Sequential.TimePerPass.Value, r.Parallel.TimePerPass.Value
	change := "saved"
	if after > before {
		change = "lost"
	}
	p.row("gain", fmt.Sprintf("%s: %s instead of %s, %s %s a pass", r.Spec.Name,
		units.Seconds(after), units.Seconds(before), units.Seconds(max(before-after, after-before)), change))
}

// cores shows the machine's utilisation, many cores to a line.
func (p *page) cores(u *engine.Utilisation) {
	if u == nil {
		return
	}
	p.sentence("cores", "during parallel legs: "+u.Verdict)
	var values []string
	for _, core := range u.Cores {
		name := core.Kind
		if name == "" {
			name = "C"
		}
		values = append(values, fmt.Sprintf("%s%-2d %4s mean %4s peak", name, core.Core, units.Percent(core.Mean), units.Percent(core.Peak)))
	}
	const perRow = 3
	for len(values) > 0 {
		n := min(perRow, len(values))
		p.row("", values[:n]...)
		values = values[n:]
	}
}

// about names the workload that a finding is about.
func about(r *engine.Report, workload string) string {
	for i := range r.Results {
		if r.Results[i].Spec.Name == workload {
			return workload + ": "
		}
	}
	return ""
}

func once(i int, label string) string {
	if i > 0 {
		return ""
	}
	return label
}

// visible is the number of columns that text takes, without its colours.
func visible(text string) int {
	n := 0
	for {
		start := strings.Index(text, "\x1b[")
		if start < 0 {
			return n + utf8.RuneCountInString(text)
		}
		n += utf8.RuneCountInString(text[:start])
		end := strings.IndexByte(text[start:], 'm')
		if end < 0 {
			return n
		}
		text = text[start+end+1:]
	}
}
