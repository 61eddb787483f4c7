package tui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"ep-benchmark/ui/terminal"
)

// drawsPerSecond is how often the renderer looks whether a frame is new. It
// costs even when none is, so it is just above the fastest refresh.
const drawsPerSecond = 12

// How long a run may take to end before the dashboard leaves without it:
// patience when the reader leaves, patienceAtAStop when the process has to end,
// which it does within two seconds.
const (
	patience        = 5 * time.Second
	patienceAtAStop = 1400 * time.Millisecond
)

// Run shows the dashboard until the reader quits or ctx ends, and returns
// what is left. The terminal is as it was before when it returns.
func Run(ctx context.Context, o Options) (Outcome, error) {
	runtime.LockOSThread() // the drawing thread's CPU time is the dashboard's own
	defer runtime.UnlockOSThread()
	c := newCost(readThreadCPU)
	m := newModel(o, c)
	d := &desk{ctx: ctx, terminal: o.Terminal, jobs: o.Jobs, environment: o.Environment}
	program := tea.NewProgram(m, append(programOptions(o, c), tea.WithFilter(d.filter))...)
	d.program = program
	m.send = func(message tea.Msg) { program.Send(message) }

	hurry, cancel := hurried(ctx, o.Hurry, cmp.Or(o.StopPatience, patienceAtAStop))
	defer cancel()
	over := make(chan struct{})
	defer close(over)
	go d.attend(hurry, over)
	_, err := program.Run()
	o.Terminal.Discard()
	m.settle(hurry)
	if err != nil && errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil && !errors.Is(err, tea.ErrProgramPanic) {
		err = nil // it had to end, and did
	}
	switch {
	case err == nil:
		return m.outcome, nil
	case errors.Is(err, tea.ErrProgramPanic):
		return m.outcome, fmt.Errorf("dashboard: %w: a bug in ep-benchmark, not a mistake of yours; please report it with what stands above", err)
	}
	return m.outcome, fmt.Errorf("dashboard: %w", err)
}

// hurried returns a channel that is closed when the program waits for nothing
// any more: some time after ctx's end, or as soon as hurry is closed.
func hurried(ctx context.Context, hurry <-chan struct{}, patience time.Duration) (closed <-chan struct{}, cancel context.CancelFunc) {
	late, cancel := context.WithCancel(context.Background())
	go func() {
		select {
		case <-ctx.Done():
		case <-hurry:
		case <-late.Done():
			return
		}
		select {
		case <-time.After(patience):
		case <-hurry:
		case <-late.Done():
		}
		cancel()
	}()
	return late.Done(), cancel
}

func programOptions(o Options, c *cost) []tea.ProgramOption {
	options := []tea.ProgramOption{
		tea.WithoutSignalHandler(), // the caller has one
		tea.WithFPS(drawsPerSecond),
		tea.WithInput(o.Terminal.Keys()),
		tea.WithOutput(metered(o.Terminal.Screen(), c)),
	}
	if o.Environment != nil {
		options = append(options, tea.WithEnvironment(o.Environment))
	}
	if o.NoColour {
		options = append(options, tea.WithColorProfile(colorprofile.ASCII))
	}
	return options
}

// metered measures what goes to a terminal. It returns a terminal, since Bubble
// Tea asks its output for the terminal's size and modes.
func metered(screen *terminal.Screen, c *cost) *meteredScreen {
	return &meteredScreen{Screen: screen, meter: meteredWriter{Writer: screen, cost: c, drawing: goroutine()}}
}

// meteredScreen is a terminal whose writes are measured.
type meteredScreen struct {
	*terminal.Screen
	meter meteredWriter
}

// Write writes to the terminal.
func (s *meteredScreen) Write(p []byte) (int, error) { return s.meter.Write(p) }
