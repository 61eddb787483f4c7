package pages

import (
	"slices"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/words"
)

// ClaimsInput is what Claims draws.
type ClaimsInput struct {
	Tested *Tested   // nil before anything is known
	Run    *live.Run // of the experiment that is on
}

// Claims is the view of a ledger that is put to the test: a table that fills while the
// experiments run, and what the verdict on one of the claims rests on.
type Claims struct {
	without
	in            ClaimsInput
	cursor, first int
	moved         bool // the reader has; until then the cursor follows the experiments
	opened        bool // one claim has the whole page
	scroll        int  // of what its verdict rests on
	beside        bool // that was drawn last
}

// Title is the page's name.
func (*Claims) Title() string { return "Claims" }

// Show says what is drawn.
func (p *Claims) Show(in ClaimsInput) {
	p.in = in
	if p.moved || in.Tested == nil {
		return
	}
	if at := p.indexOf(in.Tested.Running); at >= 0 {
		p.cursor = at
	}
}

func (p *Claims) indexOf(id string) int {
	if id == "" {
		return -1
	}
	return slices.IndexFunc(p.entries(), func(e claims.Entry) bool { return e.Claim.ID == id })
}

func (p *Claims) entries() []claims.Entry {
	if p.in.Tested == nil {
		return nil
	}
	return p.in.Tested.Account.Entries
}

// Act moves the cursor, opens what a verdict rests on, and scrolls in it.
func (p *Claims) Act(action config.Action) bool {
	switch {
	case action == config.ActionOpen:
		p.Toggle()
	case action == config.ActionClose && p.opened:
		p.opened = false
	case action == config.ActionPageUp && p.beside:
		p.scroll = max(p.scroll-8, 0)
	case action == config.ActionPageDown && p.beside:
		p.scroll += 8
	case scrolled(&p.cursor, action, 10):
		p.choose(p.cursor)
	default:
		return false
	}
	return true
}

// Toggle gives the claim under the cursor the whole page, and back.
func (p *Claims) Toggle() { p.opened, p.scroll = !p.opened && len(p.entries()) > 0, 0 }

// Choose puts the cursor on a claim.
func (p *Claims) Choose(row int) { p.choose(row) }

func (p *Claims) choose(at int) {
	p.cursor, p.moved, p.scroll = max(min(at, len(p.entries())-1), 0), true, 0
}

// Wheel moves the cursor.
func (*Claims) Wheel(rows int) config.Action { return step(rows) }

// Sizes from which what the verdict rests on is drawn beside the table, or below it.
const (
	claimsBeside = 190
	claimsTable  = 110 // columns of the table beside it
	claimsBelow  = 28
	leastBelow   = 9 // rows of it below the table
)

// Draw draws the table and, where there is room, what the verdict on the claim under
// the cursor rests on.
func (p *Claims) Draw(a cells.Area, s *Screen) {
	p.beside = false
	if len(p.entries()) == 0 {
		parts.Wrapped(a.Part(1, 0, a.Width-2, a.Height), 0, cells.In(cells.Muted), "The claims are being read, and arithmetic comes before any measurement.")
		return
	}
	p.cursor = min(p.cursor, len(p.entries())-1)
	switch {
	case p.opened:
		p.evidence(a, s)
	case a.Width >= claimsBeside:
		p.table(a.Columns(0, claimsTable), s)
		p.evidence(a.Columns(claimsTable+2, a.Width-claimsTable-2), s)
	case a.Height >= claimsBelow, a.Height-len(p.entries())-3 >= leastBelow:
		rows := len(p.entries()) + 2
		if rows > a.Height-leastBelow-1 {
			rows = a.Height * 3 / 5
		}
		p.table(a.Rows(0, rows), s)
		parts.Rule(a.Rows(rows, 1), s.Theme, 0, "")
		p.evidence(a.Rows(rows+1, a.Height-rows-1), s)
	default:
		p.table(a.Rows(0, a.Height-1), s)
		e := &p.entries()[p.cursor]
		a.Fit(1, a.Height-1, a.Width-2, cells.In(cells.Muted), e.Claim.ID+": "+p.about(e))
	}
}

// about is what is to be said of a claim in a line.
func (p *Claims) about(e *claims.Entry) string {
	switch {
	case e.Claim.ID == p.in.Tested.Running:
		return "its experiment is on: " + e.Claim.Says
	case p.toCome(e):
		return "to come: " + e.Claim.Says
	}
	return words.ClaimTruth(e)
}

// toCome tells whether a claim's experiment is still to come.
func (p *Claims) toCome(e *claims.Entry) bool {
	return !p.in.Tested.Over && slices.Contains(p.in.Tested.Coming, e.Claim.ID)
}

// Under is the id of the claim under the cursor; "" for none.
func (p *Claims) Under() string {
	if p.cursor >= len(p.entries()) {
		return ""
	}
	return p.entries()[p.cursor].Claim.ID
}
