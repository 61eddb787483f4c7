package diagnose

import (
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
)

// What bounds work that reads files is said of the legs that read fastest.
func TestFileBound(t *testing.T) {
	leg := func(kind engine.LegKind, reading, computing time.Duration, disk int64, makespan time.Duration) engine.Sample {
		return engine.Sample{Kind: kind, Passes: 1, Makespan: makespan, Evidence: engine.Evidence{Files: &engine.FileEvidence{
			Bytes: 100 << 20, Reading: reading, Decoding: computing / 2, Computing: computing / 2, DiskBytes: disk, DiskKnown: true,
		}}}
	}
	slow := leg(engine.Sequential, time.Second, time.Second, 0, 2*time.Second)
	for want, fast := range map[string]engine.Sample{
		"the CPU bounds it: 40 % of the workers' time is decoding, 40 % computing and 20 % reads": leg(engine.Parallel, 2*time.Second, 8*time.Second, 0, time.Second),
		"the disk bounds it: 80 % of the workers' time is waiting for reads, at 100 MB/s":         leg(engine.Parallel, 8*time.Second, 2*time.Second, 100<<20, time.Second),
		"copying from the page cache bounds it: 80 % of the workers' time is reads":               leg(engine.Parallel, 8*time.Second, 2*time.Second, 0, time.Second),
	} {
		found := fileBound(&engine.Result{Samples: []engine.Sample{slow, fast}})
		if len(found) != 1 || !strings.Contains(found[0].Statement, want) || len(found[0].Evidence) != 3 || found[0].Try == "" {
			t.Errorf("%+v, want %q", found, want)
		}
	}
	if found := fileBound(&engine.Result{Samples: []engine.Sample{{Kind: engine.Parallel}}}); len(found) != 0 {
		t.Errorf("%+v of work that reads no file", found)
	}
}
