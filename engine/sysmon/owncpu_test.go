//go:build linux || darwin

package sysmon

import (
	"crypto/sha256"
	"runtime"
	"testing"
	"time"

	"ep-benchmark/engine"
)

// burn uses CPU until the process has used the given time more.
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

// This machine's samples, apart from its cores, must at least be possible. The
// test passes the time to the sampler, so two seconds need not pass.
func TestSamplerTellsThePossibleHere(t *testing.T) {
	start := time.Now()
	s := NewSampler(start)
	for after := range time.Duration(3) {
		sample := s.Sample(start.Add(after * time.Second))
		for name, value := range map[string]*float64{"load": sample.Load, "temperature": sample.Temperature, "battery": sample.Battery} {
			if value != nil && !(*value >= 0 && *value < 1e5) {
				t.Errorf("%s %v", name, *value)
			}
		}
		for name, flow := range map[string]*engine.Flow{"network": sample.Network, "disk": sample.Disk} {
			if flow != nil && !(flow.In >= 0 && flow.Out >= 0) {
				t.Errorf("%s %+v", name, *flow)
			}
		}
		if sample.Load == nil {
			t.Error("no load: both Linux and macOS tell it")
		}
	}
}

func TestVitalsHere(t *testing.T) {
	v := thisSource().vitals()
	t.Logf("temperature %v, thermal %q, power %q, battery %v", v.temperature, v.thermal, v.power, v.battery)
	if v.temperature != nil && !(*v.temperature > 0 && *v.temperature < 150) {
		t.Errorf("temperature %v", *v.temperature)
	}
	if v.battery != nil && !(*v.battery >= 0 && *v.battery <= 1) {
		t.Errorf("battery %v", *v.battery)
	}
}
