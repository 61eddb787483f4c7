package sysmon

import (
	"encoding/binary"
	"errors"
	"runtime"
	"testing"
	"time"
)

// fakeThreads are threads with counters; now is the one that asks.
type fakeThreads struct {
	now     int
	counted map[int]uint64 // by counter
	opened  int
	shut    []int
	refused error
	stolen  bool // others had the hardware's counter for a while
	broken  bool
}

func (f *fakeThreads) counters() *threadCounters {
	return &threadCounters{
		thread: func() int { return f.now },
		open: func() (int, error) {
			f.opened++
			return 100*f.opened + f.now, f.refused
		},
		read: func(counter int) (counted, enabled, ran uint64, err error) {
			if f.broken {
				return 0, 0, 0, errBroken
			}
			enabled, ran = 10, 10
			if f.stolen {
				ran = 9
			}
			return f.counted[counter], enabled, ran, nil
		},
		shut:  func(counter int) { f.shut = append(f.shut, counter) },
		known: map[int]int{},
	}
}

// Each thread has a counter of its own, opened once.
func TestThreadCounters(t *testing.T) {
	f := &fakeThreads{counted: map[int]uint64{101: 7, 202: 9}}
	c := f.counters()
	for range 2 {
		for thread, want := range map[int]uint64{1: 0, 2: 0} {
			f.now = thread
			if got, ok := c.count(); !ok || got < want {
				t.Errorf("thread %d: %d, %v", thread, got, ok)
			}
		}
	}
	if f.opened != 2 || c.whole() {
		t.Errorf("%d counters were opened for two threads", f.opened)
	}
	// One that shared the hardware returns nothing, and is replaced.
	f.now, f.stolen = 1, true
	if got, ok := c.count(); ok {
		t.Errorf("a count of which a part is missing: %d", got)
	}
	f.stolen = false
	if _, ok := c.count(); !ok || f.opened != 3 || len(f.shut) != 1 {
		t.Errorf("%d opened, %v shut", f.opened, f.shut)
	}
	f.broken = true
	if got, ok := c.count(); ok || len(f.shut) != 2 {
		t.Errorf("a counter that can't be read: %d, %v shut", got, f.shut)
	}
}

// Where the first can't be opened, no other is tried.
func TestNoThreadCounters(t *testing.T) {
	f := &fakeThreads{refused: errors.New("operation not permitted")}
	c := f.counters()
	for f.now = range 3 {
		if got, ok := c.count(); ok {
			t.Errorf("%d without a counter", got)
		}
	}
	if f.opened != 1 {
		t.Errorf("tried %d times", f.opened)
	}
}

func TestAppleInstructions(t *testing.T) {
	c := &appleInstructions{usage: func(buffer []byte) error {
		if len(buffer) != 296 { // sizeof(struct rusage_info_v4)
			t.Errorf("a buffer of %d bytes", len(buffer))
		}
		binary.LittleEndian.PutUint64(buffer[248:], 123_456)
		return nil
	}}
	if got, ok := c.count(); !ok || got != 123_456 || !c.whole() {
		t.Errorf("%d, %v", got, ok)
	}
	c.usage = func([]byte) error { return errBroken }
	if got, ok := c.count(); ok {
		t.Errorf("%d from a system that does not tell", got)
	}
	c.usage = func([]byte) error { return nil }
	if got, ok := c.count(); ok {
		t.Errorf("%d from a machine that does not count", got)
	}
}

// On this machine the thread's readings grow with the work, and the pace is
// that of the canary.
func TestMeterHere(t *testing.T) {
	m := NewMeter()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before, ok := m.Thread()
	if !ok {
		t.Skip("the system has no clock for a thread's CPU time")
	}
	pace := m.Pace()
	after, _ := m.Thread()
	if len(pace) != paceUnits {
		t.Fatalf("%d pieces", len(pace))
	}
	sum := time.Duration(0)
	for _, step := range pace {
		if !(step > 0) {
			t.Errorf("a step of %v ns", step)
		}
		sum += time.Duration(step * paceSteps)
	}
	if used := after.CPU - before.CPU; used < sum {
		t.Errorf("the thread has used %v, and the pieces %v", used, sum)
	}
	if before.Instructions == 0 {
		t.Skip("no hardware counters here: instructions are not tried")
	}
	if counted := after.Instructions - before.Instructions; counted < 2*paceUnits*paceSteps {
		t.Errorf("%d instructions for %d steps of two at least", counted, paceUnits*paceSteps)
	}
}

func BenchmarkMeter(b *testing.B) {
	m := NewMeter()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	b.Run("thread", func(b *testing.B) {
		for b.Loop() {
			m.Thread()
		}
	})
	b.Run("pace", func(b *testing.B) {
		for b.Loop() {
			m.Pace()
		}
	})
}
