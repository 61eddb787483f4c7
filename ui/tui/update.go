package tui

import (
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/frame"
	"ep-benchmark/ui/tui/pages"
	"ep-benchmark/ui/tui/versus"
)

func newModel(o Options, c *cost) *model {
	screen := &console{stale: true, fetch: fetch}
	views := pageSet{&pages.Overview{}, &pages.Cores{}, &pages.Compare{}, &pages.History{}, &pages.Diagnose{}, &pages.Scaling{}, &pages.Claims{}}
	m := &model{
		console: screen, options: o, cost: c, views: views,
		display: &display{
			console: screen, config: o.Config, plain: o.NoColour, light: o.Light,
			window: o.Config.Window, grid: cells.NewGrid(0, 0), profile: o.profile(),
		},
		session:  &session{run: &live.Run{}, once: o.Once, send: func(tea.Msg) {}},
		library:  newLibrary(screen, &o, views.history),
		playback: &playback{console: screen, player: o.Player},
		exporter: &exporter{console: screen, folder: o.Folder, now: o.Now},
		pages:    []pages.Page{views.run, views.cores, views.compare, views.history, views.diagnose, views.scaling},
	}
	m.session.start = starter(&m.options, func(message tea.Msg) { m.send(message) })
	if o.Claims != nil {
		m.pages = append(m.pages, views.claims)
		m.page = len(m.pages) - 1
	}
	m.versus = versus.New(o.Store, o.AllowMismatch, usualReference(o.Store), nil)
	if o.With != nil {
		m.versus = versus.New(o.Store, o.AllowMismatch, m.library.choice(*o.With), o.With)
	}
	m.comparing = &comparing{console: screen, display: m.display, session: m.session, library: m.library, versus: m.versus}
	m.control = &control{console: screen, session: m.session, options: &m.options, library: m.library, comparing: m.comparing, versus: m.versus}
	m.frame = func() string {
		m.sync()
		m.draw()
		return m.asText()
	}
	m.actions = m.actionTable()
	for i, page := range m.pages {
		m.tabs = append(m.tabs, frame.Tab{Key: o.Config.Keys.FirstKey(viewActions[i]), Title: page.Title(), Action: viewActions[i]})
	}
	if at := slices.Index(Views(), o.View); at >= 0 {
		m.page = at
	}
	m.resize(0, 0)
	m.refit()
	m.sync()
	return m
}

// Init starts the run, or the recording.
func (m *model) Init() tea.Cmd {
	if m.options.Player != nil {
		return tea.Batch(m.lookCloser(), m.playback.keepPlaying())
	}
	return tea.Batch(m.lookCloser(), m.begin(m.options.Workloads))
}

// Update handles a message, and has the next frame know what came of it.
func (m *model) Update(message tea.Msg) (tea.Model, tea.Cmd) {
	command := m.handle(message)
	if m.stale {
		m.sync()
	}
	return m, command
}

// handle routes a message to the code that handles it.
func (m *model) handle(message tea.Msg) tea.Cmd {
	switch message := message.(type) {
	case engine.Event:
		return m.apply(message)
	case runEnded:
		return m.runReturned(&message)
	case pages.Tested:
		m.onTested(message)
		return nil
	case tick:
		return m.play()
	case noticeOver:
		m.stale = m.stale || m.notice.over(message)
		return nil
	case terminated:
		return m.terminate()
	case unsuspendable:
		return m.say("no shell controls jobs here: a suspended program could not be continued")
	case tea.WindowSizeMsg:
		m.resize(message.Width, message.Height)
		return m.lookAround()
	case tea.BackgroundColorMsg:
		m.look(m.profile, !message.IsDark())
		return nil
	case tea.MouseMotionMsg:
		return m.motion(message)
	case tea.ColorProfileMsg:
		m.look(message.Profile, m.light)
		return nil
	case tea.ModeReportMsg:
		m.canvas.answered(message)
		return nil
	case tea.ResumeMsg, disturbed:
		m.canvas.Forget()
		m.stale = true
		return nil
	}
	if command, ours := m.background(message); ours {
		m.stale = true
		return command
	}
	if command, ours := m.input(message); ours {
		m.stale = true
		return tea.Batch(command, m.lookAround())
	}
	return nil
}

// background handles what was done in the background.
func (m *model) background(message tea.Msg) (command tea.Cmd, ours bool) {
	switch message := message.(type) {
	case versus.Found:
		return m.onSide(message), true
	case versus.Causes:
		return m.comparing.onCauses(message), true
	case catalogRead:
		command = m.library.onCatalog(message)
	case figuresRead:
		command = m.library.onFigures(message)
	case trendsRead:
		return m.library.onTrends(message), true
	case storeChanged:
		for _, number := range message.deleted {
			m.versus.Deleted(number)
		}
		return m.library.onChange(message), true
	case reportRead:
		return m.library.onReport(message), true
	case runLoaded:
		return m.onRunLoaded(message), true
	case exported:
		return m.exporter.onExported(message), true
	case broke:
		m.bugs = errors.Join(m.bugs, message.err)
		m.tell("Something went wrong", message.err.Error())
		return nil, true
	default:
		return nil, false
	}
	if command == nil { // what was read may show what else is to be read
		command = m.lookAround()
	}
	return command, true
}

// onSide compares with what was looked up.
func (m *model) onSide(f versus.Found) tea.Cmd {
	waiting, err := m.versus.Take(f)
	switch {
	case err != nil:
		return m.say("not compared: %v", err)
	case waiting:
		return m.judge()
	}
	m.versus.Refresh(m.shown())
	return m.comparing.explain()
}

// View draws the frame and paints it, if it is stale: every message asks for it. What
// Bubble Tea is shown is blank but for the modes of the terminal, which are its own
// to set.
func (m *model) View() tea.View {
	if m.stale {
		m.cost.measure(m.show)
		m.stale, m.drawnAt = false, m.run.At
	}
	view := tea.NewView(" ") // an empty one is written again at every tick
	view.AltScreen = true
	view.WindowTitle = "ep-benchmark"
	view.MouseMode = m.mouseMode()
	return view
}
