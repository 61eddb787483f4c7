package engine

import "time"

// FileEvidence is what reading files took in a leg, summed over its passes and workers. Times are wall time, so that on
// a machine with fewer CPUs than workers each has some waiting for a CPU in it.
type FileEvidence struct {
	Files int   `json:"files"`
	Rows  int64 `json:"rows"`
	Bytes int64 `json:"bytes"` // read from files
	// Reading is the time inside the system's reads, Decoding that of decompressing and decoding, and Computing all else
	// inside operations.
	Reading   time.Duration `json:"reading_ns"`
	Decoding  time.Duration `json:"decoding_ns"`
	Computing time.Duration `json:"computing_ns"`
	// DiskBytes is how much of Bytes the process had to fetch from storage; the rest was in the page cache. It means
	// something with DiskKnown alone.
	DiskBytes int64 `json:"disk_bytes"`
	DiskKnown bool  `json:"disk_known"`
	// Forgotten says that the system was asked, right before the leg, to drop the files from its page cache.
	Forgotten bool `json:"forgotten,omitempty"`
	// PeakMemory is the most resident memory of this process, in bytes, by the system's own mark, from when the files were
	// opened to the leg's end; 0 where the system keeps no mark. With PeakSinceStart it is from the process's start.
	PeakMemory     int64 `json:"peak_memory_bytes,omitempty"`
	PeakSinceStart bool  `json:"peak_since_start,omitempty"`
	MemoryLimit    int64 `json:"memory_limit_bytes"`
}

// Time is all time inside operations.
func (f *FileEvidence) Time() time.Duration { return f.Reading + f.Decoding + f.Computing }
