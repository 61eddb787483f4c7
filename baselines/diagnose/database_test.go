package diagnose

import (
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
)

func TestCrowdedPools(t *testing.T) {
	variant := func(name string, pool int, waiting, querying time.Duration) engine.VariantFigures {
		return engine.VariantFigures{Variant: engine.Variant{Name: name, Workers: 16}, Database: &engine.DatabaseFigures{Pool: pool, Waiting: waiting, Querying: querying}}
	}
	r := &engine.Result{Workers: 16, Variants: []engine.VariantFigures{
		variant("per-query", 0, 40*time.Millisecond, time.Millisecond), variant("pool:1", 1, 15*time.Millisecond, time.Millisecond),
		variant("pool:4", 4, 3*time.Millisecond, time.Millisecond), variant("pool:8", 8, time.Millisecond, 2*time.Millisecond), variant("pool:16", 16, 5*time.Millisecond, time.Millisecond),
		{},
	}}
	all := databases(r)
	if len(all) != 1 || len(all[0].Evidence) != 2 || !strings.HasSuffix(all[0].Statement, "16 queries at once share fewer connections, and wait for one for most of their time: 15.0 ms of 16.0 ms (1 connection), 3.00 ms of 4.00 ms (4 connections)") {
		t.Errorf("%+v", all)
	}
	if all := databases(&engine.Result{Variants: make([]engine.VariantFigures, 2)}); len(all) > 0 {
		t.Errorf("no database: %+v", all)
	}
}

func TestMissingWorkers(t *testing.T) {
	with := func(plans ...engine.QueryPlan) *engine.Result {
		r := &engine.Result{}
		for i := range plans {
			r.Variants = append(r.Variants, engine.VariantFigures{Variant: engine.Variant{Name: []string{"parallel=off", "parallel=on"}[i], Workers: 1}, Database: &engine.DatabaseFigures{Pool: 1, Plan: &plans[i]}})
		}
		return r
	}
	for want, r := range map[string]*engine.Result{
		"": with(engine.QueryPlan{Queries: 6}, engine.QueryPlan{Queries: 6, Planned: 12, Launched: 12}),
		"parallel=on: the server started 5 of the 12 parallel workers that it had planned for 6 queries": with(engine.QueryPlan{Queries: 6}, engine.QueryPlan{Queries: 6, Planned: 12, Launched: 5}),
		"no parallel worker was planned with any value":                                                  with(engine.QueryPlan{Queries: 6}, engine.QueryPlan{Queries: 6}),
	} {
		switch all := databases(r); {
		case want == "" && len(all) > 0:
			t.Errorf("%+v", all)
		case want != "" && (len(all) != 1 || !strings.HasPrefix(all[0].Statement, want) || all[0].Try == "" || len(all[0].Evidence) != 2):
			t.Errorf("%q: %+v", want, all)
		}
	}
}
