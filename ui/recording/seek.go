package recording

import (
	"sort"
	"time"

	"ep-benchmark/engine"
)

// steady is how long a moment has to be shown before it counts as what the
// viewer wanted. Up to then, a step back is one from where the last step led:
// otherwise a log that plays on could never be stepped back past one leg.
const steady = time.Second

// Seek goes to a moment of the run, or to the nearer end where there is no such
// moment. It returns the events in between. Where that is back, reset is true:
// what was shown is void, and the events are those from the start.
func (p *Player) Seek(to time.Duration) (reset bool, events []engine.Event) {
	to = min(max(to, 0), p.Length())
	p.position, p.landed, p.watched = to, to, 0
	due := p.dueBy(to)
	if due < p.next {
		p.next, reset = 0, true
	}
	return reset, p.take(due)
}

// NextLeg goes to the start of the next measured leg, of whichever workload;
// after the last one to the end.
func (p *Player) NextLeg() (reset bool, events []engine.Event) {
	next := sort.Search(len(p.legs), func(i int) bool { return p.legs[i] > p.position })
	if next == len(p.legs) {
		return p.Seek(p.Length())
	}
	return p.Seek(p.legs[next])
}

// PreviousLeg goes back to the start of a measured leg, of whichever workload;
// before the first one to the start.
func (p *Player) PreviousLeg() (reset bool, events []engine.Event) {
	from := p.position
	if p.watched < steady {
		from = p.landed
	}
	previous := sort.Search(len(p.legs), func(i int) bool { return p.legs[i] >= from }) - 1
	if previous < 0 {
		return p.Seek(0)
	}
	return p.Seek(p.legs[previous])
}
