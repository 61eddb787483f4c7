package assess

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// Files is what reading files took in a leg of one kind: the medians over the timed legs, for one pass, and the peak of
// the memory over all of them.
type Files struct {
	engine.FileEvidence
	Kind engine.LegKind
	// Rate is the bytes that were read in a second of a leg.
	Rate float64
}

// FilesOf are the kinds of legs of a result that read files: sequential and parallel, or the variants in their order.
func FilesOf(r *engine.Result) []Files {
	kinds := []engine.LegKind{engine.Sequential, engine.Parallel}
	if len(r.Variants) > 0 {
		kinds = nil
	}
	for i := range r.Variants {
		kinds = append(kinds, engine.LegKind(r.Variants[i].Name))
	}
	var all []Files
	for _, kind := range kinds {
		if f, ok := filesOf(r, kind); ok {
			all = append(all, f)
		}
	}
	return all
}

func filesOf(r *engine.Result, kind engine.LegKind) (Files, bool) {
	f := Files{Kind: kind, FileEvidence: engine.FileEvidence{DiskKnown: true, Forgotten: true}}
	var reading, decoding, computing, bytes, disk, rates []float64
	for _, s := range timed(counting(r), kind) {
		e := s.Evidence.Files
		if e == nil || s.Passes < 1 || s.Makespan <= 0 {
			continue
		}
		passes := float64(s.Passes)
		reading = append(reading, e.Reading.Seconds()/passes)
		decoding = append(decoding, e.Decoding.Seconds()/passes)
		computing = append(computing, e.Computing.Seconds()/passes)
		bytes, disk = append(bytes, float64(e.Bytes)/passes), append(disk, float64(e.DiskBytes)/passes)
		rates = append(rates, float64(e.Bytes)/s.Makespan.Seconds())
		f.DiskKnown, f.Forgotten = f.DiskKnown && e.DiskKnown, f.Forgotten && e.Forgotten
		f.Files, f.MemoryLimit, f.PeakSinceStart = e.Files, e.MemoryLimit, e.PeakSinceStart
		f.PeakMemory = max(f.PeakMemory, e.PeakMemory)
	}
	if len(reading) == 0 {
		return f, false
	}
	f.Reading, f.Decoding, f.Computing = seconds(stats.Median(reading)), seconds(stats.Median(decoding)), seconds(stats.Median(computing))
	f.Bytes, f.DiskBytes, f.Rate = int64(stats.Median(bytes)), int64(stats.Median(disk)), stats.Median(rates)
	return f, f.Time() > 0
}

// FileBound is what bounds work that reads files.
type FileBound string

// What may bound it. Reading from the page cache is copying by the CPU.
const (
	DiskBound  FileBound = "disk"
	CacheBound FileBound = "page cache"
	CPUBound   FileBound = "CPU"
)

// Bound is what most of the time inside operations is spent on.
func (f *Files) Bound() FileBound {
	const most = 0.5
	switch {
	case f.Share(f.Reading.Seconds()) < most:
		return CPUBound
	case f.DiskKnown && f.DiskShare() < most:
		return CacheBound
	}
	return DiskBound
}

// Share is a time's share, 0 to 1, of all time inside operations.
func (f *Files) Share(seconds float64) float64 { return seconds / f.Time().Seconds() }

// DiskShare is which share of the bytes the process fetched from storage, 0 to 1. What the system read ahead may make it
// more than was asked for.
func (f *Files) DiskShare() float64 {
	if f.Bytes <= 0 {
		return 0
	}
	return min(1, float64(f.DiskBytes)/float64(f.Bytes))
}
