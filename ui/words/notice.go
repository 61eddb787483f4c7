package words

import (
	"fmt"
	"slices"
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// A Notice describes a workload that regressed.
type Notice struct {
	Title   string // of the workload
	Subject string // its name
	By      string // what the expectation rests on: "7 runs of main"
	Figures []NoticeFigure
	Causes  []engine.Finding // that the evidence shows; none where nothing does
	Try     []string
	Further string // the one command that looks further; "" for none
}

// A NoticeFigure is one figure that regressed, in words.
type NoticeFigure struct {
	Name     string // "parallel time"
	Expected string // center and band of the baseline
	Actual   string // the value, and how much worse it is
	Again    string // what a fresh run says, or that none was made
}

// Notices are those of a comparison's regressed workloads, in its order.
func Notices(c *compare.Comparison) []Notice {
	var all []Notice
	last := ""
	for i := range c.Rows {
		r := &c.Rows[i]
		if !r.Gates || r.Verdict != compare.Regressed {
			continue
		}
		if len(all) == 0 || r.Workload != last {
			n := Notice{Title: r.Title, Subject: r.Workload, By: Counted(c, &c.Then) + " of " + c.Then.Name, Causes: causesOf(c, r.Workload)}
			n.Try, n.Further = tries(n.Causes), Further(c, r.Workload)
			all, last = append(all, n), r.Workload
		}
		n := &all[len(all)-1]
		n.Figures = append(n.Figures, noticeFigure(c, r))
	}
	return all
}

func noticeFigure(c *compare.Comparison, r *compare.Row) NoticeFigure {
	return NoticeFigure{
		Name:     r.Metric.Name(),
		Expected: Compared(r, r.Then.Center) + band(r) + fewer(r, Number(c, &c.Then)),
		Actual:   Compared(r, r.Now.Center) + ", " + Change(r),
		Again:    again(c, r),
	}
}

// Said is what was measured, and what a fresh run says of it.
func (f *NoticeFigure) Said() string {
	if f.Again == "" {
		return f.Actual
	}
	return f.Actual + "; " + f.Again
}

// again is Again. It is empty for rounds that took turns, since no fresh run
// confirms those.
func again(c *compare.Comparison, r *compare.Row) string {
	if c.Interleaved {
		return ""
	}
	return Again(c, r)
}

// Again says what a fresh run says of a change, or why none says anything.
func Again(c *compare.Comparison, r *compare.Row) string {
	if r.Rerun == nil {
		return c.WhyUnconfirmed()
	}
	verb := "does not agree"
	if r.Rerun.Agrees {
		verb = "agrees"
	}
	return fmt.Sprintf("a fresh run %s: %s, %s", verb, Compared(r, r.Rerun.Value), ChangeOf(r.Metric, r.Rerun.Change))
}

// causesOf are the findings about a workload, and then those about the run.
func causesOf(c *compare.Comparison, workload string) []engine.Finding {
	var own, whole []engine.Finding
	for _, f := range c.Causes {
		switch f.Workload {
		case workload:
			own = append(own, f)
		case "":
			whole = append(whole, f)
		}
	}
	return append(own, whole...)
}

func tries(causes []engine.Finding) []string {
	var all []string
	for _, f := range causes {
		if f.Try != "" && !slices.Contains(all, f.Try) {
			all = append(all, f.Try)
		}
	}
	return all
}

// NoCause is shown where no evidence shows why.
const NoCause = "not identified"

// Evidence renders the figures that a finding rests on: "in flight 1.02;
// workers 16"; empty where it has none.
func Evidence(f *engine.Finding) string {
	texts := make([]string, len(f.Evidence))
	for i := range f.Evidence {
		texts[i] = f.Evidence[i].Name + " " + Figure(&f.Evidence[i])
	}
	return strings.Join(texts, "; ")
}

// Figure renders a piece of evidence in its unit.
func Figure(f *engine.Figure) string {
	switch f.Unit {
	case "":
		return units.Number(f.Value)
	case "s":
		return units.Seconds(f.Value)
	case "x":
		return units.Factor(f.Value)
	case "share":
		return units.Percent(f.Value)
	}
	return units.Number(f.Value) + " " + f.Unit
}
