package sysmon

import (
	"testing"
	"time"
)

// fakeUnits is a canary on fake clocks: each unit takes some CPU time, and
// some time waiting beside.
type fakeUnits struct {
	cpu, wall time.Duration
	took      []fakeUnit
	failAt    int // the reading of the CPU clock that fails, from 1
	readings  int
}

type fakeUnit struct{ cpu, waited time.Duration }

func (f *fakeUnits) canary() *Canary {
	return &Canary{
		cpu: func() (time.Duration, bool) {
			f.readings++
			return f.cpu, f.readings != f.failAt
		},
		wall: func() time.Time { return epoch.Add(f.wall) },
		work: func(n uint64) uint64 {
			unit := f.took[int(n)%len(f.took)]
			f.cpu += unit.cpu
			f.wall += unit.cpu + unit.waited
			return n + 1
		},
	}
}

func TestCanary(t *testing.T) {
	const µs = time.Microsecond
	for _, test := range []struct {
		name string
		took []fakeUnit
		want CanaryReading
	}{
		{name: "undisturbed", took: []fakeUnit{{400 * µs, 0}}, want: CanaryReading{Unit: 400 * µs, OnCPU: 1}},
		{
			name: "the least of five", want: CanaryReading{Unit: 390 * µs, OnCPU: 1},
			took: []fakeUnit{{420 * µs, 0}, {800 * µs, 0}, {400 * µs, 0}, {390 * µs, 0}, {391 * µs, 0}},
		},
		{
			name: "waits for a CPU", want: CanaryReading{Unit: 400 * µs, OnCPU: 0.5},
			took: []fakeUnit{{400 * µs, 0}, {400 * µs, 2000 * µs}, {400 * µs, 0}, {400 * µs, 0}, {400 * µs, 0}},
		},
		{
			name: "clocks of different grain", want: CanaryReading{Unit: 400 * µs, OnCPU: 1},
			took: []fakeUnit{{400 * µs, -20 * µs}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := (&fakeUnits{took: test.took}).canary()
			for range 2 { // both readings go through all five
				if got, ok := c.Read(); !ok || got != test.want {
					t.Errorf("got %+v, %v; want %+v", got, ok, test.want)
				}
			}
		})
	}
}

func TestCanaryWithoutAClock(t *testing.T) {
	for failAt := 1; failAt <= canaryUnits+1; failAt++ {
		f := &fakeUnits{took: []fakeUnit{{400, 0}}, failAt: failAt}
		if got, ok := f.canary().Read(); ok {
			t.Errorf("the clock fails at reading %d: got %+v", failAt, got)
		}
	}
	for name, unit := range map[string]fakeUnit{
		"a CPU clock that stands still":  {0, 400},
		"a CPU clock that goes back":     {-400, 1000},
		"a wall clock that stands still": {400, -400},
	} {
		if got, ok := (&fakeUnits{took: []fakeUnit{unit}}).canary().Read(); ok {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

// A step is x -> factor x + term. So n steps are one step of another factor
// and term, found by doubling: the work must come to the same, or it has been
// shortened.
func TestCanaryDoesAllSteps(t *testing.T) {
	factor, term := uint64(1), uint64(0) // of all steps
	f, c := uint64(canaryFactor), uint64(canaryTerm)
	for n := CanarySteps; n > 0; n /= 2 {
		if n%2 == 1 {
			factor, term = factor*f, term*f+c
		}
		f, c = f*f, c*f+c
	}
	for _, x := range []uint64{0, 1, 1 << 63} {
		if got, want := canaryUnit(x), factor*x+term; got != want {
			t.Errorf("%d steps from %d: %d, want %d", CanarySteps, x, got, want)
		}
	}
}

func TestCanaryHere(t *testing.T) {
	r, ok := NewCanary().Read()
	if _, clock := threadCPU(); ok != clock {
		t.Fatalf("read: %v, but the clock works: %v", ok, clock)
	}
	if ok && !(r.Unit > 0 && r.OnCPU > 0 && r.OnCPU <= 1) {
		t.Errorf("%+v", r)
	}
}

func BenchmarkCanary(b *testing.B) {
	c := NewCanary()
	var least time.Duration
	for b.Loop() {
		r, ok := c.Read()
		if !ok {
			b.Fatal("the thread's CPU clock can't be read")
		}
		if least == 0 || r.Unit < least {
			least = r.Unit
		}
	}
	b.ReportMetric(float64(least)/CanarySteps, "ns/step")
}
