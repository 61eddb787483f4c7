package report

import (
	"io"

	compare "ep-benchmark/baselines/sidebyside"
	"ep-benchmark/ui/units"
)

// WriteComparison writes how a run stands beside another one, or beside what
// is claimed of one. It gives no verdict, and says so.
func WriteComparison(w io.Writer, c *compare.Comparison, style Style) error {
	p := &page{style: style}
	var label []value
	if c.Then.Label != "" {
		label = append(label, text("%s", c.Then.Label))
	}
	p.heading("Compared with "+c.Then.Name, label...)
	for i, difference := range c.Differences {
		p.row(once(i, "not alike"), item("%s", difference))
	}
	if len(c.Rows) == 0 {
		p.row("", text("nothing was measured in both"))
	}
	last := ""
	for i := range c.Rows {
		row := &c.Rows[i]
		label := row.Workload
		if label == last {
			label = ""
		}
		last = row.Workload
		p.row(label, text("%s", row.Metric).padded(10), text("then %s", compared(row.Metric, row.Then.Value)).padded(12),
			text("now %s", compared(row.Metric, row.Now.Value)).padded(11), direction(row))
	}
	p.row("", text("Two single runs carry no verdict: runs differ from run to run by more than rounds do within one."))
	_, err := io.WriteString(w, p.text.String())
	return err
}

// compared renders a figure of either side.
func compared(metric compare.Metric, value float64) string {
	if metric == compare.Speedup {
		return units.Factor(value)
	}
	return units.Seconds(value)
}

// direction renders a change in words, with a colour where there may be one.
func direction(row *compare.Row) value {
	switch row.Direction {
	case compare.Better:
		return coloured(green, "better "+row.Words())
	case compare.Worse:
		return coloured(red, "worse "+row.Words())
	}
	return text("%s", row.Direction)
}
