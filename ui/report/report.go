// Package report writes a run for people to read: the final report, and the
// plain lines while it is under way.
//
// Its opinion: the verdict comes with its reason on the same line, a figure
// with its interval, and every sentence is made from figures of the run; where
// there is nothing to say, nothing is said.
package report

import (
	"fmt"
	"io"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/units"
)

// Write writes the report as text.
func Write(w io.Writer, report *engine.Report, style Style) error {
	p := &page{style: style}
	p.header(report)
	for i := range report.Results {
		p.workload(report, &report.Results[i])
	}
	p.interference(report)
	p.summary(report)
	_, err := io.WriteString(w, p.text.String())
	return err
}

// page is a report in the making.
type page struct {
	text  strings.Builder
	style Style
}

const (
	labelColumn = 2  // where labels begin
	valueColumn = 16 // where values do
)

func (p *page) title(text string) {
	fmt.Fprintf(&p.text, "\n%s\n", p.style.colour(bold, text))
}

// row writes a label and its values, wrapped to the width between values
// where they don't fit on one line.
func (p *page) row(label string, values ...string) {
	fmt.Fprintf(&p.text, "%s%-*s", strings.Repeat(" ", labelColumn), valueColumn-labelColumn, label)
	used := valueColumn
	for i, value := range values {
		length := visible(value)
		switch {
		case i == 0:
		case p.style.Width > 0 && used+3+length > p.style.Width:
			p.text.WriteString("\n" + strings.Repeat(" ", valueColumn))
			used = valueColumn
		default:
			p.text.WriteString("   ")
			used += 3
		}
		p.text.WriteString(value)
		used += length
	}
	p.text.WriteByte('\n')
}

// sentence writes a label and a text that wraps at its spaces.
func (p *page) sentence(label, text string) {
	fmt.Fprintf(&p.text, "%s%-*s%s\n", strings.Repeat(" ", labelColumn), valueColumn-labelColumn, label,
		wrap(text, p.style.Width, valueColumn))
}

func (p *page) header(r *engine.Report) {
	p.text.WriteString(p.style.colour(bold, "ep-benchmark "+r.Version) + "\n")
	p.row("machine", machine(&r.Host)...)
	p.row("system", system(&r.Host)...)
	p.row("plan", plan(r)...)
	p.row("started", r.StartedAt.Format("2006-01-02 15:04:05 MST"))
	if r.Partial {
		p.row("", p.style.colour(yellow, "PARTIAL: "+r.Ended+" before the plan was carried out"))
	}
}

func machine(h *engine.Host) []string {
	name := strings.TrimSpace(h.CPUModel)
	if name == "" {
		name = "CPU unknown"
	}
	values := []string{name}
	if h.Model != "" && h.Model != h.CPUModel {
		values = append(values, h.Model)
	}
	cores := fmt.Sprintf("%d %s", h.LogicalCPUs, units.Plural(int64(h.LogicalCPUs), "CPU", "CPUs"))
	var kinds []string
	for _, cluster := range h.Clusters {
		kinds = append(kinds, fmt.Sprintf("%d %s", len(cluster.CPUs), cluster.Kind))
	}
	if len(kinds) > 0 {
		cores += " (" + strings.Join(kinds, " + ") + ")"
	}
	if h.CPUs() < h.LogicalCPUs {
		cores += fmt.Sprintf(", %d of them for this process", h.CPUs())
	}
	values = append(values, cores)
	if h.MemoryBytes > 0 {
		values = append(values, units.Bytes(h.MemoryBytes)+" RAM")
	}
	return values
}

func system(h *engine.Host) []string {
	var values []string
	for _, text := range []string{h.OSVersion, h.OS + "/" + h.Arch, h.Virtualisation, h.GoVersion} {
		if text != "" {
			values = append(values, text)
		}
	}
	if h.RaceBuild {
		values = append(values, "race detector on")
	}
	return values
}

func plan(r *engine.Report) []string {
	workers := "workers chosen by workload"
	if r.Plan.Workers > 0 {
		workers = fmt.Sprintf("%d %s", r.Plan.Workers, units.Plural(int64(r.Plan.Workers), "worker", "workers"))
	}
	return []string{
		fmt.Sprintf("%s schedule", r.Plan.Schedule),
		fmt.Sprintf("%d %s + %d warm-up", r.Plan.Rounds, units.Plural(int64(r.Plan.Rounds), "round", "rounds"), r.Plan.Warmups),
		workers,
		fmt.Sprintf("seed %d", r.Plan.Seed),
	}
}

func (p *page) workload(report *engine.Report, r *engine.Result) {
	title := fmt.Sprintf("%s   %s %s", r.Spec.Title, units.Count(int64(r.Spec.Size)), units.Plural(int64(r.Spec.Size), strings.TrimSuffix(r.Spec.SizeNoun, "s"), r.Spec.SizeNoun))
	if report.Plan.Schedule == engine.Both {
		title += ", " + string(r.Schedule)
	}
	p.title(title)
	p.legs("sequential", r.Sequential, r, 1)
	p.legs("parallel", r.Parallel, r, r.Workers)
	p.speedup(r)
	for _, part := range r.Parts {
		p.row("", fmt.Sprintf("%-24s", part.Name), fmt.Sprintf("%-8s", units.Seconds(part.TimePerPass.Value)),
			units.Rate(part.Throughput))
	}
	for i := range r.Assessments {
		p.target(r, &r.Assessments[i])
	}
	p.trouble(r)
}

