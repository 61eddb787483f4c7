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
func (f *Flags) Open(ctx context.Context, address string, o *order.Order, env process.Environment, d api.Demand) (*Load, error) {
	request, err := f.request(ctx, address, env)
	if err != nil {
		return nil, err
	}
	roots, err := api.Authorities(ctx, f.set, "ca-file", request.URL)
	if err != nil {
		return nil, err
	}
	dispatch, err := f.pace(&request)
	if err != nil {
		return nil, err
	}
	l := &Load{}
	if l.Target, err = f.plan(&request, o, d); err != nil {
		return nil, err
	}
	security := &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12, InsecureSkipVerify: request.Unverified} //nolint:gosec // the user asks for it by --insecure
	if dispatch.Size > o.Plan.Workers {
		return nil, cli.Usagef("--dispatch %s: there are %d workers: expected a size up to that, or --workers %d", dispatch, o.Plan.Workers, dispatch.Size)
	}
	if request.Arrivals.Rate > 0 {
		if err = f.takeTurns(&request, o, l.Target); err != nil {
			return nil, err
		}
	}
	if err = l.connect(ctx, &request, o, env, security); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	o.Entries = []workloads.Entry{workloads.Own(workloads.Dispatched(l.load, dispatch), "requests to "+request.URL.Host, request.Size)}
	o.Plan.Workloads = order.Names(o.Entries)
	l.Target.Call(l.load)
	if err = l.Target.Count(o); err == nil {
		err = l.try(ctx, request.URL)
	}
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// plan completes the plan: how many workers there are, and what a server that is
// another's allows.
func (f *Flags) plan(request *httpload.Options, o *order.Order, d api.Demand) (*api.Target, error) {
	plan := &o.Plan
	plan.OperationTimeout = f.timeout
	target, err := f.Guest.AimAt(request.URL, len(request.Secret) > 0, o, d)
	switch {
	case err != nil:
		return nil, err
	case plan.Workers > mostInFlight:
		return nil, cli.Usagef("--workers %d: expected auto or 1 to %d requests in flight", plan.Workers, mostInFlight)
	case plan.Workers == 0:
		plan.Workers = defaultWorkers
	}
	if target.Counted() {
		request.Passes = 1
		if !f.set.Changed("requests") {
			request.Size = guestRequests
		}
	}
	if o.Target != nil {
		request.Target = *o.Target
	}
	return target, nil
}

// guestRequests is the default of --requests at a server that is another's.
const guestRequests = 10

// connect makes the transport, and the workload on it.
func (l *Load) connect(ctx context.Context, request *httpload.Options, o *order.Order, env process.Environment, security *tls.Config) (err error) {
	dial := wire.DialFunc(l.Target.Dialler(env))
	if request.RoundTrip > 0 {
		if l.relay, err = api.StartRelay(ctx, api.HostPort(request.URL), request.RoundTrip, l.Target.Here(), env); err != nil {
			return err
		}
		o.Children, dial = l.relay, l.relay.Dial
	}
	l.load, err = httpload.New(*request, wire.New(wire.Options{
		Connections: mostInFlight, PerRequest: request.PerRequest, Protocol: request.Protocol,
		Dial: dial, TLS: security, Budget: l.Target.Budget(),
	}))
	return err
}

// try sends one request.
func (l *Load) try(ctx context.Context, address *url.URL) error {
	if err := l.load.Try(ctx); err != nil {
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
