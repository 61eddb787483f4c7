package session

import (
	"runtime"
	"testing"
	"time"

	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/engine"
	"ep-benchmark/engine/runner"
	"ep-benchmark/engine/sysmon"
)

var _ runner.Machine = (*machine)(nil)

// The evidence of a leg holds what the system counts, and nothing else.
func TestSeenIn(t *testing.T) {
	foreign, steal, events, held := 0.25, 0.5, uint64(3), 2*time.Second
	got := seenIn(sysmon.Conditions{
		Wall: time.Second, Foreign: &foreign, Steal: &steal,
		ThermalThrottles: &events, Thermal: "fair", QuotaThrottled: &held,
	})
	if got.Foreign != &foreign || got.Steal != &steal || got.ThermalEvents != &events || got.Thermal != "fair" {
		t.Errorf("%+v", got)
	}
	if got.Pressure != nil || got.CanaryOnCPU != nil || got.Held == nil || *got.Held != 1 { // summed over CPUs
		t.Errorf("%+v", got)
	}
	if got := seenIn(sysmon.Conditions{}); got != (engine.MachineEvidence{}) {
		t.Errorf("of nothing: %+v", got)
	}
}

// This computer reports what Linux always reports.
func TestMachineIsWatched(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("other systems report other values")
	}
	m := newMachine(t.Context(), time.Now(), nil, nil)
	since := m.Watch()
	var first, second runner.CanaryReading
	var ok bool
	for e := since(); e.Foreign == nil; e = since() { // until the system has counted on
		if first, ok = m.Canary(engine.Isolated, nil); !ok || first.Unit <= 0 || first.OnCPU <= 0 {
			t.Fatalf("%+v, %v", first, ok)
		}
	}
	if second, ok = m.Canary(engine.Concurrent, nil); !ok || second.Slowdown != nil {
		t.Errorf("the first reading of a schedule is held against something: %+v", second)
	}
	if e := m.Watch()(); e.CanaryUnit != 0 {
		t.Errorf("%+v", e)
	}
}

// BenchmarkMachine measures what looking at the machine costs beside the work:
// a leg takes two looks at its cores and CPU time and a watch, a round one more
// watch and a canary.
func BenchmarkMachine(b *testing.B) {
	m := newMachine(b.Context(), time.Now(), nil, nil)
	b.Run("leg", func(b *testing.B) {
		for b.Loop() {
			since := m.Watch()
			before, _ := m.Cores()
			_, _, _ = m.OwnCPU()
			after, _ := m.Cores()
			_, _, _ = m.OwnCPU()
			m.Shares(before, after)
			since()
		}
	})
	b.Run("watch", func(b *testing.B) {
		for b.Loop() {
			m.Watch()()
		}
	})
	b.Run("canary", func(b *testing.B) {
		for b.Loop() {
			m.Canary(engine.Isolated, nil)
		}
	})
}

// children are processes of which a test decides the CPU time.
type children struct {
	used          time.Duration
	live, running bool
}

func (*children) PID() int             { return 1 }
func (c *children) CPU() time.Duration { return c.used }
func (c *children) Live() bool         { return c.live }
func (c *children) Running() bool      { return c.running }

// What a command uses while it runs is a figure of its own. Where it is not known,
// the share of other programs isn't known either.
func TestCommandsAreNoOtherPrograms(t *testing.T) {
	began := time.Unix(1000, 0)
	c := &children{live: true, running: true}
	m := &machine{children: []order.Children{c, &children{used: time.Hour}}} // the second is a relay, which counts elsewhere
	share := 0.5
	sample := engine.HostSample{Foreign: &share}
	m.addCommands(&sample, began)
	if sample.CommandCPU != nil {
		t.Errorf("%v CPUs by one reading", *sample.CommandCPU)
	}
	c.used = 3 * time.Second
	m.addCommands(&sample, began.Add(2*time.Second))
	if sample.CommandCPU == nil || *sample.CommandCPU != 1.5 || sample.Foreign == nil {
		t.Errorf("%+v", sample)
	}
	c.live, sample.CommandCPU = false, nil
	m.addCommands(&sample, began.Add(3*time.Second))
	if sample.CommandCPU != nil || sample.Foreign != nil {
		t.Errorf("not known before the end: %+v", sample)
	}
}
