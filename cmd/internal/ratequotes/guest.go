package ratequotes

import (
	"net"
	"strconv"

	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/engine"
	"ep-benchmark/workloads/quotes"
)

// asked is the Redis server as a run sees it: one that is the user's, and whose
// requests that are not counted.
type asked struct{ way *way }

// Name is the workload's.
func (a asked) Name() string { return quotes.Name }

// Server is the server as it is shown.
func (a asked) Server() string {
	if a.way.own() {
		return "redis"
	}
	return a.way.address.String()
}

// Port is that of a named server on this machine, whose CPU time is not that of other
// programs; 0 for another.
func (a asked) Port() uint16 {
	if a.way.own() || !a.way.address.Here() {
		return 0
	}
	_, port, _ := net.SplitHostPort(a.way.address.Host)
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil { // a socket has none
		return 0
	}
	return uint16(n)
}

// Counted says that requests to it are not.
func (a asked) Counted() bool { return false }

// Count has nothing to count.
func (a asked) Count(*engine.Plan, order.Demand) error { return nil }

// Affords allows any number of runs.
func (a asked) Affords() error { return nil }

// Notices are what a report says about the server.
func (a asked) Notices() []string {
	if a.way.warning == "" {
		return nil
	}
	return []string{a.way.warning}
}
