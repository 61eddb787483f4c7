package tui

import (
	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/frame"
	"ep-benchmark/ui/tui/pages"
)

// Below this size a page can't be read, and one line is all there is.
const leastWidth, leastHeight = 40, 10

// sync brings what is drawn up to date with the run: the comparison, the
// findings, and what each page is shown. Drawing only reads that.
func (m *model) sync() {
	run := m.shown()
	if lanes := len(run.Lanes); lanes > 0 { // before a run has begun the focus waits for it
		m.lane = min(m.lane, lanes-1)
	}
	m.versus.Refresh(run)
	if m.current().Explains(run, m.width) {
		m.findings.refresh(run)
	}
	subject := pages.Subject{Run: run, Focus: m.lane, Versus: m.versus.State(), Findings: m.findings.all, Sweeps: sweepsOf(run), Stored: m.options.Sweeps, Pick: m.pick}
	idle := m.options.Player == nil && !m.running()
	overview := pages.OverviewInput{Subject: subject, Idle: idle, First: m.options.First && m.count <= 1, Zoom: m.zoom, Window: m.windowOf(run)}
	if run.Finished {
		overview.Answer, overview.Next = frame.Answer(run), m.offers(&subject)
	}
	m.showTested()
	m.views.show(&overview, m.library, m.trial.shown)
	m.moment = frame.Moment{
		Run: run, Player: m.options.Player, Still: m.still,
		Running: m.running(), Stopping: m.stopping, Confirming: m.versus.Confirming(), Frozen: m.frozen != nil,
		Claims: m.shownAccount(), Tests: m.options.Claims != nil, Opens: m.onClaims(),
		Once: m.options.Once, Lists: m.current().Selected().Lists, Keeps: m.options.Store != nil, Saves: m.versus.Number() != 0,
	}
	m.hints = m.moment.Hints(m.config.Keys)
}

// offers are what suits the end of a run. A picture has no keys, and a recording can't
// be run again.
func (m *model) offers(subject *pages.Subject) []pages.Offer {
	if m.still {
		return nil
	}
	more := []pages.Offer{{Action: config.ActionExport, Word: "export"}}
	if m.options.Store != nil && m.versus.Number() != 0 {
		more = append(more, pages.Offer{Action: config.ActionSaveBaseline, Word: "save as baseline"})
	}
	if m.options.Player == nil && !m.options.Once {
		more = append(more, pages.Offer{Action: config.ActionStart, Word: "run again"})
	}
	return subject.Offers(more...)
}

// sweepsOf are the results of the lanes of a run with variants, so far.
func sweepsOf(run *live.Run) []*engine.Result {
	var all []*engine.Result
	for i := range run.Lanes {
		if sweep := run.Sweep(&run.Lanes[i]); sweep != nil {
			all = append(all, sweep)
		}
	}
	return all
}

// snapshot draws the screen as it is, for a file.
func (m *model) snapshot() snapshot {
	m.draw()
	return snapshot{m.grid, m.theme.Palette, m.theme.Light}
}

// draw draws the frame.
func (m *model) draw() {
	m.grid.Reset(m.width, m.height)
	m.hits.Reset()
	screen, style := m.grid.All(), m.screen()
	if m.width < leastWidth || m.height < leastHeight {
		m.moment.Line(screen)
	} else {
		m.drawPage(screen, &style)
	}
	if m.overlay != nil {
		m.hits.Reset()
		m.overlay.Draw(screen, &m.theme)
	}
}

// asText is the frame as text, as it is left behind.
func (m *model) asText() string { return m.writer.ANSI(m.grid) }

// drawPage draws the page on the screen, and what stands around it.
func (m *model) drawPage(screen cells.Area, style *pages.Screen) {
	versus := m.versus.State()
	for i, page := range m.pages {
		m.tabs[i].Title = page.Title() // that of a page may follow from the run
	}
	header := frame.Header{Moment: &m.moment, Versus: &versus, Tabs: m.tabs, Page: m.page}
	header.Draw(screen.Rows(0, 1), style)
	body := screen.Rows(1, m.height-2)
	if m.height >= 16 && !pages.Framed(m.width, m.height) {
		body.Line(0, m.theme.Glyphs.Horizontal, cells.In(cells.Border))
		body = body.Rows(1, body.Height-1)
	}
	m.current().Draw(body, style)
	footer := frame.Footer{Cost: m.cost.String(m.config.Refresh), Notice: m.notice.text, Reading: m.current().Reading(), Hints: m.hints, Generated: m.moment.Run.Plan.Generated}
	footer.Draw(screen.Rows(m.height-1, 1), style)
}
