package runner

import (
	"context"
	"math"
	"slices"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/alarm"
)

// arrivalLead is how long before the leg's start its workers are started in an
// open loop, so that they all stand ready.
const arrivalLead = 20 * time.Millisecond

// arrivals are those of one leg. A worker writes only the places of operations
// that it has taken.
type arrivals struct {
	meant func(index int) time.Duration
	alarm alarm.Alarm
	began []time.Duration // by index; skipped where it did not begin
	last  time.Duration   // when the last is to begin
}

// skipped is the beginning of an operation that did not begin.
const skipped = math.MinInt64

// arrive makes the arrivals of a leg; nil for a closed loop.
func arrive(job *engine.Job, a alarm.Alarm) *arrivals {
	if job.Arrival == nil {
		return nil
	}
	if a == nil {
		a = alarm.Runtime{}
	}
	began := make([]time.Duration, job.Operations)
	for i := range began {
		began[i] = skipped
	}
	return &arrivals{meant: job.Arrival, alarm: a, began: began, last: job.Arrival(job.Operations - 1)}
}

// await carries out operations at their moments until none is left. An operation
// whose moment came while this worker was busy is skipped: any worker that was
// free at that moment would have taken it before, and would stand ready for it.
func (w *worker) await(ctx context.Context, c *crew, job *engine.Job) {
	defer w.began.Store(0)
	free := -arrivalLead // since when this worker is
	for !c.stopped.Load() {
		index := c.next.Add(1) - 1
		if index >= int64(job.Operations) {
			return
		}
		meant := c.arrivals.meant(int(index))
		if meant < free {
			w.skipped++
			continue
		}
		if !c.arrivals.alarm.Wait(ctx, c.epoch.Add(meant)) || c.stopped.Load() {
			return
		}
		now := time.Since(c.epoch)
		c.arrivals.began[index] = now
		ended, failed := w.carryOut(ctx, c, job, int(index), meant, now)
		if free = ended; !failed && ended <= c.arrivals.last {
			w.inTime++
		}
		w.began.Store(0) // waiting for the next moment is no operation that hangs
	}
}

// counts sums the arrivals up, when all workers have ended: so many of them were left
// out, and so many operations had finished by the last arrival.
func (a *arrivals) counts(left, inTime int64) *engine.ArrivalCounts {
	counts := &engine.ArrivalCounts{Offered: int64(len(a.began)), Skipped: left, Span: a.last, Answered: inTime}
	var late, began []time.Duration
	first, last := -1, 0
	for i, at := range a.began {
		if at == skipped {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
		late, began = append(late, max(0, at-a.meant(i))), append(began, at)
	}
	if len(late) == 0 {
		return counts
	}
	slices.Sort(late)
	counts.LateP99, counts.LateMax = late[int(math.Ceil(0.99*float64(len(late))))-1], late[len(late)-1]
	if meant := a.meant(last) - a.meant(first); meant > 0 {
		counts.Planned = float64(last-first) / meant.Seconds()
	}
	if took := slices.Max(began) - slices.Min(began); took > 0 {
		counts.Rate = float64(len(began)-1) / took.Seconds()
	}
	return counts
}
