package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/overlays"
)

// press routes a key: to what is on top, else to the action it is bound to.
func (m *model) press(key tea.KeyPressMsg) tea.Cmd {
	action, bound := m.config.Keys.Action(key.String())
	if m.overlay != nil {
		if action == config.ActionInterrupt {
			m.overlay = nil
			return m.act(action)
		}
		return m.take(m.overlay.Press(key, action))
	}
	if m.page == historyPage && key.String() == "enter" {
		return m.open() // as in any list: what is selected, and no run
	}
	if !bound {
		return nil
	}
	return m.act(action)
}

// act carries an action out. The page on the screen comes first, and an action
// that is its own goes no further.
func (m *model) act(action config.Action) tea.Cmd {
	m.sync()
	if m.pages[m.page].Act(action, &m.view) {
		return nil
	}
	if do, known := m.actions[action]; known {
		return tea.Batch(do(m), m.keepPlaying())
	}
	return nil
}

// actionTable says what each action does; what is not here belongs to a page.
func actionTable() map[config.Action]func(*model) tea.Cmd {
	return map[config.Action]func(*model) tea.Cmd{
		config.ActionStart:            func(m *model) tea.Cmd { return m.start(m.options.Workloads) },
		config.ActionRerunOne:         (*model).rerunOne,
		config.ActionStop:             (*model).stop,
		config.ActionFreeze:           (*model).freeze,
		config.ActionViewRun:          func(m *model) tea.Cmd { return m.turn(0) },
		config.ActionViewCores:        func(m *model) tea.Cmd { return m.turn(1) },
		config.ActionViewCompare:      func(m *model) tea.Cmd { return m.turn(2) },
		config.ActionViewHistory:      func(m *model) tea.Cmd { return m.turn(3) },
		config.ActionViewDiagnose:     func(m *model) tea.Cmd { return m.turn(4) },
		config.ActionNextView:         func(m *model) tea.Cmd { return m.turn((m.page + 1) % len(m.pages)) },
		config.ActionPreviousView:     func(m *model) tea.Cmd { return m.turn((m.page + len(m.pages) - 1) % len(m.pages)) },
		config.ActionUp:               func(m *model) tea.Cmd { return m.focus(m.view.Focus - 1) },
		config.ActionDown:             func(m *model) tea.Cmd { return m.focus(m.view.Focus + 1) },
		config.ActionLeft:             func(m *model) tea.Cmd { return m.turn((m.page + len(m.pages) - 1) % len(m.pages)) },
		config.ActionRight:            func(m *model) tea.Cmd { return m.turn((m.page + 1) % len(m.pages)) },
		config.ActionFirst:            func(m *model) tea.Cmd { return m.focus(0) },
		config.ActionLast:             func(m *model) tea.Cmd { return m.focus(len(m.shown().Lanes) - 1) },
		config.ActionZoom:             func(m *model) tea.Cmd { m.view.Zoom = !m.view.Zoom; return nil },
		config.ActionWiderWindow:      func(m *model) tea.Cmd { return m.window(m.view.Window * 2) },
		config.ActionNarrowerWindow:   func(m *model) tea.Cmd { return m.window(m.view.Window / 2) },
		config.ActionSlowerRefresh:    func(m *model) tea.Cmd { return m.refresh(m.config.Refresh - 1) },
		config.ActionFasterRefresh:    func(m *model) tea.Cmd { return m.refresh(m.config.Refresh + 1) },
		config.ActionTheme:            (*model).nextTheme,
		config.ActionGlyphs:           (*model).nextGlyphs,
		config.ActionMouse:            (*model).toggleMouse,
		config.ActionHelp:             func(m *model) tea.Cmd { m.overlay = overlays.NewHelp(m.config.Keys); return nil },
		config.ActionPalette:          func(m *model) tea.Cmd { m.overlay = overlays.NewPalette(m.config.Keys); return nil },
		config.ActionChooseComparison: (*model).chooseComparison,
		config.ActionSaveBaseline:     (*model).saveBaseline,
		config.ActionPinBaseline:      (*model).pin,
		config.ActionMarkRun:          (*model).mark,
		config.ActionFilterRuns:       (*model).filterRuns,
		config.ActionDeleteRun:        (*model).deleteRuns,
		config.ActionOpen:             (*model).open,
		config.ActionExport:           func(m *model) tea.Cmd { m.overlay = newExporter(); return nil },
		config.ActionCopy:             (*model).copySummary,
		config.ActionQuit:             (*model).quit,
		config.ActionQuitKeep:         (*model).quitKeep,
		config.ActionInterrupt:        (*model).interrupt,
		config.ActionSuspend:          func(*model) tea.Cmd { return tea.Suspend },
		config.ActionClose:            func(m *model) tea.Cmd { m.view.Zoom = false; return nil },
		config.ActionSeekBack:         func(m *model) tea.Cmd { return m.seek(-seekStep) },
		config.ActionSeekForward:      func(m *model) tea.Cmd { return m.seek(seekStep) },
		config.ActionPreviousLeg:      (*model).previousLeg,
		config.ActionNextLeg:          (*model).nextLeg,
		config.ActionSpeedUp:          func(m *model) tea.Cmd { return m.speed(2) },
		config.ActionSlowDown:         func(m *model) tea.Cmd { return m.speed(0.5) },
	}
}

