package diagnose

import (
	"fmt"
	"strings"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// leastWaiting is the share of a query's time from which on waiting for a connection is
// what it mostly does.
const leastWaiting = 0.5

// databases says what held queries of a database back: waiting for connections, and
// parallel workers that did not run.
func databases(r *engine.Result) []engine.Finding {
	return append(crowdedPools(r), missingWorkers(r)...)
}

// crowdedPools says in which pools queries wait for a connection for most of their
// time.
func crowdedPools(r *engine.Result) []engine.Finding {
	var said []string
	var evidence []engine.Figure
	for i := range r.Variants {
		v := &r.Variants[i]
		d := v.Database
		if d == nil || d.Pool == 0 || v.Workers <= d.Pool {
			continue
		}
		whole := d.Waiting + d.Querying + d.Closing
		if share := float64(d.Waiting) / float64(max(whole, time.Nanosecond)); share >= leastWaiting {
			said = append(said, fmt.Sprintf("%s of %s (%s)", units.Duration(d.Waiting), units.Duration(whole), units.CountedAs(d.Pool, "connection", "connections")))
			evidence = append(evidence, engine.Figure{Name: "share of waiting, " + v.Name, Value: share, Unit: "share", Source: "variants[].database, medians of the legs' means"})
		}
	}
	if len(said) == 0 {
		return nil
	}
	return []engine.Finding{{
		Statement: fmt.Sprintf("%d queries at once share fewer connections, and wait for one for most of their time: %s", r.Workers, strings.Join(said, ", ")),
		Evidence:  evidence,
	}}
}

// missingWorkers says where fewer parallel workers ran than were planned, or none was
// planned though that was allowed.
func missingWorkers(r *engine.Result) []engine.Finding {
	var all []engine.Finding
	planned := false
	for i := range r.Variants {
		d := r.Variants[i].Database
		if d == nil || d.Plan == nil {
			continue
		}
		p := d.Plan
		planned = planned || p.Planned > 0
		if p.Launched >= p.Planned {
			continue
		}
		all = append(all, engine.Finding{
			Statement: fmt.Sprintf("%s: the server started %d of the %d parallel workers that it had planned for %s: the others were taken, by queries at the same time", r.Variants[i].Name, p.Launched, p.Planned, units.CountedAs(p.Queries, "query", "queries")),
			Try:       "raise max_parallel_workers and max_worker_processes, or have fewer queries at once",
			Evidence:  planFigures(p),
		})
	}
	if last := r.Variants; !planned && len(last) > 0 && last[len(last)-1].Database != nil && last[len(last)-1].Database.Plan != nil {
		all = append(all, engine.Finding{
			Statement: "no parallel worker was planned with any value: the planner takes the query for too short, or is not allowed to",
			Try:       "a table of more rows: one below min_parallel_table_scan_size has no parallel plan; or look at parallel_setup_cost, parallel_tuple_cost and max_parallel_workers_per_gather",
			Evidence:  planFigures(last[len(last)-1].Database.Plan),
		})
	}
	return all
}

func planFigures(p *engine.QueryPlan) []engine.Figure {
	const source = "EXPLAIN (ANALYZE) after each leg, added up"
	return []engine.Figure{
		{Name: "parallel workers planned", Value: float64(p.Planned), Source: source},
		{Name: "parallel workers launched", Value: float64(p.Launched), Source: source},
	}
}
