package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/engine"
	"ep-benchmark/ui/recording"
)

const (
	tickEvery = 50 * time.Millisecond // of a recording that plays
	seekStep  = 5 * time.Second       // of the recording's time
)

// playback plays a recording, where one is shown.
type playback struct {
	*console
	player  *recording.Player // nil for a run
	ticking bool              // the next tick is on its way
}

// tick moves a recording on.
type tick time.Time

// keepPlaying asks for the next tick, unless one is on its way or there is
// nothing to play: a recording that stands still costs nothing.
func (p *playback) keepPlaying() tea.Cmd {
	if p.player == nil || p.ticking || p.player.Paused() || p.player.Done() {
		return nil
	}
	p.ticking = true
	return tea.Tick(tickEvery, func(at time.Time) tea.Msg { return tick(at) })
}

// advance returns the events that are due. Time goes by ticks, not by the clock,
// so that a program that was suspended does not jump.
func (p *playback) advance() []engine.Event {
	p.ticking = false
	return p.player.Advance(tickEvery)
}

// pace is how much of the run's time goes by in some time of the reader's.
func (p *playback) pace(d time.Duration) time.Duration {
	if p.player == nil {
		return d
	}
	return time.Duration(float64(d) * p.player.Speed())
}

// speed changes how fast the recording plays.
func (p *playback) speed(factor float64) tea.Cmd {
	if p.player == nil {
		return p.say("only a recording has a speed")
	}
	if err := p.player.SetSpeed(p.player.Speed() * factor); err != nil {
		return p.say("%v", err)
	}
	return p.say("recording at %gx", p.player.Speed())
}

// A jump moves a recording to another place. It returns the events that lead
// there, from the recording's start where reset is true.
type jump func(*recording.Player) (reset bool, events []engine.Event)

// by jumps by a step of time.
func by(step time.Duration) jump {
	return func(p *recording.Player) (bool, []engine.Event) { return p.Seek(p.Position() + step) }
}
