package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/workloads/simulator"
)

const (
	latencyUsage    = "how late the simulator answers: fixed (100 ms for a shipment, 50 ms for all else), recorded or none"
	latencyExpected = "fixed, recorded or none"
)

var latencies = []string{simulator.Fixed.String(), simulator.Recorded.String(), simulator.None.String()}

// parseLatency reads the flag that both commands have.
func parseLatency(set *pflag.FlagSet) (simulator.Profile, error) {
	profile, err := simulator.ParseProfile(set.Lookup("latency").Value.String())
	if err != nil {
		return profile, wrongValue(set, "latency")
	}
	return profile, nil
}

// simulatorFlags are the flags of the simulator command.
type simulatorFlags struct {
	address, latency string
	seed             uint64
	child            bool
}

func newSimulator(world surroundings) *cobra.Command {
	var flags simulatorFlags
	command := &cobra.Command{
		Use:   "simulator",
		Short: "Serve an EasyPost-like API on this machine, until Ctrl-C",
		Long: `simulator serves the part of the EasyPost API v2 that the workloads use:
shipments, trackers, addresses, parcels and rates, with state, paging, errors
and latency. It prints one line of JSON with its address when it is ready.`,
		Example: `  Start it
    ep-benchmark simulator --addr 127.0.0.1:8080

  Use it from a second terminal
    curl -u EZTKanything: http://127.0.0.1:8080/v2/trackers -H 'Content-Type: application/json' \
      -d '{"tracker":{"tracking_code":"EZ4000000004"}}'`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return flags.carryOut(cmd.Context(), cmd.Flags(), world)
		},
	}
	flags.register(command)
	return command
}

func (f *simulatorFlags) register(command *cobra.Command) {
	set := command.Flags()
	set.SortFlags = false
	set.StringVar(&f.address, "addr", "127.0.0.1:8080", "where to listen, on this machine only; port 0 takes a free one")
	describe(set, "addr", groupServe, "host:port", "a loopback address with a port, such as 127.0.0.1:8080")
	set.StringVar(&f.latency, "latency", simulator.Fixed.String(), latencyUsage)
	describe(set, "latency", groupServe, "name", latencyExpected)
	set.Uint64Var(&f.seed, "seed", 1, "the same seed and requests give the same answers")
	describe(set, "seed", groupServe, "n", "a whole number, 0 or more")
	set.BoolVar(&f.child, "child", false, "end when standard input ends")
	_ = set.MarkHidden("child")
	_ = command.RegisterFlagCompletionFunc("latency", cobra.FixedCompletions(latencies, cobra.ShellCompDirectiveNoFileComp))
}

// carryOut serves until the context ends.
func (f *simulatorFlags) carryOut(ctx context.Context, set *pflag.FlagSet, world surroundings) error {
	profile, err := parseLatency(set)
	if err != nil {
		return err
	}
	var parent io.Reader
	if f.child {
		parent = world.stdin
	}
	err = simulator.Main(ctx, simulator.Options{Seed: f.seed, Latency: profile}, f.address, world.stdout, parent)
	if err != nil && refused(err) {
		return wrongValue(set, "addr")
	}
	return err
}

// refused tells an address that the simulator doesn't take from a port that
// can't be had: the first is the command line's fault, the second is not.
func refused(err error) bool {
	var network *net.OpError
	var stream *fs.PathError
	return !errors.As(err, &network) && !errors.As(err, &stream)
}
