//go:build linux || darwin

package sysmon

import (
	"crypto/sha256"
	"runtime"
	"testing"
	"time"
)

// burn uses CPU until the process has used so much more of it.
func burn(t *testing.T, more time.Duration) {
	t.Helper()
	sum := sha256.Sum256(nil)
	until := used(t) + more
	for range 1 << 20 {
		for range 1 << 10 {
			sum = sha256.Sum256(sum[:])
		}
		if used(t) >= until {
			return
		}
	}
	t.Fatalf("own CPU time does not grow (%x)", sum)
}

func used(t *testing.T) time.Duration {
	t.Helper()
	user, system, err := OwnCPU()
	if err != nil {
		t.Fatal(err)
	}
	if user < 0 || system < 0 {
		t.Fatalf("negative CPU time: %v, %v", user, system)
	}
	return user + system
}

func TestOwnCPUGrows(t *testing.T) { burn(t, 30*time.Millisecond) }

func TestSamplerHere(t *testing.T) {
	start := time.Now()
	s := NewSampler(start)
	burn(t, 50*time.Millisecond)
	sample := s.Sample(time.Now())
	if sample.At <= 0 || sample.MemoryUsed == 0 {
		t.Errorf("a moment and memory in use were expected: %+v", sample)
	}
	if !(sample.OwnCPU > 0 && sample.OwnCPU <= float64(runtime.NumCPU())+0.5) {
		t.Errorf("own CPU %v", sample.OwnCPU)
	}
	if len(sample.Cores) == 0 {
		t.Fatal("no cores")
	}
	for i, share := range sample.Cores {
		if !(share >= 0 && share <= 1) {
			t.Errorf("core %d: %v", i, share)
		}
	}
}
