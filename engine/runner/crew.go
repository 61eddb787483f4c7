package runner

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/alarm"
	"ep-benchmark/engine/stats"
)

// grace is how long a hung operation may take to notice that its context has
// ended. After that its goroutine is left running.
const grace = 2 * time.Second

// graceAtAStop is the grace when the whole run is ending: the program has two
// seconds in all, and still has to report what was measured.
const graceAtAStop = time.Second

// crew is the workers of one leg. A lane keeps its crews for later legs, since
// their histograms are large.
type crew struct {
	workers   []*worker
	latencies []*latencies    // of the workers
	planned   int64           // operations of all passes; 0 for a leg with a fixed length
	lasting   time.Duration   // of a leg with a fixed length; 0 for a fixed amount of work
	account   *account        // of what the leg's passes cost; nil where none is kept
	halt      <-chan struct{} // cuts the leg short between two operations; nil for none
	epoch     time.Time       // the leg's start; moments count from it
	// arrivals are those of an open loop; nil for a closed one.
	arrivals *arrivals
	alarm    alarm.Alarm             // waits for them; nil for the runtime's
	cost     engine.DispatchEvidence // of a dispatch other than the pool
	next     atomic.Int64
	stopped  atomic.Bool // set when no further operation shall begin

	working   atomic.Int64  // workers of the pass still running
	passDone  chan struct{} // the last worker of a pass sends on it
	abandoned bool          // a worker did not end, so the plain counters are unsafe to read
}

// hungError is the cause by which the watchdog ends a leg.
type hungError struct{ worker int }

func (hungError) Error() string { return "no answer within the operation timeout" }

// Kind is the error's name in counts by kind.
func (hungError) Kind() string { return "hung" }

func newCrew(size int, parts []string) *crew {
	c := &crew{
		workers: make([]*worker, size), passDone: make(chan struct{}, 1),
		latencies: make([]*latencies, min(size, mostHistograms)),
	}
	for i := range c.latencies {
		c.latencies[i] = &latencies{times: stats.NewHistogram()}
	}
	for i := range c.workers {
		c.workers[i] = newWorker(i, c.latencies[i%len(c.latencies)], parts)
	}
	return c
}

// begin resets the crew for a leg. The reporter may read its counters from now
// on.
func (c *crew) begin(job *engine.Job, amount *amount, account *account, halt <-chan struct{}) {
	for _, w := range c.workers {
		w.reset()
	}
	c.stopped.Store(false)
	c.account, c.halt = account, halt
	c.arrivals, c.cost = arrive(job, c.alarm), engine.DispatchEvidence{}
	c.planned, c.lasting = int64(job.Operations)*int64(amount.passes), amount.lasting
	if c.lasting > 0 {
		c.planned = 0
	}
}

// carryOut runs the job's passes and returns how long they took, and how much
// of it Finish. The clock runs from the first operation's start to the end of
// the last pass's Finish.
func (c *crew) carryOut(ctx context.Context, job *engine.Job, passes int, timeout time.Duration, disturbances func() int64) (makespan, finish time.Duration, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	overdue := make(chan struct{})
	defer context.AfterFunc(ctx, func() {
		c.stopped.Store(true)
		patience := graceAtAStop
		if errors.As(context.Cause(ctx), new(hungError)) {
			patience = grace
		}
		time.AfterFunc(patience, func() { close(overdue) })
	})()
	c.epoch = time.Now()
	if c.arrivals != nil {
		c.epoch = c.epoch.Add(arrivalLead)
	}
	defer c.watch(timeout, disturbances, cancel)()
	defer c.obeyHalt()()
	for range passes {
		c.account.open()
		c.abandoned = !c.pass(ctx, job, overdue)
		if c.abandoned || ctx.Err() != nil || c.unfinished() || closed(c.halt) {
			return time.Since(c.epoch), finish, context.Cause(ctx)
		}
		before := time.Since(c.epoch)
		c.account.begin()
		err := guard(ctx, job.Finish)
		c.account.end()
		if err != nil {
			return time.Since(c.epoch), finish, fmt.Errorf("finish: %w", err)
		}
		c.account.close()
		makespan = time.Since(c.epoch)
		finish += makespan - before
	}
	return makespan, finish, nil
}

