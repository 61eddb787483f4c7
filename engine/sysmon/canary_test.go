package sysmon

import (
	"math/rand/v2"
	"testing"
	"time"
)

// fakeUnits is a canary on fake clocks: each unit takes some CPU time, and some
// time waiting beside, for our own threads or for others.
type fakeUnits struct {
	cpu, ours, wall time.Duration
	took            []fakeUnit
	next            func() fakeUnit // in place of took
	failAt          int             // the reading of the CPU clock that fails, from 1
	readings        int
	ownUnknown      bool
}

type fakeUnit struct{ cpu, waited, ours time.Duration }

func (f *fakeUnits) canary() *Canary {
	return &Canary{
		cpu: func() (time.Duration, bool) {
			f.readings++
			return f.cpu, f.readings != f.failAt
		},
		own:  func() (time.Duration, bool) { return f.cpu + f.ours, !f.ownUnknown },
		wall: func() time.Time { return epoch.Add(f.wall) },
		work: func(n uint64) uint64 {
			unit := f.one(n)
			f.cpu += unit.cpu
			f.ours += unit.ours
			f.wall += unit.cpu + unit.waited
			return n + 1
		},
	}
}

// one is the unit of a number.
func (f *fakeUnits) one(n uint64) fakeUnit {
	if f.next != nil {
		return f.next()
	}
	return f.took[int(n)%len(f.took)]
}

func TestCanary(t *testing.T) {
	const µs = time.Microsecond
	at := func(waited, ours time.Duration) fakeUnit { return fakeUnit{400 * µs, waited, ours} }
	quiet := at(0, 0)
	for _, test := range []struct {
		name string
		took []fakeUnit
		want CanaryReading
		deaf bool // the CPU time of our processes is unknown
	}{
		{name: "undisturbed", took: []fakeUnit{quiet}, want: CanaryReading{Unit: 400 * µs, OnCPU: 1, Tries: 1}},
		{
			name: "the least of five", want: CanaryReading{Unit: 390 * µs, OnCPU: 1, Tries: 1},
			took: []fakeUnit{{cpu: 420 * µs}, {cpu: 800 * µs}, quiet, {cpu: 390 * µs}, {cpu: 391 * µs}},
		},
		{
			name: "always waits for a CPU", want: CanaryReading{Unit: 400 * µs, OnCPU: 0.5, Tries: 3},
			took: []fakeUnit{quiet, at(2000*µs, 0), quiet, quiet, quiet},
		},
		{
			name: "waits a little in one try", want: CanaryReading{Unit: 400 * µs, OnCPU: 4000. / 4400, Tries: 2},
			took: []fakeUnit{quiet, at(400*µs, 0), quiet, quiet, quiet, quiet, quiet, quiet, quiet, quiet},
		},
		{
			name: "waits long in one try", want: CanaryReading{Unit: 400 * µs, OnCPU: 6000. / 8000, Tries: 3},
			took: []fakeUnit{
				quiet, at(2000*µs, 0), quiet, quiet, quiet, quiet, quiet, quiet, quiet, quiet, quiet, quiet, quiet, quiet, quiet,
			},
		},
		{name: "waits for us", took: []fakeUnit{at(100*µs, 100*µs)}, want: CanaryReading{Unit: 400 * µs, OnCPU: 1, Tries: 1}},
		{name: "we compute on another CPU", took: []fakeUnit{at(0, 400*µs)}, want: CanaryReading{Unit: 400 * µs, OnCPU: 1, Tries: 1}},
		{name: "waits for us and for others", took: []fakeUnit{at(400*µs, 200*µs)}, want: CanaryReading{Unit: 400 * µs, OnCPU: 0.75, Tries: 3}},
		{
			name: "waits for us, which is not known", took: []fakeUnit{at(100*µs, 100*µs)}, deaf: true,
			want: CanaryReading{Unit: 400 * µs, OnCPU: 0.8, Tries: 3},
		},
		{
			name: "clocks of different grain", want: CanaryReading{Unit: 400 * µs, OnCPU: 1, Tries: 1},
			took: []fakeUnit{at(-20*µs, 0)},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := (&fakeUnits{took: test.took, ownUnknown: test.deaf}).canary()
			for range 2 { // both readings begin with the first unit
				if got, ok := c.Read(); !ok || got != test.want {
					t.Errorf("got %+v, %v; want %+v", got, ok, test.want)
				}
			}
		})
	}
}

