package assess

import (
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// databases fills in what the queries of each variant met, and which pool of
// connections pays.
func databases(r *engine.Result, in *Input, rates [][]float64) {
	means := map[string]map[int]float64{}
	for i := range r.Variants {
		v := &r.Variants[i]
		var legs []*engine.Sample
		for _, s := range timed(in.Samples, engine.LegKind(v.Name)) {
			if e := s.Evidence.Database; e != nil && e.Queries > 0 && s.Gate == "" {
				legs = append(legs, s)
			}
		}
		if len(legs) > 0 {
			v.Database, means[v.Name] = databaseFigures(legs), meansOf(legs)
		}
	}
	for _, e := range in.Effects {
		if v := &r.Variants[in.at(e.Variant)]; v.Database != nil {
			v.Database.Saved = saved(means[e.Variant], means[e.Reference], in.confidence())
		}
	}
	r.Pooling = pooling(r, rates)
}

// databaseFigures are those of legs with queries, of which there is one at least.
func databaseFigures(legs []*engine.Sample) *engine.DatabaseFigures {
	f := &engine.DatabaseFigures{}
	var waiting, querying, closing []float64
	for _, s := range legs {
		e := s.Evidence.Database
		n := float64(e.Queries)
		waiting, querying, closing = append(waiting, float64(e.Waiting)/n), append(querying, float64(e.Querying)/n), append(closing, float64(e.Closing)/n)
		f.Pool = e.Pool
		if e.Plan == nil {
			continue
		}
		if f.Plan == nil {
			f.Plan = &engine.QueryPlan{}
		}
		f.Plan.Queries, f.Plan.Node = f.Plan.Queries+e.Plan.Queries, e.Plan.Node
		f.Plan.Planned, f.Plan.Launched = f.Plan.Planned+e.Plan.Planned, f.Plan.Launched+e.Plan.Launched
	}
	f.Waiting, f.Querying, f.Closing = time.Duration(stats.Median(waiting)), time.Duration(stats.Median(querying)), time.Duration(stats.Median(closing))
	return f
}

// meansOf are the seconds that a query took in each round, with its connection.
func meansOf(legs []*engine.Sample) map[int]float64 {
	all := map[int]float64{}
	for _, s := range legs {
		e := s.Evidence.Database
		all[s.Round] = e.Taken().Seconds() / float64(e.Queries)
	}
	return all
}

// saved is how much less a query takes than beside the reference; nil without a
// common round.
func saved(means, reference map[int]float64, confidence float64) *stats.Estimate {
	var all []float64
	for round, mean := range means {
		if other, both := reference[round]; both {
			all = append(all, other-mean)
		}
	}
	e, ok := stats.Location(all, confidence)
	if !ok {
		return nil
	}
	return &e
}

// pooling compares the pools with the best of them; nil where there is nothing to
// compare: no pool, or all of one size and nothing else.
func pooling(r *engine.Result, rates [][]float64) *engine.Pooling {
	best, sizes := -1, map[int]bool{}
	for i := range r.Variants {
		v := &r.Variants[i]
		if v.Database == nil || v.Throughput.Value <= 0 {
			continue
		}
		size := v.Database.Pool
		if sizes[size] = true; size > 0 && (best < 0 || v.Throughput.Value > r.Variants[best].Throughput.Value) {
			best = i
		}
	}
	if len(sizes) < 2 {
		return nil
	}
	for i := range r.Variants {
		if i != best {
			r.Variants[i].Relative = relative(rates, i, best, Confidence)
		}
	}
	p := &engine.Pooling{Best: r.Variants[best].Name}
	if at := smallest(r.Variants, best, poolOf, r.Variants[best].Latency.P99); at >= 0 {
		p.Recommended, p.Kept = r.Variants[at].Name, r.Variants[at].Relative
	}
	return p
}

// poolOf is the size of a variant's pool; 0 for none.
func poolOf(v *engine.VariantFigures) int {
	if v.Database == nil {
		return 0
	}
	return v.Database.Pool
}
