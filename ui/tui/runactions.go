package tui

import (
	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/overlays"
	"ep-benchmark/ui/tui/pages"
)

// runActions are what is done with the runs that are kept, and with the one on
// the screen.
func (m *model) runActions() map[config.Action]intent {
	selected := func() pages.Selection { return m.current().Selected() }
	return map[config.Action]intent{
		config.ActionChooseComparison: func() tea.Cmd { return m.comparing.offer(selected()) },
		config.ActionSaveBaseline:     m.saveBaseline,
		config.ActionPinBaseline:      func() tea.Cmd { return m.library.pin(selected().Stored) },
		config.ActionMarkRun:          func() tea.Cmd { return m.library.mark(selected().Stored) },
		config.ActionFilterRuns:       m.filterRuns,
		config.ActionDeleteRun:        func() tea.Cmd { return m.library.deleteRuns(selected()) },
		config.ActionOpen:             func() tea.Cmd { return m.library.open(selected()) },
		config.ActionExport: func() tea.Cmd {
			if m.options.Claims != nil {
				m.exporter.offerClaims(m.trial.account, m.snapshot)
				return nil
			}
			m.exporter.offer(m.lastReport, m.snapshot)
			return nil
		},
		config.ActionCopy: func() tea.Cmd {
			if known := m.trial.account(); known != nil {
				return m.exporter.claimsSummary(known)
			}
			return m.exporter.summary(m.lastReport())
		},
	}
}

// saveBaseline saves the marked runs, or else the run that has just ended.
func (m *model) saveBaseline() tea.Cmd {
	number := m.versus.Number()
	if number == 0 || m.running() {
		return m.library.saveBaseline(nil)
	}
	return m.library.saveBaseline(&Finished{m.run.Report, number})
}

// filterRuns shows History and asks for words.
func (m *model) filterRuns() tea.Cmd {
	m.overlay = overlays.NewFilter(m.views.history.Filter())
	return m.turn(historyPage)
}

// onRunLoaded compares with the run that was read.
func (m *model) onRunLoaded(read runLoaded) tea.Cmd {
	if read.err != nil {
		m.tell("Not opened", read.err.Error())
		return nil
	}
	m.library.atHand = append([]pages.Kept{read.kept}, m.library.atHand...)
	return m.comparing.show(m.library.choice(read.kept.Side), read.kept.Side.Name)
}
