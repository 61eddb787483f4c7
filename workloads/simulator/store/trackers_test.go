package store

import (
	"strconv"
	"testing"

	"ep-benchmark/workloads/simulator/objects"
)

func TestTrackersForgetWhatLeft(t *testing.T) {
	w := New(1, objects.TestMode, 10)
	for i := range 1000 {
		w.Trackers.FindOrMake(objects.TrackerKey{Code: strconv.Itoa(i), Carrier: "USPS"}, objects.TestMode, 0)
	}
	if n := len(w.Trackers.byKey); n != 10 {
		t.Errorf("%d keys are kept for 10 trackers", n)
	}
}
