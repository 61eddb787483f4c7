// Package faults decides which request goes wrong, and how. The decision depends only on the requests that a rule has
// seen, and never on the time, so that a failure of a client can be reproduced.
package faults

import (
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/splitmix"
	"ep-benchmark/workloads/simulator/wire"
)

// Kind is what goes wrong.
type Kind uint8

// The kinds, and how many there are.
const (
	Status    Kind = iota // an error of EasyPost's form in place of the answer
	Reset                 // the connection is reset
	Empty                 // the connection is closed without a byte of an answer
	Cut                   // the connection is closed in the middle of the body
	Truncated             // a whole HTTP answer whose JSON ends in its middle
	Malformed             // a whole HTTP answer whose JSON is invalid
	Slow                  // the body is sent at a rate of bytes per second
	Stall                 // nothing comes for a time, and then the connection is closed
	Kinds
)

var faultNames = [Kinds]string{"status", "reset", "empty", "cut", "truncated", "malformed", "slow", "stall"}

// String is the kind as a file of faults has it.
func (k Kind) String() string { return faultNames[k] }

// Fault is a rule: what goes wrong, and for which requests.
type Fault struct {
	Kind        Kind
	every       uint64 // n: the n-th, 2n-th … request; 0 = by probability
	probability float64
	draws       uint64 // what the draws derive from
	requests    atomic.Uint64

	Refusal    *wire.Error // of status
	RetryAfter []string    // of status; nil = no such header
	Rate       int64       // of slow, in bytes per second
	Stall      time.Duration
}

// due tells whether it is the rule's turn. That depends only on how many requests the rule has seen, and neither on the
// time nor on requests to other endpoints.
func (f *Fault) due() bool {
	n := f.requests.Add(1)
	if f.every > 0 {
		return n%f.every == 0
	}
	return splitmix.Fraction(f.draws^n) < f.probability
}

// Silent tells whether the request gets no answer. Such a request isn't carried out either.
func (f *Fault) Silent() bool {
	return f != nil && (f.Kind == Reset || f.Kind == Empty || f.Kind == Stall)
}

// Rules are the faults that a Simulator injects. They count the requests that they have seen, so they belong to one
// Simulator.
type Rules struct {
	of [endpoint.Count][]*Fault // in the order of the rules
}

func (f *Rules) add(rule *Fault, matched [endpoint.Count]bool) {
	for e := range endpoint.Count {
		if matched[e] {
			f.of[e] = append(f.of[e], rule)
		}
	}
}

// Next returns the first fault whose turn it is, or nil. The rules after it don't count the request.
func (f *Rules) Next(e endpoint.Endpoint) *Fault {
	for _, rule := range f.of[e] {
		if rule.due() {
			return rule
		}
	}
	return nil
}

// LongestStall is the longest that a fault holds an answer back; nil holds none back.
func (f *Rules) LongestStall() (longest time.Duration) {
	if f == nil {
		return 0
	}
	for e := range endpoint.Count {
		for _, rule := range f.of[e] {
			longest = max(longest, rule.Stall)
		}
	}
	return longest
}

// errorOfStatus is the error that EasyPost has for a status, or one made in the same way.
func errorOfStatus(status int) *wire.Error {
	known := []*wire.Error{
		wire.ErrBadRequest, wire.ErrNoAuthorization, wire.ErrKeyInactive, wire.ErrNotFound, wire.ErrMethodNotAllowed, wire.ErrTooLarge, wire.ErrTooSlow, wire.ErrRateLimited,
		{Status: http.StatusServiceUnavailable, Code: wire.ErrShuttingDown.Code, Message: "The service is unavailable."},
	}
	for _, e := range known {
		if e.Status == status {
			return e
		}
	}
	text := http.StatusText(status)
	code := strings.NewReplacer(" ", "_", "-", "_", "'", "").Replace(strings.ToUpper(text))
	return &wire.Error{Status: status, Code: code, Message: text + "."}
}
