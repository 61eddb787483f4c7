package compare

import (
	"fmt"
	"math"
	"strings"

	"ep-benchmark/engine/units"
)

// Direction says in words which way the figure moved.
func (r *Row) Direction() string { return direction(r.Change) }

func direction(change float64) string {
	if change > 0 {
		return "worse"
	}
	return "better"
}

// Negligible reports whether the figure moved by less than [Row.Words] shows.
func (r *Row) Negligible() bool {
	ratio := r.Ratio()
	return ratio > 0 && math.Abs(ratio-1) < 0.0005
}

// Words renders how far the figure moved, as part of the baseline's: "6.6 %";
// from twofold as a factor: "2.7x".
func (r *Row) Words() string {
	ratio := r.Ratio()
	if ratio <= 0 {
		return "-"
	}
	switch factor := max(ratio, 1/ratio); {
	case factor < 2:
		return percent(math.Abs(ratio - 1))
	case factor < 10:
		return fmt.Sprintf("%.1fx", factor)
	default:
		return fmt.Sprintf("%.0fx", factor)
	}
}

// Detectable renders the smallest change that the row's test would have found
// with a chance of 95 %; "" without a test.
func (r *Row) Detectable() string {
	if r.Test == nil {
		return ""
	}
	return percent(r.Test.Detectable)
}

// percent renders a relative change; from twofold as a factor.
func percent(change float64) string {
	switch {
	case change >= 9:
		return "a factor of ten"
	case change >= 0.9995:
		return fmt.Sprintf("a factor of %.1f", 1+change)
	}
	return units.PercentTo(change, 1)
}

// Size renders the change alone: "5 %", "3.4 %".
func (f Floor) Size() string { return units.PercentUpTo(f.Change, 1) }

// String renders the floor: "noise floor of 5 % (uncalibrated)".
func (f Floor) String() string {
	text := "noise floor of " + f.Size()
	if !f.Calibrated {
		return text + " (uncalibrated)"
	}
	return text
}

// Name is the metric in words.
func (m Metric) Name() string { return strings.ReplaceAll(string(m), "_", " ") }

// Line is the whole comparison in a line.
func (c *Comparison) Line() string {
	return c.Tally(func(v Verdict) string { return string(v) }) + c.Qualifications()
}

// Tally says how many figures have each verdict, by the names of the verdicts: "1
// regressed, 3 unchanged".
func (c *Comparison) Tally(name func(Verdict) string) string {
	if len(c.Rows) == 0 {
		return "nothing was measured that could be compared"
	}
	var parts []string
	for _, verdict := range []Verdict{Regressed, Improved, Unchanged, Unclear, NotComparable, NoBaseline} {
		if n := c.Count(verdict); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, name(verdict)))
		}
	}
	return strings.Join(parts, ", ")
}

// Qualifications are the reasons to give the verdicts less weight, in brackets
// behind a space; "" for none.
func (c *Comparison) Qualifications() string {
	var all []string
	if c.Unfinished {
		all = append(all, "not final")
	}
	if tested := c.Count(Regressed) + c.Count(Improved) + c.Count(Unchanged) + c.Count(Unclear); c.Provisional && tested > 0 {
		all = append(all, fmt.Sprintf("provisional: the baseline has %s, %d are needed", units.Counted(len(c.Then.Runs), "run"), FewRuns))
	}
	if len(all) == 0 {
		return ""
	}
	return " (" + strings.Join(all, "; ") + ")"
}
