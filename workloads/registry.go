package workloads

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/text"
	"ep-benchmark/workloads/easypost"
)

// An Entry is a workload that can be chosen by name.
type Entry struct {
	Name       string
	Key        string // in the top level of an export
	Summary    string // one line, for help
	Sizes      []Size
	Variables  []Variable // besides the number of workers
	UsesServer bool       // needs an API to talk to
	UsesLines  bool       // works on spreadsheet lines, so that an input file matters to it
	Buys       bool       // can buy labels, one for each item
	InBulk     bool       // can be given every line of an input once, by [Environment.Bulk]
	build      func(Environment) (engine.Workload, error)
	requests   func(Environment) int // of a leg, at the most; nil for none
}

// A Size is a number by which a workload can be made larger or smaller.
type Size struct {
	Name    string // of the flag: "shipments"
	Lines   bool   // without the flag, it is the number of an input's good lines
	Usage   string
	Default int
	Guest   int // the default at a server where requests are counted; 0 for the same
	Most    int
	// Swept says that a sweep can measure several of it: it is how much work there is,
	// of work that computes.
	Swept bool
	// Bytes is the memory that one of it takes as long as the workload is there; 0 for
	// next to none.
	Bytes int
}

// Environment is what workloads are built from.
type Environment struct {
	Sizes    map[string]int // by Size.Name; what is missing has its default
	Client   *easypost.Client
	Endpoint string // names the server that the client calls
	Latency  string // the profile, where it is the simulator's
	Uniform  bool   // the endpoint answers equally late by design
	Account  string // whose the key is: "test" or "production"; empty at the simulator
	Buy      bool   // buy the cheapest label of each shipment that is created
	// Counted says that the server counts the client's requests. A leg then
	// carries its work out once, however short that is.
	Counted bool
	Lines   Lines
	// Dispatch, PerRequest and RoundTrip are how parallel operations are started, how
	// requests are given connections, and what is added to the way to the server.
	Dispatch   engine.Dispatch
	PerRequest bool
	RoundTrip  time.Duration
	Protocol   string            // of requests to a server of the user's: "h1" or "h2"
	Bulk       *Bulk             // for a run that is no benchmark: every line once; nil for none
	Targets    map[string]string // bounds that replace a gating target's, by workload
}

func (e Environment) size(s Size) int {
	if n, ok := e.Sizes[s.Name]; ok {
		return n
	}
	return s.Default
}

// settings returns the settings that all workloads with an endpoint have in
// common.
func (e Environment) settings() map[string]string {
	all := map[string]string{"endpoint": e.Endpoint, "latency": e.Latency}
	if e.Account != "" {
		all["account"] = e.Account
	}
	e.way(all)
	return all
}

// mostPasses is the most passes of a workload that calls the endpoint.
func (e Environment) mostPasses() int {
	if e.Counted {
		return 1
	}
	return 0
}

// registry is in the order of reports.
var registry = []Entry{creationEntry, trackingEntry, analyticsEntry, parsingEntry}

// Entries lists the workloads there are.
func Entries() []Entry { return slices.Clone(registry) }

// Names lists their names.
func Names() []string {
	var names []string
	for _, entry := range registry {
		names = append(names, entry.Name)
	}
	return names
}

// Taken tells whether a workload of the user's own can't have a name, because it
// would be taken for one of the registry, on the command line or in an export.
func Taken(name string) bool {
	return slices.ContainsFunc(registry, func(e Entry) bool { return e.Name == name || e.Key == KeyOf(name) })
}

// KeyOf is the key of a workload of the user's own in an export.
func KeyOf(name string) string { return strings.ReplaceAll(name, "-", "_") }

// Select returns the entries of the names, in the registry's order, each
// once; all of them for no name.
func Select(names []string) ([]Entry, error) {
	for _, name := range names {
		if !slices.Contains(Names(), name) {
			return nil, fmt.Errorf("unknown workload %q: %s", name, text.Expected(name, Names()))
		}
	}
	return slices.DeleteFunc(Entries(), func(e Entry) bool {
		return len(names) > 0 && !slices.Contains(names, e.Name)
	}), nil
}

// Own is the entry of a workload that is not in the registry: one of the user's.
func Own(workload engine.Workload, summary string) Entry {
	return Entry{
		Name: workload.Spec().Name, Key: workload.Spec().Key, Summary: summary,
		build: func(Environment) (engine.Workload, error) { return workload, nil },
	}
}

// OwnRequests is Own for a workload that sends requests: the given number in a leg at the most,
// where they are counted.
func OwnRequests(workload engine.Workload, summary string, requests int) Entry {
	e := Own(workload, summary)
	e.requests = func(Environment) int { return requests }
	return e
}

// Asking is the entry of a workload that is not in the registry and asks the API, in a
// leg as often as its size says at the most. build makes it for an environment and a
// size.
func Asking(name, key, summary string, size Size, build func(Environment, int) (engine.Workload, error)) Entry {
	return Entry{
		Name: name, Key: key, Summary: summary, Sizes: []Size{size}, UsesServer: true,
		build:    func(e Environment) (engine.Workload, error) { return build(e, e.size(size)) },
		requests: func(e Environment) int { return e.size(size) },
	}
}

// Settings returns what an environment's server has to agree in for two runs to be
// comparable.
func (e Environment) Settings() map[string]string { return e.settings() }

// Requests is the most requests that a leg makes where they are counted, those
// that the server refuses as too many left out.
func (e Entry) Requests(environment Environment) int {
	if e.requests == nil {
		return 0
	}
	return e.requests(environment)
}

// Labels is how many labels a leg buys at the most where labels are bought.
func (e Entry) Labels(environment Environment) int {
	if !e.Buys {
		return 0
	}
	return environment.size(e.Sizes[0])
}

// Build makes the entry's workload.
func (e Entry) Build(environment Environment) (engine.Workload, error) {
	for _, size := range e.Sizes {
		if n := environment.size(size); n < 1 || n > size.Most {
			return nil, fmt.Errorf("%s %d: expected 1 to %d", size.Name, n, size.Most)
		}
	}
	if e.UsesServer && environment.Client == nil {
		return nil, fmt.Errorf("%s: there is no API to talk to", e.Name)
	}
	workload, err := e.build(environment)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", e.Name, err)
	}
	bound, replaced := environment.Targets[e.Name]
	if !replaced {
		return workload, nil
	}
	targets := slices.Clone(workload.Spec().Targets)
	for i := range targets {
		if targets[i].Gates {
			if targets[i], err = targets[i].WithBound(bound); err != nil {
				return nil, fmt.Errorf("%s: %w", e.Name, err)
			}
		}
	}
	return retargeted{workload, targets}, nil
}

// retargeted is a workload with other targets.
type retargeted struct {
	engine.Workload
	targets []engine.Target
}

// Spec is the workload's own with the targets replaced.
func (r retargeted) Spec() engine.Spec {
	spec := r.Workload.Spec()
	spec.Targets = slices.Clone(r.targets)
	return spec
}
