package tui

import (
	"context"
	"io"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// desk stands between the terminal and the model: it knows what Bubble Tea does
// with a message before the model sees it, and what must not happen then.
type desk struct {
	ctx         context.Context // ends when the process has to end
	terminal    answering
	jobs        Jobs // nil where nothing can be suspended
	environment []string
	program     interface {
		Send(message tea.Msg)
		Kill()
	}
	suspending bool // until the terminal is back
}

// answering is a terminal that is asked questions; [terminal.Lent] is one.
type answering interface {
	Hush() (expected bool)
	Settle()
	Answered()
	Listen()
	Leave()
}

// attend sends the end of ctx to the program, and kills the program when hurry
// is closed. It returns when over is closed.
func (d *desk) attend(hurry, over <-chan struct{}) {
	stops := d.ctx.Done()
	for {
		select {
		case <-stops:
			stops = nil
			go d.program.Send(terminated{}) // the program may be busy
		case <-hurry:
			d.terminal.Hush()
			d.program.Kill()
			return
		case <-over:
			return
		}
	}
}

// filter sees every message first; nil drops it.
func (d *desk) filter(_ tea.Model, message tea.Msg) tea.Msg {
	switch message := message.(type) {
	case tea.WindowSizeMsg:
		return sized(message, d.environment)
	case uv.PrimaryDeviceAttributesEvent:
		d.terminal.Answered()
		return nil
	case tea.QuitMsg:
		return d.quit(message)
	case tea.SuspendMsg:
		return d.suspend()
	case suspended:
		d.suspending = false
		d.terminal.Listen()
		return tea.ResumeMsg{}
	}
	return message
}

// quit lets the program end when the terminal has answered what it was asked.
func (d *desk) quit(message tea.Msg) tea.Msg {
	if !d.terminal.Hush() {
		return message
	}
	go d.afterAnswers(message)
	return nil
}

func (d *desk) afterAnswers(message tea.Msg) {
	d.terminal.Settle()
	d.program.Send(message)
}

// terminated says that the process has to end.
type terminated struct{}

// unsuspendable says that nothing could resume the program.
type unsuspendable struct{}

// suspended says that the program goes on after a suspension.
type suspended struct{}

// suspend gives the terminal back and stops the process, where jobs are
// controlled and the process can be resumed.
func (d *desk) suspend() tea.Msg {
	switch {
	case d.suspending:
		return nil
	case d.jobs == nil || !d.jobs.Controlled():
		return unsuspendable{}
	}
	d.suspending = true
	stop := tea.Exec(&suspension{d}, func(error) tea.Msg { return suspended{} })
	go d.afterAnswers(stop())
	return nil
}

// suspension is what Bubble Tea carries out between giving the terminal back
// and taking it again. Meanwhile it handles no message.
type suspension struct{ desk *desk }

// Run stops the process. One that has to end meanwhile does not take the
// terminal again: it may be in the background, and the terminal is the shell's.
func (s *suspension) Run() error {
	s.desk.jobs.Suspend(s.desk.ctx)
	if s.desk.ctx.Err() != nil {
		s.desk.terminal.Leave()
	}
	return s.desk.ctx.Err()
}

// SetStdin does nothing: nothing is read.
func (*suspension) SetStdin(io.Reader) {}

// SetStdout does nothing: nothing is written.
func (*suspension) SetStdout(io.Writer) {}

// SetStderr does nothing: nothing is written.
func (*suspension) SetStderr(io.Writer) {}
