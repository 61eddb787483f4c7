package report

import (
	"fmt"
	"io"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// WriteClaimHistory writes the verdicts on a claim over time with what was measured,
// the oldest first.
func WriteClaimHistory(w io.Writer, ledger string, c *claims.Claim, past []claims.Past, style Style) error {
	p := &page{style: style}
	p.heading(c.ID, text("%s", words.ClaimTrend(past)))
	p.row("ledger", text("%s", ledger))
	p.row("says", text("%s", said(c)))
	p.row("claimed", text("%s", words.Claimed(c)))
	if len(past) > 0 {
		p.write("\n")
		p.pastTable(past)
	}
	_, err := io.WriteString(w, p.text.String())
	return err
}

func (p *page) pastTable(past []claims.Past) {
	t := &table{columns: []column{
		{title: "when"},
		{title: "verdict"},
		{title: "measured [interval]", name: "measured"},
		{title: "run", name: "run"},
		{title: "version", name: "version", beneath: true},
	}}
	several := words.OnSeveralMachines(past)
	for i := range past {
		e := &past[i].Entry
		row := tableRow{cells: []value{
			text("%s", past[i].At.Format("2006-01-02 15:04")), coloured(toneColour(e.Verdict), words.VerdictInShort(e.Verdict)),
			text("%s", words.ClaimMeasuredInShort(e)), text("%s", e.Run), text("%s", past[i].Program),
		}}
		if several {
			row.under = append(row.under, coloured(faint, past[i].Machine))
		}
		t.rows = append(t.rows, row)
	}
	p.table(t)
	p.indented(labelColumn, coloured(faint, fmt.Sprintf("%s, the oldest first", units.Counted(len(past), "finding"))))
}
