package export

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/text"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// Markdown is the report for a pull request or a chat: the verdict, the
// figures in a table, what there is to say of them, and the comparison, if
// there is one.
func Markdown(report *engine.Report, comparison *compare.Comparison) []byte {
	m := &markdown{}
	heading := strings.TrimSpace("ep-benchmark "+oneLine(report.Version)) + ": " + oneLine(words.Verdict(report))
	if report.Partial {
		heading += " (partial run)"
	}
	m.paragraph("## " + text.Markdown(heading))
	if report.Plan.Generated {
		m.paragraph("**" + text.Markdown(engine.NeverMeasured) + "**: a demonstration. No figure here is of a machine.")
	}
	if report.Partial {
		m.paragraph("**Partial:** " + text.Markdown(words.Ended(report)) + ".")
	}
	m.paragraph(text.Markdown(machine(&report.Host)) + "; " + text.Markdown(plan(report)) + "; " + text.Markdown(when(report)))
	if text := words.Quality(&report.Quality); text != "" {
		m.paragraph("Quality: " + badged(&report.Quality, text))
	}
	m.results(report)
	m.parts(report)
	m.notes("Notes", notes(report))
	m.notes("Findings", findings(report))
	m.notes("Warnings", report.Warnings)
	m.comparison(comparison)
	return m.text.Bytes()
}

// markdown is a text in the making.
type markdown struct{ text bytes.Buffer }

func (m *markdown) paragraph(text string) {
	if m.text.Len() > 0 {
		m.text.WriteByte('\n')
	}
	m.text.WriteString(text + "\n")
}

// row writes a row of a table; cells are quoted already.
func (m *markdown) row(cells ...string) {
	m.text.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// badged is a run's quality, with the badge bold where the run is not clean.
func badged(q *engine.Quality, quality string) string {
	quality = text.Markdown(quality)
	if q.Badge == engine.Clean {
		return quality + "."
	}
	word := text.Markdown(string(q.Badge))
	return "**" + word + "**" + strings.TrimPrefix(quality, word) + "."
}

func when(r *engine.Report) string {
	return r.StartedAt.Format("2006-01-02 15:04:05 MST") + ", took " + units.Duration(r.Duration)
}

func (m *markdown) results(report *engine.Report) {
	switch {
	case report.Plan.Sweeps() || report.Plan.SweepsSizes():
		m.sweeps(report)
		return
	case len(report.Plan.Variants) > 0:
		m.effects(report)
		return
	}
	if len(report.Results) == 0 {
		return
	}
	if report.Results[0].Spec.Single { // a command, which runs by itself
		m.paragraph("| workload | time [interval] | target | outcome |")
		m.row("---", "---:", "---", "---")
	} else {
		m.paragraph("| workload | sequential | parallel | speedup [interval] | target | outcome |")
		m.row("---", "---:", "---:", "---:", "---", "---")
	}
	for i := range report.Results {
		m.result(report, &report.Results[i])
	}
}

// result writes a row, and one more for each further target.
func (m *markdown) result(report *engine.Report, r *engine.Result) {
	counting, _ := gating(r)
	figures := []string{
		text.Markdown(nameOf(report, r)), leg(r.Sequential, &r.Spec), leg(r.Parallel, &r.Spec), words.Estimate(r.Speedup, units.Factor),
	}
	if r.Spec.Single {
		figures = figures[:2]
		if r.Sequential != nil {
			figures[1] = words.Estimate(&r.Sequential.TimePerPass, units.Seconds)
		}
	}
	if len(counting) == 0 {
		m.row(append(figures, "none", "")...)
	}
	for i := range counting {
		a := &counting[i]
		m.row(append(figures, a.Target.String(), outcome(a))...)
		figures = make([]string, len(figures)) // of the first row alone
	}
}

// leg is what a pass took, and how much of it went through a second.
func leg(f *engine.LegFigures, s *engine.Spec) string {
	if f == nil {
		return "not measured"
	}
	return units.Seconds(f.TimePerPass.Value) + ", " + rate(f.Throughput, s)
}

func rate(perSecond float64, s *engine.Spec) string {
	return units.RateOf(perSecond, text.Markdown(s.Items))
}

// outcome is bold where the target is not met.
func outcome(a *engine.Assessment) string {
	word := text.Markdown(string(a.Outcome))
	if a.Outcome != engine.Met {
		word = "**" + word + "**"
	}
	if a.PointOnly {
		word += " by point estimate"
	}
	return word
}

// parts writes a table of the parts of work that has some.
func (m *markdown) parts(report *engine.Report) {
	for i := range report.Results {
		r := &report.Results[i]
		if len(r.Parts) == 0 {
			continue
		}
		m.paragraph("| " + text.Markdown(nameOf(report, r)) + ", sequential | time of a pass | throughput |")
		m.row("---", "---:", "---:")
		for j := range r.Parts {
			part := &r.Parts[j]
			m.row(text.Markdown(part.Name), words.Estimate(&part.TimePerPass, units.Seconds), rate(part.Throughput, &r.Spec))
		}
	}
}

func (m *markdown) notes(title string, texts []string) {
	if len(texts) == 0 {
		return
	}
	m.paragraph("**" + title + "**\n")
	for _, note := range texts {
		m.text.WriteString("- " + text.Markdown(note) + "\n")
	}
}

// notes says of each workload what went wrong, why it has its outcomes and its
// number of rounds, and what was expected beside its targets.
func notes(report *engine.Report) []string {
	var texts []string
	for i := range report.Results {
		r := &report.Results[i]
		say := func(format string, args ...any) {
			texts = append(texts, nameOf(report, r)+": "+fmt.Sprintf(format, args...))
		}
		if r.Failure != "" {
			say("given up: %s", r.Failure)
		}
		if o := &r.Operations; o.Ended() > 0 {
			say("failures: %s", assess.Failures(o))
		}
		if again := words.SentAgain(r); again != "" {
			say("sent again: %s", again)
		}
		if untimed := words.Untimed(r); untimed != "" {
			say("%s", untimed)
		}
		if gated := words.Gated(r); gated != "" {
			say("gated: %s", gated)
		}
		if r.Stopped != "" {
			say("%s", r.Stopped)
		}
		for _, line := range slices.Concat(words.Staircase(r), words.Law(r)) {
			say("%s", line)
		}
		counting, expected := gating(r)
		for _, a := range counting {
			if a.Reason != "" && a.Reason != r.Failure {
				say("%s, %s: %s", a.Target.String(), a.Outcome, a.Reason)
			}
		}
		for _, a := range expected {
			say("%s", expectation(a))
		}
	}
	return texts
}

func expectation(a engine.Assessment) string {
	text := "expected " + a.Target.String()
	if a.Target.Where != "" {
		text += " on " + a.Target.Where
	}
	text += ": " + string(a.Outcome)
	if a.Reason != "" {
		text += ", " + a.Reason
	}
	return text
}

func findings(report *engine.Report) []string {
	var texts []string
	for i := range report.Findings {
		f := &report.Findings[i]
		text := f.Statement
		if f.Workload != "" {
			text = f.Workload + ": " + text
		}
		if f.Try != "" {
			text += ". Try: " + f.Try
		}
		texts = append(texts, text)
	}
	if u := report.Utilisation; u != nil && u.Verdict != "" {
		texts = append(texts, "the cores: "+u.Verdict)
	}
	return texts
}
