package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/engine"
	"ep-benchmark/ui/live"
)

// apply takes an event into the fold. The frame follows at the refresh rate,
// counted by the events' own time, and at once when something ended.
func (m *model) apply(event engine.Event) tea.Cmd {
	command := m.fold(event)
	if m.frozen != nil {
		return command // what is shown is what was
	}
	every := m.playback.pace(time.Second / time.Duration(m.config.Refresh))
	switch event.(type) {
	case engine.RunStarted, engine.WorkloadFinished, engine.RunFinished, engine.Warned:
		m.stale = true
	default:
		m.stale = m.stale || m.run.At/every != m.drawnAt/every // events come ten times a second: 4 frames would be 3 by distance
	}
	return command
}

// fold applies an event to the run, and begins to compare when a run begins.
func (m *model) fold(event engine.Event) tea.Cmd {
	m.run.Apply(event)
	if begun, ok := event.(engine.RunStarted); ok {
		m.pick = nil
		if m.options.Claims != nil { // an experiment is compared with what its claim says
			return nil
		}
		return m.comparing.lookUp(m.versus.Begin(&begun))
	}
	return nil
}

// play applies the events of a recording that are due.
func (m *model) play() tea.Cmd {
	var commands []tea.Cmd
	for _, event := range m.playback.advance() {
		commands = append(commands, m.apply(event))
	}
	m.stale = m.stale || m.options.Player.Done()
	return tea.Batch(append(commands, m.playback.keepPlaying())...)
}

// jump moves the recording to another place.
func (m *model) jump(to jump) tea.Cmd {
	if m.options.Player == nil {
		return m.say("only a recording can be moved about in")
	}
	return m.refold(to(m.options.Player))
}

// refold applies events after a jump, from the start where it went back.
func (m *model) refold(reset bool, events []engine.Event) tea.Cmd {
	if reset {
		m.run = &live.Run{}
		m.drawnAt = 0
	}
	var commands []tea.Cmd
	for _, event := range events {
		commands = append(commands, m.fold(event))
	}
	m.stale = true
	return tea.Batch(commands...)
}
