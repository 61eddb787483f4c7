// Package ratequotes reads the flags that say which caches of rate quotes are compared,
// and starts what they need. A cache that can't be reached ends the run: another one
// never takes its place in silence.
package ratequotes

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/quotes"
	"ep-benchmark/workloads/quotes/memory"
	"ep-benchmark/workloads/quotes/redis"
	"ep-benchmark/workloads/sheets"
)

const (
	groupCache    = "The caches"
	groupRequests = "The requests"
)

// The defaults and limits.
const (
	defaultTTL      = time.Hour
	defaultPerHour  = 100
	defaultDistinct = 100
	defaultSkew     = 1
	defaultDrift    = "2%/24h"
	defaultCallers  = 16
	mostCallers     = 512
	defaultWorkers  = 16
	guestQuotes     = 10
)

// MostWorkers is the most requests in flight at once.
const MostWorkers = 512

// Values of --redis other than a URL.
const standIn = "miniredis"

var quotesSize = workloads.Size{Name: "quotes", Usage: "quotes of a pass; with --keys all of its requests unless given", Default: 100, Guest: guestQuotes, Most: quotes.MostKeys}

// known are the names of caches, the reference first.
var known = []string{quotes.None, memory.Name, redis.Name}

// Flags are the flags of the caches and of the requests.
type Flags struct {
	caches, redis, keys, drift string
	ttl                        time.Duration
	perHour, skew              float64
	quotes, distinct, callers  int
	set                        *pflag.FlagSet
}

// Register adds the flags to a set.
func (f *Flags) Register(set *pflag.FlagSet) {
	f.set = set
	f.registerCaches()
	f.registerRequests()
}

func (f *Flags) registerCaches() {
	set := f.set
	describe := func(name, kind, expected string) { cli.Describe(set, name, groupCache, kind, expected) }
	set.StringVar(&f.caches, "cache", strings.Join(known, ","), "the caches that take turns, each compared with none: memory (in this process) and redis")
	describe("cache", "names", "none and one or both of memory and redis, such as none,memory,redis")
	set.DurationVar(&f.ttl, "ttl", defaultTTL, "how long a quote is used after it was asked for")
	describe("ttl", "time", fmt.Sprintf("%s to %s, such as 1h", units.Typed(quotes.ShortestTTL), units.Typed(quotes.LongestTTL)))
	set.StringVar(&f.redis, "redis", cli.Auto, "the Redis server; auto starts a redis-server that is found on this machine, and says so where miniredis has to stand in; the password is better in "+process.RedisVariable)
	describe("redis", "url|auto", redis.Expected+", or auto, or miniredis")
	set.IntVar(&f.callers, "callers", defaultCallers, "how many ask for one key at the moment at which it expires, before the legs; 0 measures no stampede")
	describe("callers", "n", fmt.Sprintf("0, or 2 to %d", mostCallers))
	set.StringVar(&f.drift, "drift", defaultDrift, "how prices change over time, simulated, for the share of quotes that are out of date; off leaves that out")
	describe("drift", "percent/time", quotes.DriftExpected)
}

func (f *Flags) registerRequests() {
	set := f.set
	describe := func(name, kind, expected string) { cli.Describe(set, name, groupRequests, kind, expected) }
	set.IntVar(&f.quotes, quotesSize.Name, quotesSize.Default, quotesSize.Usage)
	describe(quotesSize.Name, "n", fmt.Sprintf("1 to %d", quotesSize.Most))
	set.Float64Var(&f.perHour, "per-hour", defaultPerHour, "quotes that an hour has: answers expire by a clock that follows the requests, and not by waiting")
	describe("per-hour", "n", fmt.Sprintf("%v to %d", quotes.LeastPerHour, quotes.MostPerHour))
	set.StringVar(&f.keys, "keys", "", "a file of orders, each line a request, in its order: .tsv, .csv or .xlsx; without it, keys are drawn by Zipf's law")
	describe("keys", "file", "a file of spreadsheet lines: .tsv, .csv or .xlsx")
	set.IntVar(&f.distinct, "distinct", defaultDistinct, "how many keys are drawn from: the built-in sample's lines with other weights")
	describe("distinct", "n", fmt.Sprintf("1 to %d", quotes.MostKeys))
	set.Float64Var(&f.skew, "skew", defaultSkew, "how much more often some keys are drawn than others, Zipf's exponent: 0 draws all alike")
	describe("skew", "n", fmt.Sprintf("0 to %d", quotes.MostSkew))
	set.String("latency", order.NamedLatency, order.LatencyUsage)
	describe("latency", "name|file", order.LatencyExpected)
}

