package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/overlays"
	"ep-benchmark/ui/tui/pages"
	"ep-benchmark/ui/tui/theme"
)

// model is the root: it holds the fold and the pages, and routes.
type model struct {
	options Options
	config  config.Config
	theme   theme.Theme
	light   bool // the terminal's background, as far as it has said
	writer  *cells.Writer
	grid    *cells.Grid

	run    *live.Run
	frozen *live.Run // what is shown while the run goes on; nil when not frozen
	pages  []pages.Page
	page   int
	send   func(tea.Msg) // into the program, from elsewhere
	// fetch does in the background what may have to wait.
	fetch func(work func() tea.Msg) tea.Cmd
	// actions says what each action does that is not a page's own.
	actions map[config.Action]func(*model) tea.Cmd
	view    pages.View
	hits    pages.Hits

	overlay overlays.Overlay // on top of the page; nil for none
	notice  notice           // on the footer

	session session
	versus  versus
	catalog catalog
	outcome Outcome
	closing bool
	keeping bool // the last frame, when the program ends
	ticking bool // a recording's next tick is on its way
	still   bool // a picture is made, and no key can be pressed

	width, height int
	content       string
	stale         bool          // the content is older than what it shows
	drawnAt       time.Duration // the run's time of the content

	cost *cost
}

func newModel(o Options, c *cost) *model {
	m := &model{
		options: o, config: o.Config, light: o.Light, cost: c,
		actions: actionTable(), send: func(tea.Msg) {}, fetch: fetch,
		run: &live.Run{}, grid: cells.NewGrid(0, 0), stale: true,
		pages: []pages.Page{&pages.Run{}, &pages.Cores{}, &pages.Compare{}, &pages.History{}, &pages.Diagnose{}},
	}
	m.view = pages.View{Past: o.Past, Window: o.Config.Window, Key: m.config.Keys.FirstKey, Hits: &m.hits}
	m.versus.choice = usually(o.Store)
	if o.With != nil {
		m.versus.choice = m.chosen(*o.With)
		m.view.Versus.Side = o.With
	}
	if o.Store != nil {
		m.view.Kept = newArchive()
	}
	m.view.Versus.Absent = "No run has begun yet."
	m.dress()
	return m
}

// Init starts the run, or the recording.
func (m *model) Init() tea.Cmd {
	if m.options.Player != nil {
		return tea.Batch(tea.RequestBackgroundColor, m.keepPlaying())
	}
	return tea.Batch(tea.RequestBackgroundColor, m.begin(m.options.Workloads))
}

// Update routes a message to the code that handles it.
func (m *model) Update(message tea.Msg) (tea.Model, tea.Cmd) {
	switch message := message.(type) {
	case engine.Event:
		return m, m.apply(message)
	case runEnded:
		return m, m.ended(&message)
	case sideFound, causesFound, catalogRead, figuresRead, trendsRead, storeChanged, reportRead, runLoaded, exported, broke:
		m.stale = true
		return m, m.heard(message)
	case tick:
		return m, m.play()
	case noticeOver:
		m.stale = m.stale || m.notice.over(message)
		return m, nil
	case terminated:
		return m, m.terminate()
	case unsuspendable:
		return m, m.say("no shell controls jobs here: a suspended program could not be continued")
	case tea.WindowSizeMsg:
		m.resize(message.Width, message.Height)
		return m, m.lookAround()
	case tea.BackgroundColorMsg:
		m.light = !message.IsDark()
		m.dress()
	case tea.ResumeMsg:
		m.stale = true
	case tea.KeyPressMsg:
		m.stale = true
		return m, tea.Batch(m.press(message), m.lookAround())
	case tea.PasteMsg:
		m.stale = true
		return m, tea.Batch(m.paste(message.Content), m.lookAround())
	case tea.MouseClickMsg:
		m.stale = true
		if message.Button == tea.MouseLeft {
			return m, tea.Batch(m.click(message.X, message.Y), m.lookAround())
		}
	case tea.MouseWheelMsg:
		m.stale = true
		return m, tea.Batch(m.wheel(message.Button), m.lookAround())
	}
	return m, nil
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

// apply takes an event into the fold. The frame follows at the refresh rate,
// counted by the events' own time, and at once when something ended.
func (m *model) apply(event engine.Event) tea.Cmd {
	command := m.fold(event)
	if m.frozen != nil {
		return command // what is shown is what was
	}
	every := m.sinceDrawn()
	switch event.(type) {
	case engine.RunStarted, engine.WorkloadFinished, engine.RunFinished, engine.Warned:
		m.stale = true
	default:
		m.stale = m.stale || m.run.At/every != m.drawnAt/every // events come ten times a second: 4 frames would be 3 by distance
	}
	return command
}

// fold applies an event to the run, and begins to compare when a run begins.
func (m *model) fold(event engine.Event) tea.Cmd {
	m.run.Apply(event)
	if begun, ok := event.(engine.RunStarted); ok {
		return m.runBegun(&begun)
	}
	return nil
}

// heard handles what was done in the background.
func (m *model) heard(message tea.Msg) tea.Cmd {
	switch message := message.(type) {
	case sideFound:
		return m.found(message)
	case causesFound:
		return m.explained(message)
	case catalogRead:
		return m.listed(message)
	case figuresRead:
		return m.looked(message)
	case trendsRead:
		return m.trended(message)
	case storeChanged:
		return m.changed(message)
	case reportRead:
		return m.opened(message)
	case runLoaded:
		return m.loaded(message)
	case exported:
		return m.written(message)
	case broke:
		m.overlay = overlays.NewMessage("Something went wrong", message.err.Error())
	}
	return nil
}

// sinceDrawn is how much of the run's time goes by between two frames.
func (m *model) sinceDrawn() time.Duration {
	every := time.Second / time.Duration(m.config.Refresh)
	if player := m.options.Player; player != nil {
		every = time.Duration(float64(every) * player.Speed())
	}
	return every
}

// resize sets the size. Terminals that don't know theirs report 0.
func (m *model) resize(width, height int) {
	size := sized(tea.WindowSizeMsg{Width: width, Height: height}, nil)
	m.width, m.height, m.stale = size.Width, size.Height, true
}

// shown is the run that is drawn.
func (m *model) shown() *live.Run {
	if m.frozen != nil {
		return m.frozen
	}
	return m.run
}

// session is the run under way.
type session struct {
	cancel    context.CancelFunc // nil when no run is on
	over      <-chan runEnded    // gets the run's end, once
	count     int                // runs that were started
	workloads []string           // of the last one
	stopping  bool
}

func (s *session) running() bool { return s.cancel != nil }
