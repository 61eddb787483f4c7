// Package easypost is a thin client for the EasyPost API v2, made to be
// measured through.
//
// Its opinion: a load generator must cost less than what it measures, and see
// more. So a [Session] belongs to one worker and owns its buffers, requests go
// out by RoundTrip on a transport of our own, answers are decoded by hand into
// the few typed fields that are checked, and every request is traced to the
// wire. Nothing is retried and nothing is hidden: an answer that is no success
// is an [*Error].
package easypost

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Options say how to reach the API. All but BaseURL and Key may be left empty.
type Options struct {
	BaseURL string // "http://127.0.0.1:8080": scheme and host; /v2 is added
	Key     string // the API key; it is sent and never shown
	// Connections is how many idle connections are kept, and at least the
	// number of workers; MaxConnections limits those in use, 0 for no limit.
	Connections    int
	MaxConnections int
	// Dial replaces the network's own dialling, for a server in memory.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// A Client is safe for use from any number of goroutines.
type Client struct {
	base          *url.URL
	transport     *http.Transport
	authorization string

	shipments, trackers *url.URL // the endpoints that are called all the time

	mutex sync.Mutex
	idle  map[int][]*Traffic // by workers, for later legs
}

// New returns a client. It does not connect.
func New(o Options) (*Client, error) {
	base, err := url.Parse(strings.TrimSuffix(o.BaseURL, "/"))
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, fmt.Errorf("API address %q: expected a URL such as http://127.0.0.1:8080", o.BaseURL)
	}
	if o.Key == "" {
		return nil, errors.New("no API key: expected one such as EZTK…")
	}
	dial := o.Dial
	if dial == nil {
		dial = (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext
	}
	client := &Client{
		base:          base,
		authorization: "Basic " + base64.StdEncoding.EncodeToString([]byte(o.Key+":")),
		idle:          map[int][]*Traffic{},
		transport: &http.Transport{
			DialContext:         dial,
			MaxIdleConns:        max(o.Connections, 1),
			MaxIdleConnsPerHost: max(o.Connections, 1),
			MaxConnsPerHost:     o.MaxConnections,
			IdleConnTimeout:     90 * time.Second,
			TLSHandshakeTimeout: 10 * time.Second,
			// An answer is decoded as it comes: unpacking it would be the
			// client's cost and read as the server's.
			DisableCompression: true,
			ForceAttemptHTTP2:  true,
			Proxy:              nil, // a proxy between would be measured too
		},
	}
	client.shipments, client.trackers = client.endpoint("/shipments"), client.endpoint("/trackers")
	return client, nil
}

// Close drops the idle connections.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

// endpoint is a resource's URL below /v2.
func (c *Client) endpoint(path string) *url.URL {
	return &url.URL{Scheme: c.base.Scheme, Host: c.base.Host, Path: c.base.Path + "/v2" + path}
}
