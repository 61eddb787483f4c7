package api

import (
	"context"
	"crypto/x509"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/easypost"
)

// target reads the flags, and returns nil if they name no server. It sends no
// request to the server.
func (f *Flags) target(ctx context.Context, entries []workloads.Entry, env process.Environment) (*Target, error) {
	if f.buy && !slices.ContainsFunc(entries, func(e workloads.Entry) bool { return e.Buys }) {
		return nil, cli.Usagef("--buy: none of the chosen workloads creates shipments")
	}
	if !f.set.Changed("api-url") {
		for _, name := range []string{"api-key-file", "api-ca", "max-requests", "i-accept-real-charges"} {
			if f.set.Changed(name) {
				return nil, cli.Usagef("--%s is for --api-url, and does nothing without", name)
			}
		}
		return nil, nil
	}
	if err := f.pointless(entries); err != nil {
		return nil, err
	}
	base, err := f.address()
	if err != nil {
		return nil, err
	}
	t := &Target{url: base.String(), here: isHere(base)}
	t.counted = !t.here || f.set.Changed("max-requests")
	if t.counted {
		t.allowed = int64(f.most)
	}
	if t.roots, err = f.roots(ctx, base); err != nil {
		return nil, err
	}
	t.key, err = f.key(ctx, t.here, env)
	t.account = accountOf(t.key)
	return t, err
}

// pointless rejects flags and workloads that have no use for --api-url.
func (f *Flags) pointless(entries []workloads.Entry) error {
	switch {
	case !slices.ContainsFunc(entries, func(e workloads.Entry) bool { return e.UsesServer }):
		return cli.Usagef("--api-url: none of the chosen workloads asks a server")
	case f.set.Changed("latency"):
		return cli.Usagef("--latency is that of a simulator of our own: a server that is named answers as late as it does")
	case f.most < 1 || f.most > mostGuestRequests:
		return cli.WrongValue(f.set, "max-requests")
	}
	return nil
}

// address reads the URL. Documentation often has it with the API's version,
// which the client adds.
func (f *Flags) address() (*url.URL, error) {
	text := strings.TrimSuffix(strings.TrimSuffix(f.url, "/"), "/v2")
	base, err := easypost.BaseURL(text)
	if err != nil {
		return nil, cli.Usagef("--api-url: %w", err)
	}
	if readable(base) {
		return nil, cli.Usagef("--api-url %s: everybody on the way could read the API key: expected https://", base)
	}
	return base, nil
}

// readable tells whether everybody on the way to a server could read requests.
func readable(base *url.URL) bool {
	return base.Scheme == "http" && !isHere(base) && !isPrivate(base)
}

// Aim finds the server that the workloads call, and adapts the order to it. It
// returns nil if the flags name no server.
func (f *Flags) Aim(ctx context.Context, o *order.Order, env process.Environment, d order.Demand) (*Target, error) {
	t, err := f.target(ctx, o.Entries, env)
	if err != nil {
		return nil, err
	}
	o.Environment.Buy = f.buy
	if t == nil {
		return nil, nil
	}
	t.demand, t.adaptive, t.accepted = d, o.Plan.Adaptive(), f.accept
	o.Environment.Endpoint, o.Environment.Account, o.Environment.Counted = t.url, string(t.account), t.counted
	if t.counted {
		if err := f.limitToGuest(o, t); err != nil {
			return nil, err
		}
	}
	return t, t.Count(o)
}

// Count counts the requests that the order makes. It rejects orders with too
// many requests and orders that could be charged. It can be called again when
// the input is known.
func (t *Target) Count(o *order.Order) error {
	if t == nil {
		return nil
	}
	if t.counted {
		if err := t.fit(o); err != nil {
			return err
		}
	}
	return t.refuse(o)
}

// OnlyHere rejects the servers and the limit that a command of many legs does not
// support.
func (f *Flags) OnlyHere(command string) error {
	if !f.set.Changed("api-url") {
		return nil
	}
	base, err := f.address()
	switch {
	case err != nil:
		return err
	case !isHere(base):
		return cli.Usagef("--api-url %s: %s asks servers on this machine only: it has more legs than a server that others run should be asked for", base, command)
	case f.set.Changed("max-requests"):
		return cli.Usagef("--max-requests: %s counts no requests: expected an ordinary run", command)
	}
	return nil
}

// longestCertificates is far more than a file of certificate authorities needs.
const longestCertificates = 4 << 20

// roots reads the certificates to trust.
func (f *Flags) roots(ctx context.Context, base *url.URL) (*x509.CertPool, error) {
	return Authorities(ctx, f.set, "api-ca", base)
}

// Authorities reads the certificates to trust from the file that a flag names;
// nil without it.
func Authorities(ctx context.Context, set *pflag.FlagSet, name string, base *url.URL) (*x509.CertPool, error) {
	flag := set.Lookup(name)
	if !cli.IsGiven(set, name) {
		return nil, nil
	}
	path, name := flag.Value.String(), cli.SourceOf(flag)
	if base.Scheme != "https" {
		return nil, cli.Usagef("%s is for https://, and does nothing with %s", name, base)
	}
	text, err := files.ReadSmall(ctx, path, longestCertificates)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", name, path, err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("%s %s: there is no certificate in it: expected %s", name, path, cli.Expected(flag))
	}
	return roots, nil
}
