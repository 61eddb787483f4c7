package pages

import (
	"strconv"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// claimsGutter has the cursor and a verdict's sign.
const claimsGutter = 4

// verdictWidth holds every verdict, and the progress of an experiment.
const verdictWidth = 19

// columns are those of the table, as wide as their widest field; without the figures
// where there is no room for them.
func (p *Claims) columns(isNarrow bool) []parts.Column {
	claim, verdict := parts.Column{Title: "CLAIM", Width: 8, Grow: true}, parts.Column{Title: "VERDICT", Width: verdictWidth}
	if isNarrow {
		return []parts.Column{claim, verdict}
	}
	claimed, measured := parts.Column{Title: "CLAIMED", Width: 7}, parts.Column{Title: "MEASURED", Width: 8}
	for i := range p.entries() {
		e := &p.entries()[i]
		claimed.Width = max(claimed.Width, cells.Width(words.Claimed(&e.Claim)))
		measured.Width = max(measured.Width, cells.Width(words.ClaimMeasuredInShort(e)))
	}
	claimed.Width, measured.Width = min(claimed.Width, 18), min(measured.Width, 30)
	return []parts.Column{claim, claimed, measured, verdict}
}

// leastFigures is the width from which the table has figures.
const leastFigures = 78

// pictureWidth is the width of the picture behind the columns, and leastPictured that
// of a table that has it.
const (
	pictureWidth  = 22
	leastPictured = 102
)

// table draws the claims with the answer above them.
func (p *Claims) table(a cells.Area, s *Screen) {
	p.headline(a.Rows(0, 1))
	a = a.Rows(1, a.Height-1)
	pictured := a.Width >= leastPictured
	inner := a.Part(claimsGutter, 0, a.Width-claimsGutter-1, a.Height)
	if pictured {
		inner = inner.Columns(0, inner.Width-pictureWidth-2)
		a.Text(a.Width-pictureWidth-1, 0, cells.In(cells.Muted), "CLAIMED AND MEASURED")
	}
	isNarrow := a.Width < leastFigures
	columns := parts.Layout(p.columns(isNarrow), inner.Width)
	parts.Head(inner, 0, columns)
	rows := a.Height - 1
	p.first = max(min(p.first, p.cursor, len(p.entries())-rows), p.cursor-rows+1, 0)
	for y := 1; y <= rows && p.first+y-1 < len(p.entries()); y++ {
		i := p.first + y - 1
		e := &p.entries()[i]
		fields := p.fields(e)
		if isNarrow {
			fields = []parts.Field{fields[0], fields[len(fields)-1]}
		}
		parts.Row(inner, y, columns, fields)
		p.progress(inner, s.Theme, y, columns, e)
		if pictured && e.Measured != nil {
			drawInterval(a.Part(a.Width-pictureWidth-1, y, pictureWidth, 1), s.Theme, e)
		}
		p.lined(a.Rows(y, 1), s, e, i)
	}
	moreBelow(inner, s.Theme, p.first+rows < len(p.entries()))
}

// headline is the ledger's name with its answer, and how much is to come.
func (p *Claims) headline(a cells.Area) {
	account := &p.in.Tested.Account
	x := a.Text(1, 0, cells.In(cells.Title).Bold(), account.Ledger) + 2
	x = a.Text(x, 0, cells.Style(0).Bold(), words.ClaimsScore(account)) + 2
	coming := ""
	if n := len(p.in.Tested.Coming); n > 0 && !p.in.Tested.Over {
		coming = strconv.Itoa(n) + " to come"
		a.Right(a.Width-1, 0, cells.In(cells.Muted), coming)
	}
	a.Fit(x, 0, a.Width-x-cells.Width(coming)-3, cells.In(cells.Muted), words.ClaimsCounted(account))
}

// lined adds to a claim's row its signs, and that it can be clicked.
func (p *Claims) lined(row cells.Area, s *Screen, e *claims.Entry, i int) {
	s.Hits.AddRow(row, i)
	sign, style := p.sign(s.Theme, e)
	row.Rune(2, 0, sign, style)
	if i == p.cursor {
		row.Rune(0, 0, s.Theme.Glyphs.Focus, cells.In(cells.Accent))
		row.Paint(func(s cells.Style) cells.Style { return s.On(cells.Focus) })
	}
}

// sign is a verdict's, beside its word.
func (p *Claims) sign(th *theme.Theme, e *claims.Entry) (rune, cells.Style) {
	style := toneStyle(e.Verdict).Bold()
	switch {
	case e.Claim.ID == p.in.Tested.Running:
		return th.Glyphs.PointValue, cells.In(cells.Accent).Bold()
	case e.Verdict == claims.Confirmed:
		return th.Glyphs.Good, style
	case e.Verdict == claims.Refuted:
		return th.Glyphs.Bad, style
	case e.Verdict == claims.Impossible:
		return th.Glyphs.NotPossible, style
	case words.ToneOf(e.Verdict) == words.ClaimOpen:
		return th.Glyphs.Open, style
	}
	return ' ', 0
}

func toneStyle(v claims.Verdict) cells.Style {
	switch words.ToneOf(v) {
	case words.ClaimHolds:
		return cells.In(cells.Good)
	case words.ClaimFalls:
		return cells.In(cells.Bad)
	case words.ClaimOpen:
		return cells.In(cells.Warn)
	}
	return cells.In(cells.Muted)
}

func (p *Claims) fields(e *claims.Entry) []parts.Field {
	measured := parts.Field{Text: words.ClaimMeasuredInShort(e)}
	if e.Measured == nil {
		measured = parts.Field{Text: "-", Style: cells.In(cells.Faint)}
	}
	verdict := parts.Field{Text: words.VerdictInShort(e.Verdict), Style: toneStyle(e.Verdict)}
	switch {
	case e.Claim.ID == p.in.Tested.Running:
		verdict = parts.Field{} // its progress stands there
	case p.toCome(e):
		verdict = parts.Field{Text: "to come", Style: cells.In(cells.Faint)}
	}
	return []parts.Field{{Text: e.Claim.ID}, {Text: words.Claimed(&e.Claim), Style: cells.In(cells.Muted)}, measured, verdict}
}

// progress draws how far the experiment on a claim is, in the place of its verdict.
func (p *Claims) progress(a cells.Area, th *theme.Theme, y int, columns []parts.Column, e *claims.Entry) {
	if e.Claim.ID != p.in.Tested.Running {
		return
	}
	x := 0
	for _, c := range columns[:len(columns)-1] {
		x += c.Width + 2
	}
	share := done(p.in.Run)
	text := units.Percent(share)
	x = a.Text(x, y, cells.In(cells.Accent).Bold(), "running ")
	parts.Bar(a.Part(x, y, 6, 1), th, share, cells.In(cells.Accent))
	a.Text(x+7, y, cells.In(cells.Muted), text)
}

// done is how much of a run is done, from 0 to 1: the mean of its workloads.
func done(run *live.Run) float64 {
	if run == nil || len(run.Lanes) == 0 {
		return 0
	}
	sum := 0.0
	for i := range run.Lanes {
		sum += run.Done(&run.Lanes[i])
	}
	return sum / float64(len(run.Lanes))
}
