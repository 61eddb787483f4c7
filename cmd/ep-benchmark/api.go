package main

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"ep-benchmark/workloads"
	"ep-benchmark/workloads/easypost"
)

const groupAPI = "API server"

// apiFlags say which API the workloads ask, in place of a simulator that is
// started for them.
type apiFlags struct {
	url, keyFile, ca string
	most             int // requests
	accept, buy      bool
	set              *pflag.FlagSet
}

func (f *apiFlags) register(set *pflag.FlagSet) {
	f.set = set
	set.StringVar(&f.url, "api-url", "", "ask this server in place of a simulator of our own; the key is taken from "+keyVariable+", and one on this machine needs none")
	describe(set, "api-url", groupAPI, "url", "a URL such as http://127.0.0.1:8080 or https://api.easypost.com")
	set.StringVar(&f.keyFile, "api-key-file", "", "a file with the API key, in place of "+keyVariable)
	describe(set, "api-key-file", groupAPI, "file", "a file that holds an API key and nothing else")
	set.StringVar(&f.ca, "api-ca", "", "trust the certificates in this PEM file, and no others")
	describe(set, "api-ca", groupAPI, "file", "a PEM file of certificates")
	set.IntVar(&f.most, "max-requests", guestRequests, fmt.Sprintf("most requests in all to a server elsewhere, up to %d; also applies the limits of a remote server to a local one", mostGuestRequests))
	describe(set, "max-requests", groupAPI, "n", fmt.Sprintf("1 to %d", mostGuestRequests))
	set.BoolVar(&f.buy, "buy", false, "buy the cheapest label of each shipment that is created, as part of the operation")
	describe(set, "buy", groupAPI, "", "true or false")
	set.BoolVar(&f.accept, "i-accept-real-charges", false, "allow a production key, and buying labels elsewhere: both may cost real money")
	describe(set, "i-accept-real-charges", groupAPI, "", "true or false")
}

// target is the API that is asked. Its key shows itself in no text.
type target struct {
	url     string // as it is shown: scheme, host and path
	here    bool   // on this machine
	counted bool   // requests are, and the plan is a guest's
	key     easypost.Key
	account account
	roots   *x509.CertPool // nil for the system's
	most    int64          // requests in all; 0 for no limit
	// What follows is of a run whose requests are counted.
	adaptive bool  // its rounds are as many as fit
	run      int64 // requests of one run, at the most
	rounds   int
	// interval is how many requests would do for an interval, where those that
	// are allowed do not; else 0.
	interval int
}

