package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// drawsPerSecond is how often the renderer looks whether a frame is new. It
// costs even when none is, so it is just above the fastest refresh.
const drawsPerSecond = 12

// patience is how long a run that was told to end may take before the
// dashboard leaves without it.
const patience = 5 * time.Second

// Run shows the dashboard until the reader quits or ctx ends, and returns
// what is left. The terminal is as it was before when it returns.
func Run(ctx context.Context, o Options) (Outcome, error) {
	runtime.LockOSThread() // the drawing thread's CPU time is the dashboard's own
	defer runtime.UnlockOSThread()
	c := newCost(readThreadCPU)
	m := newModel(o, c)
	program := tea.NewProgram(m, programOptions(o, c)...)
	m.send = func(message tea.Msg) { program.Send(message) }

	over := make(chan struct{})
	defer close(over)
	go func() {
		select {
		case <-ctx.Done():
			program.Send(terminated{})
		case <-over:
			return
		}
		select {
		case <-time.After(patience):
			program.Kill()
		case <-o.Hurry:
			program.Kill()
		case <-over:
		}
	}()
	_, err := program.Run()
	m.settle(o.Hurry)
	if err != nil && errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil && !errors.Is(err, tea.ErrProgramPanic) {
		err = nil // told to end, and did
	}
	switch {
	case err == nil:
		return m.outcome, nil
	case errors.Is(err, tea.ErrProgramPanic):
		return m.outcome, fmt.Errorf("dashboard: %w: a bug in ep-benchmark, not a mistake of yours; please report it with what stands above", err)
	}
	return m.outcome, fmt.Errorf("dashboard: %w", err)
}

func programOptions(o Options, c *cost) []tea.ProgramOption {
	options := []tea.ProgramOption{
		tea.WithoutSignalHandler(), // whoever calls has one
		tea.WithFPS(drawsPerSecond),
	}
	if o.Input != nil {
		options = append(options, tea.WithInput(o.Input))
	}
	if o.Output != nil {
		options = append(options, tea.WithOutput(output(o.Output, c)))
	}
	if o.Environment != nil {
		options = append(options, tea.WithEnvironment(o.Environment))
	}
	if o.NoColour {
		options = append(options, tea.WithColorProfile(colorprofile.ASCII))
	}
	return options
}

// output measures what goes to a terminal. Bubble Tea asks its output for the
// terminal's size and modes, so what stands between must still be one.
func output(w io.Writer, c *cost) io.Writer {
	file, ok := w.(*os.File)
	if !ok {
		return w
	}
	return &meteredFile{File: file, meter: meteredWriter{Writer: file, cost: c, drawing: goroutine()}}
}

// meteredFile is a terminal whose writes are measured.
type meteredFile struct {
	*os.File
	meter meteredWriter
}

// Write writes to the terminal.
func (f *meteredFile) Write(p []byte) (int, error) { return f.meter.Write(p) }
