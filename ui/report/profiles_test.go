package report_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/report"
)

func profiled() *engine.Report {
	parsing := engine.Result{
		Spec: engine.Spec{Name: "parsing", Title: "Parsing"}, Schedule: engine.Isolated,
		Profiles: []engine.ProfileSummary{
			{Kind: engine.Sequential, CPU: 2490 * time.Millisecond, Functions: []engine.FunctionShare{
				{Function: "ep-benchmark/workloads/shipping.(*columns).sheetCell", File: "columns.go:135", Flat: 0.12, Cumulative: 0.2},
				{Function: "ep-benchmark/workloads/shipping.widen[go.shape.uint32,a/b.c]", File: "column.go:42", Flat: 0.096, Cumulative: 0.1},
				{Function: "(no name)", Flat: 0.05, Cumulative: 0.05},
				{Function: "runtime.mallocgc", File: "malloc.go:1", Flat: 0.04, Cumulative: 0.3},
				{Function: "main.fifth", File: "main.go:5", Flat: 0.03, Cumulative: 0.03},
				{Function: "main.sixth", File: "main.go:6", Flat: 0.02, Cumulative: 0.02},
			}},
			{Kind: engine.Parallel, CPU: 50 * time.Millisecond, Functions: []engine.FunctionShare{{Function: "runtime.futex", Flat: 1, Cumulative: 1}}},
		},
	}
	again := parsing
	again.Schedule = engine.Concurrent
	return &engine.Report{Results: []engine.Result{parsing, again}}
}

func TestProfiles(t *testing.T) {
	for _, width := range []int{0, 40, 80} {
		var b strings.Builder
		if err := report.WriteProfiles(&b, profiled(), "ep-benchmark-debug-20260804-153012", report.Style{Width: width}); err != nil {
			t.Fatal(err)
		}
		golden.Check(t, fmt.Sprintf("profiles-%d", width), b.String())
	}
}
