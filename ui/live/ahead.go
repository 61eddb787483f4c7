package live

import "time"

// Ahead is how far a lane is on its way to the end of its rounds, or in an adaptive
// plan to its next look: the share that is done, and about how long the rest takes.
// That time is not known before the lane has a pace.
func (r *Run) Ahead(lane *Lane) (share float64, left time.Duration, known bool) {
	switch {
	case lane.Result != nil:
		return 1, 0, true
	case r.Plan.Once:
		left, known = r.leftOfOnce()
		return r.Done(lane), left, known
	}
	rounds := r.RoundsAhead(lane)
	if rounds > 0 {
		share = (float64(lane.Legs) + lane.part()) / float64(len(lane.kinds())*rounds)
	}
	if !lane.paced() {
		return min(share, 1), 0, false
	}
	return min(share, 1), min(rounded(lane.left(rounds, r.At)), r.timeAllowed()), true
}

// LooksAgain tells whether a look comes after the rounds that the lane is on its way
// to, at which it ends or goes on.
func (r *Run) LooksAgain(lane *Lane) bool {
	looks := r.Plan.Looks
	return r.Plan.Adaptive() && lane.Result == nil && r.wanted(lane) <= looks[len(looks)-1]
}
