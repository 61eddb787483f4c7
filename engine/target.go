package engine

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Metric names what a target is about. Each has one direction in which it is
// better.
type Metric string

const (
	// MetricSpeedup is throughput(N) / throughput(1); more is better.
	MetricSpeedup Metric = "speedup"
	// MetricTime is the sequential duration of one pass in seconds; less is
	// better.
	MetricTime Metric = "time"
)

// A Target is a promised bound on one metric of a workload.
type Target struct {
	Metric Metric  `json:"metric"`
	Bound  float64 `json:"bound"` // a factor, or seconds; to be beaten, not only reached
	// Gates says that the outcome counts. An expectation that does not gate is
	// only reported.
	Gates bool `json:"gates"`
	// Where names the machine that an expectation was stated for.
	Where string `json:"where,omitempty"`
}

// String renders the target as "> 5x" or "< 1 s".
func (t Target) String() string {
	if t.Metric != MetricTime {
		return "> " + strconv.FormatFloat(t.Bound, 'f', -1, 64) + "x"
	}
	for _, unit := range []struct {
		seconds float64
		name    string
	}{{1, "s"}, {1e-3, "ms"}, {1e-6, "µs"}} {
		if t.Bound >= unit.seconds {
			return "< " + strconv.FormatFloat(t.Bound/unit.seconds, 'g', 6, 64) + " " + unit.name
		}
	}
	return "< " + time.Duration(t.Bound*float64(time.Second)).String()
}

// WithBound reads a user's bound for the same metric: "6" or "6x" for a
// speedup, "500ms" for a time.
func (t Target) WithBound(text string) (Target, error) {
	if t.Metric == MetricTime {
		d, err := time.ParseDuration(strings.TrimSpace(strings.TrimPrefix(text, "<")))
		if err != nil || d <= 0 {
			return t, fmt.Errorf("target %q: expected a duration above zero, such as 500ms", text)
		}
		t.Bound = d.Seconds()
		return t, nil
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(text, ">"), "x")), 64)
	if err != nil || !(f > 0) || f > 1e6 {
		return t, fmt.Errorf("target %q: expected a speedup above zero, such as 6 or 6x", text)
	}
	t.Bound = f
	return t, nil
}

// Outcome is the result of a target.
type Outcome string

// Outcomes lists all outcomes.
func Outcomes() []Outcome {
	return []Outcome{Met, Missed, Unclear, NotAttainable, NotMeasured, Failing}
}

// The results of a target.
const (
	Met           Outcome = "met"
	Missed        Outcome = "missed"
	Unclear       Outcome = "unclear"
	NotAttainable Outcome = "not attainable here"
	NotMeasured   Outcome = "not measured"
	// Failing means that more operations of the workload went wrong than the
	// plan allows. No figure of such work meets a target.
	Failing Outcome = "failing"
)

// An Assessment is a target's outcome with the reasons for it.
type Assessment struct {
	Target  Target  `json:"target"`
	Outcome Outcome `json:"outcome"`
	// Reason says in words and figures why, where the outcome alone does not
	// explain it.
	Reason string `json:"reason,omitempty"`
	// PointOnly says that the outcome is the point estimate's: too few rounds
	// for an interval.
	PointOnly bool `json:"point_only,omitempty"`
	// MoreRounds is about how many more rounds would decide an unclear outcome; 0
	// where that is unknown.
	MoreRounds int `json:"more_rounds,omitempty"`
}
