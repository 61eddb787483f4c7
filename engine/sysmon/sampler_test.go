package sysmon

import (
	"errors"
	"math"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var (
	errBroken = errors.New("broken")
	epoch     = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
)

const half = 500 * time.Millisecond

// fakeMachine is a machine whose readings a test sets.
type fakeMachine struct {
	cores      []engine.CoreTime
	coresErr   error
	user, sys  time.Duration
	ownErr     error
	memory     uint64
	memoryErr  error
	coreReader func() []engine.CoreTime

	load              float64
	interfaces, disks []transfer
	slowErr           error // of these three
	slowReads         int
	vitals            vitals
}

func (m *fakeMachine) source() sampleSource {
	return sampleSource{
		cores: func() ([]engine.CoreTime, error) {
			if m.coreReader != nil {
				return m.coreReader(), m.coresErr
			}
			return append([]engine.CoreTime(nil), m.cores...), m.coresErr
		},
		ownCPU: func() (time.Duration, time.Duration, error) { return m.user, m.sys, m.ownErr },
		memory: func() (uint64, error) { return m.memory, m.memoryErr },
		load: func() (float64, error) {
			m.slowReads++
			return m.load, m.slowErr
		},
		network: func() ([]transfer, error) { return m.interfaces, m.slowErr },
		disks:   func() ([]transfer, error) { return m.disks, m.slowErr },
		vitals:  func() vitals { return m.vitals },
	}
}

// pass lets half a second go by, in which each core is busy for some part.
func (m *fakeMachine) pass(busy ...float64) {
	for i, b := range busy {
		m.cores[i].Busy += b / 2
		m.cores[i].Total += 0.5
	}
}

func TestSample(t *testing.T) {
	m := &fakeMachine{cores: make([]engine.CoreTime, 2), user: time.Second, memory: 1 << 30}
	s := newSampler(epoch, m.source())

	m.pass(1, 0.5)
	m.user += half
	m.sys += half / 2
	first := s.Sample(epoch.Add(half))
	want := engine.HostSample{At: half, Cores: []float64{1, 0.5}, OwnCPU: 1.5, MemoryUsed: 1 << 30, Load: pointer(0)}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Error(diff)
	}

	m.pass(0.25, 0.25)
	m.memoryErr = errBroken
	want = engine.HostSample{At: 2 * half, Cores: []float64{0.25, 0.25}, Load: pointer(0)}
	if diff := cmp.Diff(want, s.Sample(epoch.Add(2*half))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]float64{1, 0.5}, first.Cores); diff != "" {
		t.Errorf("a later sample wrote into an earlier one: %s", diff)
	}
}

func TestSamplerHoldsLastValues(t *testing.T) {
	m := &fakeMachine{cores: make([]engine.CoreTime, 2), slowErr: errBroken}
	s := newSampler(epoch, m.source())
	m.pass(1, 0.5)
	m.user += half
	s.Sample(epoch.Add(half))

	// Core 1 does not move on; own CPU time can't be read.
	m.pass(0)
	m.ownErr = errBroken
	want := engine.HostSample{At: 2 * half, Cores: []float64{0, 0.5}, OwnCPU: 1}
	if diff := cmp.Diff(want, s.Sample(epoch.Add(2*half))); diff != "" {
		t.Error(diff)
	}

	// Core 0 goes backwards, as does own CPU time.
	m.pass(0, 1)
	m.cores[0].Busy--
	m.ownErr, m.user = nil, 0
	want = engine.HostSample{At: 3 * half, Cores: []float64{0, 1}, OwnCPU: 1}
	if diff := cmp.Diff(want, s.Sample(epoch.Add(3*half))); diff != "" {
		t.Error(diff)
	}

	// Both go on from their new readings.
	m.pass(0.25, 0.25)
	m.user += half / 2
	want = engine.HostSample{At: 4 * half, Cores: []float64{0.25, 0.25}, OwnCPU: 0.5}
	if diff := cmp.Diff(want, s.Sample(epoch.Add(4*half))); diff != "" {
		t.Error(diff)
	}
}

func TestSamplerOfAMachineThatTellsNothing(t *testing.T) {
	m := &fakeMachine{coresErr: errBroken, ownErr: errBroken, memoryErr: errBroken, slowErr: errBroken}
	s := newSampler(epoch, m.source())
	want := engine.HostSample{At: time.Second}
	if diff := cmp.Diff(want, s.Sample(epoch.Add(time.Second))); diff != "" {
		t.Error(diff)
	}
}

func TestSamplerMakesNoShareUp(t *testing.T) {
	m := &fakeMachine{cores: make([]engine.CoreTime, 2)}
	s := newSampler(epoch, m.source())
	m.pass(1)
	if got := s.Sample(epoch.Add(half)).Cores; got != nil {
		t.Errorf("got shares %v of a core that never moved on", got)
	}
	m.pass(0.5, 0.5)
	if diff := cmp.Diff([]float64{0.5, 0.5}, s.Sample(epoch.Add(2*half)).Cores); diff != "" {
		t.Error(diff)
	}
	m.cores = m.cores[:1]
	m.pass(1)
	if got := s.Sample(epoch.Add(3 * half)).Cores; got != nil {
		t.Errorf("got shares %v across a change of cores", got)
	}
	m.pass(1)
	if diff := cmp.Diff([]float64{1}, s.Sample(epoch.Add(4*half)).Cores); diff != "" {
		t.Error(diff)
	}
}

