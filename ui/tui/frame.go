package tui

import (
	"fmt"
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
)

// Below this size a page can't be read, and one line is all there is.
const leastWidth, leastHeight = 40, 10

// draw draws the frame.
func (m *model) draw() {
	if m.width == 0 {
		m.resize(0, 0)
	}
	m.sync()
	m.grid.Reset(m.width, m.height)
	m.hits.Reset()
	screen := m.grid.All()
	if m.width < leastWidth || m.height < leastHeight {
		m.oneLine(screen)
	} else {
		m.header(screen.Rows(0, 1))
		body := screen.Rows(1, m.height-2)
		if m.height >= 16 {
			body.Line(0, m.theme.Glyphs.Horizontal, cells.In(cells.Border))
			body = body.Rows(1, body.Height-1)
		}
		m.pages[m.page].Draw(body, &m.view)
		m.footer(screen.Rows(m.height-1, 1))
	}
	if m.overlay != nil {
		m.hits.Reset()
		m.overlay.Draw(screen, &m.theme)
	}
	m.content = m.writer.ANSI(m.grid)
}

// sync updates the view that the pages draw from.
func (m *model) sync() {
	m.view.Run = m.shown()
	m.view.Idle = m.options.Player == nil && !m.session.running()
	if lanes := len(m.view.Run.Lanes); lanes > 0 { // before a run has begun the focus waits for it
		m.view.Focus = min(m.view.Focus, lanes-1)
	}
	m.compared()
}

// oneLine is all that fits a tiny terminal.
func (m *model) oneLine(a cells.Area) {
	word, role := m.state()
	x := a.Text(0, 0, cells.In(role).Bold(), word+" ")
	if x < a.Width {
		a.Fit(x, 0, a.Width-x, cells.Style(0), m.tally())
	}
}

// state is what the run is doing, in a word.
func (m *model) state() (string, cells.Role) {
	run := m.shown()
	player := m.options.Player
	switch {
	case m.still && run.Finished:
		return "FINISHED", cells.Accent
	case m.still:
		return "RUNNING", cells.Accent
	case m.frozen != nil:
		return "FROZEN", cells.Warn
	case player != nil && player.Paused():
		return "RECORDING paused", cells.Warn
	case player != nil && player.Done():
		return "RECORDING over", cells.Accent
	case player != nil:
		return fmt.Sprintf("RECORDING %gx", player.Speed()), cells.Accent
	case m.session.stopping:
		return "STOPPING", cells.Warn
	case m.versus.first != nil:
		return "CONFIRMING", cells.Warn
	case run.Finished && run.Report.Partial:
		return "PARTIAL", cells.Warn
	case run.Finished:
		return "FINISHED", cells.Accent
	case !m.session.running():
		return "NO RUN", cells.Muted
	case !run.Started:
		return "STARTING", cells.Accent
	}
	return "RUNNING", cells.Accent
}

// tally counts the targets by how they stand, in one line.
func (m *model) tally() string {
	texts := make([]string, 0, 4)
	for _, part := range tally(m.shown()) {
		texts = append(texts, part.text)
	}
	return strings.Join(texts, ", ")
}

// A count is how many targets have the same standing.
type count struct {
	text string
	role cells.Role
}

// tally says how the targets stand, the best first.
func tally(run *live.Run) []count {
	counts := map[engine.Outcome]int{}
	open, failed, byPoint := 0, 0, 0
	for i := range run.Lanes {
		lane := &run.Lanes[i]
		s, ok := lane.Standing()
		switch {
		case lane.Result != nil && lane.Result.Failure != "":
			failed++
		case !ok:
		case !s.Final:
			open++
		default:
			counts[s.Outcome]++
			if s.PointOnly {
				byPoint++
			}
		}
	}
	var all []count
	for _, c := range []struct {
		n    int
		word string
		role cells.Role
	}{
		{counts[engine.Met], "met", cells.Good},
		{open, "open", cells.Muted},
		{counts[engine.Unclear], "unclear", cells.Warn},
		{counts[engine.NotAttainable], "not attainable here", cells.Warn},
		{counts[engine.NotMeasured], "not measured", cells.Warn},
		{counts[engine.Missed], "missed", cells.Bad},
		{counts[engine.Failing], "failing", cells.Bad},
		{failed, "failed", cells.Bad},
	} {
		if c.n > 0 {
			all = append(all, count{fmt.Sprintf("%d %s", c.n, c.word), c.role})
		}
	}
	if byPoint > 0 {
		all = append(all, count{"by point estimate", cells.Muted})
	}
	return all
}

