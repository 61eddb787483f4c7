package live

import (
	"math"
	"time"
)

// RoundsAhead is the number of rounds that the lane is on its way to: all of
// the plan's, or, in an adaptive plan, those up to its next look. At a look the
// lane ends or goes on to the next one. Rounds that are made again are added.
func (r *Run) RoundsAhead(lane *Lane) int {
	wanted := r.wanted(lane)
	return max(wanted+lane.madeAgain(wanted), lane.Progress.Round)
}

// wanted is RoundsAhead without those that are made again.
func (r *Run) wanted(lane *Lane) int {
	for _, look := range r.Plan.Looks {
		if lane.Progress.Round <= look+lane.madeAgain(look) {
			return look
		}
	}
	if r.Plan.Refinements > 0 {
		begun := (max(lane.Progress.Round, 1) + r.Plan.Rounds - 1) / r.Plan.Rounds
		return begun * r.Plan.Rounds // each refinement has as many rounds again
	}
	return r.Plan.Rounds
}

// fewestRounds is how many rounds a lane has at least.
func (r *Run) fewestRounds() int {
	if r.Plan.Adaptive() {
		return r.Plan.Looks[0]
	}
	return r.Plan.Rounds
}

// byLooks is the share of a lane that is done after the given number of rounds,
// where it may end at any of the looks. Each look fills half of the rest of the
// bar, and the last look all of it. So the bar reaches its middle at the first
// look, at which most lanes end. If the lane goes on, the bar is slower from
// there, and never has to go back.
//
// Note: the share of the way to the next look would fall from 1 to a half at
// that look. The share of all rounds that there may be would stand at an eighth
// when most lanes end.
func byLooks(looks []int, rounds float64) float64 {
	done, last := 0.0, 0.0
	for i, look := range looks {
		part := (1 - done) / 2
		if i == len(looks)-1 {
			part = 1 - done
		}
		if rounds < float64(look) {
			return done + part*(rounds-last)/(float64(look)-last)
		}
		done, last = done+part, float64(look)
	}
	return 1
}

// bounded tells whether the plan has a longest time.
func (r *Run) bounded() bool { return r.Plan.Bounded() }

// timeUsed is the share of the longest time that is over; 0 without one.
func (r *Run) timeUsed() float64 {
	if !r.bounded() {
		return 0
	}
	return max(float64(r.At)/float64(r.Plan.MaxTime), 0)
}

// timeAllowed is what is left of the longest time; without one, for ever.
func (r *Run) timeAllowed() time.Duration {
	if !r.bounded() {
		return math.MaxInt64
	}
	return max(r.Plan.MaxTime-max(r.At, 0), 0)
}
