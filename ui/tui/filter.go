package tui

import (
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
)

// filter narrows History while it is written, on the last row of the screen.
type filter struct{ input textinput.Model }

// filterRuns shows History and asks for words.
func (m *model) filterRuns() tea.Cmd {
	m.page = historyPage
	f := &filter{newInput("words of a number, date, version, workload or baseline")}
	f.input.SetValue(m.history().Filter())
	f.input.CursorEnd()
	m.overlay = f
	return nil
}

func (f *filter) draw(screen cells.Area, m *model) {
	row := screen.Rows(screen.Height-1, 1)
	row.Fill(' ', cells.Style(0))
	hint := "enter keeps, esc shows all"
	if row.Width < 70 {
		hint = ""
	}
	x := row.Text(1, 0, cells.In(cells.Accent), "filter ")
	drawInput(row.Part(x, 0, row.Width-x-cells.Width(hint)-2, 1), m, f.input)
	row.Right(row.Width-1, 0, cells.In(cells.Faint), hint)
}

func (f *filter) press(m *model, key tea.KeyPressMsg, _ config.Action) tea.Cmd {
	switch key.String() {
	case "esc":
		m.overlay = nil
		m.history().Narrow("", &m.view)
	case "enter":
		m.overlay = nil
	case "up":
		m.history().Act(config.ActionUp, &m.view)
	case "down":
		m.history().Act(config.ActionDown, &m.view)
	default:
		f.input, _ = f.input.Update(key)
		m.history().Narrow(f.input.Value(), &m.view)
	}
	return nil
}

// click ends the writing, and leaves what is written.
func (f *filter) click(m *model, _, _ int) tea.Cmd {
	m.overlay = nil
	return nil
}

func (f *filter) paste(m *model, text string) {
	f.input.SetValue(f.input.Value() + oneRow(text))
	f.input.CursorEnd()
	m.history().Narrow(f.input.Value(), &m.view)
}
