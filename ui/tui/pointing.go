package tui

import (
	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/tui/pages"
)

// pointing is what the mouse is doing on axes of time.
type pointing struct {
	held   *pages.Hit // the axis that the button was pressed on; nil while it is up
	isOver bool       // it is over an axis
}

// pressAxis picks a moment of an axis, and the leg there where a lane is clicked.
func (m *model) pressAxis(hit *pages.Hit, x int) tea.Cmd {
	held := *hit
	m.mouse.held = &held
	to := pages.Pointer{Kind: pages.Press, At: hit.At(x), Lane: hit.Lane, Axis: hit.Axis}
	var command tea.Cmd
	if hit.Lane >= 0 {
		m.pick = &pages.Pick{Lane: hit.Lane, At: to.At}
		command = m.focus(hit.Lane, len(m.shown().Lanes))
	}
	if action := m.current().Point(to); action != "" {
		return tea.Batch(command, m.act(action))
	}
	return command
}

// motion follows the mouse over an axis. Frames are drawn again only where it is on
// one, or was.
func (m *model) motion(message tea.MouseMotionMsg) tea.Cmd {
	if m.overlay != nil {
		return nil
	}
	if held := m.mouse.held; held != nil && message.Button == tea.MouseLeft {
		m.stale = true
		return m.pointed(pages.Pointer{Kind: pages.Drag, At: held.At(message.X), Lane: held.Lane, Axis: held.Axis})
	}
	hit, isOver := m.hits.TimeAt(message.X, message.Y)
	wasOver := m.mouse.isOver
	m.mouse.isOver = isOver
	switch {
	case isOver:
		m.stale = true
		return m.pointed(pages.Pointer{Kind: pages.Hover, At: hit.At(message.X), Lane: hit.Lane, Axis: hit.Axis})
	case wasOver:
		m.stale = true
		return m.pointed(pages.Pointer{Kind: pages.Leave, Lane: -1})
	}
	return nil
}

func (m *model) pointed(to pages.Pointer) tea.Cmd {
	if action := m.current().Point(to); action != "" {
		return m.act(action)
	}
	return nil
}

// unpick forgets the moment that was clicked.
func (m *model) unpick() tea.Cmd {
	m.pick = nil
	return nil
}

// mouseMode is which movements the terminal is asked to report: all of them where
// there is an axis of time under the mouse, since its values are shown.
func (m *model) mouseMode() tea.MouseMode {
	switch {
	case !m.config.Mouse:
		return tea.MouseModeNone
	case m.hits.HasTime():
		return tea.MouseModeAllMotion
	}
	return tea.MouseModeCellMotion
}
