package baselines_test

import (
	"path/filepath"
	"testing"

	"ep-benchmark/baselines"
)

// TestEmpty holds that a store is empty until a run is kept.
func TestEmpty(t *testing.T) {
	s := must[*baselines.Store](t)(baselines.Open(filepath.Join(t.TempDir(), "runs.db")))
	t.Cleanup(func() { _ = s.Close() })
	same(t, "a new store is empty", true, must[bool](t)(s.Empty()))
	saved(t, s, reportOf(1, 6))
	same(t, "it is empty with a run", false, must[bool](t)(s.Empty()))
}
