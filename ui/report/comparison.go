package report

import (
	"io"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/ui/words"
)

// WriteComparison writes how a run stands beside a baseline: every figure with
// its verdict, and a notice for each workload that regressed.
func WriteComparison(w io.Writer, c *compare.Comparison, style Style) error {
	p := &page{style: style}
	if len(c.Then.Runs) == 0 {
		p.heading("Comparison", coloured(yellow, string(compare.NoBaseline)))
		p.indented(labelColumn, text("%s", words.NoBaseline(c.Then.Name)))
	} else {
		p.sides(c)
		p.write("\n")
		p.compared(c)
		p.failures(c)
		p.tails(c)
		p.footnotes(c)
		for _, notice := range words.Notices(c) {
			p.notice(&notice)
		}
	}
	_, err := io.WriteString(w, p.text.String())
	return err
}

// sides writes what is compared with what, and the verdict.
func (p *page) sides(c *compare.Comparison) {
	p.heading("Compared with "+c.Then.Name, present(words.Counted(c, &c.Then), c.Then.Label)...)
	for i, line := range words.Duel(c) {
		p.row(once(i, "answer"), coloured(bold, line))
	}
	machine := ""
	if c.Then.Machine() != c.Now.Machine() {
		machine = c.Then.Machine()
	}
	if taken := words.Taken(&c.Then); taken != "" {
		p.row("taken", present(taken, machine)...)
	} else if machine != "" {
		p.row("machine", text("%s", machine))
	}
	count := ""
	if len(c.Now.Runs) > 1 || c.Interleaved {
		count = words.Counted(c, &c.Now)
	}
	if known := present(c.Now.Name, count, words.Taken(&c.Now), c.Now.Label); len(known) > 0 {
		p.row("candidate", known...)
	}
	p.row("verdict", coloured(overallColour(c), words.Overall(c)))
	p.reservations(c)
}

// reservations writes what keeps verdicts from being made.
func (p *page) reservations(c *compare.Comparison) {
	if c.Then.Claimed {
		p.row("", text("%s", words.NotMeasured(&c.Then)))
	}
	label := "not alike"
	if c.Count(compare.NotComparable) > 0 && !c.Then.Claimed {
		label = string(compare.NotComparable)
	}
	for i, difference := range c.Differences {
		p.labelled(span{yellow, once(i, label)}, item("%s", words.Differs(c, difference)))
	}
	for i, doubt := range c.Doubts {
		p.labelled(span{yellow, once(i, "not clean")}, item("%s", doubt))
	}
}

// present makes values of the texts that there are.
func present(texts ...string) []value {
	var all []value
	for _, one := range texts {
		if one != "" {
			all = append(all, text("%s", one))
		}
	}
	return all
}

func overallColour(c *compare.Comparison) colour {
	switch c.Verdict {
	case compare.Regressed:
		return red
	case compare.Improved, compare.Unchanged:
		return green
	}
	return yellow
}

func verdictColourOf(r *compare.Row) colour {
	switch r.Verdict {
	case compare.Regressed:
		return red
	case compare.Improved:
		return green
	case compare.Unchanged:
		return noColour
	}
	return yellow
}

// compared writes the table of the figures.
func (p *page) compared(c *compare.Comparison) {
	now, _ := words.Sides(c)
	t := &table{grouped: true, columns: []column{
		{title: "benchmark"}, {title: "figure"}, {title: now, name: now}, baselineColumn(c), {title: "change"},
	}}
	if !c.Then.Claimed {
		t.columns = append(t.columns, column{title: "verdict"})
	}
	_, reasons := words.Reasons(c)
	for i := range c.Rows {
		starts := i == 0 || c.Rows[i-1].Workload != c.Rows[i].Workload
		t.rows = append(t.rows, comparedRow(c, &c.Rows[i], starts, reasons[c.Rows[i].Key]))
	}
	p.table(t)
}

// failures say how many operations failed on either side.
func (p *page) failures(c *compare.Comparison) {
	for i, line := range words.FailureLines(c) {
		if i == 0 {
			p.write("\n")
		}
		tone := noColour
		if line.Rose {
			tone = red
		}
		values := append(present(line.Title), coloured(tone, line.Verdict))
		p.row(once(i, "failures"), append(values, present(line.Text, line.Reason)...)...)
	}
}

// tails show the slowest operations on both sides, faint as they decide nothing.
func (p *page) tails(c *compare.Comparison) {
	for i, line := range words.TailLines(c) {
		if i == 0 {
			p.write("\n")
		}
		p.row(once(i, "tails"), coloured(faint, line.Title), coloured(faint, line.Text))
	}
}

func baselineColumn(c *compare.Comparison) column {
	_, then := words.Sides(c)
	switch {
	case c.Then.Claimed:
		return column{title: "claimed", name: "claimed"}
	case words.Bands(c) == "":
		return column{title: then, name: then, beneath: true}
	case c.Interleaved:
		return column{title: then + " [interval]", name: then, beneath: true}
	}
	return column{title: then + " [band]", name: then, beneath: true}
}

// comparedRow is a figure's row, faint where it decides nothing.
func comparedRow(c *compare.Comparison, r *compare.Row, starts bool, reason string) tableRow {
	tone, verdict := noColour, verdictColourOf(r)
	if !r.Gates && !c.Then.Claimed {
		tone, verdict = faint, faint
	}
	title := ""
	if starts {
		title = r.Title
	}
	row := tableRow{cells: []value{
		coloured(bold, title), coloured(tone, r.Metric.Name()), coloured(tone, words.Compared(r, r.Now.Center)),
		coloured(tone, words.Baseline(r, words.Number(c, &c.Then))), coloured(tone, words.Change(r)),
	}}
	if !c.Then.Claimed {
		row.cells = append(row.cells, value{spans: []span{{verdict, words.Judged(r)}, {verdict, words.Signs(c, r)}}})
	}
	if reason != "" {
		row.under = append(row.under, coloured(tone, reason))
	}
	if found := words.Detectable(r); found != "" {
		row.under = append(row.under, coloured(tone, found))
	}
	if r.Verdict == compare.Improved && r.Rerun != nil {
		row.under = append(row.under, coloured(tone, words.Again(c, r)))
	}
	return row
}

// footnotes say what the table's signs mean, and what it rests on.
func (p *page) footnotes(c *compare.Comparison) {
	shared, _ := words.Reasons(c)
	notes := make([]words.Mark, 0, len(shared))
	for _, r := range shared {
		notes = append(notes, words.Mark{Sign: string(r.Verdict), Meaning: r.Reason})
	}
	notes = append(notes, words.AllMarks(c)...)
	if bands := words.Bands(c); bands != "" {
		notes = append(notes, words.Mark{Sign: "[ ]", Meaning: bands})
	}
	if floor := words.NoiseFloor(c); floor != "" {
		notes = append(notes, words.Mark{Sign: "noise floor", Meaning: floor})
	}
	for i, note := range notes {
		if i == 0 {
			p.write("\n")
		}
		p.labelled(span{faint, note.Sign}, coloured(faint, note.Meaning))
	}
}
