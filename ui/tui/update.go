package tui

import (
	"errors"

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
			console: screen, config: o.Config, plain: o.NoColour, basic: o.BasicColours, light: o.Light,
			window: o.Config.Window, grid: cells.NewGrid(0, 0),
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
		return m.content
	}
	m.actions = m.actionTable()
	for i, page := range m.pages {
		m.tabs = append(m.tabs, frame.Tab{Key: o.Config.Keys.FirstKey(viewActions[i]), Title: page.Title(), Action: viewActions[i]})
	}
	m.resize(0, 0)
	m.refit()
	m.sync()
	return m
}

// Init starts the run, or the recording.
func (m *model) Init() tea.Cmd {
	if m.options.Player != nil {
		return tea.Batch(tea.RequestBackgroundColor, m.playback.keepPlaying())
	}
	return tea.Batch(tea.RequestBackgroundColor, m.begin(m.options.Workloads))
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
		m.light = !message.IsDark()
		m.refit()
		return nil
	case tea.ResumeMsg:
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

// View returns the frame; it is drawn again only when it is stale, since
// every message asks for it.
func (m *model) View() tea.View {
	if m.stale {
		m.cost.measure(m.draw)
		m.stale, m.drawnAt = false, m.run.At
	}
	view := tea.NewView(m.content)
	view.AltScreen = true
	view.WindowTitle = "ep-benchmark"
	if m.config.Mouse {
		view.MouseMode = tea.MouseModeCellMotion
	}
	return view
}
