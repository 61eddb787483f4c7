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

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/easypost"
)

const groupAPI = "API server"

// apiFlags name the API that the workloads call. Without --api-url, a simulator
// is started for them.
type apiFlags struct {
	url, keyFile, ca string
	most             int // requests
	accept, buy      bool
	set              *pflag.FlagSet
}

func (f *apiFlags) register(set *pflag.FlagSet) {
	f.set = set
	set.StringVar(&f.url, "api-url", "", "ask this server in place of a simulator of our own; the key is taken from "+process.KeyVariable+", and one on this machine needs none")
	cli.Describe(set, "api-url", groupAPI, "url", "a URL such as http://127.0.0.1:8080 or https://api.easypost.com")
	set.StringVar(&f.keyFile, "api-key-file", "", "a file with the API key, in place of "+process.KeyVariable)
	cli.Describe(set, "api-key-file", groupAPI, "file", "a file that holds an API key and nothing else")
	set.StringVar(&f.ca, "api-ca", "", "trust the certificates in this PEM file, and no others")
	cli.Describe(set, "api-ca", groupAPI, "file", "a PEM file of certificates")
	set.IntVar(&f.most, "max-requests", guestRequests, fmt.Sprintf("most requests in all to a server elsewhere, up to %d; also applies the limits of a remote server to a local one", mostGuestRequests))
	cli.Describe(set, "max-requests", groupAPI, "n", fmt.Sprintf("1 to %d", mostGuestRequests))
	set.BoolVar(&f.buy, "buy", false, "buy the cheapest label of each shipment that is created, as part of the operation")
	cli.Describe(set, "buy", groupAPI, "", "true or false")
	set.BoolVar(&f.accept, "i-accept-real-charges", false, "allow a production key, and buying labels elsewhere: both may cost real money")
	cli.Describe(set, "i-accept-real-charges", groupAPI, "", "true or false")
}

// target is the API that the workloads call. Its key is hidden when it is
// printed.
type target struct {
	url     string // as it is shown: scheme, host and path
	here    bool   // on this machine
	counted bool   // its requests are counted, and the plan is limited to a guest's
	key     easypost.Key
	account account
	roots   *x509.CertPool // nil for the system's
	most    int64          // requests in all; 0 for no limit
	// The fields below are for a run whose requests are counted.
	adaptive bool  // the number of rounds is as large as the limit allows
	run      int64 // most requests of one run
	rounds   int
	// interval is the number of requests that an interval needs, if more than
	// are allowed; else 0.
	interval int
}

// target reads the flags, and returns nil if they name no server. It sends no
// request to the server.
func (f *apiFlags) target(ctx context.Context, entries []workloads.Entry, env process.Environment) (*target, error) {
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
	t := &target{url: base.String(), here: isHere(base)}
	t.counted = !t.here || f.set.Changed("max-requests")
	if t.counted {
		t.most = int64(f.most)
	}
	if t.roots, err = f.roots(ctx, base); err != nil {
		return nil, err
	}
	t.key, err = f.key(ctx, t.here, env)
	t.account = accountOf(t.key)
	return t, err
}