func TestSamplerReadsFlowsOnceASecond(t *testing.T) {
	m := &fakeMachine{load: 1.5, interfaces: []transfer{{"eth0", 1000, 0}}, disks: []transfer{{"sda", 0, 0}}}
	s := newSampler(epoch, m.source())
	carry := func(in, out uint64) {
		m.interfaces = []transfer{{"eth0", m.interfaces[0].in + in, m.interfaces[0].out}}
		m.disks = []transfer{{"sda", 0, m.disks[0].out + out}}
	}
	expect := func(halves time.Duration, load float64, network, disk *engine.Flow) {
		t.Helper()
		want := engine.HostSample{At: halves * half, Load: &load, Network: network, Disk: disk}
		if diff := cmp.Diff(want, s.Sample(epoch.Add(halves*half))); diff != "" {
			t.Error(diff)
		}
	}
	carry(300, 0)
	m.load = 2.5
	expect(1, 1.5, nil, nil)
	carry(700, 80)
	expect(2, 2.5, &engine.Flow{In: 1000}, &engine.Flow{Out: 80})
	carry(4000, 0)
	expect(3, 2.5, &engine.Flow{In: 1000}, &engine.Flow{Out: 80})
	expect(4, 2.5, &engine.Flow{In: 4000}, &engine.Flow{})
	m.interfaces = []transfer{{"eth0", 0, 0}} // came up anew
	expect(6, 2.5, nil, &engine.Flow{})
	carry(0, 0)
	m.slowErr = errBroken
	if got := s.Sample(epoch.Add(8 * half)); got.Load != nil || got.Network != nil || got.Disk != nil {
		t.Errorf("reports what can't be read: %+v", got)
	}
	m.slowErr = nil
	expect(10, 2.5, &engine.Flow{}, &engine.Flow{})
	if m.slowReads != 6 {
		t.Errorf("%d readings, want 6", m.slowReads)
	}
}

func TestSamplerTellsOfVitals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &fakeMachine{slowErr: errBroken, vitals: vitals{
			temperature: pointer(61), thermal: "fair", power: onBattery, battery: pointer(0.5),
		}}
		s := newSampler(epoch, m.source())
		synctest.Wait()
		want := engine.HostSample{At: half, Temperature: pointer(61), Thermal: "fair", Power: "battery", Battery: pointer(0.5)}
		if diff := cmp.Diff(want, s.Sample(epoch.Add(half))); diff != "" {
			t.Error(diff)
		}
	})
}

func TestSamplerLosesNothingOverNoTime(t *testing.T) {
	m := &fakeMachine{}
	s := newSampler(epoch, m.source())
	m.user += time.Second
	if got := s.Sample(epoch).OwnCPU; got != 0 {
		t.Errorf("got %v CPUs over no time", got)
	}
	if got := s.Sample(epoch.Add(time.Second)).OwnCPU; got != 1 {
		t.Errorf("got %v CPUs, want 1", got)
	}
}

func TestSamplerStaysWithinBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &fakeMachine{}
		m.coreReader = func() []engine.CoreTime {
			return coreTimesOf(rapid.IntRange(2, 3).Draw(t, "cores")).Draw(t, "reading")
		}
		s := newSampler(epoch, m.source())
		now := epoch
		for range rapid.IntRange(1, 10).Draw(t, "samples") {
			now = now.Add(time.Duration(rapid.Int64Range(-1e9, 1e9).Draw(t, "passed")))
			m.user = time.Duration(rapid.Int64Range(0, 1e12).Draw(t, "user"))
			sample := s.Sample(now)
			checkShares(t, sample.Cores, len(sample.Cores))
			if !(sample.OwnCPU >= 0) || math.IsInf(sample.OwnCPU, 0) {
				t.Fatalf("own CPU %v", sample.OwnCPU)
			}
		}
	})
}

// BenchmarkSample asks as a run does, twice in each second of simulated time,
// so that the slow readings come as often as in a run. The share is of one
// core, all goroutines together.
func BenchmarkSample(b *testing.B) {
	now := time.Now()
	s := NewSampler(now)
	b.ReportAllocs()
	user, system, err := OwnCPU()
	if err != nil {
		b.Skip(err)
	}
	before, samples := user+system, 0
	for b.Loop() {
		now = now.Add(half)
		s.Sample(now)
		samples++
	}
	user, system, _ = OwnCPU()
	each := float64(user+system-before) / float64(samples)
	b.ReportMetric(each, "cpu-ns/op")
	b.ReportMetric(each/float64(half)*100, "%core-at-2Hz")
}

func BenchmarkOwnCPU(b *testing.B) {
	for b.Loop() {
		if _, _, err := OwnCPU(); err != nil {
			b.Fatal(err)
		}
	}
}
