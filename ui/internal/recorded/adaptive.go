package recorded

import (
	"fmt"
	"slices"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

func adaptive() *scenario {
	s := standard("adaptive", large())
	s.plan.Looks = engine.DeclaredLooks()
	s.plan.Rounds, s.plan.MaxTime = 60, 90*time.Second
	s.lanes[1].parallel = 323 * time.Millisecond  // about as fast as its target
	s.lanes[2].spec.Targets[0].Bound = 9.8        // a little less than it reaches
	s.lanes[2].spread, s.lanes[2].passes = 4, 320 // short legs and noisy ones
	return s
}

// A stop says at which look a lane of an adaptive plan ended, and why, in the
// runner's words. The words are empty while the lane goes on.
type stop struct {
	look int
	why  string
}

// ends says whether and why a lane ends after the given number of rounds.
func (s *scenario) ends(l *lane, t *timeline, rounds int, samples []engine.Sample) stop {
	if !s.plan.Adaptive() {
		return stop{}
	}
	look, declared := slices.BinarySearch(s.plan.Looks, rounds)
	if declared {
		result := s.assess(l, t.schedule, "", samples)
		switch {
		case assess.Decided(&result):
			return stop{look + 1, fmt.Sprintf("every target decided at look %d (%d rounds)", look+1, rounds)}
		case rounds == s.plan.Rounds:
			return stop{look + 1, fmt.Sprintf("still unclear at the last look (%d rounds)", rounds)}
		}
	}
	began := t.legs[2].start // after the warm-up's two legs
	if t.end+(t.end-began)/time.Duration(rounds) > s.plan.MaxTime {
		return stop{look + 1, fmt.Sprintf("the time allowed, %v, was up after %d rounds", s.plan.MaxTime, rounds)}
	}
	return stop{}
}
