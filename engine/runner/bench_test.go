package runner

import (
	"context"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// BenchmarkRecord is what recording one operation costs a worker: the clock,
// the histogram, the counters; in parallel, each worker with its own.
func BenchmarkRecord(b *testing.B) {
	loop := func(w *worker, next func() bool) {
		c := &crew{epoch: time.Now()}
		now := time.Since(c.epoch)
		for next() {
			w.began.Store(int64(now) + 1)
			end := time.Since(c.epoch)
			w.record(engine.Work{Items: 1}, end-now, end-now)
			now = end
		}
	}
	b.Run("one", func(b *testing.B) {
		w := newWorker(0, &latencies{times: stats.NewHistogram()}, nil)
		loop(w, b.Loop)
	})
	b.Run("sixteen", func(b *testing.B) {
		b.SetParallelism(8)
		b.RunParallel(func(pb *testing.PB) {
			loop(newWorker(0, &latencies{times: stats.NewHistogram()}, nil), pb.Next)
		})
	})
}

// BenchmarkOperation is the same through the whole loop of a leg, with the
// taking of the next operation and the call of one that does nothing.
func BenchmarkOperation(b *testing.B) {
	for name, workers := range map[string]int{"one": 1, "sixteen": 16} {
		b.Run(name, func(b *testing.B) {
			c := newCrew(workers, nil)
			job := engine.Job{Operations: b.N, Do: func(context.Context, engine.Op) (engine.Work, error) {
				return engine.Work{Items: 1}, nil
			}}
			c.begin(&job, &amount{passes: 1}, nil, nil)
			b.ResetTimer()
			if _, _, err := c.carryOut(b.Context(), &job, 1, time.Minute, func() int64 { return 0 }); err != nil {
				b.Fatal(err)
			}
		})
	}
}

// BenchmarkPass is fork and join of a pass of sixteen operations that do
// nothing.
func BenchmarkPass(b *testing.B) {
	for name, workers := range map[string]int{"one": 1, "sixteen": 16} {
		b.Run(name, func(b *testing.B) {
			c := newCrew(workers, nil)
			job := engine.Job{Operations: 16, Do: func(context.Context, engine.Op) (engine.Work, error) {
				return engine.Work{Items: 1}, nil
			}}
			c.begin(&job, &amount{passes: b.N}, nil, nil)
			b.ResetTimer()
			if _, _, err := c.carryOut(b.Context(), &job, b.N, time.Minute, func() int64 { return 0 }); err != nil {
				b.Fatal(err)
			}
		})
	}
}
