package runner

import (
	"context"
	"sync"

	"ep-benchmark/engine"
)

// inStep keeps the lanes that share the machine on the same variant, leg by leg,
// so that the variants of every workload meet the same variants of the others.
type inStep struct {
	mutex   sync.Mutex
	lanes   int // that still measure
	arrived int
	against bool       // one of them voted no
	next    *gathering // the one under way
}

// gathering is one meeting of all lanes.
type gathering struct {
	over   chan struct{} // closed when all have arrived
	agreed bool          // all voted yes; readable when it is over
}

func newInStep(lanes int) *inStep {
	return &inStep{lanes: lanes, next: &gathering{over: make(chan struct{})}}
}

// arrive says that a lane has come to the next meeting, and how it votes there.
func (s *inStep) arrive(vote bool) *gathering {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	meeting := s.next
	s.arrived, s.against = s.arrived+1, s.against || !vote
	s.begin()
	return meeting
}

// leave says that a lane comes to no further meeting.
func (s *inStep) leave() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.lanes--
	s.begin()
}

// begin ends the meeting when all lanes are there. The mutex is held.
func (s *inStep) begin() {
	if s.arrived < s.lanes || s.arrived == 0 {
		return
	}
	s.next.agreed = !s.against
	close(s.next.over)
	s.arrived, s.against, s.next = 0, false, &gathering{over: make(chan struct{})}
}

// agree waits for all lanes that run in step, and tells whether all of them vote
// yes. A lane that runs by itself decides alone.
func (l *lane) agree(ctx context.Context, vote bool) bool {
	if l.step == nil {
		return vote
	}
	meeting := l.step.arrive(vote)
	select {
	case <-meeting.over:
		return meeting.agreed
	case <-ctx.Done():
		return false
	}
}

// keepStep goes on with unmeasured legs of the variant until all lanes that run in
// step have ended their measured one. The last such leg is cut short between two
// operations, so that no connection breaks.
func (l *lane) keepStep(ctx context.Context, kind engine.LegKind) {
	if l.step == nil {
		return
	}
	meeting := l.step.arrive(true)
	l.halt = meeting.over
	defer func() { l.halt = nil }()
	for !l.over(ctx) && !closed(meeting.over) {
		l.unmeasured(ctx, kind, engine.Filler, 0, l.random.Uint64())
	}
}

// closed tells whether a channel is; nil is not.
func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
