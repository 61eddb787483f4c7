package tui

import (
	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
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
	subject := pages.Subject{Run: run, Focus: m.lane, Versus: m.versus.State(), Findings: m.findings.all, Sweeps: sweepsOf(run), Stored: m.options.Sweeps}
	idle := m.options.Player == nil && !m.running()
	m.showTested()
	m.views.show(&pages.OverviewInput{Subject: subject, Idle: idle, Zoom: m.zoom, Window: m.window}, m.library, m.trial.shown)
	m.moment = frame.Moment{
		Run: run, Player: m.options.Player, Still: m.still,
		Running: m.running(), Stopping: m.stopping, Confirming: m.versus.Confirming(), Frozen: m.frozen != nil,
		Claims: m.shownAccount(), Tests: m.options.Claims != nil, Opens: m.onClaims(),
		Once: m.options.Once, Lists: m.current().Selected().Lists, Keeps: m.options.Store != nil, Saves: m.versus.Number() != 0,
	}
	m.hints = m.moment.Hints(m.config.Keys)
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
	return snapshot{m.grid, m.theme.Palette, m.theme.Name == "light"}
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
	m.content = m.writer.ANSI(m.grid)
}

// drawPage draws the page on the screen, and what stands around it.
func (m *model) drawPage(screen cells.Area, style *pages.Screen) {
	versus := m.versus.State()
	header := frame.Header{Moment: &m.moment, Versus: &versus, Tabs: m.tabs, Page: m.page}
	header.Draw(screen.Rows(0, 1), style)
	body := screen.Rows(1, m.height-2)
	if m.height >= 16 {
		body.Line(0, m.theme.Glyphs.Horizontal, cells.In(cells.Border))
		body = body.Rows(1, body.Height-1)
	}
	m.current().Draw(body, style)
	footer := frame.Footer{Cost: m.cost.String(m.config.Refresh), Notice: m.notice.text, Hints: m.hints}
	footer.Draw(screen.Rows(m.height-1, 1), style)
}
