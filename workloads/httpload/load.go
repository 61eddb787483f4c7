package httpload

import (
	"context"
	"maps"
	"net/http"
	"strings"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/workloads/wire"
)

// Name is the workload's.
const Name = "http"

// Load is the workload.
type Load struct {
	options   Options
	transport *wire.Transport
	header    http.Header // all fields
	idle      wire.Idle[*leg]
	rounds    int // the most; 0 for no bound
}

// New makes the workload, whose requests go over the transport. The error is
// about the options.
func New(o Options, transport *wire.Transport) (*Load, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	l := &Load{options: o, transport: transport, header: http.Header{}}
	maps.Copy(l.header, o.Header)
	maps.Copy(l.header, o.Secret)
	return l, nil
}

// Spec describes the workload.
func (l *Load) Spec() engine.Spec {
	o := &l.options
	targets := []engine.Target{}
	switch {
	case o.Arrivals.Rate > 0: // there is no speedup between a closed loop and an open one
	case o.Target.Bound > 0:
		targets = append(targets, o.Target)
	default:
		targets = append(targets, engine.Target{Metric: engine.MetricSpeedup, Bound: 1, Gates: true})
	}
	spec := engine.Spec{
		Name: Name, Title: "HTTP", Key: Name,
		Item: "request", Items: "requests", SizeKey: "requests", SizeNoun: "requests",
		Size: o.Size, PassItems: o.Size, Operations: o.Size,
		Bound: engine.IOBound, MostPasses: o.Passes, MostRounds: l.rounds,
		Targets: targets, Settings: o.settings(),
	}
	if o.Name != "" {
		spec.Name, spec.Title, spec.Key = o.Name, o.Title, strings.ReplaceAll(o.Name, "-", "_")
		spec.Alone, spec.Workers, spec.Limit = true, o.Workers, o.Timeout
	}
	return spec
}

// Bound sets the most rounds; 0 for no bound. It is called before the first run.
func (l *Load) Bound(rounds int) { l.rounds = rounds }

// leg is what the workers of a leg need.
type leg struct {
	traffic *wire.Traffic
	callers []*caller
}

// take takes what an ended leg with as many workers has left, or makes it new.
func (l *Load) take(workers int) *leg {
	if known, ok := l.idle.Take(workers); ok {
		return known
	}
	fresh := &leg{traffic: l.transport.Traffic(workers)}
	for worker := range workers {
		fresh.callers = append(fresh.callers, &caller{load: l, session: fresh.traffic.Session(worker)})
	}
	return fresh
}

// give keeps it for another leg.
func (l *Load) give(used *leg) {
	used.traffic.Reset()
	l.idle.Put(len(used.callers), used)
}

// Prepare chooses where in the bodies the leg begins, so that both legs of a
// round send the same.
func (l *Load) Prepare(_ context.Context, with engine.Leg) (engine.Job, error) {
	used, first := l.take(with.Workers), uint64(0)
	if n := len(l.options.Bodies); n > 0 {
		first = with.Seed % uint64(n)
	}
	job := engine.Job{
		Operations: l.options.Size, Sustained: true,
		Do: func(ctx context.Context, op engine.Op) (engine.Work, error) {
			bytes, err := used.callers[op.Worker].call(ctx, l.body(first, op.Index))
			return engine.Work{Items: 1, Bytes: bytes}, err
		},
		Wire:  used.traffic.Evidence,
		Close: func() error { l.give(used); return nil },
	}
	if with.Kind == Open && l.options.Arrivals.Rate > 0 {
		moments := l.options.Arrivals.moments(with.Seed, with.Round > 0)
		job.Operations, job.Sustained = len(moments), false
		job.Arrival = func(index int) time.Duration { return moments[index] }
	}
	return job, nil
}

// body is the body of a leg's operation.
func (l *Load) body(first uint64, index int) []byte {
	bodies := l.options.Bodies
	if len(bodies) == 0 {
		return nil
	}
	return bodies[(first+uint64(index))%uint64(len(bodies))]
}

// Try sends one request, so that a server that can't be reached or answers
// something else is reported before the run.
func (l *Load) Try(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, l.options.Timeout)
	defer cancel()
	used := l.take(1)
	defer l.give(used)
	_, err := used.callers[0].call(ctx, l.body(0, 0))
	return err
}

// Left is how many more requests may be sent; false where there is no limit.
func (l *Load) Left() (requests int64, limited bool) { return l.transport.Left() }

// Close drops the idle connections.
func (l *Load) Close() { l.transport.CloseIdleConnections() }
