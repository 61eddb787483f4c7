package workloads

import "ep-benchmark/engine"

// protocolVariable is how requests to a server of the user's are framed. The simulator
// answers by HTTP/1.1 alone, so that no workload of the registry has it.
var protocolVariable = Variable{
	Name: "protocol", Kind: "name", Values: []string{"h1", "h2"},
	Usage:    "h1 is HTTP/1.1; h2 is HTTP/2, without TLS for http://",
	Expected: "h1 or h2",
	read: func(e *Environment, value string) bool {
		e.Protocol = value
		return value == "h1" || value == "h2"
	},
}

// OwnVaried is the entry of requests to a server of the user's that can be sent in
// several ways: what build makes for an environment's Dispatch, PerRequest, RoundTrip and
// Protocol.
func OwnVaried(name, key, summary string, build func(Environment) (engine.Workload, error)) Entry {
	return Entry{
		Name: name, Key: key, Summary: summary, build: build,
		Variables: []Variable{connectionsVariable, protocolVariable, dispatchVariable, roundTripVariable},
	}
}
