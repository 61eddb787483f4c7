package runner

import (
	"ep-benchmark/engine"
	"sync"
)

// queue hands events to the observer one at a time and in order, from a
// goroutine of its own. It is not bounded: a run makes some ten events a
// second, and to wait or to drop would be worse than to keep them.
type queue struct {
	mutex   sync.Mutex
	ready   *sync.Cond
	pending []engine.Event
	closed  bool
	done    chan struct{}
}

func newQueue(observe engine.Observer) *queue {
	q := &queue{done: make(chan struct{})}
	q.ready = sync.NewCond(&q.mutex)
	if observe == nil {
		observe = func(engine.Event) {}
	}
	go q.deliver(observe)
	return q
}

func (q *queue) put(e engine.Event) {
	q.mutex.Lock()
	q.pending = append(q.pending, e)
	q.mutex.Unlock()
	q.ready.Signal()
}

// close returns when the observer has been told everything.
func (q *queue) close() {
	q.mutex.Lock()
	q.closed = true
	q.mutex.Unlock()
	q.ready.Signal()
	<-q.done
}

func (q *queue) deliver(observe engine.Observer) {
	defer close(q.done)
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
