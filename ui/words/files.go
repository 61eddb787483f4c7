package words

import (
	"fmt"

	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
)

// FileShares says what the time inside operations went into, and what bounds the work.
func FileShares(f *assess.Files) string {
	share := func(seconds float64) string { return units.PercentTo(f.Share(seconds), 0) }
	return fmt.Sprintf("reads %s, decoding %s, computing %s: bounded by the %s",
		share(f.Reading.Seconds()), share(f.Decoding.Seconds()), share(f.Computing.Seconds()), f.Bound())
}

// FileBytes says how many bytes a pass reads, how fast, and from where.
func FileBytes(f *assess.Files) string {
	read := fmt.Sprintf("%s a pass, %s/s", units.Bytes(uint64(f.Bytes)), units.Bytes(uint64(f.Rate)))
	switch {
	case !f.DiskKnown:
		return read + "; this system does not report how much of it came from the disk"
	case f.DiskBytes == 0:
		return read + ", all of it from the page cache"
	case f.DiskShare() < 0.005:
		return read + ", nearly all of it from the page cache"
	}
	return read + ", " + units.PercentTo(f.DiskShare(), 0) + " of it from the disk"
}
