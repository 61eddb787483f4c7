package httpserver

import "time"

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
