package report

import (
	"io"
	"strings"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/ui/words"
)

// WriteClaims writes what is known of a ledger's claims: the score and the counts
// first, then a line for each claim, then what each verdict rests on. The score
// stands at the end again, where a terminal shows it.
func WriteClaims(w io.Writer, a *claims.Account, style Style) error {
	p := &page{style: style}
	p.claimsHead(a)
	p.write("\n")
	p.claimsTable(a)
	for i := range a.Entries {
		if e := &a.Entries[i]; words.ToneOf(e.Verdict) != words.ClaimUnput || len(e.Sum) > 0 {
			p.claim(e)
		}
	}
	p.unput(a)
	p.claimsAnswer(a)
	_, err := io.WriteString(w, p.text.String())
	return err
}

// claimsAnswer writes the score, and how many claims have each verdict.
func (p *page) claimsAnswer(a *claims.Account) {
	p.heading("Claims of "+a.Ledger, coloured(bold, words.ClaimsScore(a)))
	p.row("verdicts", text("%s", words.ClaimsCounted(a)))
}

// claimsHead writes the answer, and where it was found.
func (p *page) claimsHead(a *claims.Account) {
	p.claimsAnswer(a)
	if missing := words.ClaimMissing(a); missing != "" {
		p.row("no points", text("%s", missing))
	}
	if a.Machine != "" {
		p.row("machine", text("%s", a.Machine))
	}
	if !a.Began.IsZero() {
		p.row("began", text("%s", a.Began.Format("2006-01-02 15:04:05 MST")))
	}
}

func (p *page) claimsTable(a *claims.Account) {
	t := &table{columns: []column{
		{title: "claim"}, {title: "claimed", name: "claimed", beneath: true}, {title: "measured [interval]", name: "measured"}, {title: "verdict"},
	}}
	for i := range a.Entries {
		e := &a.Entries[i]
		measured := text("%s", words.ClaimMeasuredInShort(e))
		if e.Measured == nil {
			measured = coloured(faint, "-")
		}
		t.rows = append(t.rows, tableRow{cells: []value{
			text("%s", e.Claim.ID), text("%s", words.Claimed(&e.Claim)), measured, coloured(toneColour(e.Verdict), words.VerdictInShort(e.Verdict)),
		}})
	}
	p.table(t)
}

func toneColour(v claims.Verdict) colour {
	switch words.ToneOf(v) {
	case words.ClaimHolds:
		return green
	case words.ClaimFalls:
		return red
	case words.ClaimOpen:
		return yellow
	}
	return faint
}

// claim writes what one verdict rests on.
func (p *page) claim(e *claims.Entry) {
	p.heading(e.Claim.ID, coloured(toneColour(e.Verdict), string(e.Verdict)))
	p.row("says", text("%s", said(&e.Claim)))
	p.row("claimed", text("%s", words.Claimed(&e.Claim)))
	if e.Measured != nil {
		p.row("measured", text("%s", words.ClaimMeasured(e)), coloured(faint, words.ClaimConfidence(e)))
	}
	p.row("reason", text("%s", words.ClaimReason(e)))
	for i, line := range e.Sum {
		p.row(once(i, "arithmetic"), text("%s", line))
	}
	p.curve(e)
	if conditions := words.ClaimConditions(e); len(conditions) > 0 {
		p.row("conditions", values(conditions)...)
	}
	for i, line := range e.Evidence {
		p.row(once(i, "evidence"), text("%s", line))
	}
	if !e.At.IsZero() {
		p.row("measured at", text("%s%s", e.At.Format("2006-01-02 15:04:05 MST"), inRun(e)))
	}
	if e.Repeat != "" {
		p.row("repeat", text("%s", e.Repeat))
	}
}

// said is a claim's sentence, and where it stands.
func said(c *claims.Claim) string {
	if c.Source == "" {
		return c.Says
	}
	return c.Says + " (" + c.Source + ")"
}

func inRun(e *claims.Entry) string {
	if e.Run == "" {
		return ""
	}
	return ", run " + e.Run
}

// curve writes the points of a claim's curve, a row for each.
func (p *page) curve(e *claims.Entry) {
	if e.Curve == nil {
		return
	}
	p.row("by "+e.Curve.Condition, text("%s", words.CurveAnswer(e.Curve)))
	widest := 0
	for i := range e.Curve.Points {
		widest = max(widest, columns(printable(words.CurvePlace(e.Curve, &e.Curve.Points[i]))))
	}
	for i := range e.Curve.Points {
		point := &e.Curve.Points[i]
		place := words.CurvePlace(e.Curve, point)
		place = strings.Repeat(" ", widest-columns(printable(place))) + place
		p.row("", text("%s", place), text("%s", words.Bare(&point.Measured, words.ClaimUnit(e.Claim.Metric))))
	}
}

// unput lists why claims were not put to the test, those together that have one reason.
func (p *page) unput(a *claims.Account) {
	ids := map[string][]string{}
	var reasons []string
	for i := range a.Entries {
		e := &a.Entries[i]
		if words.ToneOf(e.Verdict) != words.ClaimUnput || len(e.Sum) > 0 {
			continue
		}
		reason := words.ClaimReason(e)
		if ids[reason] == nil {
			reasons = append(reasons, reason)
		}
		ids[reason] = append(ids[reason], e.Claim.ID)
	}
	if len(reasons) > 0 {
		p.heading("Not put to the test")
	}
	for _, reason := range reasons {
		p.indented(labelColumn, item("%s: %s", strings.Join(ids[reason], ", "), reason))
	}
}
