package load

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/httpload"
)

// Own is a load among other workloads of a project: with a server, limits and a
// relay to itself.
type Own struct {
	Load
	name  string
	url   *url.URL
	entry workloads.Entry
	env   process.Environment
}

// About describes a load among other workloads.
type About struct {
	Name, Title, Summary string
	URL                  string
	Workers              int            // requests in flight of a parallel leg; 0 for the default
	Guests               map[string]int // how many workloads of the run ask each server, by [Server]
	Target               engine.Target  // the zero Target is more than 1x
}

// Server names the server of a URL, for [About].
func Server(text string) string {
	address, err := url.Parse(text)
	if err != nil {
		return ""
	}
	return strings.ToLower(api.HostPort(address))
}

// Workers is how many requests are in flight in a parallel leg of a load among
// others, where nothing else is said.
func (f *Flags) Workers(text string) int {
	address, err := url.Parse(text)
	if err != nil {
		return defaultWorkers
	}
	if target, err := f.Guest.AimOwn(address, false, 1, raising); err == nil && target.Counted() {
		return api.GuestWorkers
	}
	return defaultWorkers
}

// raising is the key that allows more requests.
const raising = "max_requests = %d"

// Check finds what is wrong with a load among others, without reading a file or a
// variable.
func (f *Flags) Check(a *About) error {
	request, err := f.shape(a.URL)
	if err != nil {
		return err
	}
	_, _, err = f.aim(a, &request, f.given("bearer-env") || f.given("header-env"))
	return err
}

// Own makes a load among others. It reads files and variables, and sends nothing.
func (f *Flags) Own(a *About, env process.Environment) (*Own, error) {
	ctx := context.Background() // regular files are read without waiting
	for flag, path := range map[string]string{"body-file": f.bodyFile, "ca-file": f.authorities} {
		if about, err := os.Stat(path); err == nil && !about.Mode().IsRegular() {
			return nil, fmt.Errorf("%s %s: it is not a regular file", f.name(flag), path)
		}
	}
	request, err := f.request(ctx, a.URL, env)
	if err != nil {
		return nil, err
	}
	security, err := f.security(ctx, &request)
	if err != nil {
		return nil, err
	}
	o := &Own{name: a.Name, url: request.URL, env: env}
	var dispatch engine.Dispatch
	if o.Target, dispatch, err = f.aim(a, &request, len(request.Secret) > 0); err != nil {
		return nil, err
	}
	if err := o.prepare(&request, env, security); err != nil {
		return nil, err
	}
	o.entry = workloads.OwnRequests(workloads.Dispatched(o.load, dispatch), a.Summary, request.Size)
	return o, nil
}

// aim completes the request by what its server allows.
func (f *Flags) aim(a *About, request *httpload.Options, secret bool) (*api.Target, engine.Dispatch, error) {
	dispatch, err := engine.ParseDispatch(f.dispatch)
	if err != nil {
		return nil, dispatch, cli.WrongValue(f.set, "dispatch")
	}
	request.Name, request.Title, request.Target = a.Name, a.Title, a.Target
	if request.Workers = a.Workers; request.Workers == 0 {
		request.Workers = f.Workers(a.URL)
	}
	target, err := f.Guest.AimOwn(request.URL, secret, max(1, a.Guests[Server(a.URL)]), raising)
	switch {
	case err != nil:
		return nil, dispatch, err
	case request.Workers > MostInFlight:
		return nil, dispatch, cli.Usagef("%d workers: expected 1 to %d requests in flight", request.Workers, MostInFlight)
	case target.Counted() && request.Workers > api.MostGuestWorkers:
		return nil, dispatch, cli.Usagef("%d workers: a server that is not your own gets at most %d", request.Workers, api.MostGuestWorkers)
	}
	if target.Counted() {
		request.Passes = 1
		if !f.given("requests") {
			request.Size = guestRequests
		}
	}
	return target, dispatch, f.dispatchable(dispatch, request.Workers)
}

// Entry is the workload.
func (o *Own) Entry() workloads.Entry { return o.entry }

// Relay is the process of the longer way to the server; nil without one.
func (o *Own) Relay() order.Children {
	if o.relay == nil {
		return nil
	}
	return o.relay
}

// Open starts the relay, says how many requests the run sends at the most, and sends
// one.
func (o *Own) Open(ctx context.Context) error {
	if err := o.connect(ctx, o.url, o.env); err != nil {
		return errors.Join(fmt.Errorf("%s: %w", o.name, err), o.Load.Close())
	}
	return nil
}

// Close ends the connections and the relay.
func (o *Own) Close(context.Context) error { return o.Load.Close() }

// Name is the workload's.
func (o *Own) Name() string { return o.name }

// Server is the server as it is shown.
func (o *Own) Server() string { return o.Target.URL() }

// Port is that of a server on this machine; 0 for another.
func (o *Own) Port() uint16 { return o.Target.Port() }

// Counted says that the server is another's.
func (o *Own) Counted() bool { return o.Target.Counted() }

// Count counts the requests of the plan.
func (o *Own) Count(plan *engine.Plan, d order.Demand) error {
	rounds, err := o.Target.CountOwn(o.entry, *plan, d)
	if err != nil {
		return fmt.Errorf("%s: %w", o.name, err)
	}
	o.load.Bound(rounds)
	return nil
}

// Affords fails where too few requests are left for another run.
func (o *Own) Affords() error {
	if err := o.Target.Affords(); err != nil {
		return fmt.Errorf("%s: %w", o.name, err)
	}
	return nil
}

// Notices are what a run reports about the server.
func (o *Own) Notices() []string {
	var all []string
	for _, notice := range o.Target.Notices() {
		all = append(all, o.name+": "+notice)
	}
	return all
}
