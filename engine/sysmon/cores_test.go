package sysmon

import (
	"testing"

	"ep-benchmark/engine"

	"github.com/google/go-cmp/cmp"
	"github.com/shirou/gopsutil/v4/cpu"
)

func TestCoreTimes(t *testing.T) {
	got := coreTimes([]cpu.TimesStat{
		{User: 1, Nice: 2, System: 4, Irq: 8, Softirq: 16, Steal: 32, Idle: 64, Iowait: 128},
		{User: 10, Guest: 9, Nice: 5, GuestNice: 5, Idle: 1}, // guest time is in User and Nice
		{},
	})
	want := []engine.CoreTime{{Busy: 63, Total: 255}, {Busy: 15, Total: 16}, {}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A core that is powered down stops counting: it slept for 0.9 s of a second
// and was busy for 0.05, of which its own counters know 0.1 in all.
func TestTotalByClock(t *testing.T) {
	before := []engine.CoreTime{{Busy: 5, Total: 50}}
	after := []engine.CoreTime{{Busy: 5.05, Total: 50.1}}
	totalByClock(before, 100)
	totalByClock(after, 101)
	got := Shares(before, after)
	if len(got) != 1 || got[0] < 0.049 || got[0] > 0.051 {
		t.Errorf("got %v, want 0.05", got)
	}
}

func TestReadHere(t *testing.T) {
	times, err := new(Cores).Read()
	if err != nil {
		t.Fatal(err)
	}
	if len(times) == 0 {
		t.Fatal("no cores")
	}
	for i, core := range times {
		if !(core.Busy >= 0 && core.Total > 0 && core.Total >= core.Busy) {
			t.Errorf("core %d: %+v", i, core)
		}
	}
}

func BenchmarkCoresRead(b *testing.B) {
	var cores Cores
	b.ReportAllocs()
	for b.Loop() {
		if _, err := cores.Read(); err != nil {
			b.Fatal(err)
		}
	}
}