// target reads the flags; nil where no server is named. Nothing is asked of
// the server yet.
func (f *apiFlags) target(ctx context.Context, entries []workloads.Entry, world surroundings) (*target, error) {
	if f.buy && !slices.ContainsFunc(entries, func(e workloads.Entry) bool { return e.Buys }) {
		return nil, usagef("--buy: none of the chosen workloads creates shipments")
	}
	if !f.set.Changed("api-url") {
		for _, name := range []string{"api-key-file", "api-ca", "max-requests", "i-accept-real-charges"} {
			if f.set.Changed(name) {
				return nil, usagef("--%s is for --api-url, and does nothing without", name)
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
	t := &target{url: base.String(), here: isHere(base)}
	t.counted = !t.here || f.set.Changed("max-requests")
	if t.counted {
		t.most = int64(f.most)
	}
	if t.roots, err = f.roots(ctx, base); err != nil {
		return nil, err
	}
	t.key, err = f.key(ctx, t.here, world)
	t.account = accountOf(t.key)
	return t, err
}

// pointless finds what would do nothing with a server that is named.
func (f *apiFlags) pointless(entries []workloads.Entry) error {
	switch {
	case !slices.ContainsFunc(entries, func(e workloads.Entry) bool { return e.UsesServer }):
		return usagef("--api-url: none of the chosen workloads asks a server")
	case f.set.Changed("latency"):
		return usagef("--latency is that of a simulator of our own: a server that is named answers as late as it does")
	case f.most < 1 || f.most > mostGuestRequests:
		return wrongValue(f.set, "max-requests")
	}
	return nil
}

// address reads the URL. Documentation often has it with the API's version,
// which the client adds.
func (f *apiFlags) address() (*url.URL, error) {
	text := strings.TrimSuffix(strings.TrimSuffix(f.url, "/"), "/v2")
	base, err := easypost.BaseURL(text)
	if err != nil {
		return nil, usagef("--api-url: %w", err)
	}
	if base.Scheme == "http" && !isHere(base) && !isPrivate(base) {
		return nil, usagef("--api-url %s: everybody on the way could read the API key: expected https://", base)
	}
	return base, nil
}

// isHere tells whether an address is this machine by what it says, without
// asking anybody.
func isHere(base *url.URL) bool {
	address, err := netip.ParseAddr(base.Hostname())
	return err == nil && address.Unmap().IsLoopback() || strings.EqualFold(base.Hostname(), "localhost")
}

// isPrivate tells whether an address is one of a local network, where a
// simulator on another machine may have no certificate.
func isPrivate(base *url.URL) bool {
	address, err := netip.ParseAddr(base.Hostname())
	return err == nil && (address.Unmap().IsPrivate() || address.IsLinkLocalUnicast())
}

// aim finds the server that is asked, and what a plan has to be for it.
func (f *runFlags) aim(ctx context.Context, o *order, world surroundings, d demand) (err error) {
	if o.target, err = f.api.target(ctx, o.entries, world); err != nil {
		return err
	}
	o.environment.Buy = f.api.buy
	if o.target == nil {
		return nil
	}
	t := o.target
	o.demand, t.adaptive = d, o.plan.Adaptive()
	o.environment.Endpoint, o.environment.Account, o.environment.Counted = t.url, string(t.account), t.counted
	if err := f.behave(o); err != nil {
		return err
	}
	return f.count(o)
}

// count counts what the order asks of its server, and refuses what is too much
// or may cost money. It may be asked again when the input is known.
func (f *runFlags) count(o *order) error {
	if o.target == nil {
		return nil
	}
	if o.target.counted {
		if err := f.fit(o); err != nil {
			return err
		}
	}
	return f.refuse(o)
}

// affords tells whether another run may be made: one that would end in the
// middle is not begun.
func (s *server) affords(t *target) error {
	if t == nil || !t.counted {
		return nil
	}
	if left, limited := s.client.Left(); limited && left < t.run {
		return fmt.Errorf("%d of the %d requests that are allowed are left, and a run makes up to %d: begin again, with a larger --max-requests", left, t.most, t.run)
	}
	return nil
}

// onlyHere refuses what ab does not do.
func (f *apiFlags) onlyHere() error {
	if !f.set.Changed("api-url") {
		return nil
	}
	base, err := f.address()
	switch {
	case err != nil:
		return err
	case !isHere(base):
		return usagef("--api-url %s: ab asks servers on this machine only: each of its turns begins with a leg that is not measured, which is too much for a server that others run", base)
	case f.set.Changed("max-requests"):
		return usagef("--max-requests: ab counts no requests: expected a run of one configuration")
	}
	return nil
}

// longestCertificates is far more than a file of authorities has.
const longestCertificates = 4 << 20

// roots reads the certificates to trust.
func (f *apiFlags) roots(ctx context.Context, base *url.URL) (*x509.CertPool, error) {
	if !f.set.Changed("api-ca") {
		return nil, nil
	}
	if base.Scheme != "https" {
		return nil, usagef("--api-ca is for https://, and does nothing with %s", base)
	}
	text, err := readSmall(ctx, f.ca, longestCertificates)
	if err != nil {
		return nil, fmt.Errorf("--api-ca %s: %w", f.ca, err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("--api-ca %s: there is no certificate in it: expected %s", f.ca, annotation(f.set.Lookup("api-ca"), expectedKey))
	}
	return roots, nil
}

// longestPatience is how long a request that is refused with 429 waits at the
// most, and patientShare the share of an operation's timeout that it may be:
// an operation may be two requests.
const (
	longestPatience = 20 * time.Second
	patientShare    = 3
)

// connect makes a client of the target and sees whether it is what it should
// be: reachable, trusted, the API, and willing to take the key.
func (t *target) connect(ctx context.Context, o *order, world surroundings) (*server, error) {
	client, err := easypost.New(easypost.Options{
		BaseURL: t.url, Key: t.key, Connections: max(o.plan.Workers, mostAutomaticWorkers) * len(o.entries),
		Dial: t.dialler(world), Roots: t.roots, Budget: t.most, OneDecimal: true,
		Patience: min(longestPatience, o.plan.OperationTimeout/patientShare),
	})
	if err != nil {
		return nil, fmt.Errorf("--api-url: %w", err)
	}
	if err := client.Ping(ctx); err != nil {
		client.Close()
		return nil, fmt.Errorf("--api-url %s: %w%s", t.url, err, t.trustBy(err))
	}
	o.environment.Client = client
	return &server{client: client, port: t.portHere()}, nil
}

// portHere is the port of a target on this machine; else 0.
func (t *target) portHere() uint16 {
	base, err := url.Parse(t.url)
	if err != nil || !t.here {
		return 0
	}
	text := base.Port()
	if text == "" {
		text = map[string]string{"http": "80", "https": "443"}[base.Scheme]
	}
	port, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return 0
	}
	return uint16(port)
}

// trustBy names the flag by which a certificate is trusted, where that is what
// is missing.
func (t *target) trustBy(err error) string {
	var unknown x509.UnknownAuthorityError
	if !errors.As(err, &unknown) || t.roots != nil {
		return ""
	}
	return ": --api-ca takes the certificate's file"
}

// dialler makes connections. Those of a target on this machine must not leave
// it, whatever its name stands for: no limit holds for it.
func (t *target) dialler(world surroundings) func(ctx context.Context, network, address string) (net.Conn, error) {
	dial := world.dial
	if dial == nil {
		dial = (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext
	}
	if !t.here {
		return dial
	}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		if tcp, ok := conn.RemoteAddr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
			_ = conn.Close()
			return nil, fmt.Errorf("%s is not on this machine but at %s: expected 127.0.0.1", address, tcp.IP)
		}
		return conn, nil
	}
}

// readSmall reads a file that must be no longer than so many bytes. It may be a
// pipe or a terminal, which somebody has yet to write to: the end of the context
// ends the wait, and what still waits ends with the process.
func readSmall(ctx context.Context, path string, longest int64) ([]byte, error) {
	type outcome struct {
		text []byte
		err  error
	}
	read := make(chan outcome, 1)
	go func() {
		text, err := readNow(path, longest)
		read <- outcome{text, err}
	}()
	select {
	case <-ctx.Done():
		return nil, errors.New("interrupted while waiting for what is in it")
	case o := <-read:
		return o.text, o.err
	}
}

func readNow(path string, longest int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, withoutPath(err)
	}
	defer func() { _ = file.Close() }() // it was read only
	text, err := io.ReadAll(io.LimitReader(file, longest+1))
	switch {
	case err != nil:
		return nil, withoutPath(err)
	case int64(len(text)) > longest:
		return nil, errors.New("it is too long to be one")
	}
	return text, nil
}
