package live

import (
	"sort"
	"time"

	"ep-benchmark/engine"
)

// What is kept of the past: enough for the longest window that can be shown.
const (
	longestPast = 4096 // stretches of a lane
	longestLog  = 500  // lines
)

// A Stretch is a leg on a line of time: its start, its end and its throughput.
type Stretch struct {
	From, To   time.Duration // since the run's start; To moves on while the leg is under way
	Kind       engine.LegKind
	Purpose    engine.Purpose
	Throughput float64     // items per second; of what is done so far while under way
	Gate       engine.Gate // why it is not believed; "" where it is
	round      int
}

// LegAt is the leg that the lane was in at a moment, the one under way included.
func (l *Lane) LegAt(at time.Duration) (Stretch, bool) {
	if leg, ok := l.Underway(); ok && at >= leg.From {
		return leg, at <= leg.To
	}
	for _, legs := range [][]Stretch{l.Stretches, l.Earlier} {
		after := sort.Search(len(legs), func(i int) bool { return legs[i].From > at })
		if after > 0 {
			return legs[after-1], at < legs[after-1].To
		}
	}
	return Stretch{}, false
}

// Round is the leg's round, from 1; 0 for a leg of no round.
func (s *Stretch) Round() int { return s.round }

// Underway returns the leg that the lane is in, as far as it has come.
func (l *Lane) Underway() (Stretch, bool) { return l.leg, l.leg.Kind != "" }

func (l *Lane) beginStretch(e engine.LegStarted) {
	l.leg = Stretch{From: e.When(), To: e.When(), Kind: e.Kind, Purpose: e.Purpose, round: e.Round}
}

// progressed updates the leg under way. Its items are computed from the share
// of a pass's operations, which is all that is known before it ends.
func (l *Lane) progressed(at time.Duration, p engine.LaneProgress) {
	if l.leg.Kind == "" || p.Kind != l.leg.Kind || p.Planned == 0 {
		return
	}
	l.leg.To = max(at, l.leg.From)
	if took := (l.leg.To - l.leg.From).Seconds(); took > 0 && l.Spec.Operations > 0 {
		perOperation := float64(l.Spec.PassItems) / float64(l.Spec.Operations)
		l.leg.Throughput = float64(p.Operations) * perOperation / took
	}
}

// succeeding is the throughput of the leg under way without what failed.
func (l *Lane) succeeding() float64 {
	done := float64(l.Progress.Operations)
	if done <= 0 {
		return 0
	}
	return l.leg.Throughput * max(done-float64(l.Progress.Failed), 0) / done
}

func (l *Lane) endStretch(e engine.LegFinished) {
	from := l.leg.From
	if l.leg.Kind == "" {
		from = max(e.When()-e.Sample.Makespan, 0)
	}
	l.leg = Stretch{}
	l.Stretches = keep(l.Stretches, Stretch{
		From: from, To: max(e.When(), from), Kind: e.Sample.Kind, Purpose: e.Purpose,
		Throughput: e.Sample.Throughput(), Gate: e.Sample.Gate, round: e.Sample.Round,
	}, longestPast)
}

// keep appends and forgets the oldest half when there are twice as many as
// wanted, so that it seldom moves anything.
func keep[T any](all []T, one T, wanted int) []T {
	if len(all) >= 2*wanted {
		all = append(all[:0], all[len(all)-wanted:]...)
	}
	return append(all, one)
}
