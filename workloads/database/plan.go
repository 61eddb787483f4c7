package database

import (
	"encoding/json"
	"errors"
	"fmt"

	"ep-benchmark/engine"
)

// node is a node of a plan as EXPLAIN (ANALYZE, FORMAT JSON) writes it. The names are
// PostgreSQL's: see "Using EXPLAIN" and the source of explain.c, ExplainNode.
type node struct {
	Type     string `json:"Node Type"`
	Strategy string
	Mode     string `json:"Partial Mode"`
	Planned  int    `json:"Workers Planned"`  // of Gather and Gather Merge
	Launched *int   `json:"Workers Launched"` // nil where the query was not carried out
	Plans    []node
}

// parsePlan reads the answer to EXPLAIN (ANALYZE, FORMAT JSON): the plan of one query.
func parsePlan(text []byte) (engine.QueryPlan, error) {
	var all []struct{ Plan *node }
	if err := json.Unmarshal(text, &all); err != nil {
		return engine.QueryPlan{}, fmt.Errorf("the server's EXPLAIN: %w", err)
	}
	if len(all) != 1 || all[0].Plan == nil || all[0].Plan.Type == "" {
		return engine.QueryPlan{}, errors.New("the server's EXPLAIN: expected the plan of one query")
	}
	plan := engine.QueryPlan{Queries: 1, Node: all[0].Plan.name()}
	return plan, all[0].Plan.count(&plan)
}

// name is the node's as the text form of EXPLAIN has it: "Finalize GroupAggregate".
func (n *node) name() string {
	name := n.Type
	if n.Type == "Aggregate" {
		name = map[string]string{"Sorted": "Group", "Hashed": "Hash", "Mixed": "Mixed"}[n.Strategy] + name
	}
	if n.Mode == "Partial" || n.Mode == "Finalize" {
		name = n.Mode + " " + name
	}
	return name
}

// count adds the workers of the node and of those below it.
func (n *node) count(plan *engine.QueryPlan) error {
	if n.Planned > 0 && n.Launched == nil {
		return fmt.Errorf("the server's EXPLAIN: %s has workers planned, and not how many were launched: expected a query that was carried out", n.Type)
	}
	plan.Planned += n.Planned
	if n.Launched != nil {
		plan.Launched += *n.Launched
	}
	for i := range n.Plans {
		if err := n.Plans[i].count(plan); err != nil {
			return err
		}
	}
	return nil
}
