// Package easypost is a thin client for the EasyPost API v2, made to be
// measured through.
//
// A load generator must use less CPU than the server that it measures, and must
// record in detail what happens on the wire. So a [Session] belongs to one
// worker and owns its buffers, requests go out by RoundTrip on a transport of
// our own, answers are decoded by hand into the few typed fields that are
// checked, and every request is traced to the wire. An answer that is no
// success is an [*Error]. Only a client with patience sends requests again, and
// only those that the server refused as too many; it counts these repeats and
// the time that they wait.
package easypost

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"ep-benchmark/workloads/wire"
)

// Options say how to reach the API. All but BaseURL and Key may be left empty.
type Options struct {
	BaseURL string // "http://127.0.0.1:8080": scheme and host; /v2 is added
	Key     Key    // it is sent and never shown
	// Connections is how many idle connections are kept, and at least the
	// number of workers; MaxConnections limits those in use, 0 for no limit.
	Connections    int
	MaxConnections int
	PerRequest     bool // each request has a connection of its own
	// Dial replaces the network's own dialling, for a server in memory.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Roots are the authorities whose certificates are trusted; nil for the
	// system's.
	Roots *x509.CertPool
	// Budget is the most requests that the client makes; 0 for no limit.
	Budget int64
	// Patience is the longest that a request waits, all pauses together, to be
	// sent again when the server refuses it as one too many (HTTP 429). With 0
	// such a refusal is an error at once.
	Patience time.Duration
	// OneDecimal says that the server keeps measures with one decimal, as
	// EasyPost's documentation says, and not as they were sent.
	OneDecimal bool
}

// A Client is safe for use from any number of goroutines.
type Client struct {
	base          *url.URL
	transport     *wire.Transport
	authorization string
	secret        *Secret // the key
	throttle      throttle
	oneDecimal    bool

	shipments, trackers *url.URL // the endpoints that are called all the time

	idle wire.Idle[*Traffic]
}

// New returns a client. It does not connect.
func New(o Options) (*Client, error) {
	if o.Key == "" {
		return nil, errors.New("no API key: expected one such as EZTK…")
	}
	base, err := BaseURL(o.BaseURL)
	if err != nil {
		return nil, err
	}
	key := string(o.Key)
	authorization := base64.StdEncoding.EncodeToString([]byte(key + ":"))
	client := &Client{
		base:          base,
		authorization: "Basic " + authorization,
		secret:        NewSecret(o.Key),
		throttle:      throttle{patience: o.Patience, jitter: pauseJitter, spread: longestSpread, epoch: time.Now()},
		oneDecimal:    o.OneDecimal,
		transport: wire.New(wire.Options{
			Connections: o.Connections, MaxConnections: o.MaxConnections, PerRequest: o.PerRequest, Dial: o.Dial, Budget: o.Budget,
			TLS:       &tls.Config{RootCAs: o.Roots, MinVersion: tls.VersionTLS12},
			RequestID: "X-Ep-Request-Uuid",
		}),
	}
	client.shipments, client.trackers = client.endpoint("/shipments"), client.endpoint("/trackers")
	return client, nil
}

// BaseURL reads the API's address. It refuses parts of an address that requests
// would leave out, and does not quote them where they could be a key.
func BaseURL(text string) (*url.URL, error) {
	const expected = "expected a URL such as http://127.0.0.1:8080"
	if strings.ContainsAny(text, "@?#") {
		return nil, errors.New("API address: " + expected + ", without a user, a query or a fragment; the key has its own place")
	}
	base, err := url.Parse(strings.TrimSuffix(text, "/"))
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, fmt.Errorf("API address %q: %s", text, expected)
	}
	return base, nil
}

// Close drops the idle connections.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

// Left is how many more requests the client may make; false where it has no
// limit.
func (c *Client) Left() (requests int64, limited bool) { return c.transport.Left() }

// endpoint is a resource's URL below /v2.
func (c *Client) endpoint(path string) *url.URL {
	return &url.URL{Scheme: c.base.Scheme, Host: c.base.Host, Path: c.base.Path + "/v2" + path}
}
