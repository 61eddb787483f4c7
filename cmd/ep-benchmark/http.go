package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/load"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/settings"
)

// httpFlags are the flags of a run that asks a server of the user's.
type httpFlags struct {
	runFlags
	load load.Flags
}

// newHTTP returns the command that measures any HTTP server.
func newHTTP(env process.Environment, take taker) *cobra.Command {
	f := &httpFlags{}
	f.take = take
	command := &cobra.Command{
		Use:   "http URL",
		Short: "Measure an HTTP server of yours: one request at a time against n",
		Long: `http sends requests to a server of yours, one at a time and with n in flight, in
paired rounds and in random order. It says with an interval how much faster n are,
and what holds them back. With --rate it also sends requests at their own moments,
whether or not others are answered, and says what waiting for answers hides. With
several numbers, such as -n 1..512, it says how many in flight pay. With --vary the
values of a setting take turns, and each is compared with the first one.

A request counts if its answer has one of the statuses, and in its JSON what is
expected. A server that is not on this machine is treated as a guest treats its
host: few requests at once, and a number of them that is known beforehand.`,
		Example: `  One request at a time against 16 in flight
    ep-benchmark http http://127.0.0.1:8000/rates -n 16
  Bodies from a file, one JSON document in each line
    ep-benchmark http http://127.0.0.1:8000/rates --method POST --body-file quotes.jsonl -n 16
  Is the answer right?
    ep-benchmark http http://127.0.0.1:8000/rates --status 200 --expect-json rates.0.price=5.20
  What connections cost at 20 ms of round trip
    ep-benchmark http http://127.0.0.1:8000/rates --rtt 20ms --connections per-request
  Is HTTP/2 faster, and at which round trips?
    ep-benchmark http http://127.0.0.1:8000/rates --vary protocol=h1,h2 --vary rtt=0ms,20ms
  How many in flight pay, and from where on are answers late?
    ep-benchmark http http://127.0.0.1:8000/rates -n 1..512
  What does waiting for each answer before the next request hide?
    ep-benchmark http http://127.0.0.1:8000/rates --rate 200/s --arrivals poisson
  Is it still as fast as it was?
    ep-benchmark http http://127.0.0.1:8000/rates -n 16 --compare`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return cli.Usagef("http: expected one URL such as http://127.0.0.1:8000/rates; found %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(cmd *cobra.Command, args []string) error { return f.carryOut(cmd.Context(), args[0], env) },
	}
	f.register(command)
	return command
}

func (f *httpFlags) register(command *cobra.Command) {
	set := command.Flags()
	f.set = set
	set.SortFlags = false
	f.load.Register(set)
	f.load.RegisterVary(set)
	f.measured.Order.RegisterRounds(set, "requests in flight of a parallel leg, up to 512; auto is 16")
	f.measured.Order.RegisterMany(load.MostInFlight)
	f.registerOutcome(command)
	f.load.Complete(command)
}

// carryOut measures the server.
func (f *httpFlags) carryOut(ctx context.Context, address string, env process.Environment) (err error) {
	if err := settings.CheckVariables(env); err != nil {
		return err
	}
	if err := files.Apart(append(f.load.Uses(), f.uses(env)...)); err != nil {
		return err
	}
	o, err := f.measured.Order.SettleOwn()
	if err != nil {
		return err
	}
	if f.load.Varies() {
		return f.inTurns(ctx, address, &o, env)
	}
	l, err := f.load.Open(ctx, address, &o, env, f.demand())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	return f.execute(ctx, o, l.Target, env)
}

// inTurns compares values of a setting in turns.
func (f *httpFlags) inTurns(ctx context.Context, address string, o *order.Order, env process.Environment) (err error) {
	if f.compared.Given() {
		return cli.Usagef("--compare: %s", inTurnsAlone)
	}
	dimensions, err := f.load.Dimensions()
	if err != nil {
		return err
	}
	v, err := f.load.Vary(ctx, address, o, env, f.demand())
	if err != nil {
		return err
	}
	parts, err := varied(o, v.Target, dimensions)
	if err != nil {
		return err
	}
	var orders []*order.Order
	for _, p := range parts {
		orders = append(orders, p.Order)
	}
	if err := v.Start(ctx, orders); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.Stop()) }()
	return f.perform(ctx, parts, func(*opened) error { return nil }, env)
}
