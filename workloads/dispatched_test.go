package workloads

import (
	"context"
	"testing"

	"ep-benchmark/engine"
)

// still is a workload that does nothing.
type still struct{ settings map[string]string }

func (s still) Spec() engine.Spec { return engine.Spec{Name: "still", Settings: s.settings} }

func (still) Prepare(context.Context, engine.Leg) (engine.Job, error) {
	return engine.Job{Operations: 1}, nil
}

func TestDispatched(t *testing.T) {
	own := still{map[string]string{"a": "b"}}
	if _, wrapped := Dispatched(own, engine.Dispatch{}).(still); !wrapped {
		t.Error("the pool changes the workload")
	}
	d := engine.Dispatch{Kind: engine.Chunks, Size: 8}
	w := Dispatched(own, d)
	if s := w.Spec().Settings; s["dispatch"] != "chunks:8" || s["a"] != "b" || len(own.settings) != 1 {
		t.Errorf("%v, %v", s, own.settings)
	}
	if s := Dispatched(still{}, d).Spec().Settings; s["dispatch"] != "chunks:8" {
		t.Errorf("%v", s)
	}
	for workers, want := range map[int]engine.Dispatch{1: {}, 8: d, 16: d} {
		if job, err := w.Prepare(t.Context(), engine.Leg{Workers: workers}); err != nil || job.Dispatch != want {
			t.Errorf("%d workers: %+v, %v", workers, job.Dispatch, err)
		}
	}
	if _, err := w.Prepare(t.Context(), engine.Leg{Workers: 4}); err == nil {
		t.Error("chunks of 8 have enough of 4 workers")
	}
}
