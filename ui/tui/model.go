package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/engine"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/frame"
	"ep-benchmark/ui/tui/pages"
	"ep-benchmark/ui/tui/versus"
)

// model is the root: it routes messages to the parts that hold the state, and
// shows each page what it draws.
type model struct {
	*console
	*display
	*session
	*control
	options   Options
	library   *library
	playback  *playback
	exporter  *exporter
	comparing *comparing
	versus    *versus.Controller
	findings  findings
	trial     trial

	pages []pages.Page
	views pageSet // the same pages, each with what it is shown
	// actions says what each action does that is not a page's own.
	actions map[config.Action]intent

	tabs   []frame.Tab
	pick   *pages.Pick // the moment that was clicked; nil for none
	mouse  pointing
	moment frame.Moment
	hints  []frame.Hint

	still bool // a picture is made, and no key can be pressed

	drawnAt time.Duration // the run's time of the frame that was drawn last
	cost    *cost
	bugs    error // work in the background that panicked; nil for none
}

// viewActions turn to the pages.
var viewActions = []config.Action{
	config.ActionViewRun, config.ActionViewCores, config.ActionViewCompare, config.ActionViewHistory, config.ActionViewDiagnose,
	config.ActionViewScaling, config.ActionViewClaims,
}

// Views are the names of the views, in the order of their keys.
func Views() []string { return []string{"run", "cores", "compare", "history", "diagnose", "scaling"} }

// current is the page on the screen.
func (m *model) current() pages.Page { return m.pages[m.page] }

// lastReport is the report that can be exported: of the run on the screen, or
// of the last one that ended.
func (m *model) lastReport() *engine.Report {
	if run := m.shown(); run.Finished {
		return &run.Report
	}
	return m.outcome.Report
}

// lookAround reads from the store what the page on the screen is about to show.
func (m *model) lookAround() tea.Cmd {
	if !m.current().Selected().Lists {
		return nil
	}
	return m.library.lookAround(m.height, m.versus.Fingerprint())
}
