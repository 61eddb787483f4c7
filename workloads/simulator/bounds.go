package simulator

import (
	"net/http"
	"time"
)

// Bounds are how much time and how many connections clients may take. A zero stands for the default.
type Bounds struct {
	// Request is how long a request may take to arrive, headers and body together. The headers alone have ten seconds of
	// it.
	Request time.Duration
	// Idle is how long a connection may rest between two requests.
	Idle time.Duration
	// Connections is how many there may be at once. A further connection is closed as soon as it is made.
	Connections int
}

// The defaults of Bounds.
const (
	DefaultRequestTime = 30 * time.Second
	DefaultIdleTime    = 10 * time.Minute // longer than a client rests between two measurements
	DefaultConnections = 4096
)

// MostConnections is the most that Bounds can be set to.
const MostConnections = 1 << 16

const (
	headerTimeout = 10 * time.Second
	// readTimeout is how long a client may take to read an answer, or a piece of a slow one.
	readTimeout = 30 * time.Second
	// largestHeader bounds the headers of a request, in bytes. The server's library adds 4 KiB.
	largestHeader = 16 << 10
)

// Bounds of HTTP/2, where requests share a connection. The library's flow control keeps 1 MiB of a connection's bodies
// at the most.
const (
	mostStreams   = 250
	quietTime     = time.Minute // without a frame, until the server pings the client
	answerToQuiet = 15 * time.Second
)

// complete replaces zeros by the defaults.
func (b Bounds) complete() Bounds {
	if b.Request <= 0 {
		b.Request = DefaultRequestTime
	}
	if b.Idle <= 0 {
		b.Idle = DefaultIdleTime
	}
	if b.Connections <= 0 {
		b.Connections = DefaultConnections
	}
	return b
}

// server is an HTTP server within the bounds.
func (s *Simulator) server(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: min(headerTimeout, s.bounds.Request),
		ReadTimeout:       s.bounds.Request,
		// The library counts this time from the end of a request's headers, so the body's time and the delay are in it. It
		// bounds what the library itself answers; every other answer gets its own time when it is sent.
		WriteTimeout:   s.bounds.Request + s.longestWait + readTimeout,
		IdleTimeout:    s.bounds.Idle,
		MaxHeaderBytes: largestHeader,
		ErrorLog:       s.doors.log,
		HTTP2: &http.HTTP2Config{
			MaxConcurrentStreams: mostStreams,
			SendPingTimeout:      quietTime, PingTimeout: answerToQuiet, WriteByteTimeout: readTimeout,
		},
	}
}

// most is the longest delay that may be drawn.
func (s *spread) most() time.Duration {
	switch {
	case s.width > 0:
		return s.median + s.width
	case s.sigma == 0:
		return s.median
	}
	return s.longest
}

// heldBack is the longest that an answer may be held back, by a profile or a stall.
func heldBack(p Profile, f *Faults) (longest time.Duration) {
	l := p.all()
	for e := range endpoints {
		longest = max(longest, l.answers[e].most(), l.errors[e].most())
		if f == nil {
			continue
		}
		for _, rule := range f.of[e] {
			longest = max(longest, rule.stall)
		}
	}
	return longest
}
