package postgres

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/workloads/database"
)

const group = "The database"

// The defaults and limits.
const (
	defaultRows    = 200_000
	mostRows       = 100_000_000
	defaultQueries = 256
	defaultSums    = 4
	mostQueries    = 1_000_000
	defaultWorkers = 64
	// MostWorkers is the most queries under way at once.
	MostWorkers = 512
)

// usualWays are the values of connections that are compared where none are given.
var usualWays = []string{database.PerQuery, "pool:1", "pool:4", "pool:16", "pool:64", "pool:200", database.Bouncer}

const varyExpected = "connections or parallel and two or more values, such as connections=per-query,pool:16 or parallel=off,on"

// Flags are the flags of a run that asks a database.
type Flags struct {
	server, connections string
	vary                []string
	rows, queries       int
	set                 *pflag.FlagSet
}

// Register adds the flags to a set.
func (f *Flags) Register(set *pflag.FlagSet) {
	f.set = set
	describe := func(name, kind, expected string) { cli.Describe(set, name, group, kind, expected) }
	set.StringVar(&f.server, "postgres", cli.Auto, "the server: a URL such as postgres://user@host:5432/database, completed by PGPASSWORD and ~/.pgpass as psql does; auto starts one with the programs that are found here, and removes it afterwards")
	describe("postgres", "URL|auto", "auto, or "+database.URLExpected)
	set.StringArrayVar(&f.vary, "vary", nil, "what takes turns, each value compared with the first: connections (how queries get theirs: per-query, pool:N or pgbouncer) or parallel (parallel workers of a query over all rows: off, on as the server is set, or a number); connections=per-query,pool:1,pool:4,pool:16,pool:64,pool:200,pgbouncer where nothing is given")
	describe("vary", "name=values", varyExpected)
	set.StringVar(&f.connections, "connections", "", "measure one way alone, one query at a time against -n: per-query, pool:N or pgbouncer")
	describe("connections", "name", database.ConnectionsExpected)
	set.IntVar(&f.rows, "rows", defaultRows, "rows of the table of shipments that is made for the run")
	describe("rows", "n", fmt.Sprintf("1 to %d", mostRows))
	set.IntVar(&f.queries, "queries", defaultQueries, fmt.Sprintf("queries of a pass, %d by default with --vary parallel; a leg that is shorter than 100 ms has several passes", defaultSums))
	describe("queries", "n", fmt.Sprintf("1 to %d", mostQueries))
}

// Complete offers values to the shell's completion.
func (f *Flags) Complete(command *cobra.Command) {
	last := cobra.ShellCompDirectiveNoFileComp
	cli.Offer(command, "postgres", last, cli.Auto, "postgres://")
	cli.Offer(command, "vary", last|cobra.ShellCompDirectiveNoSpace, database.ConnectionsSetting+"=", database.ParallelSetting+"=")
	cli.Offer(command, "connections", last, usualWays...)
	for _, name := range []string{"rows", "queries"} {
		cli.Offer(command, name, last)
	}
}

// Options are what the flags say. The error is about a flag.
func (f *Flags) Options() (Options, error) {
	o := Options{Server: f.server, Rows: f.rows, Queries: f.queries}
	switch {
	case f.server != cli.Auto && !database.IsURL(f.server): // it may have a password, and is not repeated
		return o, cli.Usagef("--postgres: expected auto, or %s", database.URLExpected)
	case f.rows < 1 || f.rows > mostRows:
		return o, cli.WrongValue(f.set, "rows")
	case f.queries < 1 || f.queries > mostQueries:
		return o, cli.WrongValue(f.set, "queries")
	case len(f.vary) > 1:
		return o, cli.Usagef("--vary %s and %s: a run varies one setting: expected one of them", f.vary[0], f.vary[1])
	case f.set.Changed("connections") && len(f.vary) > 0:
		return o, cli.Usagef("--connections measures one way alone, and --vary several: expected one of them")
	case f.set.Changed("connections"):
		if _, ok := database.ParseConnections(f.connections); !ok {
			return o, cli.WrongValue(f.set, "connections")
		}
		o.Alone = f.connections
		return o, nil
	}
	var err error
	if o.Vary, err = f.dimension(); err == nil && o.Vary.Name == database.ParallelSetting && !cli.IsGiven(f.set, "queries") {
		o.Queries = defaultSums
	}
	return o, err
}

// dimension is what takes turns.
func (f *Flags) dimension() (order.Dimension, error) {
	if len(f.vary) == 0 {
		return order.Dimension{Flag: "--vary", Name: database.ConnectionsSetting, Values: usualWays}, nil
	}
	d, err := order.ParseDimension(f.vary[0])
	if err != nil {
		return d, err
	}
	reads := map[string]func(string) bool{
		database.ConnectionsSetting: func(value string) bool { _, ok := database.ParseConnections(value); return ok },
		database.ParallelSetting:    func(value string) bool { _, ok := database.ParseParallel(value); return ok },
	}[d.Name]
	if reads == nil {
		return d, cli.Usagef("--vary %q: expected %s", f.vary[0], varyExpected)
	}
	if at := slices.IndexFunc(d.Values, func(value string) bool { return !reads(value) }); at >= 0 {
		expected := map[string]string{database.ConnectionsSetting: database.ConnectionsExpected, database.ParallelSetting: database.ParallelExpected}[d.Name]
		return d, cli.Usagef("--vary: %s %q: expected %s", d.Name, d.Values[at], expected)
	}
	return d, nil
}