// header is the first row: the answer, and the tabs.
func (m *model) header(a cells.Area) {
	run := m.shown()
	word, role := m.state()
	x := 1
	if a.Width >= 76 {
		x = a.Text(x, 0, cells.In(cells.Title).Bold(), "ep-benchmark") + 2
	}
	x = a.Text(x, 0, cells.In(role).Bold(), word) + 2
	answer := cells.Width(m.tally()) + 3
	x = m.times(a.Columns(0, a.Width-m.narrowTabs()-answer), x)
	tabs := m.tabs(a, x+answer)
	for _, part := range tally(run) {
		if x+cells.Width(part.text)+1 > tabs {
			break
		}
		x = a.Text(x, 0, cells.In(part.role).Bold(), part.text) + 2
	}
	room := a.Part(x, 0, tabs-x-1, 1)
	badge, role, wanting := m.badge()
	if cells.Width(badge) > room.Width {
		badge = strings.Replace(badge, " ", "", 1)
	}
	if width := cells.Width(badge); badge != "" && wanting && width <= room.Width {
		room.Text(0, 0, cells.In(role).Bold(), badge)
		room = room.Columns(width+2, room.Width-width-2)
	}
	used := m.baseline(room.Columns(0, room.Width-1))
	if !wanting && badge != "" && used+cells.Width(badge) <= room.Width {
		room.Text(used, 0, cells.In(role), badge)
	}
}

// badge is how far the run can be trusted, as a sign and a word; wanting says
// that it is not clean. While the run is on it counts the rounds that were
// gated so far.
func (m *model) badge() (text string, role cells.Role, wanting bool) {
	run, g := m.shown(), m.theme.Glyphs
	gates := 0
	for i := range run.Lanes {
		gates += len(run.Lanes[i].Gates)
	}
	switch badge := run.Report.Quality.Badge; {
	case !run.Finished && gates > 0:
		return fmt.Sprintf("%c %d gated", g.Caution, gates), cells.Warn, true
	case !run.Finished || badge == "":
		return "", cells.Muted, false
	case badge == engine.Clean:
		return string(g.Good) + " clean", cells.Good, false
	case badge == engine.Fair:
		return string(g.Caution) + " fair", cells.Warn, true
	}
	return string(g.Bad) + " poor", cells.Bad, true
}

// baseline draws how many figures regressed, once that is final, and what the
// run is compared with. It returns the column after that.
func (m *model) baseline(a cells.Area) int {
	x := 0
	if c := m.view.Versus.Comparison; c != nil && !c.Unfinished && c.Count(compare.Regressed) > 0 {
		text, role := fmt.Sprintf("%d regressed", c.Count(compare.Regressed)), cells.Bad
		if len(c.Suspects()) > 0 {
			text, role = text+"?", cells.Warn
		}
		if cells.Width(text) > a.Width {
			return 0
		}
		x = a.Text(0, 0, cells.In(role).Bold(), text) + 2
	}
	for _, label := range m.view.Versus.Labels() {
		if x+cells.Width(label)+3 <= a.Width {
			return a.Text(x, 0, cells.In(cells.Muted), "vs "+label) + 2
		}
	}
	return x
}

// times are how long the run has taken and will yet, where the answer leaves
// room for them.
func (m *model) times(a cells.Area, x int) int {
	run := m.shown()
	gone := units.Clock(run.At)
	if !run.Started || x+cells.Width(gone) > a.Width {
		return x
	}
	x = a.Text(x, 0, cells.In(cells.Muted), gone) + 1
	if left, known := run.Left(); known && !run.Finished && left > 0 {
		if text := units.Clock(left) + " left"; x+cells.Width(text) <= a.Width {
			x = a.Text(x, 0, cells.In(cells.Faint), text) + 1
		}
	}
	return x + 1
}

// narrowTabs is how wide the views' numbers are.
func (m *model) narrowTabs() int {
	width := 0
	for _, action := range viewActions {
		width += cells.Width(m.view.Key(action)) + 2
	}
	return width
}

