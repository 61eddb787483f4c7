package load

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"slices"
	"time"

	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/httpload"
	"ep-benchmark/workloads/wire"
)

// Varies tells whether values take turns.
func (f *Flags) Varies() bool { return len(f.vary) > 0 }

// varied are the names of what requests can be varied in.
func varied() []string {
	return order.VariableNames([]workloads.Entry{workloads.OwnVaried("", "", "", nil)})
}

// Dimensions are those of --vary.
func (f *Flags) Dimensions() ([]order.Dimension, error) {
	var all []order.Dimension
	for _, given := range f.vary {
		d, err := order.ParseDimension(given)
		if err != nil {
			return nil, err
		}
		if flag := f.set.Lookup(d.Name); flag != nil && flag.Changed {
			return nil, cli.Usagef("--vary %s and --%s: expected one of the two", d.Name, d.Name)
		}
		all = append(all, d)
	}
	return all, nil
}

// Varied are requests to one server that are sent in several ways. Each way has a load
// of its own, on a transport of its own.
type Varied struct {
	Target   *api.Target
	request  httpload.Options
	security *tls.Config
	env      process.Environment
	loads    map[way]*httpload.Load
	relays   map[time.Duration]*api.Relay // by what they add
}

// way is what the variants differ in besides workers and dispatch.
type way struct {
	perRequest bool
	roundTrip  time.Duration
	protocol   wire.Protocol
}

func wayOf(e *workloads.Environment) way {
	return way{e.PerRequest, e.RoundTrip, wire.Protocol(e.Protocol)}
}

// Vary checks the flags, and makes the order of the plan that they belong to, for
// variants that take turns. It sends nothing.
func (f *Flags) Vary(ctx context.Context, address string, o *order.Order, env process.Environment, d order.Demand) (*Varied, error) {
	if err := f.checkVaried(o); err != nil {
		return nil, err
	}
	request, security, dispatch, err := f.read(ctx, address, env)
	if err != nil {
		return nil, err
	}
	v := &Varied{security: security, env: env, loads: map[way]*httpload.Load{}, relays: map[time.Duration]*api.Relay{}}
	if v.Target, err = f.plan(&request, o, d); err != nil {
		return nil, err
	}
	if v.Target.Counted() {
		return nil, cli.Usagef("--vary: variants that take turns are more legs than a server that others run should be asked for: expected a run without it")
	}
	if err := f.dispatchable(dispatch, o.Plan.Workers); err != nil {
		return nil, err
	}
	v.request = request
	e := &o.Environment
	e.Dispatch, e.PerRequest, e.RoundTrip, e.Protocol = dispatch, request.PerRequest, request.RoundTrip, string(request.Protocol)
	o.Entries = []workloads.Entry{workloads.OwnVaried(httpload.Name, httpload.Name, "requests to "+request.URL.Host, v.build)}
	o.Plan.Workloads = order.Names(o.Entries)
	v.Target.Call(v)
	return v, nil
}

// checkVaried finds flags that have no meaning where variants take turns.
func (f *Flags) checkVaried(o *order.Order) error {
	switch {
	case o.Plan.Sweeps():
		return cli.Usagef("--workers: several numbers are a sweep, and --vary compares values in turns: expected one of them, or --vary workers=8,16")
	case f.given("rate"):
		return cli.Usagef("--rate takes turns with a closed loop, and --vary compares values in turns: expected one of them")
	case o.Target != nil:
		return cli.Usagef("--target %s: variants that take turns have no target: expected one of --target and --vary", o.Target)
	case o.Plan.Warmups == 0:
		return cli.Usagef("--quick has no interval: expected --rounds %d or more", order.FewestRounds)
	}
	return nil
}

// Start starts the relays of the orders' ways and sends a request on each way, so that
// what can't be reached or answers something else is reported before the run. The first
// order gets the relays, as processes whose CPU time is part of what is measured.
func (v *Varied) Start(ctx context.Context, orders []*order.Order) error {
	if n := most(&orders[0].Plan); n > MostInFlight {
		return cli.Usagef("--vary: %d requests in flight: expected %d at the most", n, MostInFlight)
	}
	for _, o := range orders {
		w := wayOf(&o.Environment)
		if v.loads[w] != nil {
			continue
		}
		if err := v.open(ctx, w); err != nil {
			return errors.Join(fmt.Errorf("%s: %w", w, err), v.stop())
		}
	}
	for _, trip := range v.trips() {
		orders[0].Children = append(orders[0].Children, v.relays[trip])
	}
	return nil
}

// String names the way in errors: "pooled h1, rtt 20ms".
func (w way) String() string {
	text := pooled
	if w.perRequest {
		text = perRequest
	}
	text += " " + string(w.protocol)
	if w.roundTrip > 0 {
		text += ", rtt " + w.roundTrip.String()
	}
	return text
}

// open makes the load of a way, and tries it.
func (v *Varied) open(ctx context.Context, w way) (err error) {
	dial := wire.DialFunc(v.Target.Dialler(v.env))
	if w.roundTrip > 0 {
		relay := v.relays[w.roundTrip]
		if relay == nil {
			relay = api.NewRelay(api.HostPort(v.request.URL), w.roundTrip, v.Target.Here())
			if err := relay.Start(ctx, v.env); err != nil {
				return err
			}
			v.relays[w.roundTrip] = relay
		}
		dial = relay.Dial
	}
	request := v.request
	request.PerRequest, request.RoundTrip, request.Protocol = w.perRequest, w.roundTrip, w.protocol
	if v.loads[w], err = newLoad(&request, dial, v.security, v.Target.Budget()); err != nil {
		return err
	}
	return try(ctx, v.loads[w], request.URL)
}

// build is the workload of a variant.
func (v *Varied) build(e workloads.Environment) (engine.Workload, error) {
	load := v.loads[wayOf(&e)]
	if load == nil {
		return nil, fmt.Errorf("the way %s was not opened", wayOf(&e))
	}
	return workloads.Dispatched(load, e.Dispatch), nil
}

// trips are the round trips that relays add, ascending.
func (v *Varied) trips() []time.Duration {
	var all []time.Duration
	for trip := range v.relays {
		all = append(all, trip)
	}
	slices.Sort(all)
	return all
}

// Left says that the requests have no limit.
func (*Varied) Left() (requests int64, limited bool) { return 0, false }

// Close drops the idle connections of all ways.
func (v *Varied) Close() {
	for _, load := range v.loads {
		load.Close()
	}
}

// Stop ends the connections, and the relays.
func (v *Varied) Stop() error {
	v.Close()
	return v.stop()
}

func (v *Varied) stop() error {
	var problems []error
	for _, trip := range v.trips() {
		problems = append(problems, v.relays[trip].Stop())
	}
	return errors.Join(problems...)
}
