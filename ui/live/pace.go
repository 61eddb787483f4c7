package live

import (
	"time"

	"ep-benchmark/engine"
)

// Done is the share of the lane's measured legs that is over, 0 to 1. Of the
// leg under way the finished operations count. Where the plan leaves open how
// many legs there will be, it is the share that [byLooks] gives. It never goes
// back: where a round has to be made again, it waits for that.
func (r *Run) Done(lane *Lane) float64 {
	if lane.Result != nil {
		return 1
	}
	rounds := (float64(lane.Legs)+lane.part())/float64(len(lane.kinds())) - float64(lane.madeAgain(r.Plan.Rounds))
	share := 0.0
	switch {
	case r.Plan.Once:
		share = float64(lane.Legs) + lane.part()
	case r.Plan.Refinements > 0:
		share = (float64(lane.Legs) + lane.part()) / float64(r.plannedLegs(lane))
	case r.Plan.Adaptive():
		share = byLooks(r.Plan.Looks, rounds)
	case r.Plan.Rounds > 0:
		share = rounds / float64(r.Plan.Rounds)
	}
	return max(min(share, 1), lane.reached)
}

// part is the share of the measured leg under way.
func (l *Lane) part() float64 {
	p := l.Progress
	if !l.underWay || p.Kind == "" || p.Planned <= 0 || p.Operations <= 0 {
		return 0
	}
	return min(float64(p.Operations)/float64(p.Planned), 1)
}

// Progress is the share of the whole plan that is done, 0 to 1: of the slowest
// lane where all run at once, of all of them where they take turns. With a time
// limit it is at least the share of the time that is over.
func (r *Run) Progress() float64 {
	if r.Finished {
		return 1
	}
	if len(r.Lanes) == 0 {
		return 0
	}
	least, sum := 1.0, 0.0
	for i := range r.Lanes {
		done := r.Done(&r.Lanes[i])
		least = min(least, done)
		sum += done
	}
	share := least
	if r.Schedule == engine.Isolated {
		share = sum / float64(len(r.Lanes))
	}
	all := float64(len(r.Plan.Schedules()))
	return min(max((float64(max(r.schedules-1, 0))+share)/all, r.timeUsed()), 1)
}

// Left is about how long the run will yet take, by the pace of the legs so far;
// false before every lane that counts has a pace. With both schedules it
// includes the one to come: the longest lane's rounds and warm-up, at the pace
// they have now. In an adaptive plan it is how long the run will take at least,
// up to each lane's next look, and never more than the time limit leaves.
func (r *Run) Left() (time.Duration, bool) {
	if r.Finished || len(r.Lanes) == 0 {
		return 0, false
	}
	if r.Plan.Once {
		return r.leftOfOnce()
	}
	var longest, sum, longestWhole float64
	for i := range r.Lanes {
		lane := &r.Lanes[i]
		if lane.Result == nil && !lane.paced() {
			return 0, false
		}
		longestWhole = max(longestWhole, lane.whole(float64(r.fewestRounds())+float64(max(r.Plan.Warmups, 1))))
		left := lane.left(r.RoundsAhead(lane), r.At)
		if r.Plan.Refinements > 0 {
			left = r.leftOfRefined(lane)
		}
		longest = max(longest, left)
		sum += left
	}
	left := longest
	if r.Schedule == engine.Isolated {
		left = sum
	}
	if r.schedules < len(r.Plan.Schedules()) {
		left += longestWhole
	}
	return min(rounded(left), r.timeAllowed()), true
}

// leftOfRefined is what a lane of a sweep that is refined will yet take at the most, in
// nanoseconds, at the mean pace of its legs so far.
func (r *Run) leftOfRefined(lane *Lane) float64 {
	if lane.Result != nil {
		return 0
	}
	all := pace{}
	for _, p := range lane.paces {
		all.legs, all.time = all.legs+p.legs, all.time+p.time
	}
	return all.mean() * max(float64(r.plannedLegs(lane)-lane.Legs)-lane.part(), 0)
}

// leftOfOnce is Left of a plan that carries its work out once: of its slowest
// leg, by the operations that are over.
func (r *Run) leftOfOnce() (time.Duration, bool) {
	longest := 0.0
	for i := range r.Lanes {
		lane := &r.Lanes[i]
		part := lane.part()
		switch {
		case lane.Result != nil:
		case part == 0:
			return 0, false
		default:
			longest = max(longest, float64(r.At-lane.begun)*(1-part)/part)
		}
	}
	return rounded(longest), true
}

// A pace is how long measured legs of one kind have taken, preparation
// included.
type pace struct {
	legs int
	time float64 // nanoseconds
}

func (p pace) mean() float64 { return p.time / float64(max(p.legs, 1)) }

func (l *Lane) took(kind engine.LegKind, d time.Duration) {
	p := l.paces[kind]
	p.legs++
	p.time += max(float64(d), 0)
	if l.paces == nil {
		l.paces = map[engine.LegKind]pace{}
	}
	l.paces[kind] = p
}

// paced tells whether the lane has a pace: a leg of each kind, but for numbers of
// workers that a sweep has only just chosen.
func (l *Lane) paced() bool {
	chosen := 0
	for i := range l.Variants {
		if l.Variants[i].Refined {
			chosen++
		}
	}
	return len(l.paces) >= len(l.kinds())-chosen
}

// whole is what the given number of rounds takes, in nanoseconds.
func (l *Lane) whole(rounds float64) float64 {
	sum := 0.0
	for _, kind := range l.kinds() {
		sum += l.paces[kind].mean()
	}
	return max(rounds, 0) * sum
}

// left is what the lane's rounds will yet take, in nanoseconds, less the time
// that the leg under way has run.
func (l *Lane) left(rounds int, now time.Duration) float64 {
	if l.Result != nil {
		return 0
	}
	sum := 0.0
	for _, kind := range l.kinds() {
		p := l.paces[kind]
		sum += p.mean() * float64(max(rounds-p.legs, 0))
		if l.underWay && l.Progress.Kind == kind {
			sum -= min(max(float64(now)-float64(l.begun), 0), p.mean())
		}
	}
	return max(sum, 0)
}

// rounded limits a duration to 1000 hours, so that the conversion does not
// overflow.
func rounded(nanoseconds float64) time.Duration {
	const longest = 1000 * time.Hour
	return time.Duration(min(nanoseconds, float64(longest)))
}
