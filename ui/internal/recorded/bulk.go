package recorded

import (
	"time"

	"ep-benchmark/engine"
)

// bulk is a file of lines that were all to be created once. Some were not: one
// answer never came, and some lines were refused.
func bulk() *scenario {
	s := standard("bulk", small())
	s.plan.Workloads, s.plan.Once, s.plan.Rounds, s.plan.Warmups = s.plan.Workloads[:1], true, 1, 0
	s.lanes = s.lanes[:1]
	l := &s.lanes[0]
	l.spec.Size, l.spec.PassItems, l.spec.Operations, l.spec.Uniform = 480, 480, 480, false
	l.spec.Settings["lines"], l.spec.Settings["latency"] = "orders.xlsx", "recorded"
	l.parallel = 21_300 * time.Millisecond
	l.failing, l.failingShare = 1, 0.01
	l.failure = engine.ErrorCount{Kind: "http 422 PARAMETER.REQUIRED", Message: "HTTP 422 PARAMETER.REQUIRED: Missing required parameter."}
	s.warnings = []string{"7 bad lines of orders.xlsx left out"}
	return s
}
