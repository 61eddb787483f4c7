package simulator

import (
	"strconv"
	"testing"
)

func TestTrackersForgetWhatLeft(t *testing.T) {
	w := newStore(1, testMode, 10)
	for i := range 1000 {
		w.trackers.findOrMake(trackerKey{strconv.Itoa(i), "USPS"}, testMode, 0)
	}
	if n := len(w.trackers.byKey); n != 10 {
		t.Errorf("%d keys are kept for 10 trackers", n)
	}
}