// obeyHalt lets no further operation begin once halt is closed.
func (c *crew) obeyHalt() (stop func()) {
	if c.halt == nil {
		return func() {}
	}
	ended, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		select {
		case <-c.halt:
			c.stopped.Store(true)
		case <-ended:
		}
	}()
	return func() { close(ended); <-done } // the crew's next leg begins unstopped
}

// pass hands every operation of a pass to the workers and waits for them. It is
// false when a worker has not ended within the grace after ctx's end.
func (c *crew) pass(ctx context.Context, job *engine.Job, overdue <-chan struct{}) bool {
	c.next.Store(0)
	c.start(ctx, job)
	select {
	case <-c.passDone:
		return true
	case <-overdue:
		return false
	}
}

// start starts what carries a pass out: the workers, or what hands operations to
// them.
func (c *crew) start(ctx context.Context, job *engine.Job) {
	if job.Dispatch.Kind != engine.Pool && len(c.workers) > 1 {
		c.working.Store(1)
		go func() {
			defer c.come()
			c.dispatch(ctx, job)
		}()
		return
	}
	wanted, work := c.workers[:min(len(c.workers), job.Operations)], (*worker).work
	if c.lasting > 0 {
		wanted = c.workers
	}
	if c.arrivals != nil {
		work = (*worker).await
	}
	c.working.Store(int64(len(wanted)))
	for _, w := range wanted {
		go func() {
			defer c.come()
			c.account.begin()
			work(w, ctx, c, job)
			c.account.end()
		}()
	}
}

// come is the last step of a worker in a pass.
func (c *crew) come() {
	if c.working.Add(-1) == 0 {
		c.passDone <- struct{}{}
	}
}

// unfinished tells whether an operation has gone wrong; no further pass is
// run then, since the leg has no valid timing any more.
func (c *crew) unfinished() bool {
	for _, w := range c.workers {
		if w.counts.Unfinished() > 0 {
			return true
		}
	}
	return false
}

// confirmation is how much longer a hung operation may last before the watchdog
// ends the leg. A process that was suspended wakes up with all its operations
// overdue; the watchdog needs this time to notice that.
const confirmation = time.Second

// watch ends the leg when an operation outlasts the timeout. It costs a timer
// for a leg, and nothing for an operation.
func (c *crew) watch(timeout time.Duration, disturbances func() int64, cancel context.CancelCauseFunc) (stop func()) {
	var timer *time.Timer
	var mutex sync.Mutex // guards what follows; stop waits for a firing under way
	var suspect int64 = -1
	var over bool
	seen := disturbances()
	mutex.Lock()
	defer mutex.Unlock()
	timer = time.AfterFunc(timeout, func() {
		mutex.Lock()
		defer mutex.Unlock()
		if over {
			return // the crew may be in its next leg
		}
		worker, began, age := c.oldest()
		now := disturbances()
		switch {
		case age < timeout:
			timer.Reset(timeout - age)
		case now != seen:
			seen = now // give everything its time again
			timer.Reset(timeout)
		case began != suspect:
			suspect = began
			timer.Reset(min(confirmation, timeout))
		default:
			cancel(hungError{worker})
		}
	})
	return func() {
		mutex.Lock()
		defer mutex.Unlock()
		over = true
		timer.Stop()
	}
}

// oldest finds the worker whose operation has lasted longest, and since when.
func (c *crew) oldest() (worker int, since int64, age time.Duration) {
	now := time.Since(c.epoch)
	for _, w := range c.workers {
		if began := w.began.Load(); began > 0 && now-time.Duration(began-1) > age {
			worker, since, age = w.index, began, now-time.Duration(began-1)
		}
	}
	return worker, since, age
}

// totals are the counts that may be read while the crew works.
func (c *crew) totals() (ended, items, failed int64) {
	for _, w := range c.workers {
		ended += w.ended.Load()
		items += w.items.Load()
		failed += w.failed.Load()
	}
	return ended, items, failed
}