// tabs draws the views' names at the right, or their numbers alone, and
// returns where they begin.
func (m *model) tabs(a cells.Area, from int) int {
	names := make([]string, len(m.pages))
	width := 0
	for i, page := range m.pages {
		names[i] = m.view.Key(viewActions[i]) + " " + page.Title()
		width += cells.Width(names[i]) + 2
	}
	if from+width+2 > a.Width {
		width = m.narrowTabs()
		for i := range names {
			names[i] = m.view.Key(viewActions[i])
		}
	}
	start := a.Width - width
	x := start
	for i, name := range names {
		style := cells.In(cells.Muted)
		if i == m.page {
			style = cells.In(cells.Accent).Bold().Underline()
		}
		m.hits.Add(a.Part(x, 0, cells.Width(name)+1, 1), viewActions[i])
		x = a.Text(x, 0, style, name) + 2
	}
	return start
}

var viewActions = []config.Action{
	config.ActionViewRun, config.ActionViewCores, config.ActionViewCompare, config.ActionViewHistory, config.ActionViewDiagnose,
}

// footer is the last row: a notice or what can be done, and the dashboard's own
// cost.
func (m *model) footer(a cells.Area) {
	cost := m.cost.String(m.config.Refresh)
	if a.Width < 60 {
		cost = ""
	}
	room := a.Width - cells.Width(cost) - 2
	a.Right(a.Width-1, 0, cells.In(cells.Faint), cost)
	if m.notice.text != "" {
		a.Fit(1, 0, room-1, cells.In(cells.Warn), m.notice.text)
		return
	}
	x := 1
	for _, hint := range m.hints() {
		key := m.view.Key(hint.action)
		width := cells.Width(key) + 1 + len(hint.word)
		if key == "" || x+width > room {
			continue
		}
		m.hits.Add(a.Part(x, 0, width, 1), hint.action)
		x = a.Text(x, 0, cells.In(cells.Accent), key) + 1
		x = a.Text(x, 0, cells.In(cells.Muted), hint.word) + 2
	}
}

// A hint is an action that the footer offers.
type hint struct {
	action config.Action
	word   string
}

// hints are what suits the moment.
func (m *model) hints() []hint {
	help := hint{config.ActionHelp, "help"}
	switch {
	case m.page == historyPage && !m.still:
		return m.historyHints()
	case m.options.Player != nil && !m.still:
		return []hint{
			help,
			{config.ActionFreeze, "pause"},
			{config.ActionSeekBack, "back"},
			{config.ActionSeekForward, "forward"},
			{config.ActionNextLeg, "next leg"},
			{config.ActionSpeedUp, "faster"},
			{config.ActionSlowDown, "slower"},
			{config.ActionExport, "export"},
			{config.ActionQuit, "quit"},
		}
	case m.frozen != nil && m.session.running():
		return []hint{help, {config.ActionFreeze, "go on"}, {config.ActionStop, "stop"}, {config.ActionZoom, "zoom"}, {config.ActionExport, "export"}, {config.ActionQuit, "quit"}}
	case m.frozen != nil:
		return []hint{help, {config.ActionFreeze, "go on"}, {config.ActionZoom, "zoom"}, {config.ActionExport, "export"}, {config.ActionQuit, "quit"}}
	case m.session.running() || m.still && !m.shown().Finished:
		return []hint{
			help,
			{config.ActionFreeze, "freeze"},
			{config.ActionStop, "stop"},
			{config.ActionZoom, "zoom"},
			{config.ActionExport, "export"},
			{config.ActionChooseComparison, "compare with"},
			{config.ActionQuit, "quit"},
		}
	}
	hints := []hint{help, {config.ActionStart, "run again"}, {config.ActionRerunOne, "run this one"}}
	if m.options.Once {
		hints = hints[:1]
	}
	if m.options.Store != nil && m.versus.number != 0 {
		hints = append(hints, hint{config.ActionSaveBaseline, "save baseline"})
	}
	return append(hints, []hint{
		{config.ActionExport, "export"},
		{config.ActionCopy, "copy summary"},
		{config.ActionChooseComparison, "compare with"},
		{config.ActionQuit, "quit"},
	}...)
}

// historyHints are what can be done with the runs of the list.
func (m *model) historyHints() []hint {
	hints := []hint{{config.ActionHelp, "help"}, {config.ActionOpen, "open"}, {config.ActionChooseComparison, "compare with"}}
	if m.options.Store != nil {
		hints = append(hints, []hint{
			{config.ActionFilterRuns, "filter"},
			{config.ActionMarkRun, "mark"},
			{config.ActionSaveBaseline, "save baseline"},
			{config.ActionPinBaseline, "pin"},
			{config.ActionDeleteRun, "delete"},
		}...)
	}
	return append(hints, hint{config.ActionQuit, "quit"})
}
