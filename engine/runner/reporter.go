package runner

import (
	"time"

	"ep-benchmark/engine"
)

const (
	progressEvery = 100 * time.Millisecond
	hostEvery     = 5 // times progressEvery: 2 Hz, since some systems count in ticks of 10 ms
)

// report sends the running totals and the machine's state until the returned
// func is called.
func (r *run) report() (stop func()) {
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		defer recovered(r.crash)
		ticker := time.NewTicker(progressEvery)
		defer ticker.Stop()
		r.sampleHost(time.Now()) // the first sample only sets the starting point
		for tick := 1; ; tick++ {
			select {
			case <-quit:
				return
			case now := <-ticker.C:
				r.ticked.Store(int64(now.Sub(r.began)))
				r.events.put(r.progressed)
				if tick%hostEvery == 0 {
					r.sampleHost(now)
				}
			}
		}
	}()
	return func() { close(quit); <-done }
}

// When the reporter has not ticked for overdueTick, the process may just have
// resumed from a suspension that is not counted yet. settled then waits for
// tellingTime.
const (
	overdueTick = 5 * progressEvery
	tellingTime = 50 * time.Millisecond
)

// settled returns the number of disturbances when all so far are counted. A leg
// may end right after a suspension, before the goroutine that counts
// suspensions has run.
func (r *run) settled() int64 {
	if r.Disturbed != nil && time.Since(r.began)-time.Duration(r.ticked.Load()) > overdueTick {
		time.Sleep(tellingTime)
	}
	return r.disturbances()
}

func (r *run) progressed(at engine.At) engine.Event {
	event := engine.Progressed{At: at}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for _, lane := range r.lanes {
		lane.mutex.Lock()
		event.Lanes = append(event.Lanes, lane.total())
		lane.mutex.Unlock()
	}
	return event
}

func (r *run) sampleHost(now time.Time) {
	if r.Machine != nil {
		sample := r.Machine.Sample(now)
		sample.At = now.Sub(r.began)
		r.events.put(func(at engine.At) engine.Event { return engine.HostSampled{At: at, Sample: sample} })
	}
}
