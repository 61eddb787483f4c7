package wire

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

// DialFunc makes a connection.
type DialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// Protocol is the version of HTTP that is spoken.
type Protocol string

// The protocols.
const (
	Negotiated Protocol = ""   // HTTP/2 where TLS agrees on it, else HTTP/1.1
	HTTP1      Protocol = "h1" // HTTP/1.1
	HTTP2      Protocol = "h2" // HTTP/2; without TLS by prior knowledge
)

// Options say how requests are sent. All may be left empty.
type Options struct {
	// Connections is how many idle connections are kept, and at least the
	// number of workers; MaxConnections limits those in use, 0 for no limit.
	Connections    int
	MaxConnections int
	PerRequest     bool // each request has a connection of its own
	Protocol       Protocol
	Dial           DialFunc    // replaces the network's own dialling; nil for that
	TLS            *tls.Config // nil for TLS 1.2 or newer and the system's authorities
	Budget         int64       // the most requests that are sent; 0 for no limit
	// RequestID is the canonical name of the field in which the server gives each
	// answer an id of its own; empty where it gives none.
	RequestID string
}

// A Transport sends requests. It is safe for use from any number of goroutines.
type Transport struct {
	*http.Transport
	budget  budget
	repeats *repeats
}

// New returns a transport. It does not connect.
func New(o Options) *Transport {
	dial := o.Dial
	if dial == nil {
		dial = (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext
	}
	secured := o.TLS
	if secured == nil {
		secured = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	t := &Transport{
		budget: budget{most: o.Budget}, repeats: newRepeats(o.RequestID),
		Transport: &http.Transport{
			DialContext:            dial.counted,
			DisableKeepAlives:      o.PerRequest,
			MaxIdleConns:           max(o.Connections, 1),
			MaxIdleConnsPerHost:    max(o.Connections, 1),
			MaxConnsPerHost:        o.MaxConnections,
			IdleConnTimeout:        90 * time.Second,
			TLSHandshakeTimeout:    10 * time.Second,
			TLSClientConfig:        secured,
			MaxResponseHeaderBytes: headersOf(o.Connections),
			// Answers are not unpacked: the client's time for that would be measured as
			// the server's, and a few bytes could unpack to any number.
			DisableCompression: true,
			HTTP2:              &http.HTTP2Config{MaxReceiveBufferPerStream: unread, MaxReceiveBufferPerConnection: unreadTogether},
			ForceAttemptHTTP2:  o.Protocol == Negotiated,
			Proxy:              nil, // a proxy would be measured too
		},
	}
	if o.Protocol != Negotiated {
		t.Protocols = o.Protocol.protocols()
	}
	return t
}

func (p Protocol) protocols() *http.Protocols {
	var all http.Protocols
	all.SetHTTP1(p == HTTP1)
	all.SetHTTP2(p == HTTP2)
	all.SetUnencryptedHTTP2(p == HTTP2)
	return &all
}

// Left is how many more requests may be sent; false where there is no limit.
func (t *Transport) Left() (requests int64, limited bool) {
	return max(0, t.budget.most-t.budget.spent.Load()), t.budget.most > 0
}

// The headers of all answers that may be under way together have allHeaders
// bytes at the most; recorded ones have 1 KB each.
const (
	allHeaders      = 8 << 20
	longestHeaders  = 64 << 10
	shortestHeaders = 4 << 10
)

// Over HTTP/2 the transport receives answers before they are read: up to unread
// bytes of each, and up to unreadTogether of all on a connection.
const (
	unread         = 64 << 10
	unreadTogether = 2 << 20
)

// headersOf is how long the headers of one answer may be.
func headersOf(connections int) int64 {
	return min(longestHeaders, max(shortestHeaders, allHeaders/int64(max(connections, 1))))
}
