package workloads

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// A Variable is a way in which a workload can be carried out, or one of its sizes,
// of which runs can compare several values.
type Variable struct {
	Name     string   // of the flag: "connections"
	Usage    string   // for help
	Kind     string   // what help calls a value: "name"
	Expected string   // what a value has to be
	Values   []string // that are offered; the first is the default
	// read takes a value over into an environment, and tells whether it is one.
	read func(e *Environment, value string) bool
	// under is how many operations a value has under way at the most; nil and 0 where
	// the workers decide.
	under func(value string) int
}

// connections is how requests are given connections.
const (
	pooled     = "pooled"
	perRequest = "per-request"
)

// longestTrip is the longest round trip that a relay adds.
const longestTrip = 10 * time.Second

var dispatchVariable = Variable{
	Name: "dispatch", Kind: "name", Values: []string{"pool", "semaphore:16", "chunks:8", "window:16"},
	Usage:    "how the operations of a parallel leg are started: pool (each worker takes the next), semaphore:N (all at once, N under way), chunks:N (N at a time, the slowest awaited) or window:N (N in order)",
	Expected: engine.DispatchExpected + ", with 1 to 4096 under way",
	read: func(e *Environment, value string) bool {
		d, err := engine.ParseDispatch(value)
		e.Dispatch = d
		return err == nil && d.Size <= mostUnderWay
	},
	under: func(value string) int {
		d, _ := engine.ParseDispatch(value)
		return d.Size
	},
}

// mostUnderWay is the most operations that a dispatch has under way.
const mostUnderWay = 4096

var connectionsVariable = Variable{
	Name: "connections", Kind: "name", Values: []string{pooled, perRequest},
	Usage:    "pooled, or per-request: each request has a new connection",
	Expected: pooled + " or " + perRequest,
	read: func(e *Environment, value string) bool {
		e.PerRequest = value == perRequest
		return e.PerRequest || value == pooled
	},
}

var roundTripVariable = Variable{
	Name: "rtt", Kind: "time", Values: []string{"0ms", "5ms", "20ms", "80ms"},
	Usage:    "add a round trip of this time: a relay of ours holds back what goes each way by half of it",
	Expected: fmt.Sprintf("0ms to %v, such as 20ms", longestTrip),
	read: func(e *Environment, value string) bool {
		trip, err := time.ParseDuration(value)
		e.RoundTrip = trip
		return err == nil && trip >= 0 && trip <= longestTrip
	},
}

// ofSize is a size that can be varied.
func ofSize(s Size) Variable {
	return Variable{
		Name: s.Name, Kind: "n", Usage: s.Usage, Expected: fmt.Sprintf("1 to %d", s.Most), Values: []string{strconv.Itoa(s.Default)},
		read: func(e *Environment, value string) bool {
			n, err := strconv.Atoi(value)
			sizes := map[string]int{s.Name: n}
			for name, size := range e.Sizes {
				if name != s.Name {
					sizes[name] = size
				}
			}
			e.Sizes = sizes
			return err == nil && n >= 1 && n <= s.Most
		},
	}
}

// Set gives an environment a value; false for a text that is none.
func (v Variable) Set(e *Environment, value string) bool { return v.read(e, value) }

// UnderWay is how many operations the value has under way at the most; 0 where the
// workers decide.
func (v Variable) UnderWay(value string) int {
	if v.under == nil {
		return 0
	}
	return v.under(value)
}

// Varies finds what the entry can be varied in by its name.
func (e Entry) Varies(name string) (Variable, bool) {
	at := slices.IndexFunc(e.Variables, func(v Variable) bool { return v.Name == name })
	if at < 0 {
		return Variable{}, false
	}
	return e.Variables[at], true
}

// Variables lists what any workload can be varied in, each once.
func Variables() []Variable {
	var all []Variable
	for _, entry := range registry {
		for _, v := range entry.Variables {
			if !slices.ContainsFunc(all, func(o Variable) bool { return o.Name == v.Name }) {
				all = append(all, v)
			}
		}
	}
	return all
}

// way are the settings of how the endpoint is reached, where they are not the usual
// ones.
func (e Environment) way(settings map[string]string) {
	if e.PerRequest {
		settings[connectionsVariable.Name] = perRequest
	}
	if e.RoundTrip > 0 {
		settings[roundTripVariable.Name] = units.Duration(e.RoundTrip)
	}
	if e.Dispatch.Kind != engine.Pool {
		settings[dispatchVariable.Name] = e.Dispatch.String()
	}
}
