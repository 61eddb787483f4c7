package main

import (
	"context"

	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/ratequotes"
	"ep-benchmark/cmd/internal/session"
)

// quotesFlags are the flags of a run that compares caches of rate quotes.
type quotesFlags struct {
	runFlags
	caches ratequotes.Flags
	api    api.Flags
}

// newRateQuotes returns the command that measures what a cache of rate quotes saves.
func newRateQuotes(env process.Environment, take taker) *cobra.Command {
	f := &quotesFlags{}
	f.take = take
	command := &cobra.Command{
		Use:   "rate-quotes",
		Short: "Measure what a cache of rate quotes saves: none, in memory, Redis",
		Long: `rate-quotes asks the API for rates without a cache, through one in this process and
through Redis, in rounds in which they take turns, and says with an interval how much
faster each is. It says as well how many calls a cache saves, measured beside theory,
and from which TTL on 30 % and 50 % are saved; how many calls the expiry of a key makes
when many ask for it at once; and how many cached quotes are out of date, and by how
much money, where prices drift.

Quotes expire by a clock that follows the requests (--per-hour), so a TTL of a day is
measured in seconds. Each pass begins with an empty cache. Redis is a server that you
name, else a redis-server that is found on this machine and started for the run, else
miniredis, and the report says which.`,
		Example: `  No cache, one in memory and Redis, with a TTL of an hour
    ep-benchmark rate-quotes
  Only the one in memory, at ten times as many quotes an hour
    ep-benchmark rate-quotes --cache none,memory --per-hour 1000 --quotes 500
  A Redis server of yours; its password is in REDISCLI_AUTH
    ep-benchmark rate-quotes --redis redis://127.0.0.1:6379
  Your own requests, each line of a file of orders one
    ep-benchmark rate-quotes --keys orders.tsv --ttl 15m
  Keys that repeat less, and prices that change each hour
    ep-benchmark rate-quotes --distinct 1000 --skew 0.6 --drift 1%/1h`,
		Args:              cli.NoArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(cmd *cobra.Command, _ []string) error { return f.carryOut(cmd.Context(), env) },
	}
	f.register(command)
	return command
}

func (f *quotesFlags) register(command *cobra.Command) {
	set := command.Flags()
	f.set = set
	set.SortFlags = false
	f.caches.Register(set)
	f.measured.Order.RegisterRounds(set, "requests in flight, up to 512; auto is 16")
	_ = set.MarkHidden("quick")
	_ = set.MarkHidden("target")
	f.api.RegisterAsking(set)
	f.registerOutcome(command)
	f.caches.Complete(command)
	f.api.Complete(command)
}

// carryOut compares the caches.
func (f *quotesFlags) carryOut(ctx context.Context, env process.Environment) error {
	if f.compared.Given() {
		return cli.Usagef("--compare: caches that take turns are compared with each other, and with no earlier run")
	}
	all := append(f.caches.Uses(), f.api.Uses()...)
	if err := files.Apart(append(all, f.uses(env)...)); err != nil {
		return err
	}
	o, target, err := f.settle(ctx, env)
	if err != nil {
		return err
	}
	return f.perform(ctx, []*session.Part{{Order: &o, Target: target}}, func(*opened) error { return nil }, env)
}

// settle checks the flags. It starts nothing and asks no server.
func (f *quotesFlags) settle(ctx context.Context, env process.Environment) (o order.Order, target *api.Target, err error) {
	if o, err = f.measured.Order.SettleOwn(); err != nil {
		return o, nil, err
	}
	if err = f.caches.Settle(ctx, &o, env); err != nil {
		return o, nil, err
	}
	target, err = f.api.Aim(ctx, &o, env, f.demand())
	return o, target, err
}