// Complete offers values to the shell's completion.
func (f *Flags) Complete(command *cobra.Command) {
	last := cobra.ShellCompDirectiveNoFileComp
	cli.Offer(command, "cache", last, "none,memory", "none,redis", "none,memory,redis")
	cli.Offer(command, "redis", last|cobra.ShellCompDirectiveNoSpace, cli.Auto, standIn, "redis://127.0.0.1:6379")
	cli.Offer(command, "drift", last, "off", defaultDrift)
	cli.Offer(command, "latency", cobra.ShellCompDirectiveDefault, order.LatencyNames...)
	cli.Offer(command, "keys", cobra.ShellCompDirectiveFilterFileExt, "tsv", "txt", "csv", "xlsx")
	for _, name := range []string{"ttl", "callers", "quotes", "per-hour", "distinct", "skew"} {
		cli.Offer(command, name, last)
	}
}

// Uses are the files that are read.
func (f *Flags) Uses() []files.Use {
	all := files.ReadsIfThere("--latency", f.set.Lookup("latency").Value.String())
	if f.keys != "" {
		all = append(all, files.Reads("--keys", f.keys))
	}
	return all
}

// chosen are the caches that are compared, the reference first.
func (f *Flags) chosen() ([]string, error) {
	var named []string
	for name := range strings.SplitSeq(f.caches, ",") {
		name = strings.TrimSpace(name)
		switch {
		case !slices.Contains(known, name):
			return nil, cli.UnexpectedWord(f.set.Lookup("cache"), f.caches, name)
		case slices.Contains(named, name):
			return nil, cli.Usagef("--cache: %s is named twice", name)
		}
		named = append(named, name)
	}
	named = slices.DeleteFunc(named, func(name string) bool { return name == quotes.None })
	if len(named) == 0 {
		return nil, cli.WrongValue(f.set, "cache")
	}
	return append([]string{quotes.None}, named...), nil
}

// check finds values that are wrong, and flags that would do nothing.
func (f *Flags) check(named []string) error {
	given := func(name string) bool { return cli.IsGiven(f.set, name) }
	switch {
	case f.ttl < quotes.ShortestTTL || f.ttl > quotes.LongestTTL:
		return cli.WrongValue(f.set, "ttl")
	case f.callers < 0 || f.callers == 1 || f.callers > mostCallers:
		return cli.WrongValue(f.set, "callers")
	case f.quotes < 1 || f.quotes > quotesSize.Most:
		return cli.WrongValue(f.set, quotesSize.Name)
	case !(f.perHour >= quotes.LeastPerHour && f.perHour <= quotes.MostPerHour):
		return cli.WrongValue(f.set, "per-hour")
	case f.distinct < 1 || f.distinct > quotes.MostKeys:
		return cli.WrongValue(f.set, "distinct")
	case !(f.skew >= 0 && f.skew <= quotes.MostSkew):
		return cli.WrongValue(f.set, "skew")
	case given("redis") && !slices.Contains(named, redis.Name):
		return cli.Usagef("--redis is for the cache redis, which is not among --cache %s", f.caches)
	case given("keys") && f.keys == "":
		return cli.WrongValue(f.set, "keys")
	case given("keys") && (given("distinct") || given("skew")):
		return cli.Usagef("--keys has the requests of a file, and --distinct and --skew are for keys that are drawn: expected one of them")
	}
	return nil
}

// Settle checks the flags, reads the file of keys, and completes an order with the
// workload, its variants, and what they need. It starts nothing.
func (f *Flags) Settle(ctx context.Context, o *order.Order, env process.Environment) error {
	named, err := f.chosen()
	if err == nil {
		err = f.check(named)
	}
	if err == nil {
		o.Latency, err = order.ParseLatency(f.set)
	}
	if err != nil {
		return err
	}
	options, err := f.options(ctx, o.Plan.Seed, env)
	if err != nil {
		return err
	}
	bench, err := quotes.New(options)
	if err != nil {
		return cli.WrongUsage(err)
	}
	c := &caches{bench: bench, named: named, ttl: f.ttl, env: env}
	if slices.Contains(named, redis.Name) {
		if c.way, err = f.find(env); err != nil {
			return err
		}
	}
	return f.complete(o, c, options.Size)
}

