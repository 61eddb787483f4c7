package runner

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
)

// clockwork is a meter whose readings a workload advances.
type clockwork struct {
	mutex    sync.Mutex
	used     Used
	readings int
	failAt   int // the reading that fails, from 1
	whole    bool
	steps    []float64
	paced    int
}

func (c *clockwork) Thread() (Used, bool) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.readings++
	return c.used, c.readings != c.failAt
}

func (c *clockwork) Pace() []float64 {
	c.paced++
	return c.steps
}

func (c *clockwork) Whole() bool { return c.whole }

// use is what an operation uses on the thread.
func (c *clockwork) use(cpu time.Duration, instructions uint64) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.used.CPU += cpu
	c.used.Instructions += instructions
}

// reckoned is a workload that computes. Each of its operations lasts long
// enough for a worker to yield after it. Every disturbed-th pass is disturbed;
// 0 disturbs none.
func reckoned(c *clockwork, disturbed int) *scripted {
	s := waits("reckoned", 4, 0)
	s.spec.Bound, s.spec.Targets = engine.CPUBound, nil
	passes := 0
	s.prepare = func(leg engine.Leg) (engine.Job, error) {
		return engine.Job{
			Operations: 4,
			Do: func(ctx context.Context, op engine.Op) (engine.Work, error) {
				took := 10 * time.Microsecond
				if disturbed > 0 && op.Index == 0 {
					if passes++; passes%disturbed == 0 {
						took *= 5
					}
				}
				c.use(took, 1000)
				return engine.Work{Items: 1}, pause(ctx, 2*time.Millisecond)
			},
			Finish: func(context.Context) error {
				c.use(2*time.Microsecond, 50)
				return nil
			},
		}, nil
	}
	return s
}

func runMetered(t *testing.T, c *clockwork, plan engine.Plan, workloads ...engine.Workload) engine.Report {
	t.Helper()
	r := Runner{Workloads: workloads, Meter: c, Host: engine.Host{LogicalCPUs: 16, GOMAXPROCS: 16}}
	report, err := r.Run(t.Context(), plan, nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// The cost of a pass is that of its operations and of its Finish, by an
// undisturbed pass, and at the pace around the leg. Only measured sequential
// legs have it.
func TestCostOfAPass(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &clockwork{steps: []float64{1.3, 0.98, 0.99, 1, 5, 1.1}}
		report := runMetered(t, c, planOf(3), reckoned(c, 3))
		for _, s := range report.Results[0].Samples {
			e := s.Evidence.Compute
			if s.Kind == engine.Parallel {
				if e != nil {
					t.Errorf("a parallel leg has a cost: %+v", e)
				}
				continue
			}
			if e == nil {
				t.Fatal("a sequential leg has no cost")
			}
			if e.CPU != 42*time.Microsecond || e.MeanCPU <= e.CPU || e.Instructions != 4050 || e.Passes != s.Passes || e.Step != 0.99 {
				t.Errorf("%+v of %d passes", e, s.Passes)
			}
		}
		if c.paced != 6 {
			t.Errorf("the pace was read %d times, expected twice for each of 3 legs", c.paced)
		}
	})
}

// Work that waits has no cost, and neither has a leg in which every reading
// fails.
func TestNoCost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &clockwork{}
		report := runMetered(t, c, planOf(2), waits("waits", 4, 30*time.Millisecond))
		for _, s := range report.Results[0].Samples {
			if s.Evidence.Compute != nil {
				t.Errorf("%+v", s.Evidence.Compute)
			}
		}
		if c.readings > 0 || c.paced > 0 {
			t.Errorf("%d readings, %d of the pace", c.readings, c.paced)
		}
	})
}

// A pass with a failed reading is left out. Where the system does not report
// the pace, it stays empty.
func TestPassesThatCannotBeRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &clockwork{failAt: 3}
		plan := planOf(1)
		report := runMetered(t, c, plan, reckoned(c, 0))
		for _, s := range report.Results[0].Samples {
			if e := s.Evidence.Compute; s.Kind == engine.Sequential && (e == nil || e.Passes != s.Passes-1 || e.Step != 0 || e.CPU != 42*time.Microsecond) {
				t.Errorf("%+v of %d passes", e, s.Passes)
			}
		}
	})
}

// Instructions of the whole process do not belong to one workload if others run
// meanwhile.
func TestInstructionsOfTheProcess(t *testing.T) {
	for _, c := range []struct {
		schedule engine.Schedule
		whole    bool
		want     bool
	}{
		{engine.Isolated, true, true},
		{engine.Concurrent, true, false},
		{engine.Concurrent, false, true},
	} {
		synctest.Test(t, func(t *testing.T) {
			w := &clockwork{whole: c.whole}
			plan := planOf(2)
			plan.Schedule = c.schedule
			report := runMetered(t, w, plan, reckoned(w, 0), waits("other", 4, 30*time.Millisecond))
			for _, s := range report.Results[0].Samples {
				if e := s.Evidence.Compute; s.Kind == engine.Sequential && (e.Instructions > 0) != c.want {
					t.Errorf("%s, the whole process's: %v: %d instructions", c.schedule, c.whole, e.Instructions)
				}
			}
		})
	}
}

// Of many short passes only some are looked at, so that reading the clocks
// costs next to nothing.
func TestShortPassesAreSampled(t *testing.T) {
	c := &clockwork{}
	l := &lane{run: &run{Runner: &Runner{Meter: c}}, spec: engine.Spec{Bound: engine.CPUBound}, amounts: map[engine.LegKind]*amount{engine.Sequential: {passes: 25_000}}}
	a := l.accountFor(engine.Leg{Kind: engine.Sequential}, engine.Measured)
	for range l.amounts[engine.Sequential].passes {
		a.open()
		a.begin()
		c.use(time.Microsecond, 10)
		a.yield()
		c.use(time.Microsecond, 10)
		a.end()
		a.close()
	}
	e := a.evidence()
	if e.Passes != mostMetered || e.CPU != 2*time.Microsecond || e.Instructions != 20 || c.readings != 4*mostMetered {
		t.Errorf("%+v with %d readings", e, c.readings)
	}
}
