package database

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"ep-benchmark/engine"
)

// carryOut carries a leg's job out once, with the given number of workers, and returns what was
// seen of it.
func carryOut(t *testing.T, l *Load, kind engine.LegKind, workers int) engine.DatabaseEvidence {
	t.Helper()
	job, err := l.Prepare(t.Context(), engine.Leg{Kind: kind, Workers: workers, Seed: 11})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := job.Close(); err != nil {
			t.Error(err)
		}
	}()
	var all sync.WaitGroup
	for worker := range workers {
		all.Go(func() {
			for index := worker; index < job.Operations; index += workers {
				work, err := job.Do(t.Context(), engine.Op{Index: index, Worker: worker})
				if err != nil || work.Items != 1 {
					t.Errorf("%s, query %d: %v", kind, index, err)
				}
			}
		})
	}
	all.Wait()
	if err := job.Verify(t.Context()); err != nil {
		t.Error(err)
	}
	return job.Database()
}

// Queries wait for a connection where a pool has too few, which is measured apart from what
// they take, and where each opens its own.
func TestWaysOfLookingUp(t *testing.T) {
	s := filled(t)
	ways := map[engine.LegKind]Way{"per-query": {}, "one": {Pool: 1}, "enough": {Pool: 8}}
	if bouncing {
		ways["pgbouncer"] = Way{Bounced: true}
	}
	l := Lookups(s, Way{}, ways)
	for kind, way := range ways {
		e := carryOut(t, l, kind, 8)
		if e.Queries != 40 || e.Pool != way.Pool || e.Querying <= 0 || e.Plan != nil {
			t.Errorf("%s: %+v", kind, e)
		}
		switch kind {
		case "one":
			// Of eight workers seven wait at any time, so that a query waits for several others.
			if e.Waiting < 2*e.Querying {
				t.Errorf("with one connection queries wait %v in all, and take %v", e.Waiting, e.Querying)
			}
		case "enough":
			if e.Waiting > e.Querying {
				t.Errorf("with a connection for each worker queries wait %v in all, and take %v", e.Waiting, e.Querying)
			}
		}
	}
	if spec := l.Spec(); len(spec.Targets) != 0 || spec.Settings["connections"] != "" || spec.Settings["rows"] != "500" {
		t.Errorf("spec: %+v", spec)
	}
}

// One way alone has a target, and is named in the settings.
func TestAlone(t *testing.T) {
	l := Lookups(filled(t), Way{Pool: 2}, nil)
	l.Aim(engine.Target{Metric: engine.MetricSpeedup, Bound: 3, Gates: true})
	spec := l.Spec()
	if len(spec.Targets) != 1 || spec.Targets[0].Bound != 3 || spec.Settings["connections"] != "pool:2" {
		t.Errorf("spec: %+v", spec)
	}
	if e := carryOut(t, l, engine.Parallel, 2); e.Pool != 2 {
		t.Errorf("got %+v", e)
	}
}

// The server says how many parallel workers it planned and started, with as many
// queries at once as the leg had.
func TestSums(t *testing.T) {
	o := options(t)
	o.Rows, o.Queries = 30_000, 2
	s, err := Connect(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Fill(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Drop(); err != nil {
			t.Error(err)
		}
	}()
	// With these the planner takes workers for this small table.
	execute(t, "ALTER TABLE "+s.table()+" SET (parallel_workers = 2)", "ALTER SYSTEM SET parallel_setup_cost = 0", "SELECT pg_reload_conf()")
	defer execute(t, "ALTER SYSTEM RESET parallel_setup_cost", "SELECT pg_reload_conf()")
	l := Sums(s, map[engine.LegKind]Way{"off": {Parallel: "0"}, "on": {}})
	if e := carryOut(t, l, "off", 2); e.Queries != 2 || e.Plan == nil || e.Plan.Queries != 2 || e.Plan.Planned != 0 || e.Plan.Launched != 0 {
		t.Errorf("off: %+v, %+v", e, e.Plan)
	}
	if e := carryOut(t, l, "on", 2); e.Plan == nil || e.Plan.Planned != 4 || e.Plan.Launched < 1 || e.Plan.Launched > 4 || !strings.Contains(e.Plan.Node, "Aggregate") {
		t.Errorf("on: %+v, %+v", e, e.Plan)
	}
}

// A leg whose connections can't be had fails before it begins.
func TestTooManyConnections(t *testing.T) {
	s := filled(t)
	_, err := Lookups(s, Way{Pool: 100}, nil).Prepare(t.Context(), engine.Leg{Workers: 1})
	failed, is := errors.AsType[*QueryError](err)
	if !is || failed.Kind() != "too many connections" || !strings.Contains(err.Error(), "all connections are in use") {
		t.Errorf("got %v", err)
	}
}

// A query that is cancelled fails by that, and by nothing about the server.
func TestCancelledQuery(t *testing.T) {
	s := filled(t)
	job, err := Lookups(s, Way{}, nil).Prepare(t.Context(), engine.Leg{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = job.Close() }()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := job.Do(ctx, engine.Op{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
