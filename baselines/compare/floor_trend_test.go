package compare

import "testing"

// TestTrendFloor checks the floor that histories are compared with.
func TestTrendFloor(t *testing.T) {
	key, other := Key{"work", ParallelTime}, Key{"other", ParallelTime}
	floors := Floors{key: {Change: 0.07, Calibrated: true}, other: {Change: 0.01, Calibrated: true}}
	if got := floors.Trend(key); got != 0.07 {
		t.Errorf("calibrated: %v", got)
	}
	if got := floors.Trend(other); got != LeastFloor {
		t.Errorf("calibrated below the least: %v", got)
	}
	if got := Floors(nil).Trend(key); got != LeastFloor {
		t.Errorf("not calibrated: %v", got)
	}
}
