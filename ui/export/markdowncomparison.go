package export

import (
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine/text"
	"ep-benchmark/ui/words"
)

// comparison writes the comparison as the text report has it: the sides, the
// table, and a notice for each workload that regressed.
func (m *markdown) comparison(c *compare.Comparison) {
	if c == nil {
		return
	}
	if len(c.Then.Runs) == 0 {
		m.paragraph("### No baseline")
		m.paragraph(text.Markdown(words.NoBaseline(c.Then.Name)))
		return
	}
	m.paragraph("### " + text.Markdown("Compared with "+c.Then.Name) + ": " + text.Markdown(words.Overall(c)))
	if facts := baselineFacts(c); facts != "" {
		m.paragraph(facts)
	}
	if c.Then.Claimed {
		m.paragraph(text.Markdown(words.NotMeasured(&c.Then)))
	}
	m.comparedRows(c)
	m.failures(c)
	m.tails(c)
	m.notes("Notes on the comparison", comparisonNotes(c))
	for _, n := range words.Notices(c) {
		m.notice(&n)
	}
}

// baselineFacts says what the baseline is.
func baselineFacts(c *compare.Comparison) string {
	var facts []string
	for _, fact := range []string{words.Counted(c, &c.Then), c.Then.Label, words.Taken(&c.Then)} {
		if fact != "" {
			facts = append(facts, text.Markdown(fact))
		}
	}
	if machine := c.Then.Machine(); machine != "" && machine != c.Now.Machine() {
		facts = append(facts, text.Markdown(machine))
	}
	return strings.Join(facts, "; ")
}

func (m *markdown) comparedRows(c *compare.Comparison) {
	if len(c.Rows) == 0 {
		return
	}
	now, then := words.Sides(c)
	baseline := then + " [band]"
	if c.Interleaved {
		baseline = then + " [interval]"
	}
	if c.Then.Claimed {
		baseline = "claimed"
	}
	m.paragraph("| benchmark | figure | " + text.Markdown(now) + " | " + baseline + " | change | verdict | would have been found |")
	m.row("---", "---", "---:", "---:", "---:", "---", "---:")
	for i := range c.Rows {
		r := &c.Rows[i]
		title := ""
		if i == 0 || c.Rows[i-1].Workload != r.Workload {
			title = text.Markdown(r.Title)
		}
		m.row(title, r.Metric.Name(), text.Markdown(words.Compared(r, r.Now.Center)), text.Markdown(words.Baseline(r, words.Number(c, &c.Then))),
			text.Markdown(words.Change(r)), judged(c, r), found(r))
	}
}

// failures say how many operations failed on either side.
func (m *markdown) failures(c *compare.Comparison) {
	var texts []string
	for _, line := range words.FailureLines(c) {
		said := line.Title + ", " + line.Verdict + ": " + line.Text
		if line.Reason != "" {
			said += "; " + line.Reason
		}
		texts = append(texts, said)
	}
	m.notes("Failures", texts)
}

// tails show the slowest operations on both sides.
func (m *markdown) tails(c *compare.Comparison) {
	var texts []string
	for _, line := range words.TailLines(c) {
		texts = append(texts, line.Title+": "+line.Text)
	}
	m.notes("Slowest operations (informational)", texts)
}

// found is the smallest change that a row's test would have found, where its
// verdict leaves that open.
func found(r *compare.Row) string {
	if words.Detectable(r) == "" {
		return ""
	}
	return "from " + text.Markdown(r.Detectable())
}

// judged is a row's verdict, bold for a regression that counts.
func judged(c *compare.Comparison, r *compare.Row) string {
	word := text.Markdown(words.Judged(r) + words.Signs(c, r))
	if r.Gates && r.Verdict == compare.Regressed {
		return "**" + word + "**"
	}
	return word
}

// comparisonNotes say what the table can't hold: what differs, what the signs
// mean, and the reasons.
func comparisonNotes(c *compare.Comparison) []string {
	var notes []string
	for _, d := range c.Differences {
		notes = append(notes, "not alike: "+words.Differs(c, d))
	}
	for _, doubt := range c.Doubts {
		notes = append(notes, "not clean: "+doubt)
	}
	shared, own := words.Reasons(c)
	for _, r := range shared {
		notes = append(notes, string(r.Verdict)+": "+r.Reason)
	}
	for i := range c.Rows {
		r := &c.Rows[i]
		name := r.Title + ", " + r.Metric.Name() + ": "
		if own[r.Key] != "" {
			notes = append(notes, name+own[r.Key])
		}
		if r.Verdict == compare.Improved && r.Rerun != nil {
			notes = append(notes, name+words.Again(c, r))
		}
	}
	for _, mark := range words.AllMarks(c) {
		notes = append(notes, mark.Sign+": "+mark.Meaning)
	}
	if bands := words.Bands(c); bands != "" {
		notes = append(notes, "[ ]: "+bands)
	}
	if floor := words.NoiseFloor(c); floor != "" {
		notes = append(notes, "noise floor: "+floor)
	}
	return notes
}

// notice writes the notice of a workload that regressed.
func (m *markdown) notice(n *words.Notice) {
	var points []string
	for _, f := range n.Figures {
		points = append(points,
			"expected: "+f.Name+" "+f.Expected+", by "+n.By,
			"actual: "+f.Name+" "+f.Said())
	}
	if len(n.Causes) == 0 {
		points = append(points, "cause: "+words.NoCause)
	}
	for i := range n.Causes {
		point := "possible cause: " + n.Causes[i].Statement
		if evidence := words.Evidence(&n.Causes[i]); evidence != "" {
			point += " (" + evidence + ")"
		}
		points = append(points, point)
	}
	for _, try := range n.Try {
		points = append(points, "try: "+try)
	}
	m.notes(strings.ToUpper(string(compare.Regressed))+": "+text.Markdown(n.Title), points)
	if n.Further != "" {
		m.paragraph("Look further: " + code(n.Further))
	}
}

// code is a command, in more backquotes than it has in a row.
func code(command string) string {
	fence := "`"
	for strings.Contains(command, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		return fence + " " + command + " " + fence
	}
	return fence + command + fence
}

// comparedLine is the comparison in a line.
func comparedLine(c *compare.Comparison) string {
	if len(c.Then.Runs) == 0 {
		return "no baseline to compare with"
	}
	name := c.Then.Name
	if count := words.Counted(c, &c.Then); count != "" {
		name += " (" + count + ")"
	}
	return oneLine("compared with " + name + ": " + words.Overall(c))
}
