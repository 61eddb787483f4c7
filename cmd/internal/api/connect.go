package api

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"time"

	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads/easypost"
)

// longestPatience is the longest wait of a request that was rejected with 429.
// The wait is also limited to the operation's timeout divided by patientShare,
// because an operation may make two requests.
const (
	longestPatience = 20 * time.Second
	patientShare    = 3
)

// connect makes a client of the target and checks the server: it must be
// reachable, have a trusted certificate, be the API, and accept the key.
func (t *Target) connect(ctx context.Context, o *order.Order, env process.Environment) (*Server, error) {
	s := &Server{Port: t.Port()}
	dial, err := s.longer(ctx, t.hostPort(), t.here, o, t.Dialler(env), env)
	if err != nil {
		return nil, fmt.Errorf("--api-url: %w", err)
	}
	client, err := easypost.New(easypost.Options{
		BaseURL: t.url, Key: t.key, Connections: connectionsFor(o), PerRequest: o.Environment.PerRequest,
		Dial: dial, Roots: t.roots, Budget: t.allowed, OneDecimal: true,
		Patience: min(longestPatience, o.Plan.OperationTimeout/patientShare),
	})
	if err != nil {
		s.Stop()
		return nil, fmt.Errorf("--api-url: %w", err)
	}
	s.client = client
	if err := client.Ping(ctx); err != nil {
		s.Stop()
		return nil, fmt.Errorf("--api-url %s: %w%s", t.url, err, t.trustBy(err))
	}
	o.Environment.Client = client
	return s, nil
}

// hostPort is the target's host and port.
func (t *Target) hostPort() string {
	base, err := url.Parse(t.url)
	if err != nil {
		return t.url
	}
	return HostPort(base)
}

// Port returns the port of a target on this machine, and 0 for any other
// target.
func (t *Target) Port() uint16 {
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
func (t *Target) trustBy(err error) string {
	var unknown x509.UnknownAuthorityError
	if !errors.As(err, &unknown) || t.roots != nil {
		return ""
	}
	return ": --api-ca takes the certificate's file"
}

// Dialler returns the function that opens connections. A target on this machine
// has no limit of requests. A connection to another machine is therefore an
// error, whatever the target's name resolves to.
func (t *Target) Dialler(env process.Environment) func(ctx context.Context, network, address string) (net.Conn, error) {
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
