package diagnose

import (
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
)

func TestBarriers(t *testing.T) {
	leg := func(chunks int64, barrier time.Duration) engine.Sample {
		return engine.Sample{
			Kind: engine.Parallel, Makespan: time.Second, Passes: 2,
			Dispatch: &engine.DispatchEvidence{Dispatch: "chunks:8", Chunks: chunks, Barrier: barrier},
		}
	}
	all := barriers(&engine.Result{Samples: []engine.Sample{{Kind: engine.Sequential, Makespan: time.Second, Passes: 2}, leg(26, 300*time.Millisecond), leg(26, 200*time.Millisecond), leg(26, 400*time.Millisecond)}})
	if len(all) != 1 || !strings.Contains(all[0].Statement, "(chunks:8) costs 150 ms a pass, 30 % of it") || all[0].Try == "" {
		t.Errorf("%+v", all)
	}
	if all = barriers(&engine.Result{Samples: []engine.Sample{leg(26, 10*time.Millisecond)}}); len(all) != 1 || all[0].Try != "" {
		t.Errorf("a small cost: %+v", all)
	}
	if all = barriers(&engine.Result{Samples: []engine.Sample{leg(0, 0), {Passes: 1}}}); all != nil {
		t.Errorf("no chunks: %+v", all)
	}
}
