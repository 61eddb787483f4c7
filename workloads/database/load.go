package database

import (
	"context"
	"strconv"
	"sync"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// Name is the workload's.
const Name = "database"

// Load is the workload: rows that are looked up by their keys, or the sum over all of
// them.
type Load struct {
	server *Server
	sums   bool // of all rows; each worker has a connection that it keeps
	ways   map[engine.LegKind]Way
	alone  Way           // of legs whose kind has no way of its own; its pool is of the workers, if it is 0
	target engine.Target // of a way alone
}

// Lookups is the workload that asks for one row after another. A leg of a variant has
// the variant's way; each other leg has the given one.
func Lookups(s *Server, alone Way, variants map[engine.LegKind]Way) *Load {
	return &Load{server: s, ways: variants, alone: alone, target: engine.Target{Metric: engine.MetricSpeedup, Bound: 1, Gates: true}}
}

// Aim replaces the target of a way alone, which is more than 1x.
func (l *Load) Aim(target engine.Target) { l.target = target }

// Sums is the workload that adds all rows up, each worker with a connection that it
// keeps. The variants differ in how many parallel workers a query may have.
func Sums(s *Server, variants map[engine.LegKind]Way) *Load {
	return &Load{server: s, sums: true, ways: variants}
}

// Spec describes the workload.
func (l *Load) Spec() engine.Spec {
	s := l.server
	spec := engine.Spec{
		Name: Name, Title: "Database", Key: Name,
		Item: "query", Items: "queries", SizeKey: "queries", SizeNoun: "queries",
		Size: s.options.Queries, PassItems: s.options.Queries, Operations: s.options.Queries,
		Bound: engine.IOBound, Settings: l.settings(), Targets: []engine.Target{},
	}
	if len(l.ways) == 0 {
		spec.Targets = append(spec.Targets, l.target)
	}
	return spec
}

// settings are what has to agree for two runs to be comparable.
func (l *Load) settings() map[string]string {
	s, f := l.server, &l.server.Facts
	all := map[string]string{
		"server": s.Name(), "version": f.Version, "rows": strconv.Itoa(s.options.Rows),
		"query": "one row by its key", "work_mem": units.Bytes(f.WorkMem), "shared_buffers": units.Bytes(f.SharedBuffers),
		"max_connections": strconv.Itoa(f.MaxConnections),
	}
	if l.sums {
		all["query"] = "sum of all rows by carrier"
		all["max_parallel_workers"], all["max_parallel_workers_per_gather"] = strconv.Itoa(f.ParallelWorkers), strconv.Itoa(f.PerGather)
	}
	if len(l.ways) == 0 {
		all[ConnectionsSetting] = l.alone.String()
	}
	return all
}

// Prepare opens the connections of a leg's pool.
func (l *Load) Prepare(ctx context.Context, with engine.Leg) (engine.Job, error) {
	way, known := l.ways[with.Kind]
	if !known {
		way = l.alone
	}
	if l.sums {
		way.Pool = with.Workers
	}
	from, err := l.server.open(ctx, way)
	if err != nil {
		return engine.Job{}, err
	}
	leg := &leg{load: l, source: from, way: way, seed: with.Seed, tallies: make([]tally, with.Workers)}
	return engine.Job{
		Operations: l.server.options.Queries, Do: leg.query, Verify: leg.verify, Database: leg.evidence,
		Close: func() error { from.close(); return nil },
	}, nil
}

// tally is what one worker's queries took.
type tally struct {
	queries                    int64
	waiting, querying, closing time.Duration
	_                          [32]byte // so that no two workers write to one cache line
}

// leg is the work of one leg.
type leg struct {
	load    *Load
	source  source
	way     Way
	seed    uint64
	tallies []tally
	plan    *engine.QueryPlan
}

// query carries out an operation: one query, with its connection.
func (l *leg) query(ctx context.Context, op engine.Op) (engine.Work, error) {
	began := time.Now()
	conn, done, err := l.source.get(ctx)
	if err != nil {
		return engine.Work{}, l.load.server.failed(err)
	}
	has := time.Now()
	if l.load.sums {
		err = l.load.server.sum(ctx, conn)
	} else {
		err = l.load.server.look(ctx, conn, keyOf(l.seed, op.Index, l.load.server.options.Rows))
	}
	answered := time.Now()
	done()
	if err != nil {
		return engine.Work{}, err
	}
	t := &l.tallies[op.Worker]
	t.queries++
	t.waiting, t.querying, t.closing = t.waiting+has.Sub(began), t.querying+answered.Sub(has), t.closing+time.Since(answered)
	return engine.Work{Items: 1}, nil
}

// verify asks the server how it carries the sum out, with as many queries at once as
// the leg had. Every single answer was checked when it came.
func (l *leg) verify(ctx context.Context) error {
	if !l.load.sums {
		return nil
	}
	plans, problems := make([]engine.QueryPlan, len(l.tallies)), make([]error, len(l.tallies))
	var all sync.WaitGroup
	for i := range l.tallies {
		all.Go(func() { plans[i], problems[i] = l.explain(ctx) })
	}
	all.Wait()
	sum := engine.QueryPlan{}
	for i := range plans {
		if problems[i] != nil {
			return problems[i]
		}
		sum.Queries, sum.Node = sum.Queries+1, plans[i].Node
		sum.Planned, sum.Launched = sum.Planned+plans[i].Planned, sum.Launched+plans[i].Launched
	}
	l.plan = &sum
	return nil
}

func (l *leg) explain(ctx context.Context) (engine.QueryPlan, error) {
	conn, done, err := l.source.get(ctx)
	if err != nil {
		return engine.QueryPlan{}, l.load.server.failed(err)
	}
	defer done()
	return l.load.server.explain(ctx, conn)
}

// evidence adds the workers' tallies up.
func (l *leg) evidence() engine.DatabaseEvidence {
	e := engine.DatabaseEvidence{Pool: l.way.Pool, Plan: l.plan}
	for i := range l.tallies {
		t := &l.tallies[i]
		e.Queries += t.queries
		e.Waiting, e.Querying, e.Closing = e.Waiting+t.waiting, e.Querying+t.querying, e.Closing+t.closing
	}
	return e
}
