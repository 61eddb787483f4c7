package serve

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/workloads/simulator/httpserver"
)

// groupReach is the heading of who can reach the simulator, and how long.
const groupReach = "Who can reach it"

// The limits of the flags that bound what a client may take.
const (
	shortestBound = time.Second
	longestBound  = 24 * time.Hour
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
	cli.Describe(set, "max-connections", groupReach, "n", fmt.Sprintf("1 to %d", httpserver.MostConnections))
	set.DurationVar(&f.request, "request-timeout", httpserver.DefaultRequestTime, "how long a request may take to arrive; then 408 is answered and the connection closed")
	cli.Describe(set, "request-timeout", groupReach, "time", expected)
	set.DurationVar(&f.idle, "idle-timeout", httpserver.DefaultIdleTime, "how long a connection may rest between two requests")
	cli.Describe(set, "idle-timeout", groupReach, "time", expected)
	for _, name := range []string{"max-connections", "request-timeout", "idle-timeout"} {
		_ = command.RegisterFlagCompletionFunc(name, cobra.NoFileCompletions)
	}
}

// bounds checks the flags.
func (f *boundFlags) bounds(set *pflag.FlagSet) (httpserver.Bounds, error) {
	within := func(d time.Duration) bool { return d >= shortestBound && d <= longestBound }
	bounds := httpserver.Bounds{Request: f.request, Idle: f.idle, Connections: f.connections}
	switch {
	case f.connections < 1 || f.connections > httpserver.MostConnections:
		return bounds, cli.WrongValue(set, "max-connections")
	case !within(f.request):
		return bounds, cli.WrongValue(set, "request-timeout")
	case !within(f.idle):
		return bounds, cli.WrongValue(set, "idle-timeout")
	}
	return bounds, nil
}
