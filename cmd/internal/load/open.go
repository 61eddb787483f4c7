package load

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/url"

	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/httpload"
	"ep-benchmark/workloads/wire"
)

// Load is a load that is ready to be measured.
type Load struct {
	Target *api.Target
	load   *httpload.Load
	relay  *api.Relay // nil without one
}

// Open checks the flags, makes the order of the plan that they belong to,
// connects to the server and sends it one request.
func (f *Flags) Open(ctx context.Context, address string, o *order.Order, env process.Environment, d order.Demand) (*Load, error) {
	request, security, dispatch, err := f.read(ctx, address, env)
	if err != nil {
		return nil, err
	}
	l := &Load{}
	if l.Target, err = f.plan(&request, o, d); err != nil {
		return nil, err
	}
	if err := f.dispatchable(dispatch, o.Plan.Workers); err != nil {
		return nil, err
	}
	if request.Arrivals.Rate > 0 {
		if err = f.takeTurns(&request, o, l.Target); err != nil {
			return nil, err
		}
	}
	if err = l.prepare(&request, env, security); err != nil {
		return nil, err
	}
	if l.relay != nil {
		o.Children = []order.Children{l.relay}
	}
	o.Entries = []workloads.Entry{workloads.OwnRequests(workloads.Dispatched(l.load, dispatch), "requests to "+request.URL.Host, request.Size)}
	o.Plan.Workloads = order.Names(o.Entries)
	if err = l.Target.Count(o); err == nil {
		err = l.connect(ctx, request.URL, env)
	}
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// read reads the flags, and the files and variables that they name.
func (f *Flags) read(ctx context.Context, address string, env process.Environment) (request httpload.Options, security *tls.Config, dispatch engine.Dispatch, err error) {
	if request, err = f.request(ctx, address, env); err != nil {
		return request, nil, dispatch, err
	}
	if security, err = f.security(ctx, &request); err != nil {
		return request, nil, dispatch, err
	}
	dispatch, err = f.pace(&request)
	return request, security, dispatch, err
}

// security is how the server is known.
func (f *Flags) security(ctx context.Context, request *httpload.Options) (*tls.Config, error) {
	roots, err := api.Authorities(ctx, f.set, "ca-file", request.URL)
	return &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12, InsecureSkipVerify: request.Unverified}, err //nolint:gosec // the user asks for it by --insecure
}

// dispatchable rejects a dispatch that needs more workers than there are.
func (f *Flags) dispatchable(dispatch engine.Dispatch, workers int) error {
	if dispatch.Size > workers {
		return cli.Usagef("%s %s: there are %d workers: expected a size up to that, or %s %d", f.name("dispatch"), dispatch, workers, f.name("workers"), dispatch.Size)
	}
	return nil
}

// plan completes the plan: how many workers there are, and what a server that is
// another's allows.
func (f *Flags) plan(request *httpload.Options, o *order.Order, d order.Demand) (*api.Target, error) {
	plan := &o.Plan
	plan.OperationTimeout = f.timeout
	target, err := f.Guest.AimAt(request.URL, len(request.Secret) > 0, o, d)
	switch {
	case err != nil:
		return nil, err
	case most(plan) > MostInFlight:
		return nil, cli.Usagef("--workers %d: expected auto or 1 to %d requests in flight", most(plan), MostInFlight)
	case plan.Sweeps():
		return target, f.sweep(request, plan, target)
	case plan.Workers == 0:
		plan.Workers = defaultWorkers
	}
	if target.Counted() {
		request.Passes = 1
		if !f.given("requests") {
			request.Size = guestRequests
		}
	}
	if o.Target != nil {
		request.Target = *o.Target
	}
	return target, nil
}

// most is the largest number of workers of a plan.
func most(plan *engine.Plan) int {
	n := plan.Workers
	for i := range plan.Variants {
		n = max(n, plan.Variants[i].Workers)
	}
	return n
}

// sweep completes the request of a plan with several numbers of workers. A pass has a
// request for each worker, so that the warm-up opens the connections of all of them.
func (f *Flags) sweep(request *httpload.Options, plan *engine.Plan, target *api.Target) error {
	for _, name := range []string{"rate", "dispatch"} {
		if f.given(name) {
			return cli.Usagef("--%s is for one number of workers, and there are several: expected one of them", name)
		}
	}
	if target.Counted() {
		return cli.Usagef("--workers: several numbers are more legs than a server that others run should be asked for: expected one number")
	}
	if !f.given("requests") {
		request.Size = max(request.Size, most(plan))
	}
	return nil
}

// guestRequests is the default of --requests at a server that is another's.
const guestRequests = 10

// prepare makes the transport, and the workload on it. It starts nothing.
func (l *Load) prepare(request *httpload.Options, env process.Environment, security *tls.Config) (err error) {
	dial := wire.DialFunc(l.Target.Dialler(env))
	if request.RoundTrip > 0 {
		l.relay = api.NewRelay(api.HostPort(request.URL), request.RoundTrip, l.Target.Here())
		dial = l.relay.Dial
	}
	if l.load, err = newLoad(request, dial, security, l.Target.Budget()); err == nil {
		l.Target.Call(l.load)
	}
	return err
}

// newLoad makes the workload on a transport of its own.
func newLoad(request *httpload.Options, dial wire.DialFunc, security *tls.Config, budget int64) (*httpload.Load, error) {
	return httpload.New(*request, wire.New(wire.Options{
		Connections: MostInFlight, PerRequest: request.PerRequest, Protocol: request.Protocol,
		Dial: dial, TLS: security, Budget: budget,
	}))
}

// connect starts the relay and sends one request, so that a server that can't be
// reached or answers something else is reported before the run. What the run sends
// to a server that counts is said before.
func (l *Load) connect(ctx context.Context, address *url.URL, env process.Environment) error {
	if l.relay != nil {
		if err := l.relay.Start(ctx, env); err != nil {
			return err
		}
	}
	if notice := l.Target.Sends(); notice != "" {
		env.Tell("%s", notice)
	}
	return try(ctx, l.load, address)
}

// try sends one request.
func try(ctx context.Context, load *httpload.Load, address *url.URL) error {
	if err := load.Try(ctx); err != nil {
		return fmt.Errorf("the first request to %s://%s: %w", address.Scheme, address.Host, err)
	}
	return nil
}

// Close ends the connections, and the relay.
func (l *Load) Close() error {
	if l.load != nil {
		l.load.Close()
	}
	if l.relay != nil {
		return l.relay.Stop()
	}
	return nil
}
