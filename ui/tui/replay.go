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
	for _, event := range m.options.Player.Advance(tickEvery) {
		m.apply(event)
	}
	m.stale = m.stale || m.options.Player.Done()
	return m.keepPlaying()
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
	m.refold(player.Seek(player.Position() + step))
	return nil
}

func (m *model) previousLeg() tea.Cmd {
	if m.options.Player == nil {
		return m.say("only a recording can be moved about in")
	}
	m.refold(m.options.Player.PreviousLeg())
	return nil
}

func (m *model) nextLeg() tea.Cmd {
	if m.options.Player == nil {
		return m.say("only a recording can be moved about in")
	}
	m.refold(m.options.Player.NextLeg())
	return nil
}

// refold applies events after a jump, from the start where it went back.
func (m *model) refold(reset bool, events []engine.Event) {
	if reset {
		m.run = &live.Run{}
		m.drawnAt = 0
	}
	for _, event := range events {
		m.run.Apply(event)
	}
	m.stale = true
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
