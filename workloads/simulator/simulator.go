package simulator

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// DefaultMaxObjects is how many objects of each kind and mode are kept unless Options say otherwise. A process that is
// full of shipments, with their addresses and parcels, was measured to take 145 MB.
const DefaultMaxObjects = 100_000

// Options are the choices of a Simulator. The zero value is a good one.
type Options struct {
	// Seed is what all ids and random delays derive from.
	Seed uint64
	// Latency is how late answers are.
	Latency Profile
	// MaxObjects bounds the memory: so many addresses, parcels, shipments and trackers are kept in each mode, and the
	// oldest leaves for the newest. 0 or less stands for DefaultMaxObjects.
	MaxObjects int
	// Now tells the time that objects are stamped with; nil stands for time.Now. Delays follow the real clock.
	Now func() time.Time
}

// Simulator is an EasyPost API server. Its methods may be called from many goroutines.
type Simulator struct {
	seed       uint64
	profile    Profile
	now        func() time.Time
	worlds     [modes]*world
	requestIDs identity
	requests   atomic.Uint64
}

// New makes a Simulator with nothing in it.
func New(o Options) *Simulator {
	s := &Simulator{seed: o.Seed, profile: o.Latency, now: o.Now}
	if s.now == nil {
		s.now = time.Now
	}
	size := o.MaxObjects
	if size <= 0 {
		size = DefaultMaxObjects
	}
	for m := range modes {
		s.worlds[m] = newWorld(o.Seed, m, size)
	}
	s.requestIDs = newIdentity(o.Seed, modes, kindRequest, "")
	return s
}

// Handler returns the API as a handler, whose delays are the runtime's timers.
func (s *Simulator) Handler() http.Handler { return s.handler(runtimeTimer{}) }

func (s *Simulator) handler(a alarm) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.serve(a, w, r) })
}

func (s *Simulator) serve(a alarm, w http.ResponseWriter, r *http.Request) {
	arrival := time.Now()
	number := s.requests.Add(1)
	c := newCall(r, s.now())
	defer c.release()
	e, id, allow := route(r.Method, r.URL.Path)
	problem := s.answer(c, e, id, allow)
	if problem != nil {
		c.fail(problem)
	}
	if c.as != noEndpoint {
		e = c.as
	}
	t := timing{injected: s.profile.delay(e, problem != nil, mix(s.seed)^number)}
	c.pack()
	t.work = time.Since(arrival)
	if t.injected > t.work && !a.wait(r.Context(), arrival.Add(t.injected)) {
		c.packed = c.packed[:0]
		c.fail(errShuttingDown) // or the client has gone, and nobody reads this
	}
	if allow != "" {
		w.Header()["Allow"] = []string{allow}
	}
	t.total = time.Since(arrival)
	c.send(w, number, s.requestIDs, t)
}

// answer lets a routed request through the gate and answers it. A path that does not exist is 404 for everybody.
func (s *Simulator) answer(c *call, e endpoint, id, allow string) *apiError {
	switch {
	case allow != "":
		return errMethodNotAllowed
	case e == noEndpoint:
		return errNotFound
	case e == health:
		c.out = append(c.out, `{"status":"ok"}`...)
		return nil
	}
	m, problem := authenticate(c.request.Header["Authorization"])
	if problem != nil {
		return problem
	}
	c.world = s.worlds[m]
	return c.answer(e, id)
}

const (
	headerTimeout = 10 * time.Second
	idleTimeout   = 10 * time.Minute // longer than a client rests between two measurements
	farewell      = 2 * time.Second  // how long Serve waits for answers under way
)

// Serve answers connections of a listener until the context ends, and then at most two seconds longer, so that answers
// under way arrive; delays are cut short with a 503. It closes the listener. The error is nil after a context's end.
func (s *Simulator) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler:           s.handler(alarmFor(l)),
		ReadHeaderTimeout: headerTimeout,
		IdleTimeout:       idleTimeout,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
	defer cancel()
	err := server.Shutdown(last)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close()
	}
	if problem := <-failed; !errors.Is(problem, http.ErrServerClosed) {
		err = errors.Join(err, problem)
	}
	return err
}
