package overlays

import (
	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/theme"
)

// A Filter narrows a list while it is written, on the last row of the screen.
type Filter struct {
	plain
	field field
}

// Narrowed says what the runs of the list have to have in them.
type Narrowed struct{ Text string }

// Moved says that the list's cursor moves.
type Moved struct{ Action config.Action }

// NewFilter goes on with the text of a filter.
func NewFilter(text string) *Filter {
	f := &Filter{field: newField("words of a number, date, version, workload or baseline")}
	f.field.set(text)
	return f
}

// Draw draws the row.
func (f *Filter) Draw(screen cells.Area, th *theme.Theme) {
	row := screen.Rows(screen.Height-1, 1)
	row.Fill(' ', cells.Style(0))
	hint := "enter keeps, esc shows all"
	if row.Width < 70 {
		hint = ""
	}
	x := row.Text(1, 0, cells.In(cells.Accent), "filter ")
	f.field.draw(row.Part(x, 0, row.Width-x-cells.Width(hint)-2, 1), th)
	row.Right(row.Width-1, 0, cells.In(cells.Faint), hint)
}

// Press writes, moves the list's cursor, or ends the writing.
func (f *Filter) Press(key tea.KeyPressMsg, _ config.Action) Result {
	switch key.String() {
	case "esc":
		return Result{Close: true, Send: Narrowed{}}
	case "enter":
		return closed
	case "up":
		return Result{Send: Moved{config.ActionUp}}
	case "down":
		return Result{Send: Moved{config.ActionDown}}
	}
	f.field.press(key)
	return Result{Send: Narrowed{f.field.text()}}
}

// Paste adds to the filter.
func (f *Filter) Paste(text string) Result {
	f.field.paste(text)
	return Result{Send: Narrowed{f.field.text()}}
}
