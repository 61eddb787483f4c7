package export

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/ui/units"
	"ep-benchmark/ui/words"
)

// Markdown is the report for a pull request or a chat: the verdict, the
// figures in a table, what there is to say of them, and the comparison, if
// there is one.
func Markdown(report *engine.Report, comparison *compare.Comparison) []byte {
	m := &markdown{}
	heading := strings.TrimSpace("ep-benchmark "+oneLine(report.Version)) + ": " + words.Verdict(report)
	if report.Partial {
		heading += " (partial run)"
	}
	m.paragraph("## " + quoted(heading))
	if report.Partial {
		m.paragraph("**Partial:** " + quoted(oneLine(words.Ended(report))) + ".")
	}
	m.paragraph(quoted(machine(&report.Host)) + "; " + quoted(plan(&report.Plan)) + "; " + quoted(when(report)))
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

// badged is a run's quality, with the badge bold where somebody has to look.
func badged(q *engine.Quality, text string) string {
	text = quoted(oneLine(text))
	if q.Badge == engine.Clean {
		return text + "."
	}
	word := string(q.Badge)
	return "**" + word + "**" + strings.TrimPrefix(text, word) + "."
}

func when(r *engine.Report) string {
	return r.StartedAt.Format("2006-01-02 15:04:05 MST") + ", took " + units.Duration(r.Duration)
}

func (m *markdown) results(report *engine.Report) {
	if len(report.Results) == 0 {
		return
	}
	m.paragraph("| workload | sequential | parallel | speedup [interval] | target | outcome |")
	m.row("---", "---:", "---:", "---:", "---", "---")
	for i := range report.Results {
		m.result(report, &report.Results[i])
	}
}

// result writes a row, and one more for each further target.
func (m *markdown) result(report *engine.Report, r *engine.Result) {
	counting, _ := gating(r)
	figures := []string{
		quoted(nameOf(report, r)), leg(r.Sequential, &r.Spec), leg(r.Parallel, &r.Spec), words.Estimate(r.Speedup, units.Factor),
	}
	if len(counting) == 0 {
		m.row(append(figures, "none", "")...)
	}
	for i := range counting {
		a := &counting[i]
		m.row(append(figures, a.Target.String(), outcome(a))...)
		figures = []string{"", "", "", ""}
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
	return units.RateOf(perSecond, quoted(oneLine(s.Items)))
}

// outcome is bold where somebody has to look.
func outcome(a *engine.Assessment) string {
	word := quoted(oneLine(string(a.Outcome)))
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
		m.paragraph("| " + quoted(nameOf(report, r)) + ", sequential | time of a pass | throughput |")
		m.row("---", "---:", "---:")
		for j := range r.Parts {
			part := &r.Parts[j]
			m.row(quoted(oneLine(part.Name)), words.Estimate(&part.TimePerPass, units.Seconds), rate(part.Throughput, &r.Spec))
		}
	}
}

func (m *markdown) notes(title string, texts []string) {
	if len(texts) == 0 {
		return
	}
	m.paragraph("**" + title + "**\n")
	for _, text := range texts {
		m.text.WriteString("- " + quotedStart(quoted(oneLine(text))) + "\n")
	}
}

// notes say of each workload what went wrong, why its outcomes are what they
// are and its rounds as many, and what was expected beside its targets.
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
		if untimed := words.Untimed(r); untimed != "" {
			say("%s", untimed)
		}
		if gated := words.Gated(r); gated != "" {
			say("gated: %s", gated)
		}
		if r.Stopped != "" {
			say("%s", r.Stopped)
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

// quoted makes a text mean nothing but itself in Markdown: no table cell, no
// code, no HTML, no entity, no emphasis, no link, no formula.
func quoted(text string) string {
	runes := []rune(text)
	var b strings.Builder
	for i, r := range runes {
		isInWord := r == '_' && i > 0 && i+1 < len(runes) && isWordPart(runes[i-1]) && isWordPart(runes[i+1])
		if strings.ContainsRune("\\`|<&*_[]~$", r) && !isInWord { // in a word an underscore is one
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isWordPart(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// quotedStart keeps a quoted text from beginning a list, heading, quotation
// or rule of its own.
func quotedStart(text string) string {
	rest := strings.TrimLeft(text, "0123456789")
	digits := len(text) - len(rest)
	starts := "-+#=>"
	if digits > 0 {
		starts = ".)"
	}
	if rest != "" && strings.ContainsRune(starts, rune(rest[0])) {
		return text[:digits] + `\` + rest
	}
	return text
}
