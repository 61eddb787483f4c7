package tui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"ep-benchmark/ui/cells"
)

// painted is a terminal that frames are painted on; [terminal.Lent] is one.
type painted interface {
	// Paint writes a part of a frame. It is false where the terminal can't show one now.
	Paint(frame []byte) bool
	// Disturbed has f called when something else has written to the terminal.
	Disturbed(f func())
}

// canvas paints frames on the terminal, each as what has changed since the last.
type canvas struct {
	cells.Painter
	terminal painted // nil where no terminal is attached
	asked    bool    // for the background's colour
	together bool    // the terminal shows what it gets between two marks at once
}

// disturbed says that the terminal may show something else than the last frame.
type disturbed struct{}

// paint shows a grid. A frame that can't be shown is forgotten: the next one that can
// is painted whole.
func (c *canvas) paint(grid *cells.Grid, writer *cells.Writer) {
	if c.terminal == nil {
		return
	}
	frame := c.Paint(grid, writer)
	if !c.asked { // along with the first frame, so that colours are right soon
		c.asked = true
		frame = append(frame, ansi.RequestBackgroundColor...)
	}
	if len(frame) == 0 {
		return
	}
	if c.together {
		frame = append([]byte(ansi.SetModeSynchronizedOutput), append(frame, ansi.ResetModeSynchronizedOutput...)...)
	}
	if !c.terminal.Paint(frame) {
		c.Forget()
	}
}

// answered takes what the terminal says of its modes.
func (c *canvas) answered(report tea.ModeReportMsg) {
	if report.Mode == ansi.ModeSynchronizedOutput {
		c.together = report.Value == ansi.ModeReset
	}
}

// show draws the frame and paints it.
func (m *model) show() {
	m.draw()
	m.canvas.paint(m.grid, m.writer)
}

// lookCloser finds out which colours the terminal has, where its name alone does not
// tell. It may read files and ask tmux, so the first frame does not wait for it.
func (m *model) lookCloser() tea.Cmd {
	o := &m.options
	if o.Terminal == nil || o.NoColour || o.Profile == colorprofile.TrueColor {
		return nil
	}
	return func() tea.Msg {
		return tea.ColorProfileMsg{Profile: colorprofile.Detect(o.Terminal.Screen(), o.Environment)}
	}
}