// pointless rejects flags and workloads that have no use for --api-url.
func (f *apiFlags) pointless(entries []workloads.Entry) error {
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
func (f *apiFlags) address() (*url.URL, error) {
	text := strings.TrimSuffix(strings.TrimSuffix(f.url, "/"), "/v2")
	base, err := easypost.BaseURL(text)
	if err != nil {
		return nil, cli.Usagef("--api-url: %w", err)
	}
	if base.Scheme == "http" && !isHere(base) && !isPrivate(base) {
		return nil, cli.Usagef("--api-url %s: everybody on the way could read the API key: expected https://", base)
	}
	return base, nil
}

// isHere reports whether an address names this machine. It reads the text only
// and looks up no name.
func isHere(base *url.URL) bool {
	address, err := netip.ParseAddr(base.Hostname())
	return err == nil && address.Unmap().IsLoopback() || strings.EqualFold(base.Hostname(), "localhost")
}

// isPrivate reports whether an address belongs to a local network. A simulator
// on another machine there may have no certificate.
func isPrivate(base *url.URL) bool {
	address, err := netip.ParseAddr(base.Hostname())
	return err == nil && (address.Unmap().IsPrivate() || address.IsLinkLocalUnicast())
}

// aim finds the server that the workloads call, and adapts the plan to it.
func (f *runFlags) aim(ctx context.Context, o *order, env process.Environment, d demand) (err error) {
	if o.target, err = f.api.target(ctx, o.entries, env); err != nil {
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

// count counts the requests that the order makes. It rejects orders with too
// many requests and orders that could be charged. It can be called again when
// the input is known.
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

// affords returns an error if too few requests are left for another run, so
// that no run stops in the middle.
func (s *server) affords(t *target) error {
	if t == nil || !t.counted {
		return nil
	}
	if left, limited := s.client.Left(); limited && left < t.run {
		return fmt.Errorf("%d of the %d requests that are allowed are left, and a run makes up to %d: begin again, with a larger --max-requests", left, t.most, t.run)
	}
	return nil
}

// onlyHere rejects the servers and the limit that ab does not support.
func (f *apiFlags) onlyHere() error {
	if !f.set.Changed("api-url") {
		return nil
	}
	base, err := f.address()
	switch {
	case err != nil:
		return err
	case !isHere(base):
		return cli.Usagef("--api-url %s: ab asks servers on this machine only: each of its turns begins with a leg that is not measured, which is too much for a server that others run", base)
	case f.set.Changed("max-requests"):
		return cli.Usagef("--max-requests: ab counts no requests: expected a run of one configuration")
	}
	return nil
}

// longestCertificates is far more than a file of certificate authorities needs.
const longestCertificates = 4 << 20

// roots reads the certificates to trust.
func (f *apiFlags) roots(ctx context.Context, base *url.URL) (*x509.CertPool, error) {
	if !f.set.Changed("api-ca") {
		return nil, nil
	}
	if base.Scheme != "https" {
		return nil, cli.Usagef("--api-ca is for https://, and does nothing with %s", base)
	}
	text, err := readSmall(ctx, f.ca, longestCertificates)
	if err != nil {
		return nil, fmt.Errorf("--api-ca %s: %w", f.ca, err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("--api-ca %s: there is no certificate in it: expected %s", f.ca, cli.Expected(f.set.Lookup("api-ca")))
	}
	return roots, nil
}

// longestPatience is the longest wait of a request that was rejected with 429.
// The wait is also limited to the operation's timeout divided by patientShare,
// because an operation may make two requests.
const (
	longestPatience = 20 * time.Second
	patientShare    = 3
)

// connect makes a client of the target and checks the server: it must be
// reachable, have a trusted certificate, be the API, and accept the key.
func (t *target) connect(ctx context.Context, o *order, env process.Environment) (*server, error) {
	client, err := easypost.New(easypost.Options{
		BaseURL: t.url, Key: t.key, Connections: max(o.plan.Workers, mostAutomaticWorkers) * len(o.entries),
		Dial: t.dialler(env), Roots: t.roots, Budget: t.most, OneDecimal: true,
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

// portHere returns the port of a target on this machine, and 0 for any other
// target.
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

// trustBy returns a hint at --api-ca if the error is an untrusted certificate
// and the flag was not given.
func (t *target) trustBy(err error) string {
	var unknown x509.UnknownAuthorityError
	if !errors.As(err, &unknown) || t.roots != nil {
		return ""
	}
	return ": --api-ca takes the certificate's file"
}

// dialler returns the function that opens connections. A target on this machine
// has no limit of requests. A connection to another machine is therefore an
// error, whatever the target's name resolves to.
func (t *target) dialler(env process.Environment) func(ctx context.Context, network, address string) (net.Conn, error) {
	dial := env.Dial
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

// readSmall reads a file of at most longest bytes. The file may be a pipe or a
// terminal without input so far. The end of the context ends the wait. A read
// that is still blocked then ends with the process.
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
