package overlays

import (
	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
)

// An Opener asks for the path of an exported run.
type Opener struct {
	plain
	field field
}

// PathWritten says what path was written.
type PathWritten struct{ Path string }

// NewOpener asks for a path.
func NewOpener() *Opener { return &Opener{field: newField("path of an exported run, as result.json")} }

// Draw draws the dialog.
func (o *Opener) Draw(screen cells.Area, th *theme.Theme) {
	inside := parts.Dialog(screen, th, "Open an exported run", min(72, screen.Width-2), 5)
	o.field.draw(inside.Rows(0, 1), th)
	inside.Fit(0, 2, inside.Width, cells.In(cells.Faint), "enter opens and compares with it, esc closes")
}

// Press writes, or ends the writing.
func (o *Opener) Press(key tea.KeyPressMsg, _ config.Action) Result {
	switch key.String() {
	case "esc":
		return closed
	case "enter":
		return Result{Close: true, Send: PathWritten{o.field.text()}}
	}
	o.field.press(key)
	return Result{}
}

// Paste adds to the path.
func (o *Opener) Paste(text string) Result {
	o.field.paste(text)
	return Result{}
}
