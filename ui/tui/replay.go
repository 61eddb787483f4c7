package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/engine"
	"ep-benchmark/ui/live"
)

const (
	tickEvery = 50 * time.Millisecond // of a recording that plays
	seekStep  = 5 * time.Second       // of the recording's time
)

// tick moves a recording on.
type tick time.Time

func nextTick() tea.Cmd { return tea.Tick(tickEvery, func(at time.Time) tea.Msg { return tick(at) }) }

// play applies the events that are due. Time goes by ticks, not by the clock,
// so that a program that was suspended does not jump.
func (m *model) play() tea.Cmd {
	m.ticking = false
	var commands []tea.Cmd
	for _, event := range m.options.Player.Advance(tickEvery) {
		commands = append(commands, m.apply(event))
	}
	m.stale = m.stale || m.options.Player.Done()
	return tea.Batch(append(commands, m.keepPlaying())...)
}

// keepPlaying asks for the next tick, unless one is on its way or there is
// nothing to play: a recording that stands still costs nothing.
func (m *model) keepPlaying() tea.Cmd {
	player := m.options.Player
	if player == nil || m.ticking || player.Paused() || player.Done() {
		return nil
	}
	m.ticking = true
	return nextTick()
}

// seek moves the recording by a step.
func (m *model) seek(step time.Duration) tea.Cmd {
	player := m.options.Player
	if player == nil {
		return m.say("only a recording can be moved about in")
	}
	return m.refold(player.Seek(player.Position() + step))
}

func (m *model) previousLeg() tea.Cmd {
	if m.options.Player == nil {
		return m.say("only a recording can be moved about in")
	}
	return m.refold(m.options.Player.PreviousLeg())
}

func (m *model) nextLeg() tea.Cmd {
	if m.options.Player == nil {
		return m.say("only a recording can be moved about in")
	}
	return m.refold(m.options.Player.NextLeg())
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

// speed changes how fast the recording plays.
func (m *model) speed(factor float64) tea.Cmd {
	player := m.options.Player
	if player == nil {
		return m.say("only a recording has a speed")
	}
	if err := player.SetSpeed(player.Speed() * factor); err != nil {
		return m.say("%v", err)
	}
	return m.say("recording at %gx", player.Speed())
}
