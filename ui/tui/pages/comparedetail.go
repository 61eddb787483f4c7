package pages

import (
	"fmt"
	"strings"

	"ep-benchmark/baselines/compare"
	shown "ep-benchmark/engine/text" // text is a value here
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// detail draws all details of one row and returns how many rows that took.
func detail(a cells.Area, th *theme.Theme, vs *Versus, row *compare.Row) int {
	c := vs.shown()
	parts.Rule(a, th, 0, row.Title+": "+row.Metric.Name())
	y := 1
	if a.Height >= 8 && row.Then.Center > 0 {
		y += wideScale(a.Rows(y, 2), th, c, row)
	}
	for _, text := range append(explained(c, row), append(marks(vs, c, row), further(c, row)...)...) {
		if y >= a.Height {
			break
		}
		used := parts.Wrapped(a.Part(1, y, a.Width-2, a.Height-y), 0, cells.In(cells.Muted), text)
		y += used
	}
	return min(y, a.Height)
}

// wideScale draws where the figure lies among the baseline's, with what the
// signs are.
func wideScale(a cells.Area, th *theme.Theme, c *compare.Comparison, row *compare.Row) int {
	g := th.Glyphs
	spread := scaleOf(c, row)
	scale := a.Part(1, 0, min(a.Width-2, readable), 1)
	if low, high, ok := spread.Ends(); ok && scale.Width > 4*endRoom {
		scale.Right(endRoom-1, 0, cells.In(cells.Muted), figure(row.Metric, low))
		scale.Text(scale.Width-endRoom+1, 0, cells.In(cells.Muted), figure(row.Metric, high))
		scale = scale.Part(endRoom, 0, scale.Width-2*endRoom, 1)
	}
	spread.Scale(scale, th)
	text := fmt.Sprintf("%c a %s of the baseline", g.Dot, words.Unit(c))
	if !row.Awaited() {
		text = fmt.Sprintf("%c %s now   ", g.PointValue, words.Compared(row, row.Now.Center)) + text
	}
	if row.Then.Band != nil {
		means := "where one more would lie (95 %)"
		if c.Interleaved {
			means = words.Bands(c)
		}
		text += fmt.Sprintf("   %c%c%c %s, %s", g.LowEdge, g.Track, g.HighEdge, band(row.Metric, row.Then.Band.Low, row.Then.Band.High), means)
	}
	a.Fit(1, 1, a.Width-2, cells.In(cells.Faint), text)
	return 2
}

// endRoom is the room for what an end of a scale stands for.
const endRoom = 9

// explained is a row in sentences.
func explained(c *compare.Comparison, row *compare.Row) []string {
	if row.Awaited() {
		return []string{fmt.Sprintf("%s in the baseline (%s), and not measured yet in this run. It is compared after three whole rounds.",
			words.Compared(row, row.Then.Center), units.Counted(len(row.Then.Values), words.Unit(c)))}
	}
	text := words.Compared(row, row.Now.Center) + " now"
	if row.Then.Center > 0 {
		text += fmt.Sprintf(", %s in the baseline (%s)", words.Compared(row, row.Then.Center), units.Counted(len(row.Then.Values), words.Unit(c)))
	}
	if moved(row) {
		text += ": " + words.Change(row)
	}
	if row.Test != nil {
		text += fmt.Sprintf(", %s", row.Floor)
	}
	lines := []string{text + "."}
	if row.Reason != "" {
		lines = append(lines, string(row.Verdict)+": "+row.Reason+".")
	}
	if found := words.Detectable(row); found != "" {
		lines = append(lines, strings.ToUpper(found[:1])+found[1:]+".")
	}
	if row.Rerun != nil {
		lines = append(lines, "Confirming: "+words.Again(c, row)+".")
	}
	return lines
}

// further is the command that looks further into a regression.
func further(c *compare.Comparison, row *compare.Row) []string {
	if !row.Gates || row.Verdict != compare.Regressed || c.Unfinished {
		return nil
	}
	if command := words.Further(c, row.Workload); command != "" {
		return []string{"Look further: " + command}
	}
	return nil
}

// marks explain the signs behind a verdict.
func marks(vs *Versus, c *compare.Comparison, row *compare.Row) []string {
	var lines []string
	if c.Unfinished && row.Tested() {
		lines = append(lines, "Not final: the run is on.")
	}
	for _, m := range words.Marks(c, row) {
		switch {
		case m.Sign != "?":
			lines = append(lines, m.Sign+" "+m.Meaning)
		case vs.Confirming:
			lines = append(lines, "? not confirmed yet: a fresh run is on")
		case !c.Unfinished:
			lines = append(lines, m.Sign+" "+m.Meaning)
		}
	}
	if !row.Gates {
		lines = append(lines, "It is informational only.")
	}
	return lines
}

// notices say of each regression what was expected, what was measured, what may
// have caused it, and what to try.
func notices(a cells.Area, th *theme.Theme, c *compare.Comparison) {
	lines := noticeLines(words.Notices(c), min(a.Width, readable))
	if len(lines) == 0 {
		return
	}
	parts.Rule(a, th, 1, "regressions")
	for i, l := range lines {
		if y := i + 2; y < a.Height {
			a.Fit(l.indent, y, a.Width-l.indent-1, l.style, l.text)
		}
	}
	moreBelow(a, th, len(lines)+2 > a.Height)
}

// noticeLines are notices as lines of text.
func noticeLines(all []words.Notice, width int) []line {
	var lines []line
	add := func(label, text string, style cells.Style) {
		for i, part := range shown.Wrap(text, width-20) {
			if i > 0 {
				label = ""
			}
			lines = append(lines, line{text: fmt.Sprintf("%-15s %s", label, part), style: style, indent: 3})
		}
	}
	for i := range all {
		n := &all[i]
		lines = append(lines, line{text: n.Title + ", by " + n.By, style: cells.Style(0).Bold(), indent: 1})
		for _, f := range n.Figures {
			add("expected", f.Name+" "+f.Expected, cells.Style(0))
			add("actual", f.Name+" "+f.Said(), cells.Style(0))
		}
		if len(n.Causes) == 0 {
			add("cause", words.NoCause, cells.In(cells.Muted))
		}
		for j := range n.Causes {
			add("possible cause", n.Causes[j].Statement, cells.Style(0))
			add("", words.Evidence(&n.Causes[j]), cells.In(cells.Faint))
		}
		for _, try := range n.Try {
			add("try", try, cells.Style(0))
		}
		if n.Further != "" {
			add("look further", n.Further, cells.In(cells.Accent))
		}
	}
	return lines
}
