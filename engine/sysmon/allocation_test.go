package sysmon

import "testing"

// An object costs more than nothing, and less than any machine could take (with
// the race detector, microseconds). The trial keeps no garbage alive.
func TestAllocationCost(t *testing.T) {
	if cost := AllocationCost(); cost <= 0 || cost > 5_000 {
		t.Errorf("%v ns an object", cost)
	}
	if trialList != nil {
		t.Error("the trial's objects are kept")
	}
}
