package baselines_test

import (
	"strings"
	"testing"
)

// TestGeneratedRunsAreNotKept holds that a run which was never measured is rejected.
func TestGeneratedRunsAreNotKept(t *testing.T) {
	s := opened(t)
	report := reportOf(1, 8)
	report.Plan.Generated = true
	if _, err := s.Save(&report); err == nil || !strings.Contains(err.Error(), "generated, not measured") {
		t.Errorf("the error is %v", err)
	}
}
