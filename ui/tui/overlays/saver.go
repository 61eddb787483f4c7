package overlays

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
)

// A Saver asks for a name, with the names there are below.
type Saver struct {
	title, note string
	problem     string // with the name that was written
	field       field
	choosing    bool // among the names there are
	names       entries
	fill        func() []Entry
	check       func(name string) error
	named       func(name string) tea.Msg
}

// NewSaver asks for a name that check accepts, and sends what named makes of it.
// The text of each entry of fill is a name that is taken.
func NewSaver(title, note string, fill func() []Entry, check func(name string) error, named func(name string) tea.Msg) *Saver {
	s := &Saver{title: title, note: note, fill: fill, check: check, named: named, field: newField("a name, as main")}
	s.Refresh()
	return s
}

// Refresh reads the names anew.
func (o *Saver) Refresh() { o.names.all = o.fill() }

// Draw draws the dialog.
func (o *Saver) Draw(screen cells.Area, th *theme.Theme) {
	inside := parts.Dialog(screen, th, o.title, min(76, screen.Width-2), min(len(o.names.all)+8, screen.Height))
	o.field.draw(inside.Rows(0, 1), th)
	note, style := o.note, cells.In(cells.Muted)
	if o.problem != "" {
		note, style = o.problem, cells.In(cells.Warn)
	}
	used := parts.Wrapped(inside.Rows(1, 2), 0, style, note)
	rows := inside.Rows(2+min(used, 2), inside.Height-4-min(used, 2))
	if o.choosing {
		o.names.draw(rows, th)
	} else {
		o.names.drawUnchosen(rows)
	}
	inside.Fit(0, inside.Height-1, inside.Width, cells.In(cells.Faint), "enter saves, down chooses one to add to, esc closes")
}

// Press writes, moves among the names, or takes one.
func (o *Saver) Press(key tea.KeyPressMsg, _ config.Action) Result {
	switch key.String() {
	case "esc":
		return closed
	case "up":
		o.names.cursor--
		o.choosing = o.choosing && o.names.cursor >= 0
	case "down", "tab":
		o.down()
	case "enter":
		if chosen := o.names.chosen(); o.choosing && chosen != nil {
			return o.take(chosen.Text)
		}
		return o.take(strings.TrimSpace(o.field.text()))
	default:
		o.choosing, o.problem = false, ""
		o.field.press(key)
	}
	return Result{}
}

// down goes from what is written to the first name, and on.
func (o *Saver) down() {
	if !o.choosing {
		o.names.cursor = -1
	}
	o.names.cursor = min(o.names.cursor+1, len(o.names.all)-1)
	o.choosing = len(o.names.all) > 0
}

// take ends the asking, if the name can be used.
func (o *Saver) take(name string) Result {
	if err := o.check(name); err != nil {
		o.problem = err.Error()
		return Result{}
	}
	return Result{Close: true, Send: o.named(name)}
}

// Click takes the name at a place.
func (o *Saver) Click(x, y int) Result {
	entry, inside := o.names.at(x, y)
	switch {
	case !inside:
		return closed
	case entry == nil:
		return Result{}
	}
	return o.take(entry.Text)
}

// Paste adds to what is written.
func (o *Saver) Paste(text string) Result {
	o.field.paste(text)
	o.choosing, o.problem = false, ""
	return Result{}
}
