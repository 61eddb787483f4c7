package pages

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/theme"
)

// besideLines are what is found of the run, and of the other workloads: all
// that is, or the first of each. The title of the run is for the caller to draw.
func besideLines(th *theme.Theme, sub *Subject, width int, all bool) []line {
	w := writer{width: width}
	u := sub.Run.Report.Utilisation
	if sub.Run.Finished && u != nil {
		w.text(1, cells.Style(0), "Cores: "+u.Verdict)
	}
	found := sub.about("")
	w.findings(th, found, true)
	if len(found) == 0 && (u == nil || !sub.Run.Finished) {
		w.text(1, cells.In(cells.Muted), "Nothing is found of the machine.")
	}
	for i := range sub.Run.Lanes {
		if i != sub.Focus {
			w.short(th, sub, i, all, true)
		}
	}
	return w.lines
}

// overviewLines are all workloads in short, and the run.
func overviewLines(th *theme.Theme, sub *Subject, width int) []line {
	w := writer{width: width}
	if len(sub.Findings) == 0 {
		w.text(1, cells.In(cells.Muted), nothingYet)
		return w.lines
	}
	for i := range sub.Run.Lanes {
		w.short(th, sub, i, false, false)
	}
	if found := sub.about(""); len(found) > 0 {
		w.head("The run")
		w.findings(th, found, false)
	}
	return w.lines
}

// findings adds findings in their order, which is that of their weight, with what to
// try, and with their figures or without.
func (w *writer) findings(th *theme.Theme, all []engine.Finding, evidence bool) {
	for i := range all {
		f := &all[i]
		w.marked(string(th.Glyphs.Dot), 4, cells.Style(0), f.Statement)
		if f.Try != "" {
			w.text(6, cells.In(cells.Accent), "try: "+f.Try)
		}
		if evidence {
			w.figures(f)
		}
	}
}

// short adds a workload with what is found of it, without the evidence: all, or
// the first. Its title may be in a rule.
func (w *writer) short(th *theme.Theme, sub *Subject, i int, all, ruled bool) {
	lane := &sub.Run.Lanes[i]
	beside, role := standing(th, lane)
	w.add(line{
		text: lane.Spec.Title, style: cells.Style(0).Bold(), indent: 1, lane: i + 1,
		beside: beside, besideStyle: cells.In(role), ruled: ruled,
	})
	found := sub.about(lane.Spec.Name)
	if n, regressed := sub.notice(lane.Spec.Name); regressed {
		w.text(3, cells.In(cells.Bad), "regressed: "+n.Figures[0].Name+" "+n.Figures[0].Actual)
		found = append(n.Causes[:len(n.Causes):len(n.Causes)], found...)
	}
	switch {
	case lane.Result == nil:
		w.text(3, cells.In(cells.Muted), "has not finished its rounds")
	case len(found) == 0:
		w.text(3, cells.In(cells.Muted), nothingFound(lane.Result))
	case all:
		w.findings(th, found, false)
	default:
		w.text(3, cells.In(cells.Muted), telling(found).Statement)
		if more := len(found) - 1; more > 0 {
			w.add(line{text: "and " + units.Counted(more, "finding") + " more", style: cells.In(cells.Faint), indent: 3, lane: i + 1})
		}
	}
}

const nothingYet = "Nothing is found before a first workload has finished its rounds: a finding rests on measured legs."

// nothingFound is said of a result without findings. Without a speedup there is no
// ceiling that something could have held it back from.
func nothingFound(r *engine.Result) string {
	switch {
	case r.Speedup != nil:
		return "Nothing held it back beyond its ceiling."
	case r.Failure != "":
		return "No speedup is measured: the workload was given up."
	}
	return "No speedup is measured in this run, so nothing is looked for against a ceiling."
}
