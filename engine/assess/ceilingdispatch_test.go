package assess

import (
	"testing"

	"ep-benchmark/engine"
)

// A dispatch that gives fewer workers work at a time than there are is the limit.
func TestCeilingOfADispatch(t *testing.T) {
	for _, c := range []struct {
		dispatch string
		uniform  bool
		name     string
		speedup  float64
	}{
		{"chunks:8", false, "dispatch", 8},
		{"chunks:8", true, "waves", 100.0 / 13},
		{"window:16", false, "workers", 16},
		{"semaphore:32", false, "workers", 16},
		{"pool", false, "workers", 16},
		{"", false, "workers", 16},
	} {
		spec := engine.Spec{Operations: 100, Uniform: c.uniform, Bound: engine.IOBound, Settings: map[string]string{"dispatch": c.dispatch}}
		got := Ceiling(spec, 16, 2)
		if got.Limits[0].Name != c.name || got.Speedup != c.speedup {
			t.Errorf("%+v: %+v", c, got)
		}
	}
}
