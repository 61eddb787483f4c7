package tui

import (
	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/overlays"
)

// input handles what the reader does with keys and mouse.
func (m *model) input(message tea.Msg) (command tea.Cmd, ours bool) {
	switch message := message.(type) {
	case tea.KeyPressMsg:
		return m.press(message), true
	case tea.PasteMsg:
		if m.overlay != nil {
			command = m.take(m.overlay.Paste(message.Content))
		}
		return command, true
	case tea.MouseClickMsg:
		if message.Button == tea.MouseLeft {
			command = m.click(message.X, message.Y)
		}
		return command, true
	case tea.MouseReleaseMsg:
		m.mouse.held = nil
		return nil, true
	case tea.MouseWheelMsg:
		return m.wheel(message.Button), true
	}
	return nil, false
}

// press routes a key: to what is on top, else to the action it is bound to.
func (m *model) press(key tea.KeyPressMsg) tea.Cmd {
	action, bound := m.config.Keys.Action(key.String())
	switch {
	case m.overlay != nil && action == config.ActionInterrupt:
		m.overlay = nil
		return m.act(action)
	case m.overlay != nil:
		return m.take(m.overlay.Press(key, action))
	case key.String() == "enter" && m.onClaims():
		m.views.claims.Toggle()
		return nil
	case key.String() == "enter" && m.current().Selected().Lists:
		return m.library.open(m.current().Selected()) // as in any list: what is selected, and no run
	case !bound:
		return nil
	}
	return m.act(action)
}

// act carries an action out. The page on the screen comes first, and an action
// that is its own goes no further.
func (m *model) act(action config.Action) tea.Cmd {
	m.sync()
	if m.current().Act(action) {
		return nil
	}
	if do, known := m.actions[action]; known {
		return tea.Batch(do(), m.playback.keepPlaying())
	}
	return nil
}

// take acts on what came of a key or a click on the overlay.
func (m *model) take(r overlays.Result) tea.Cmd {
	if r.Close {
		m.overlay = nil
	}
	switch sent := r.Send.(type) {
	case intent:
		return sent()
	case overlays.Chosen:
		return m.act(sent.Action)
	case overlays.PathWritten:
		return m.library.openFile(sent.Path)
	case overlays.Narrowed:
		m.views.history.Narrow(sent.Text)
	case overlays.Moved:
		m.views.history.Act(sent.Action)
	}
	return nil
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
	case hit.Axis.Columns > 0:
		return m.pressAxis(&hit, x)
	case hit.Action != "":
		return m.act(hit.Action)
	case hit.Lane >= 0:
		return m.focus(hit.Lane, len(m.shown().Lanes))
	}
	m.current().Choose(hit.Row)
	return nil
}

// wheelRows is how far one turn of the wheel scrolls.
const wheelRows = 3

// wheel turns the wheel on what is on top, else on the page.
func (m *model) wheel(button tea.MouseButton) tea.Cmd {
	rows, key, action := wheelRows, tea.KeyDown, config.ActionDown
	switch button {
	case tea.MouseWheelDown:
	case tea.MouseWheelUp:
		rows, key, action = -wheelRows, tea.KeyUp, config.ActionUp
	default:
		return nil
	}
	if m.overlay != nil {
		return m.take(m.overlay.Press(tea.KeyPressMsg{Code: key}, action))
	}
	if action = m.current().Wheel(rows); action == "" {
		return nil
	}
	return m.act(action)
}
