package pages

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// laneLines are all that is found of one workload: why it regressed, if it did,
// and then what held it back from its ceiling, the weightiest first.
func laneLines(th *theme.Theme, sub *Subject, lane *live.Lane, width int) []line {
	w := writer{width: width}
	beside, role := standing(th, lane)
	w.add(line{
		text: lane.Spec.Title, style: cells.Style(0).Bold(), indent: 1,
		beside: beside, besideStyle: cells.In(role).Bold(),
	})
	if lane.Result == nil {
		w.text(1, cells.In(cells.Muted), "It has not finished its rounds: a finding rests on measured legs.")
		return w.lines
	}
	w.figures(lane.Result)
	if n, regressed := sub.notice(lane.Spec.Name); regressed {
		w.regression(th, sub, &n)
	}
	w.blank()
	found := sub.about(lane.Spec.Name)
	if len(found) == 0 {
		w.text(1, cells.In(cells.Muted), nothingFound(lane.Result))
		return w.lines
	}
	if lane.Result.Speedup != nil {
		w.text(1, cells.In(cells.Muted), "Against its ceiling, the weightiest first:")
	}
	w.findings(th, found, true)
	return w.lines
}

// besideLines are what is found of the run, and of the other workloads: all
// that is, or the first of each.
func besideLines(th *theme.Theme, sub *Subject, width int, all bool) []line {
	w := writer{width: width}
	w.head("The run")
	u := sub.Run.Report.Utilisation
	if sub.Run.Finished && u != nil {
		w.text(1, cells.Style(0), "cores: "+u.Verdict)
	}
	found := sub.about("")
	w.findings(th, found, true)
	if len(found) == 0 && (u == nil || !sub.Run.Finished) {
		w.text(1, cells.In(cells.Muted), "Nothing is found of the machine.")
	}
	for i := range sub.Run.Lanes {
		if i != sub.Focus {
			w.blank()
			w.short(th, sub, i, all)
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
		w.short(th, sub, i, false)
	}
	if found := sub.about(""); len(found) > 0 {
		w.head("The run")
		w.findings(th, found, false)
	}
	return w.lines
}

// regression adds what was expected, what came, the causes and where to look.
func (w *writer) regression(th *theme.Theme, sub *Subject, n *words.Notice) {
	w.blank()
	w.add(line{text: "Regressed, by " + n.By + ":", style: cells.In(cells.Bad).Bold(), indent: 1})
	for i := range n.Figures {
		f := &n.Figures[i]
		w.text(3, cells.Style(0), f.Name+" "+f.Actual+"; expected "+f.Expected)
	}
	switch c := sub.Versus.Comparison; {
	case len(n.Causes) > 0:
		w.findings(th, n.Causes, true)
	case sub.Versus.Confirming:
		w.text(3, cells.In(cells.Muted), "A fresh run is on; causes are looked for when it has ended.")
	case c.Causes == nil:
		w.text(3, cells.In(cells.Muted), "The baseline's evidence is being read.")
	default:
		w.text(3, cells.Style(0), "cause "+words.NoCause+": nothing that was recorded moved as the time did")
	}
	if n.Further != "" {
		w.marked("", 3, cells.In(cells.Accent), "look further: "+n.Further)
	}
}

// findings adds findings in their order, which is that of their weight, with
// their evidence or without.
func (w *writer) findings(th *theme.Theme, all []engine.Finding, evidence bool) {
	for i := range all {
		f := &all[i]
		w.marked(string(th.Glyphs.Dot), 4, cells.Style(0), f.Statement)
		if f.Try != "" {
			w.text(6, cells.In(cells.Accent), "try: "+f.Try)
		}
		for j := range f.Evidence {
			if evidence {
				w.add(line{figure: &f.Evidence[j], indent: 6})
			}
		}
	}
}

// short adds a workload with what is found of it, without the evidence: all, or
// the first.
func (w *writer) short(th *theme.Theme, sub *Subject, i int, all bool) {
	lane := &sub.Run.Lanes[i]
	beside, role := standing(th, lane)
	w.add(line{
		text: lane.Spec.Title, style: cells.Style(0).Bold(), indent: 1, lane: i + 1,
		beside: beside, besideStyle: cells.In(role),
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