// options are those of the workload.
func (f *Flags) options(ctx context.Context, seed uint64, env process.Environment) (o quotes.Options, err error) {
	o = quotes.Options{TTL: f.ttl, PerHour: f.perHour, Seed: seed, Callers: f.callers}
	if o.Drift, err = quotes.ParseDrift(f.drift); err != nil {
		return o, cli.WrongValue(f.set, "drift")
	}
	if o.Requests, err = f.requests(ctx, env); err != nil {
		return o, err
	}
	o.Size, err = f.size(o.Requests)
	return o, err
}

// complete completes the order.
func (f *Flags) complete(o *order.Order, c *caches, size int) error {
	switch {
	case o.Target != nil:
		return cli.Usagef("--target %s: caches that take turns have no target: expected a run without it", o.Target)
	case o.Plan.Warmups == 0:
		return cli.Usagef("--quick has no interval: expected a run without it")
	case o.Plan.Workers > MostWorkers:
		return cli.Usagef("--workers %d: expected auto or 1 to %d requests in flight", o.Plan.Workers, MostWorkers)
	case o.Plan.Workers == 0:
		o.Plan.Workers = defaultWorkers
	}
	c.connections = max(o.Plan.Workers, f.callers) + 1
	o.Entries = []workloads.Entry{c.entry()}
	o.Plan.Workloads, o.Environment.Sizes = order.Names(o.Entries), map[string]int{quotesSize.Name: size}
	o.Own, o.Study = c, c.study
	if c.way.kind != 0 {
		o.Guests = []order.Guest{asked{&c.way}}
	}
	if c.way.own() {
		o.Children = []order.Children{c}
	}
	variants, effects, err := order.Combine([]order.Dimension{{Flag: "--cache", Name: quotes.Setting, Values: c.named}})
	if err != nil {
		return err
	}
	return order.TakeEffects(&o.Plan, variants, effects)
}

// entry is the workload.
func (c *caches) entry() workloads.Entry {
	return workloads.Asking(quotes.Name, quotes.Key, "rate quotes through caches, one POST /v2/shipments for each that no cache has", quotesSize,
		func(e workloads.Environment, size int) (engine.Workload, error) {
			return c.bench.At(quotes.Server{Client: e.Client, Settings: e.Settings(), Counted: e.Counted, Size: size}), nil
		})
}

// requests are those of the file, or drawn.
func (f *Flags) requests(ctx context.Context, env process.Environment) (*quotes.Requests, error) {
	if f.keys == "" {
		lines, err := workloads.SampleLines()
		if err != nil {
			return nil, err
		}
		return quotes.Drawn(lines.Shipments, f.distinct, f.skew)
	}
	wrong := func(err error) error { return fmt.Errorf("--keys %s: %w", f.keys, files.WithoutPath(err)) }
	input, err := sheets.Open(ctx, f.keys, sheets.Options{})
	if err != nil {
		return nil, wrong(err)
	}
	defer func() { _ = input.Close() }() // it was read only
	reading, err := input.Read(ctx)
	if err != nil {
		return nil, wrong(err)
	}
	defer func() { _ = reading.Close() }() // likewise
	lines, err := workloads.ReadLines(f.keys, reading.Reader, func(bad error) { env.Tell("%s: %v", f.keys, bad) })
	if err != nil {
		return nil, wrong(err)
	}
	requests, err := quotes.Listed(lines.Shipments, f.keys)
	if err != nil {
		return nil, wrong(err)
	}
	return requests, nil
}

// size is how many quotes a pass has.
func (f *Flags) size(requests *quotes.Requests) (int, error) {
	lines := requests.Lines()
	switch {
	case lines == 0 || cli.IsGiven(f.set, quotesSize.Name) && f.quotes <= lines:
		return f.quotes, nil
	case cli.IsGiven(f.set, quotesSize.Name):
		return 0, cli.Usagef("--quotes %d: %s has %d requests: expected 1 to %d", f.quotes, f.keys, lines, lines)
	}
	return lines, nil
}
