package tui

import (
	"maps"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/config"
	"ep-benchmark/ui/recording"
	"ep-benchmark/ui/tui/overlays"
	"ep-benchmark/ui/tui/pages"
)

// actionTable says what each action does; what is not here belongs to a page.
func (m *model) actionTable() map[config.Action]intent {
	table := map[config.Action]intent{
		config.ActionStart:          func() tea.Cmd { return m.startRun(m.options.Workloads) },
		config.ActionRerunOne:       m.rerunOne,
		config.ActionStop:           m.stopRun,
		config.ActionFreeze:         m.freeze,
		config.ActionZoom:           m.toggleZoom,
		config.ActionWiderWindow:    func() tea.Cmd { return m.widen(m.shown(), 2) },
		config.ActionNarrowerWindow: func() tea.Cmd { return m.widen(m.shown(), 0.5) },
		config.ActionSlowerRefresh:  func() tea.Cmd { return m.refresh(m.config.Refresh - 1) },
		config.ActionFasterRefresh:  func() tea.Cmd { return m.refresh(m.config.Refresh + 1) },
		config.ActionTheme:          m.chooseTheme,
		config.ActionGlyphs:         m.nextGlyphs,
		config.ActionMouse:          m.toggleMouse,
		config.ActionHelp: func() tea.Cmd {
			m.overlay = overlays.NewHelp(m.config.Keys, pages.Intro(m.config.Keys.FirstKey))
			return nil
		},
		config.ActionPalette:   func() tea.Cmd { m.overlay = overlays.NewPalette(m.config.Keys); return nil },
		config.ActionQuit:      m.askToQuit,
		config.ActionQuitKeep:  m.quitKeep,
		config.ActionInterrupt: m.interrupt,
		config.ActionSuspend:   func() tea.Cmd { return tea.Suspend },
		config.ActionClose:     func() tea.Cmd { m.zoom, m.options.First = false, false; return m.unpick() },
	}
	maps.Copy(table, m.moves())
	maps.Copy(table, m.playbackActions())
	maps.Copy(table, m.runActions())
	return table
}

// moves turn to pages, and move the focus.
func (m *model) moves() map[config.Action]intent {
	around := func(step int) intent {
		return func() tea.Cmd { return m.turn((m.page + step + len(m.pages)) % len(m.pages)) }
	}
	focus := func(lane func() int) intent {
		return func() tea.Cmd { return m.focus(lane(), len(m.shown().Lanes)) }
	}
	table := map[config.Action]intent{
		config.ActionNextView:     around(1),
		config.ActionPreviousView: around(-1),
		config.ActionUp:           focus(func() int { return m.lane - 1 }),
		config.ActionDown:         focus(func() int { return m.lane + 1 }),
		config.ActionLeft:         around(-1),
		config.ActionRight:        around(1),
		config.ActionFirst:        focus(func() int { return 0 }),
		config.ActionLast:         focus(func() int { return len(m.shown().Lanes) - 1 }),
	}
	for page, action := range viewActions {
		table[action] = func() tea.Cmd { return m.turn(page) }
	}
	table[config.ActionViewClaims] = m.viewClaims
	return table
}

// playbackActions move about in a recording.
func (m *model) playbackActions() map[config.Action]intent {
	jumps := func(to jump) intent { return func() tea.Cmd { return m.jump(to) } }
	return map[config.Action]intent{
		config.ActionSeekBack:    jumps(by(-seekStep)),
		config.ActionSeekForward: jumps(by(seekStep)),
		config.ActionPreviousLeg: jumps((*recording.Player).PreviousLeg),
		config.ActionNextLeg:     jumps((*recording.Player).NextLeg),
		config.ActionSpeedUp:     func() tea.Cmd { return m.playback.speed(2) },
		config.ActionSlowDown:    func() tea.Cmd { return m.playback.speed(0.5) },
	}
}

// rerunOne runs the workload that has the focus by itself.
func (m *model) rerunOne() tea.Cmd {
	run := m.shown()
	if m.lane >= len(run.Lanes) {
		return m.say("no workload has the focus")
	}
	return m.startRun([]string{run.Lanes[m.lane].Spec.Name})
}

// freeze holds the view while the run goes on; a recording is paused.
func (m *model) freeze() tea.Cmd {
	if m.options.Player != nil {
		m.options.Player.Toggle()
		return nil
	}
	m.toggleFreeze()
	return nil
}
