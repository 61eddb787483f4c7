package engine

import (
	"time"

	"ep-benchmark/engine/stats"
)

// DatabaseEvidence is what was seen of a leg's queries. The times are sums over the
// queries that were answered.
type DatabaseEvidence struct {
	Queries int64 `json:"queries"`
	// Waiting is until a query had its connection: one that was opened for it, or one
	// of the pool that was free. Querying is from then until its last row was read, and
	// Closing until the connection was closed or given back.
	Waiting  time.Duration `json:"waiting_ns"`
	Querying time.Duration `json:"querying_ns"`
	Closing  time.Duration `json:"closing_ns"`
	// Pool is how many connections the pool had; 0 where each query opened its own.
	Pool int `json:"pool,omitempty"`
	// Plan is how the server carries the query out: as it said after the leg, while as
	// many queries as in the leg were under way.
	Plan *QueryPlan `json:"plan,omitempty"`
}

// Taken is how long the queries took, with their connections.
func (e *DatabaseEvidence) Taken() time.Duration { return e.Waiting + e.Querying + e.Closing }

// A QueryPlan is how a server carried queries out, by EXPLAIN (ANALYZE).
type QueryPlan struct {
	Queries int `json:"queries"`
	// Planned are the parallel workers that the planner wanted, and Launched those that
	// the server started, both added up over the queries.
	Planned  int `json:"workers_planned"`
	Launched int `json:"workers_launched"`
	// Node is the query's first node in the plan, such as "Finalize GroupAggregate".
	Node string `json:"node"`
}

// DatabaseFigures are those of the queries of one variant: medians over the legs of
// the means of each leg.
type DatabaseFigures struct {
	Waiting  time.Duration `json:"waiting_mean_ns"`
	Querying time.Duration `json:"querying_mean_ns"`
	Closing  time.Duration `json:"closing_mean_ns"`
	Pool     int           `json:"pool,omitempty"`
	// Saved is how many seconds a query takes less than with the variant's reference:
	// the Hodges-Lehmann median over the rounds in which neither leg was gated; nil for
	// a variant without a reference.
	Saved *stats.Estimate `json:"saved_s,omitempty"`
	// Plan is added up over the legs, with the node of the last; nil where the server
	// was not asked.
	Plan *QueryPlan `json:"plan,omitempty"`
}

// Pooling says which pool of connections pays.
type Pooling struct {
	Best string `json:"best"` // variant with a pool that has the most throughput
	// Recommended is the variant with the smallest measured pool that has at least
	// 95 % of the best pool's throughput, and a p99 of at most twice that of the best;
	// "" where none has both. Nothing is claimed about sizes between the measured ones.
	Recommended string `json:"recommended,omitempty"`
	// Kept is the share of the best throughput that the recommended pool has; nil where
	// it is the best.
	Kept *stats.Estimate `json:"kept,omitempty"`
}