func TestCanaryWithoutAClock(t *testing.T) {
	for failAt := 1; failAt <= canaryUnits+1; failAt++ {
		f := &fakeUnits{took: []fakeUnit{{cpu: 400}}, failAt: failAt}
		if got, ok := f.canary().Read(); ok {
			t.Errorf("the clock fails at reading %d: got %+v", failAt, got)
		}
	}
	for name, unit := range map[string]fakeUnit{
		"a CPU clock that stands still":  {cpu: 0, waited: 400},
		"a CPU clock that goes back":     {cpu: -400, waited: 1000},
		"a wall clock that stands still": {cpu: 400, waited: -400},
	} {
		if got, ok := (&fakeUnits{took: []fakeUnit{unit}}).canary().Read(); ok {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

// A step is x -> factor x + term. So n steps are one step of another factor and
// term, found by doubling. The work must give the same result, or a compiler
// has shortened it.
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
		if got, want := canarySteps(x, CanarySteps), factor*x+term; got != want {
			t.Errorf("%d steps from %d: %d, want %d", CanarySteps, x, got, want)
		}
	}
}

func TestCanaryHere(t *testing.T) {
	r, ok := NewCanary(nil).Read()
	if _, clock := threadCPU(); ok != clock {
		t.Fatalf("read: %v, but the clock works: %v", ok, clock)
	}
	if ok && !(r.Unit > 0 && r.OnCPU > 0 && r.OnCPU <= 1) {
		t.Errorf("%+v", r)
	}
}

func BenchmarkCanary(b *testing.B) {
	c := NewCanary(nil)
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

// company is the other threads that want the canary's CPU.
type company struct {
	random *rand.Rand
	ours   float64 // chance of a unit that the Go runtime's own thread takes 15 % of it
	wakes  float64 // chance of a unit that a server that is not included wakes, for up to 0.3 ms
	burn   int     // processes that compute on this CPU, each for a turn of 3 ms
	left   time.Duration
}

// turn is how long the kernel lets a thread compute before it switches to the
// next.
const turn = 3 * time.Millisecond

// unit is the next one, and how it goes.
func (c *company) unit() fakeUnit {
	u := fakeUnit{cpu: clean}
	if c.random.Float64() < c.ours {
		u.ours = clean * 15 / 100
	}
	u.waited = u.ours
	if c.random.Float64() < c.wakes {
		u.waited += time.Duration(c.random.Float64() * float64(300*time.Microsecond))
	}
	for c.left -= u.cpu; c.burn > 0 && c.left < 0; c.left += turn {
		u.waited += time.Duration(c.burn) * turn
	}
	return u
}

// A machine on which only our own threads, and a server that wakes now and
// then, have anything to do is contended in less than one round of a hundred.
// One with a program that computes on the canary's CPU is, by the canary alone,
// contended as often as by a single try: a third of the readings fit into a
// turn. (The CPU time that others take shows the rest.)
func TestCanaryInCompany(t *testing.T) {
	const readings = 20_000
	for _, c := range []struct {
		name        string
		is          company
		least, most float64 // share of the readings that are contended
	}{
		{"our own threads", company{ours: 0.9}, 0, 0},
		{"an unknown server", company{wakes: 0.05}, 0, 0.01},
		{"both", company{ours: 0.9, wakes: 0.05}, 0, 0.01},
		{"one that computes", company{burn: 1}, 0.7, 1},
		{"two that compute", company{burn: 2}, 0.7, 1},
		{"four that compute", company{burn: 4, ours: 0.9}, 0.7, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			is := c.is
			is.random = rand.New(rand.NewPCG(3, 1))
			f := &fakeUnits{next: is.unit}
			canary, judge, contended := f.canary(), &CanaryJudge{}, 0
			for range readings {
				is.left = time.Duration(is.random.Float64() * float64(turn)) // of our turn, when the reading begins
				reading, ok := canary.Read()
				if !ok {
					t.Fatal("no reading")
				}
				if judge.Judge(reading, nil).Contended {
					contended++
				}
			}
			share := float64(contended) / readings
			t.Logf("contended in %.2f %%", 100*share)
			if share < c.least || share > c.most {
				t.Errorf("contended in %.2f %%: expected %v to %v", 100*share, c.least, c.most)
			}
		})
	}
}
