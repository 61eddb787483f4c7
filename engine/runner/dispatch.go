package runner

import (
	"context"
	"sync"
	"time"

	"ep-benchmark/engine"
)

// dispatched is how the operations of a pass are handed out other than by the
// pool, in which workers take the next one themselves.
type dispatched struct {
	crew *crew
	job  *engine.Job
	free chan *worker // that have nothing to do
}

// dispatch carries a pass out by the job's dispatch.
func (c *crew) dispatch(ctx context.Context, job *engine.Job) {
	size := min(job.Dispatch.Size, len(c.workers))
	c.cost.Dispatch = job.Dispatch.String()
	d := dispatched{crew: c, job: job, free: make(chan *worker, size)}
	for _, w := range c.workers[:size] {
		d.free <- w
	}
	switch job.Dispatch.Kind {
	case engine.Semaphore:
		d.started(ctx, 0, job.Operations)
	case engine.Chunks:
		d.chunks(ctx, size)
	case engine.Window:
		d.window(ctx, size)
	}
}

// one carries out an operation as soon as a worker is free, and returns how long
// it took.
func (d *dispatched) one(ctx context.Context, index int) (took time.Duration) {
	var w *worker
	select {
	case w = <-d.free:
	case <-ctx.Done():
		return 0
	}
	if !d.crew.stopped.Load() {
		now := time.Since(d.crew.epoch)
		end, _ := w.carryOut(ctx, d.crew, d.job, index, now, now)
		took = end - now
		w.began.Store(0)
	}
	d.free <- w
	return took
}

// started starts operations all at once, waits for them, and returns how long
// each took.
func (d *dispatched) started(ctx context.Context, from, to int) []time.Duration {
	took := make([]time.Duration, to-from)
	var all sync.WaitGroup
	for i := range took {
		all.Go(func() { took[i] = d.one(ctx, from+i) })
	}
	all.Wait()
	return took
}

// chunks starts K operations at a time, and adds up what waiting for the
// slowest of each chunk costs.
func (d *dispatched) chunks(ctx context.Context, size int) {
	for from := 0; from < d.job.Operations && !d.crew.stopped.Load(); from += size {
		took := d.started(ctx, from, min(from+size, d.job.Operations))
		longest, sum := time.Duration(0), time.Duration(0)
		for _, one := range took {
			longest, sum = max(longest, one), sum+one
		}
		d.crew.cost.Chunks++
		d.crew.cost.Barrier += longest - sum/time.Duration(len(took))
	}
}

// window begins an operation when all but the last K before it have ended.
func (d *dispatched) window(ctx context.Context, size int) {
	ended := make([]chan struct{}, d.job.Operations) // closed when it and all before it have ended
	for i := range ended {
		ended[i] = make(chan struct{})
	}
	var all sync.WaitGroup
	for index := 0; index < len(ended); index++ {
		if index >= size {
			<-ended[index-size]
		}
		if d.crew.stopped.Load() {
			break
		}
		all.Go(func() {
			d.one(ctx, index)
			if index > 0 {
				<-ended[index-1]
			}
			close(ended[index])
		})
	}
	all.Wait()
}
