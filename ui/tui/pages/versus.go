package pages

import (
	"fmt"
	"time"

	"ep-benchmark/baselines/compare"
)

// Versus is what the run is compared with, and what came of it so far.
type Versus struct {
	Side   *compare.Side // nil for nothing
	Absent string        // in words, why there is no side
	// Refused says that nothing can be chosen to compare with.
	Refused bool
	// Comparison is nil before there is a figure.
	Comparison *compare.Comparison
	// Standing is the comparison of an unfinished run with the baseline's figures that
	// are awaited; nil where there are none.
	Standing *compare.Comparison
	// Confirming says that a fresh run is on, which has to agree with what the
	// comparison found.
	Confirming bool
}

// Labels name what is compared with, the longest first: "main (7 runs)".
func (x *Versus) Labels() []string {
	if x.Side == nil {
		return nil
	}
	name := x.Side.Name
	n := len(x.Side.Runs)
	labels := []string{fmt.Sprintf("%s (%d runs)", name, n), fmt.Sprintf("%s (%d)", name, n)}
	switch {
	case name == compare.RollingName:
		return append(labels, fmt.Sprintf("latest (%d)", n), "latest")
	case n > 1:
		return append(labels, name)
	}
	return []string{name}
}

// shown is what a table of figures has: the comparison, with what is awaited.
func (x *Versus) shown() *compare.Comparison {
	if x.Standing != nil {
		return x.Standing
	}
	return x.Comparison
}

// label is the longest of them.
func (x *Versus) label() string {
	if labels := x.Labels(); len(labels) > 0 {
		return labels[0]
	}
	return "nothing yet"
}

// stamp renders when something was, to the minute.
func stamp(t time.Time) string { return t.Format("2006-01-02 15:04") }
