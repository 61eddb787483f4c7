package sysmon

import (
	"ep-benchmark/engine"
	"errors"
	"math"
	"testing"
	"time"

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
	want := engine.HostSample{At: half, Cores: []float64{1, 0.5}, OwnCPU: 1.5, MemoryUsed: 1 << 30}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Error(diff)
	}

	m.pass(0.25, 0.25)
	m.memoryErr = errBroken
	want = engine.HostSample{At: 2 * half, Cores: []float64{0.25, 0.25}}
	if diff := cmp.Diff(want, s.Sample(epoch.Add(2*half))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]float64{1, 0.5}, first.Cores); diff != "" {
		t.Errorf("a later sample wrote into an earlier one: %s", diff)
	}
}

func TestSamplerHoldsLastValues(t *testing.T) {
	m := &fakeMachine{cores: make([]engine.CoreTime, 2)}
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
	m := &fakeMachine{coresErr: errBroken, ownErr: errBroken, memoryErr: errBroken}
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

func BenchmarkSample(b *testing.B) {
	now := time.Now()
	s := NewSampler(now)
	b.ReportAllocs()
	for b.Loop() {
		now = now.Add(500 * time.Millisecond)
		s.Sample(now)
	}
}

func BenchmarkOwnCPU(b *testing.B) {
	for b.Loop() {
		if _, _, err := OwnCPU(); err != nil {
			b.Fatal(err)
		}
	}
}
