package api

import (
	"testing"

	"ep-benchmark/engine/assess"
)

// The requests of a run are those of its unmeasured legs and of the legs of all rounds,
// of which there are as many as variants.
func TestRequestsOfARun(t *testing.T) {
	rounds := 7 + assess.MostMadeAgain(7)
	for want, v := range map[int]visit{
		10 * (1 + 2*rounds): {leg: 10},
		10 * (2 + 2*rounds): {leg: 10, warm: 2, legs: 2},
		10 * (3 + 3*rounds): {leg: 10, warm: 3, legs: 3},
		10:                  {leg: 10, once: true, legs: 3},
	} {
		if got := v.run(7); got != want {
			t.Errorf("%+v makes %d requests, not %d", v, got, want)
		}
	}
}
