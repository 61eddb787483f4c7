package report

import (
	"testing"

	"ep-benchmark/engine"
)

// The report says by which method memory was measured.
func TestMemoryNamesItsMethod(t *testing.T) {
	for want, c := range map[string]engine.CommandEvidence{
		"memory 5 MB or more at its peak, read every 50 ms":                                 {PeakMemory: 5 << 20},
		"memory 5 MB at its peak, counted by the kernel with the file cache that it filled": {PeakMemory: 5 << 20, MemoryCounted: true},
	} {
		if got := memory(&c); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
