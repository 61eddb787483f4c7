package simulator

import (
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

// faultKind is what goes wrong.
type faultKind uint8

const (
	faultStatus    faultKind = iota // an error of EasyPost's form in place of the answer
	faultReset                      // the connection is reset
	faultEmpty                      // the connection is closed without a byte of an answer
	faultCut                        // the connection is closed in the middle of the body
	faultTruncated                  // a whole HTTP answer whose JSON ends in its middle
	faultMalformed                  // a whole HTTP answer whose JSON is invalid
	faultSlow                       // the body is sent at a rate of bytes per second
	faultStall                      // nothing comes for a time, and then the connection is closed
	faultKinds
)

var faultNames = [faultKinds]string{"status", "reset", "empty", "cut", "truncated", "malformed", "slow", "stall"}

func (k faultKind) String() string { return faultNames[k] }

// fault is a rule: what goes wrong, and for which requests.
type fault struct {
	kind        faultKind
	every       uint64 // n: the n-th, 2n-th … request; 0 = by probability
	probability float64
	draws       uint64 // what the draws derive from
	requests    atomic.Uint64

	refusal    *apiError // of status
	retryAfter []string  // of status; nil = no such header
	rate       int64     // of slow, in bytes per second
	stall      time.Duration
}

// due tells whether it is the rule's turn. That depends only on how many requests the rule has seen, and neither on the
// time nor on requests to other endpoints.
func (f *fault) due() bool {
	n := f.requests.Add(1)
	if f.every > 0 {
		return n%f.every == 0
	}
	return fraction(f.draws^n) < f.probability
}

// silent tells whether the request gets no answer. Such a request isn't carried out either.
func (f *fault) silent() bool {
	return f != nil && (f.kind == faultReset || f.kind == faultEmpty || f.kind == faultStall)
}

// Faults are the faults that a Simulator injects. They count the requests that they have seen, so they belong to one
// Simulator.
type Faults struct {
	of [endpoints][]*fault // in the order of the rules
}

func (f *Faults) add(rule *fault, matched [endpoints]bool) {
	for e := range endpoints {
		if matched[e] {
			f.of[e] = append(f.of[e], rule)
		}
	}
}

// next returns the first fault whose turn it is, or nil. The rules after it don't count the request.
func (f *Faults) next(e endpoint) *fault {
	for _, rule := range f.of[e] {
		if rule.due() {
			return rule
		}
	}
	return nil
}

// longestStall is the longest that a fault holds an answer back; nil holds none back.
func (f *Faults) longestStall() (longest time.Duration) {
	if f == nil {
		return 0
	}
	for e := range endpoints {
		for _, rule := range f.of[e] {
			longest = max(longest, rule.stall)
		}
	}
	return longest
}

// errorOfStatus is the error that EasyPost has for a status, or one made in the same way.
func errorOfStatus(status int) *apiError {
	known := []*apiError{
		errBadRequest, errNoAuthorization, errKeyInactive, errNotFound, errMethodNotAllowed, errTooLarge, errTooSlow, errRateLimited,
		{status: http.StatusServiceUnavailable, code: errShuttingDown.code, message: "The service is unavailable."},
	}
	for _, e := range known {
		if e.status == status {
			return e
		}
	}
	text := http.StatusText(status)
	code := strings.NewReplacer(" ", "_", "-", "_", "'", "").Replace(strings.ToUpper(text))
	return &apiError{status: status, code: code, message: text + "."}
}
