package api

import (
	"net/url"

	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
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
func (f *Flags) AimAt(base *url.URL, secret bool, o *order.Order, d Demand) (*Target, error) {
	if f.most < 1 || f.most > mostGuestRequests {
		return nil, cli.WrongValue(f.set, "max-requests")
	}
	server := &url.URL{Scheme: base.Scheme, Host: base.Host}
	t := &Target{url: server.String(), here: isHere(base), demand: d, adaptive: o.Plan.Adaptive()}
	if secret && readable(base) {
		return nil, cli.Usagef("%s: everybody on the way could read what is taken from the environment: expected https://", t.url)
	}
	t.counted = !t.here || f.set.Changed("max-requests")
	o.Environment.Counted = t.counted
	if !t.counted {
		return t, nil
	}
	t.allowed = int64(f.most)
	return t, f.limitToGuest(o, t)
}

// Budget is the most requests that may be sent; 0 for no limit.
func (t *Target) Budget() int64 { return t.allowed }

// Counted says that the server is another's, so that requests are counted.
func (t *Target) Counted() bool { return t.counted }

// Here says that the server is on this machine.
func (t *Target) Here() bool { return t.here }

// Call sets what sends the requests.
func (t *Target) Call(c Caller) { t.caller = c }
