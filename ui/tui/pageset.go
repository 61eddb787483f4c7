package tui

import "ep-benchmark/ui/tui/pages"

// pageSet is the pages by name.
type pageSet struct {
	run      *pages.Overview
	cores    *pages.Cores
	compare  *pages.Compare
	history  *pages.History
	diagnose *pages.Diagnose
	scaling  *pages.Scaling
	claims   *pages.Claims
}

// show shows each page what it draws, and nothing else.
func (p *pageSet) show(in *pages.OverviewInput, l *library, tested *pages.Tested) {
	p.run.Show(*in)
	p.cores.Show(in)
	p.compare.Show(pages.CompareInput{Run: in.Run, Versus: in.Versus})
	p.history.Show(pages.HistoryInput{Lanes: in.Run.Lanes, AtHand: l.atHand, Store: l.archive, Trends: &l.trends, Side: in.Versus.Side})
	p.diagnose.Show(in.Subject)
	p.scaling.Show(in.Subject)
	p.claims.Show(pages.ClaimsInput{Tested: tested, Run: in.Run})
}