// start begins a run, unless one is on.
func (m *model) start(workloads []string) tea.Cmd {
	if m.options.Player != nil {
		return m.say("a recording is shown: there is nothing to run")
	}
	if m.session.running() {
		return m.say("a run is on: stop it first with %s", m.view.Key(config.ActionStop))
	}
	if m.options.Once {
		return m.say("a bulk run is carried out once: a second would create every line's shipment again")
	}
	return m.begin(workloads)
}

// rerunOne runs the workload that has the focus by itself.
func (m *model) rerunOne() tea.Cmd {
	lane := m.view.Lane()
	if lane == nil {
		return m.say("no workload has the focus")
	}
	return m.start([]string{lane.Spec.Name})
}

// freeze holds the view while the run goes on; a recording is paused.
func (m *model) freeze() tea.Cmd {
	if m.options.Player != nil {
		m.options.Player.Toggle()
		return nil
	}
	if m.frozen != nil {
		m.frozen = nil
		return nil
	}
	m.frozen = m.run.Freeze()
	return nil
}

func (m *model) turn(page int) tea.Cmd {
	m.page = page
	return nil
}

func (m *model) focus(lane int) tea.Cmd {
	m.view.Focus = min(max(lane, 0), max(len(m.shown().Lanes)-1, 0))
	return nil
}

func (m *model) window(to time.Duration) tea.Cmd {
	m.view.Window = min(max(to, config.MinWindow), config.MaxWindow)
	return m.say("charts show the last %v", m.view.Window)
}

func (m *model) refresh(rate int) tea.Cmd {
	m.config.Refresh = min(max(rate, config.MinRefresh), config.MaxRefresh)
	return m.say("%d frames a second", m.config.Refresh)
}

func (m *model) toggleMouse() tea.Cmd {
	m.config.Mouse = !m.config.Mouse
	if m.config.Mouse {
		return m.say("mouse on")
	}
	return m.say("mouse off: the terminal selects text again")
}

// quit asks while a run is on.
func (m *model) quit() tea.Cmd {
	if !m.session.running() || m.keepingRun() {
		return m.leave()
	}
	m.overlay = overlays.NewQuestion("A run is on", "Stop it and quit? What is done is kept.", intent(func(m *model) tea.Cmd { return m.leave() }))
	return nil
}

// quitKeep quits and leaves the last frame on the screen.
func (m *model) quitKeep() tea.Cmd {
	m.keeping = true
	m.keepFrame()
	return m.leave()
}

// keepingRun tells whether the run has ended and is only being kept. Such a run
// need not be stopped, and is waited for.
func (m *model) keepingRun() bool {
	return m.session.running() && m.run.Finished && !m.session.stopping
}

// keepFrame remembers the frame as it is, if the reader wants it kept.
func (m *model) keepFrame() {
	if m.keeping {
		m.notice.text = ""
		m.draw()
		m.outcome.Frame = m.content
	}
}

// leave ends the run, if one is on, and then the program.
func (m *model) leave() tea.Cmd {
	m.closing = true
	if !m.session.running() {
		return tea.Quit
	}
	m.session.stopping = true
	m.session.cancel()
	return m.say("stopping: what is done is kept")
}

// interrupt stops the run at first, and quits when nothing is left to stop or
// it is asked for again.
func (m *model) interrupt() tea.Cmd {
	switch {
	case m.keepingRun():
		return m.leave()
	case m.session.running() && !m.session.stopping:
		return m.stop()
	case m.session.running():
		m.closing, m.outcome.Interrupted = true, true
	}
	return tea.Quit
}

// click carries out what the clicked place stands for.
func (m *model) click(x, y int) tea.Cmd {
	if m.overlay != nil {
		return m.take(m.overlay.Click(x, y))
	}
	hit, ok := m.hits.At(x, y)
	switch {
	case !ok:
		return nil
	case hit.Action != "":
		return m.act(hit.Action)
	case hit.Lane >= 0:
		if m.view.Focus == hit.Lane && m.page == 0 {
			m.view.Zoom = !m.view.Zoom
		}
		return m.focus(hit.Lane)
	}
	if page, ok := m.pages[m.page].(interface{ Choose(row int) }); ok && hit.Row >= 0 {
		page.Choose(hit.Row)
	}
	return nil
}

// wheel changes the window of time on the run, and scrolls elsewhere.
func (m *model) wheel(button tea.MouseButton) tea.Cmd {
	turn, known := turns[button]
	switch {
	case !known:
		return nil
	case m.overlay != nil:
		return m.take(m.overlay.Press(tea.KeyPressMsg{Code: turn.key}, turn.scrolls))
	case m.page == 0:
		return m.act(turn.window)
	}
	if page, ok := m.pages[m.page].(interface{ Scroll(rows int) }); ok {
		page.Scroll(turn.rows)
		return nil
	}
	return m.act(turn.scrolls)
}

// turns are the ways in which a wheel turns, each with the key that does the
// same in a list.
var turns = map[tea.MouseButton]struct {
	key             rune
	scrolls, window config.Action
	rows            int
}{
	tea.MouseWheelUp:   {tea.KeyUp, config.ActionUp, config.ActionNarrowerWindow, -3},
	tea.MouseWheelDown: {tea.KeyDown, config.ActionDown, config.ActionWiderWindow, 3},
}
