package report

import (
	"io"
	"strings"
	"time"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// A ListedClaim is a claim before it is put to the test.
type ListedClaim struct {
	Claim   claims.Claim
	Verdict claims.Verdict // the last on this machine, or what is known beforehand
	At      time.Time      // of the last one
	Takes   time.Duration  // about; 0 where there is no experiment
	Lacks   string         // what is missing here, or why there is no experiment; "" for nothing
}

// WriteClaimsList writes claims with what each says, needs and takes.
func WriteClaimsList(w io.Writer, all []ListedClaim, style Style) error {
	p := &page{style: style}
	total := time.Duration(0)
	t := &table{columns: []column{
		{title: "claim"}, {title: "claimed", name: "claimed", beneath: true}, {title: "takes"}, {title: "verdict so far"},
	}}
	for i := range all {
		total += all[i].Takes
		t.rows = append(t.rows, listedRow(&all[i]))
	}
	p.heading("Claims", text("%s, about %s in all", units.Counted(len(all), "claim"), units.Clock(total)))
	p.table(t)
	_, err := io.WriteString(w, p.text.String())
	return err
}

func listedRow(c *ListedClaim) tableRow {
	takes, verdict := "-", words.VerdictInShort(c.Verdict)
	if c.Takes > 0 {
		takes = units.Clock(c.Takes)
	}
	if !c.At.IsZero() {
		verdict += " on " + c.At.Format(time.DateOnly)
	}
	row := tableRow{cells: []value{
		text("%s", c.Claim.ID), text("%s", words.Claimed(&c.Claim)), text("%s", takes), coloured(toneColour(c.Verdict), verdict),
	}}
	row.under = append(row.under, text("%s", c.Claim.Says))
	if len(c.Claim.Needs) > 0 {
		row.under = append(row.under, text("needs %s", strings.Join(c.Claim.Needs, ", ")))
	}
	if c.Lacks != "" {
		row.under = append(row.under, coloured(yellow, c.Lacks))
	}
	return row
}
