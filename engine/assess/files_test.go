package assess_test

import (
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

// readLeg is a leg of two passes that reads 100 MB in each.
func readLeg(kind engine.LegKind, reading, decoding, computing time.Duration, disk int64) engine.Sample {
	return engine.Sample{
		Kind: kind, Passes: 2, Makespan: time.Second, Items: 1,
		Evidence: engine.Evidence{Files: &engine.FileEvidence{
			Files: 4, Bytes: 200 << 20, Reading: reading, Decoding: decoding, Computing: computing,
			DiskBytes: disk, DiskKnown: true, PeakMemory: 40 << 20, MemoryLimit: 64 << 20,
		}},
	}
}

func TestFilesOf(t *testing.T) {
	ms := time.Millisecond
	r := engine.Result{Samples: []engine.Sample{
		readLeg(engine.Parallel, 800*ms, 100*ms, 100*ms, 200<<20),
		readLeg(engine.Sequential, 100*ms, 300*ms, 600*ms, 0),
		readLeg(engine.Sequential, 100*ms, 300*ms, 600*ms, 0),
	}}
	r.Samples[2].Evidence.Files.PeakMemory = 50 << 20
	all := assess.FilesOf(&r)
	if len(all) != 2 || all[0].Kind != engine.Sequential || all[1].Kind != engine.Parallel {
		t.Fatalf("%+v", all)
	}
	one, many := all[0], all[1]
	if one.Bytes != 100<<20 || one.Decoding != 150*ms || one.PeakMemory != 50<<20 || one.Rate != 200<<20 || one.Bound() != assess.CPUBound {
		t.Errorf("sequential: %+v, bounded by the %s", one, one.Bound())
	}
	if many.Bound() != assess.DiskBound || many.DiskShare() != 1 {
		t.Errorf("parallel: %+v, bounded by the %s", many, many.Bound())
	}
	r.Samples[0].Evidence.Files.DiskBytes = 0
	if cached := assess.FilesOf(&r)[1]; cached.Bound() != assess.CacheBound {
		t.Errorf("without a disk: bounded by the %s", cached.Bound())
	}
	r.Samples[0].Evidence.Files.DiskKnown = false
	if unknown := assess.FilesOf(&r)[1]; unknown.Bound() != assess.DiskBound {
		t.Errorf("where the disk is not known: bounded by the %s", unknown.Bound())
	}
}

// Legs that are no timings, or that read nothing, are in no figure.
func TestFilesOfLeavesOut(t *testing.T) {
	failed := readLeg(engine.Sequential, time.Second, 0, 0, 0)
	failed.Untimed = "it failed"
	r := engine.Result{Samples: []engine.Sample{failed, {Kind: engine.Parallel, Passes: 1, Makespan: time.Second}}}
	if all := assess.FilesOf(&r); len(all) != 0 {
		t.Errorf("%+v", all)
	}
}

// The legs of a sweep are in the order of its variants.
func TestFilesOfASweep(t *testing.T) {
	r := engine.Result{
		Variants: []engine.VariantFigures{{Variant: engine.Variant{Name: "workers=1"}}, {Variant: engine.Variant{Name: "workers=2"}}},
		Samples:  []engine.Sample{readLeg("workers=2", time.Second, 0, 0, 0), readLeg("workers=1", time.Second, 0, 0, 0)},
	}
	if all := assess.FilesOf(&r); len(all) != 2 || all[0].Kind != "workers=1" {
		t.Errorf("%+v", all)
	}
}
