package runner

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	"ep-benchmark/engine"
)

// worker carries out operations, one after another. Only the worker itself
// writes its counters. The reporter and the watchdog read the atomic ones while
// it works. The others are read after it has ended.
type worker struct {
	index     int
	latencies *latencies
	busy      time.Duration
	yielded   time.Duration // moment of the last yield
	bytes     int64
	steady    steadyCount
	skipped   int64 // arrivals whose moments passed before a worker was free
	inTime    int64 // operations of an open loop that had finished by the last arrival
	parts     []engine.PartSample
	failures  failures
	counts    engine.OperationCounts

	// Moments are nanoseconds since the crew's epoch, plus one: 0 is "idle".
	began  atomic.Int64
	ended  atomic.Int64 // operations
	items  atomic.Int64
	failed atomic.Int64

	_ [64]byte // keeps the next worker's counters on another cache line
}

// steadyCount is what a worker finished within the length of a leg, and until when.
type steadyCount struct {
	items int64
	until time.Duration
}

func newWorker(index int, shared *latencies, parts []string) *worker {
	w := &worker{index: index, latencies: shared}
	for _, name := range parts {
		w.parts = append(w.parts, engine.PartSample{Name: name})
	}
	return w
}

// reset makes the worker new for the next leg.
func (w *worker) reset() {
	w.latencies.reset()
	w.busy, w.bytes, w.yielded, w.steady, w.skipped, w.inTime = 0, 0, 0, steadyCount{}, 0, 0
	w.counts = engine.OperationCounts{}
	w.failures = nil
	for i := range w.parts {
		w.parts[i].Items, w.parts[i].Busy = 0, 0
	}
	w.began.Store(0)
	w.ended.Store(0)
	w.items.Store(0)
	w.failed.Store(0)
}

// work carries out operations of a pass until none is left. One clock reading
// is the end of an operation and the start of the next. That saves a reading,
// and counts taking the next operation (some 20 ns) as part of it.
func (w *worker) work(ctx context.Context, c *crew, job *engine.Job) {
	defer w.began.Store(0)
	now := time.Since(c.epoch)
	for !c.stopped.Load() {
		index := c.next.Add(1) - 1
		if c.lasting > 0 {
			if now >= c.lasting {
				return
			}
			index %= int64(job.Operations)
		} else if index >= int64(job.Operations) {
			return
		}
		end, failed := w.carryOut(ctx, c, job, int(index), now, now)
		if failed && ctx.Err() != nil { // the crew is not stopped yet, and hundreds more operations would begin only to end at once
			return
		}
		now = end
		if end-w.yielded >= yieldEvery {
			c.account.yield()
			now = time.Since(c.epoch)
			w.yielded = now
		}
	}
}

// carryOut carries out one operation, which begins now and was meant to begin
// earlier or now. It returns when the operation ended, and whether it failed.
func (w *worker) carryOut(ctx context.Context, c *crew, job *engine.Job, index int, meant, now time.Duration) (end time.Duration, failed bool) {
	w.began.Store(int64(now) + 1)
	done, err := attempt(ctx, job.Do, engine.Op{Index: index, Worker: w.index})
	end = time.Since(c.epoch)
	if err != nil {
		w.fail(ctx, err, end-now)
		return end, true
	}
	took := cmp.Or(done.Took, end-now)
	w.record(done, took, took+now-meant)
	if end <= c.lasting {
		w.steady.items, w.steady.until = w.steady.items+done.Items, end
	}
	return end, false
}

// yieldEvery is how often a worker lets others run. A sequential leg that
// computes is a chain of goroutines that wake one another. Each inherits the
// rest of the time slice of the one before. Go's scheduler then looks at its
// global queue, where goroutines with an answer from the network wait, only
// every 61 slices of 10 ms. On two CPUs that made requests of 100 ms last 2.6
// s.
const yieldEvery = time.Millisecond

// record counts an operation that finished. Its latency is longer than it took
// where it began late in an open loop.
func (w *worker) record(done engine.Work, took, latency time.Duration) {
	w.busy += took
	w.latencies.record(latency)
	w.counts.Finished++
	w.bytes += done.Bytes
	if done.Part < len(w.parts) {
		w.parts[done.Part].Items += done.Items
		w.parts[done.Part].Busy += took
	}
	w.items.Add(done.Items)
	w.ended.Add(1)
}

// fail counts an operation that did not finish. Its duration is in no latency,
// since an error is often faster than an answer.
func (w *worker) fail(ctx context.Context, err error, took time.Duration) {
	w.busy += took
	w.ended.Add(1)
	var panicked *panicError
	switch {
	case errors.As(err, &panicked):
		w.counts.Panicked++
	case ctx.Err() != nil:
		if errors.Is(context.Cause(ctx), hungError{w.index}) {
			w.counts.Hung++
		} else {
			w.counts.Cancelled++
			return // not the operation's fault
		}
	default:
		w.counts.Failed++
	}
	w.failed.Add(1)
	w.failures.add(err)
}

// attempt carries out one operation and turns a panic into an error, so that a
// broken workload does not crash the program.
func attempt(ctx context.Context, do func(context.Context, engine.Op) (engine.Work, error), op engine.Op) (done engine.Work, err error) {
	defer func() {
		if value := recover(); value != nil {
			err = newPanicError(value)
		}
	}()
	return do(ctx, op)
}

// guard calls a job's untimed or finishing step, and turns a panic into an
// error.
func guard(ctx context.Context, step func(context.Context) error) (err error) {
	if step == nil {
		return nil
	}
	_, err = attempt(ctx, func(ctx context.Context, _ engine.Op) (engine.Work, error) {
		return engine.Work{}, step(ctx)
	}, engine.Op{})
	return err
}

// panicError is a recovered panic.
type panicError struct{ text string }

func newPanicError(value any) *panicError {
	return &panicError{fmt.Sprintf("panic: %v (%s)", value, panicSite(string(debug.Stack())))}
}

func (e *panicError) Error() string { return e.text }

// Kind is the error's name in counts by kind.
func (e *panicError) Kind() string { return "panic" }

// panicSite finds in a stack the function that panicked: the frame after the
// last line that belongs to panic itself.
func panicSite(stack string) string {
	_, after, found := strings.Cut(stack, "\npanic(")
	if !found {
		return "at an unknown place"
	}
	lines := strings.Split(after, "\n")
	// The panic's own arguments and position, then function and position of
	// its caller; a runtime error has frames of the runtime between.
	for i := 2; i+1 < len(lines); i += 2 {
		if !strings.HasPrefix(lines[i], "runtime.") && !strings.HasPrefix(lines[i], "panic(") {
			function, _, _ := strings.Cut(lines[i], "(0x")
			return "in " + strings.TrimSuffix(function, "(...)")
		}
	}
	return "at an unknown place"
}