func (p *page) legs(label string, f *engine.LegFigures, r *engine.Result, workers int) {
	if f == nil {
		p.row(label, "not measured")
		return
	}
	p.row(label,
		fmt.Sprintf("%-8s", units.Seconds(f.TimePerPass.Value)),
		fmt.Sprintf("%-22s", units.Rate(f.Throughput)+" "+r.Spec.Items),
		fmt.Sprintf("p50 %-8s", units.Duration(f.Latency.P50)),
		fmt.Sprintf("p99 %-8s", units.Duration(f.Latency.P99)),
		fmt.Sprintf("%d %s", workers, units.Plural(int64(workers), "worker", "workers")))
}

func (p *page) speedup(r *engine.Result) {
	if r.Speedup == nil {
		return
	}
	values := []string{p.style.colour(bold, units.Factor(r.Speedup.Value)) + interval(r.Speedup, units.Factor)}
	values = append(values, "ceiling "+units.Factor(r.Ceiling.Speedup))
	if r.Efficiency != nil {
		values = append(values, "efficiency "+units.Percent(*r.Efficiency))
	}
	if r.Utilisation != nil {
		values = append(values, "utilisation "+units.Percent(*r.Utilisation))
	}
	if r.SerialFraction != nil {
		values = append(values, "serial fraction "+units.Percent(*r.SerialFraction))
	}
	p.row("speedup", values...)
	if r.Skewed {
		p.sentence("", fmt.Sprintf("skewed: the mean of the same rounds is %s, more than half an interval away", units.Factor(r.SpeedupByT.Value)))
	}
	if len(r.Outliers) > 0 {
		p.sentence("", fmt.Sprintf("%s %s outside Tukey's fences, and kept in every figure",
			list("round", "rounds", r.Outliers), units.Plural(int64(len(r.Outliers)), "lies", "lie")))
	}
}

// interval renders an estimate's interval, or that there is none.
func interval(e *stats.Estimate, unit func(float64) string) string {
	if e.Interval == nil {
		return fmt.Sprintf(" (%d %s, no interval)", e.N, units.Plural(int64(e.N), "round", "rounds"))
	}
	return fmt.Sprintf(" [%s, %s] at %.1f %%", unit(e.Interval.Low), unit(e.Interval.High), 100*e.Interval.Confidence)
}

func (p *page) target(r *engine.Result, a *engine.Assessment) {
	label := "target"
	text := a.Target.String()
	if !a.Target.Gates {
		label = "expected"
		text += " on " + a.Target.Where
	}
	achieved := ""
	switch {
	case a.Target.Metric == engine.MetricTime && r.Sequential != nil:
		achieved = "achieved " + units.Seconds(r.Sequential.TimePerPass.Value) + interval(&r.Sequential.TimePerPass, units.Seconds)
	case a.Target.Metric == engine.MetricSpeedup && r.Speedup != nil:
		achieved = "achieved " + units.Factor(r.Speedup.Value)
	}
	values := []string{text}
	if achieved != "" {
		values = append(values, achieved)
	}
	p.row(label, append(values, p.outcome(a))...)
	if a.Reason != "" {
		p.sentence("", a.Reason)
	}
}

func (p *page) outcome(a *engine.Assessment) string {
	text := string(a.Outcome)
	if !a.Target.Gates {
		return text
	}
	switch a.Outcome {
	case engine.Met:
		return p.style.colour(green, text)
	case engine.Missed:
		return p.style.colour(red, strings.ToUpper(text))
	}
	return p.style.colour(yellow, text)
}

// trouble says what went wrong with operations.
func (p *page) trouble(r *engine.Result) {
	if r.Failure != "" {
		p.sentence(p.style.colour(red, "given up")+strings.Repeat(" ", valueColumn-labelColumn-len("given up")), r.Failure)
	}
	o := r.Operations
	if o.Unfinished() > 0 {
		p.sentence("operations", fmt.Sprintf("%d of %d went wrong (%s): %d failed, %d panicked, %d hung",
			o.Unfinished(), o.Finished+o.Unfinished(), units.Percent(o.FailureRate), o.Failed, o.Panicked, o.Hung))
	}
	for _, e := range o.Errors {
		p.sentence("", fmt.Sprintf("%dx %s: %s", e.Count, e.Kind, e.Message))
	}
	untimed := 0
	for i := range r.Samples {
		if !r.Samples[i].Timed() {
			untimed++
		}
	}
	if untimed > 0 {
		p.sentence("", fmt.Sprintf("%d of %d legs are no timings and count in no figure above", untimed, len(r.Samples)))
	}
}

func (p *page) interference(r *engine.Report) {
	if len(r.Interference) == 0 {
		return
	}
	p.title("Interference   time when concurrent / time when isolated")
	for _, i := range r.Interference {
		factor := i.Factor
		p.row(i.Workload, fmt.Sprintf("%-10s", i.Kind), units.Factor(factor.Value)+interval(&factor, units.Factor))
	}
}

// list renders "round 3" or "rounds 3, 5".
func list(one, many string, numbers []int) string {
	texts := make([]string, len(numbers))
	for i, n := range numbers {
		texts[i] = fmt.Sprint(n)
	}
	return units.Plural(int64(len(numbers)), one, many) + " " + strings.Join(texts, ", ")
}
