package runner

import (
	"slices"
	"time"

	"ep-benchmark/engine"
)

// mark is a moment from which the machine is watched.
type mark struct {
	at    time.Time
	since func() engine.MachineEvidence
}

// mark takes a mark, and drops those older than any window. Without a machine
// it watches nothing.
func (g *gates) mark() mark {
	m := mark{at: time.Now()}
	if g.machine == nil {
		return m
	}
	m.since = g.machine.Watch()
	g.mutex.Lock()
	defer g.mutex.Unlock()
	g.marks = append(g.marks, m)
	if before := g.before(m.at.Add(-window)); before > 0 {
		g.marks = slices.Delete(g.marks, 0, before)
	}
	return m
}

// before is the last mark not after a moment, or -1. The mutex is held.
func (g *gates) before(moment time.Time) int {
	for i, m := range slices.Backward(g.marks) {
		if !m.at.After(moment) {
			return i
		}
	}
	return -1
}

// trailing is the state of the machine over the last window, or a little more.
// It is false where the machine was not watched for that long.
func (g *gates) trailing() (engine.MachineEvidence, bool) {
	g.mutex.Lock()
	at := g.before(time.Now().Add(-window))
	if at < 0 {
		g.mutex.Unlock()
		return engine.MachineEvidence{}, false
	}
	m := g.marks[at]
	g.mutex.Unlock()
	return m.since(), true
}
