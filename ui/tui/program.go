package tui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
)

// looksPerSecond is how often Bubble Tea looks whether a mode of the terminal is to
// change, such as the mouse's. It costs even where none is.
const looksPerSecond = 4

// patienceAtAStop is how long a run may take to end where the process has to,
// which it does within two seconds.
const patienceAtAStop = 1400 * time.Millisecond

// Run shows the dashboard until the reader quits or ctx ends, and returns
// what is left. The terminal is as it was before when it returns.
func Run(ctx context.Context, o Options) (Outcome, error) {
	m := newModel(o, newCost(readThreadCPU))
	d := &desk{ctx: ctx, terminal: o.Terminal, jobs: o.Jobs, environment: o.Environment}
	program := tea.NewProgram(m, append(programOptions(o), tea.WithFilter(d.filter))...)
	d.program = program
	m.send = func(message tea.Msg) { program.Send(message) }
	m.canvas.terminal = o.Terminal
	o.Terminal.Disturbed(func() { go program.Send(disturbed{}) })

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
		m.outcome.Err = errors.Join(m.outcome.Err, m.bugs)
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

func programOptions(o Options) []tea.ProgramOption {
	options := []tea.ProgramOption{
		tea.WithoutSignalHandler(), // the caller has one
		tea.WithFPS(looksPerSecond),
		tea.WithInput(o.Terminal.Keys()),
		tea.WithOutput(o.Terminal.Screen()),
	}
	if o.Environment != nil {
		options = append(options, tea.WithEnvironment(o.Environment))
	}
	return append(options, tea.WithColorProfile(o.profile()))
}
