package recording

import (
	"sort"
	"time"

	"ep-benchmark/engine"
)

// A Player hands out a log's events when they are due. It has no clock: the
// caller says how much time has passed, so that what is shown is as repeatable
// as the log.
//
// What is shown is a fold of the events, and a fold can't be undone. So going
// back means to begin again, and Seek, NextLeg and PreviousLeg report that by
// reset.
//
//	func (s *screen) show(reset bool, events []engine.Event) {
//		if reset {
//			s.run = live.Run{}
//		}
//		for _, event := range events {
//			s.run.Apply(event)
//		}
//	}
//
//	s.show(false, player.Advance(sinceTheLastFrame))
//	s.show(player.Seek(player.Position() - 10*time.Second))
//	s.show(player.PreviousLeg())
//
// The events are the log's own, to be read and not changed.
type Player struct {
	events []engine.Event
	due    []time.Duration // of each event; never falls
	legs   []time.Duration // starts of the measured legs, in order, each moment once

	next     int // event to be handed out
	position time.Duration
	speed    float64
	paused   bool

	landed  time.Duration // where the last seek went
	watched time.Duration // played since, by the watcher's clock
}

// NewPlayer stands at the start of a log, at the run's own speed. The first
// event is due at once.
func NewPlayer(log Log) *Player {
	p := &Player{events: log.Events, due: make([]time.Duration, len(log.Events)), speed: 1}
	latest := time.Duration(0)
	for i, event := range log.Events {
		if i > 0 {
			latest = max(latest, event.When())
		}
		p.due[i] = latest
		if leg, ok := event.(engine.LegStarted); ok && leg.Purpose == engine.Measured {
			p.addLeg(latest)
		}
	}
	return p
}

func (p *Player) addLeg(start time.Duration) {
	if n := len(p.legs); n == 0 || p.legs[n-1] < start {
		p.legs = append(p.legs, start)
	}
}

// Length is when the last event is due.
func (p *Player) Length() time.Duration {
	if len(p.due) == 0 {
		return 0
	}
	return p.due[len(p.due)-1]
}

// Position is how far into the run the player is.
func (p *Player) Position() time.Duration { return p.position }

// Done tells whether all events have been handed out.
func (p *Player) Done() bool { return p.next == len(p.events) }

// Speed is how fast the log is played; 1 is the run's own.
func (p *Player) Speed() float64 { return p.speed }

// SetSpeed plays on at another speed, from SlowestSpeed to FastestSpeed.
func (p *Player) SetSpeed(speed float64) error {
	if err := checkSpeed(speed); err != nil {
		return err
	}
	p.speed = speed
	return nil
}

// Paused tells whether time stands still.
func (p *Player) Paused() bool { return p.paused }

// Pause lets time stand still; seeking goes on working.
func (p *Player) Pause() { p.paused = true }

// Resume plays on.
func (p *Player) Resume() { p.paused = false }

// Toggle pauses or plays on.
func (p *Player) Toggle() { p.paused = !p.paused }

// Advance lets time pass, as the watcher's clock tells it, and returns the
// events that became due; none while paused.
func (p *Player) Advance(elapsed time.Duration) []engine.Event {
	if p.paused || elapsed < 0 {
		return nil
	}
	p.watched = min(p.watched+min(elapsed, steady), steady)
	p.position = p.after(elapsed)
	return p.take(p.dueBy(p.position))
}

// after is the position after the given time has passed, or the end. It is
// computed in floats, which don't overflow.
func (p *Player) after(elapsed time.Duration) time.Duration {
	ahead := float64(elapsed) * p.speed
	if left := p.Length() - p.position; ahead >= float64(left) {
		return p.Length()
	}
	return p.position + time.Duration(ahead)
}

// dueBy is how many events are due at a moment.
func (p *Player) dueBy(moment time.Duration) int {
	return sort.Search(len(p.due), func(i int) bool { return p.due[i] > moment })
}

// take hands out the events before the given one.
func (p *Player) take(before int) []engine.Event {
	events := p.events[p.next:before:before]
	p.next = before
	return events
}
