package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/workloads/simulator/httpserver"
)

// The limits of the flags that bound what a client may take.
const (
	shortestBound   = time.Second
	longestBound    = 24 * time.Hour
	mostConnections = 1 << 16
)

// boundFlags say how much time and how many connections a client may take.
type boundFlags struct {
	request, idle time.Duration
	connections   int
}

func (f *boundFlags) register(command *cobra.Command) {
	set := command.Flags()
	expected := fmt.Sprintf("%v to %v, such as 30s", shortestBound, longestBound)
	set.IntVar(&f.connections, "max-connections", httpserver.DefaultConnections, "how many connections there may be at once; further ones are closed")
	describe(set, "max-connections", groupReach, "n", fmt.Sprintf("1 to %d", mostConnections))
	set.DurationVar(&f.request, "request-timeout", httpserver.DefaultRequestTime, "how long a request may take to arrive; then 408 is answered and the connection closed")
	describe(set, "request-timeout", groupReach, "time", expected)
	set.DurationVar(&f.idle, "idle-timeout", httpserver.DefaultIdleTime, "how long a connection may rest between two requests")
	describe(set, "idle-timeout", groupReach, "time", expected)
	for _, name := range []string{"max-connections", "request-timeout", "idle-timeout"} {
		_ = command.RegisterFlagCompletionFunc(name, cobra.NoFileCompletions)
	}
}

// bounds checks the flags.
func (f *boundFlags) bounds(set *pflag.FlagSet) (httpserver.Bounds, error) {
	within := func(d time.Duration) bool { return d >= shortestBound && d <= longestBound }
	bounds := httpserver.Bounds{Request: f.request, Idle: f.idle, Connections: f.connections}
	switch {
	case f.connections < 1 || f.connections > mostConnections:
		return bounds, wrongValue(set, "max-connections")
	case !within(f.request):
		return bounds, wrongValue(set, "request-timeout")
	case !within(f.idle):
		return bounds, wrongValue(set, "idle-timeout")
	}
	return bounds, nil
}
