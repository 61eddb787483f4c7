package words_test

import (
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/ui/words"
)

func TestFiles(t *testing.T) {
	f := assess.Files{FileEvidence: engine.FileEvidence{
		Reading: time.Second, Decoding: 3 * time.Second, Computing: 6 * time.Second, Bytes: 100 << 20, DiskKnown: true,
	}, Rate: 50 << 20}
	if got, want := words.FileShares(&f), "reads 10 %, decoding 30 %, computing 60 %: bounded by the CPU"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for want, change := range map[string]func(*assess.Files){
		"100 MB a pass, 50 MB/s, all of it from the page cache":                                 func(*assess.Files) {},
		"100 MB a pass, 50 MB/s, nearly all of it from the page cache":                          func(f *assess.Files) { f.DiskBytes = 4096 },
		"100 MB a pass, 50 MB/s, 50 % of it from the disk":                                      func(f *assess.Files) { f.DiskBytes = 50 << 20 },
		"100 MB a pass, 50 MB/s, 100 % of it from the disk":                                     func(f *assess.Files) { f.DiskBytes = 150 << 20 },
		"100 MB a pass, 50 MB/s; this system does not report how much of it came from the disk": func(f *assess.Files) { f.DiskKnown = false },
	} {
		changed := f
		change(&changed)
		if got := words.FileBytes(&changed); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
