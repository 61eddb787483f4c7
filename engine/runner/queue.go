package runner

import (
	"context"
	"sync"
	"time"

	"ep-benchmark/engine"
)

// queue hands events to the observer one at a time and in order, from a
// goroutine of its own. It is not bounded: a run makes some ten events a
// second. Waiting would disturb the run, and dropping would lose events.
type queue struct {
	began   time.Time // moments count from it
	mutex   sync.Mutex
	ready   *sync.Cond
	pending []engine.Event
	closed  bool
	done    chan struct{}
}

// newQueue starts delivering. An observer that panics receives no further
// events, and the run ends.
func newQueue(began time.Time, observe engine.Observer, crash context.CancelCauseFunc) *queue {
	q := &queue{began: began, done: make(chan struct{})}
	q.ready = sync.NewCond(&q.mutex)
	if observe == nil {
		observe = func(engine.Event) {}
	}
	go q.deliver(observe, crash)
	return q
}

// put queues an event. The moment is taken with the queue's lock held, so that
// events of different goroutines stand in the order of their moments.
func (q *queue) put(event func(engine.At) engine.Event) {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	q.pending = append(q.pending, event(engine.At(time.Since(q.began))))
	q.ready.Signal()
}

// close returns when the observer has received all events.
func (q *queue) close() {
	q.mutex.Lock()
	q.closed = true
	q.mutex.Unlock()
	q.ready.Signal()
	<-q.done
}

func (q *queue) deliver(observe engine.Observer, crash context.CancelCauseFunc) {
	defer close(q.done)
	defer recovered(crash)
	for {
		batch := q.take()
		if batch == nil {
			return
		}
		for _, e := range batch {
			observe(e)
		}
	}
}

// take waits for events; nil means that there will be no more.
func (q *queue) take() []engine.Event {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	for len(q.pending) == 0 && !q.closed {
		q.ready.Wait()
	}
	batch := q.pending
	q.pending = nil
	return batch
}
