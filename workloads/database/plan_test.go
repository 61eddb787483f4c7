package database

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/engine"
)

// The plans are in the form of PostgreSQL's manual, "EXPLAIN" and "Using EXPLAIN".
const (
	serialPlan = `[{"Plan": {"Node Type": "Aggregate", "Strategy": "Hashed", "Partial Mode": "Simple", "Parallel Aware": false,
		"Actual Rows": 5, "Actual Loops": 1, "Plans": [{"Node Type": "Seq Scan", "Parent Relationship": "Outer", "Relation Name": "shipments"}]},
		"Planning Time": 0.1, "Triggers": [], "Execution Time": 12.5}]`
	parallelPlan = `[{"Plan": {"Node Type": "Aggregate", "Strategy": "Sorted", "Partial Mode": "Finalize", "Plans": [
		{"Node Type": "Gather Merge", "Workers Planned": 2, "Workers Launched": 1, "Plans": [
			{"Node Type": "Sort", "Workers": [{"Worker Number": 0, "Sort Method": "quicksort"}], "Plans": [
				{"Node Type": "Aggregate", "Strategy": "Hashed", "Partial Mode": "Partial", "Plans": [{"Node Type": "Seq Scan", "Parallel Aware": true}]}]}]}]},
		"Execution Time": 7.5}]`
	twoGathers = `[{"Plan": {"Node Type": "Append", "Plans": [
		{"Node Type": "Gather", "Workers Planned": 2, "Workers Launched": 2, "Single Copy": false},
		{"Node Type": "Gather", "Workers Planned": 3, "Workers Launched": 0}]}}]`
)

func TestParsePlan(t *testing.T) {
	for text, want := range map[string]engine.QueryPlan{
		serialPlan:   {Queries: 1, Node: "HashAggregate"},
		parallelPlan: {Queries: 1, Planned: 2, Launched: 1, Node: "Finalize GroupAggregate"},
		twoGathers:   {Queries: 1, Planned: 5, Launched: 2, Node: "Append"},
	} {
		got, err := parsePlan([]byte(text))
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v: %s", err, diff)
		}
	}
}

func TestParsePlanRejects(t *testing.T) {
	for text, want := range map[string]string{
		``:             "the server's EXPLAIN",
		`[]`:           "expected the plan of one query",
		`[{}]`:         "expected the plan of one query",
		`[{"Plan":1}]`: "the server's EXPLAIN",
		`[{"Plan":{"Node Type":"Gather","Workers Planned":2}}]`: "expected a query that was carried out",
	} {
		if got, err := parsePlan([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
}

func FuzzParsePlan(f *testing.F) {
	for _, text := range []string{serialPlan, parallelPlan, twoGathers, `[{"Plan":{}}]`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if plan, err := parsePlan(text); err == nil && plan.Node == "" {
			t.Errorf("a plan without a node: %+v", plan)
		}
	})
}
