package api

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
)

// A Caller sends requests to a server that the user has named, other than the
// API's client.
type Caller interface {
	Left() (requests int64, limited bool) // how many more may be sent
	Close()
}

// RegisterLimit gives a set only the flag that limits requests, for a command
// whose server is named by another one.
func (f *Flags) RegisterLimit(set *pflag.FlagSet) {
	f.set = set
	f.registerMost()
}

// AimAt is Aim for a server at a URL that is not the API. secret says that
// requests carry what nobody may read. The caller of the target is set later,
// with [Target.Call], and Count counts its requests.
func (f *Flags) AimAt(base *url.URL, secret bool, o *order.Order, d order.Demand) (*Target, error) {
	t, err := f.at(base, secret)
	if err != nil {
		return nil, err
	}
	t.demand, t.adaptive, o.Environment.Counted = d, o.Plan.Adaptive(), t.counted
	if !t.counted {
		return t, nil
	}
	return t, f.limitToGuest(o, t)
}

// AimOwn is AimAt for a workload that has a server to itself, among others in a
// plan. So many workloads of the run ask the server, and share what it allows. The
// format of the setting that allows more has a %d.
func (f *Flags) AimOwn(base *url.URL, secret bool, workloads int, setting string) (*Target, error) {
	t, err := f.at(base, secret)
	if err != nil {
		return nil, err
	}
	t.setting, t.sharing = setting, workloads
	if t.counted {
		t.allowed = max(1, t.allowed/int64(workloads))
	}
	return t, nil
}

// at is the target at a URL.
func (f *Flags) at(base *url.URL, secret bool) (*Target, error) {
	if f.most < 1 || f.most > mostGuestRequests {
		return nil, cli.WrongValue(f.set, "max-requests")
	}
	server := &url.URL{Scheme: base.Scheme, Host: base.Host}
	t := &Target{url: server.String(), here: isHere(base)}
	if secret && readable(base) {
		return nil, cli.Usagef("%s: everybody on the way could read what is taken from the environment: expected https://", t.url)
	}
	if t.counted = !t.here || cli.IsGiven(f.set, "max-requests"); t.counted {
		t.allowed = int64(f.most)
	}
	return t, nil
}

// CountOwn counts the requests of a workload that has the server to itself. It
// returns the most rounds that it may have; 0 for no bound.
func (t *Target) CountOwn(entry workloads.Entry, plan engine.Plan, d order.Demand) (rounds int, err error) {
	if !t.counted {
		return 0, nil
	}
	t.demand, t.adaptive = d, plan.Adaptive()
	err = t.fit(&order.Order{Entries: []workloads.Entry{entry}, Plan: plan})
	return t.rounds, err
}

// URL is the server as it is shown: scheme, host and port.
func (t *Target) URL() string { return t.url }

// Affords returns an error if too few requests are left for another run.
func (t *Target) Affords() error { return t.affords(t.caller) }

// limit is the name of the setting that limits the requests.
func (t *Target) limit() string {
	name, _, _ := strings.Cut(cmp.Or(t.setting, raising), " ")
	return name
}

// affords is Affords by what sends the requests.
func (t *Target) affords(c Caller) error {
	if left, limited := c.Left(); limited && left < t.perRun {
		return fmt.Errorf("%d of the %d requests that are allowed are left, and a run makes up to %d: begin again, with a larger %s", left, t.allowed, t.perRun, t.limit())
	}
	return nil
}

// Budget is the most requests that may be sent; 0 for no limit.
func (t *Target) Budget() int64 { return t.allowed }

// Counted says that the server is another's, so that requests are counted.
func (t *Target) Counted() bool { return t.counted }

// Here says that the server is on this machine.
func (t *Target) Here() bool { return t.here }

// Call sets what sends the requests.
func (t *Target) Call(c Caller) { t.caller = c }
