package words

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

// Compared renders a figure of a comparison: a time is that of one item,
// "10.9 ms/shipment", and a speedup a factor.
func Compared(r *compare.Row, value float64) string {
	if r.Metric == compare.Speedup || r.Item == "" {
		return FigureOf(r.Metric, value)
	}
	return FigureOf(r.Metric, value) + "/" + r.Item
}

// FigureOf renders a metric's value, without the item.
func FigureOf(metric compare.Metric, value float64) string {
	switch metric {
	case compare.Speedup:
		return units.Factor(value)
	case compare.InstructionsPerItem:
		return units.Number(value) + " instructions"
	}
	return units.Seconds(value)
}

// Baseline renders a row's baseline without the item: its center and its band,
// and how many values it has where that is not the number given. It is "none"
// where there is nothing.
func Baseline(r *compare.Row, number int) string {
	if len(r.Then.Values) == 0 {
		return "none"
	}
	return FigureOf(r.Metric, r.Then.Center) + band(r) + fewer(r, number)
}

// fewer says how many runs or rounds a figure has where it lacks some.
func fewer(r *compare.Row, number int) string {
	if n := len(r.Then.Values); n != number {
		return fmt.Sprintf(" (%d of %d)", n, number)
	}
	return ""
}

func band(r *compare.Row) string {
	if r.Then.Band == nil {
		return ""
	}
	return " " + Band(r.Metric, r.Then.Band)
}

// Band renders where one more run would lie, without the item: "[8.12 ms, 8.50
// ms]", or "-" where that is not known.
func Band(metric compare.Metric, band *stats.Interval) string {
	if band == nil {
		return "-"
	}
	return fmt.Sprintf("[%s, %s]", FigureOf(metric, band.Low), FigureOf(metric, band.High))
}

// Change renders how far a figure moved and which way: "6.6 % worse"; empty
// where nothing was compared.
func Change(r *compare.Row) string {
	switch {
	case r.Ratio() <= 0:
		return ""
	case r.Negligible():
		return "< 0.1 %"
	}
	return r.Words() + " " + r.Direction()
}

// ChangeOf is Change of a logarithm that is above zero where the figure is
// worse.
func ChangeOf(metric compare.Metric, worse float64) string {
	if worse == 0 {
		return "no change"
	}
	return Change(&compare.Row{Key: compare.Key{Metric: metric}, Change: worse})
}

// ChangeBeside renders a change beside the name of what the figure is compared
// with: "6.6 % worse than main", "within 0.1 % of main".
func ChangeBeside(metric compare.Metric, worse float64, name string) string {
	if r := (&compare.Row{Key: compare.Key{Metric: metric}, Change: worse}); worse == 0 || r.Negligible() {
		return "within 0.1 % of " + name
	}
	return ChangeOf(metric, worse) + " than " + name
}

// Detectable says which change a comparison would have found, where its verdict
// leaves that open: "smallest change that would have been found: 6.6 %".
func Detectable(r *compare.Row) string {
	if r.Test == nil || r.Verdict != compare.Unclear && r.Verdict != compare.Unchanged {
		return ""
	}
	return "smallest change that would have been found: " + r.Detectable()
}

// Judged is a row's verdict as a table has it. A regression that counts is in
// capitals, so that it is seen without any colour. A verdict that decides
// nothing is in brackets.
func Judged(r *compare.Row) string {
	switch {
	case !r.Gates:
		return "(" + string(r.Verdict) + ")"
	case r.Verdict == compare.Regressed:
		return strings.ToUpper(string(r.Verdict))
	}
	return string(r.Verdict)
}

// Overall is the comparison in a line, with a regression in capitals.
func Overall(c *compare.Comparison) string {
	return c.Tally(func(v compare.Verdict) string {
		if v == compare.Regressed && c.Verdict == compare.Regressed {
			return strings.ToUpper(string(v))
		}
		return string(v)
	}) + c.Qualifications()
}

// Counted tells how many runs a side has, or rounds of a comparison whose
// sides took turns; empty for claims.
func Counted(c *compare.Comparison, side *compare.Side) string {
	switch n := Number(c, side); {
	case side.Claimed:
		return ""
	case c.Interleaved:
		return units.Counted(n, "round") + " in turns"
	default:
		return units.Counted(n, "run")
	}
}

// Unit is what a value of a comparison is of: a run, or a round where the two sides
// took turns.
func Unit(c *compare.Comparison) string {
	if c.Interleaved {
		return "round"
	}
	return "run"
}

// Number is how many values a figure of a side has where none is missing.
func Number(c *compare.Comparison, side *compare.Side) int {
	if !c.Interleaved {
		return len(side.Runs)
	}
	most := 0
	for i := range c.Rows {
		most = max(most, len(c.Rows[i].Then.Values))
	}
	return most
}

// Taken tells when a side's first and last runs were started, "2026-11-19
// 09:02 to 2026-11-20 10:12 UTC"; empty where that is unknown.
func Taken(s *compare.Side) string {
	first, last := s.Taken()
	return Span(first, last)
}

// Span is from one time to another, to the minute and in UTC.
func Span(first, last time.Time) string {
	switch {
	case last.IsZero():
		return ""
	case minute(first) == minute(last):
		return minute(last) + " UTC"
	}
	return minute(first) + " to " + minute(last) + " UTC"
}

func minute(at time.Time) string { return at.UTC().Format("2006-01-02 15:04") }

// NoBaseline says what to do where there is nothing to compare with.
func NoBaseline(name string) string {
	if name == "" || name == compare.RollingName {
		return "There is nothing to compare with yet. 'ep-benchmark baseline save NAME' makes a baseline, of new runs or of the last ones that are kept; five or more are best."
	}
	return fmt.Sprintf("There is no baseline %s yet. 'ep-benchmark baseline save %s' makes it, of new runs or of the last ones that are kept; five or more are best.", name, name)
}

// NotMeasured says that a side's figures are published claims that were not
// measured.
func NotMeasured(s *compare.Side) string {
	return fmt.Sprintf("The figures of %s are published claims that were not measured. They stand beside others for orientation; no verdict rests on them.", s.Name)
}

// Bands says what stands in brackets behind a baseline's figures; empty where
// none has a band.
func Bands(c *compare.Comparison) string {
	for i := range c.Rows {
		switch band := c.Rows[i].Then.Band; {
		case band == nil:
		case c.Interleaved:
			return fmt.Sprintf("the interval over the rounds, at %s", units.PercentTo(band.Confidence, 1))
		case len(c.Rows[i].Then.Values) == 1:
			return fmt.Sprintf("the run's own interval over its rounds, at %s", units.PercentTo(band.Confidence, 1))
		default:
			return fmt.Sprintf("where one more run would lie with a chance of %s", units.PercentTo(band.Confidence, 0))
		}
	}
	return ""
}

// NoiseFloor sums up the noise floors of the rows that were tested; empty
// where none was.
func NoiseFloor(c *compare.Comparison) string {
	var measured, guessed []compare.Floor
	runs := 0
	for i := range c.Rows {
		switch r := &c.Rows[i]; {
		case !r.Tested():
		case r.Floor.Calibrated:
			measured, runs = append(measured, r.Floor), max(runs, r.Floor.Runs)
		default:
			guessed = append(guessed, r.Floor)
		}
	}
	var parts []string
	if len(measured) > 0 {
		parts = append(parts, fmt.Sprintf("%s, calibrated by %s", sizes(measured), units.Counted(runs, "run")))
	}
	switch {
	case len(guessed) > 0 && c.Interleaved:
		parts = append(parts, sizes(guessed)+", the least between rounds that took turns")
	case len(guessed) > 0:
		parts = append(parts, sizes(guessed)+", uncalibrated: a guess until ep-benchmark calibrate measures it")
	}
	return strings.Join(parts, "; ")
}

// sizes renders noise floors from the smallest to the largest.
func sizes(floors []compare.Floor) string {
	bySize := func(a, b compare.Floor) int { return cmp.Compare(a.Change, b.Change) }
	least, most := slices.MinFunc(floors, bySize).Size(), slices.MaxFunc(floors, bySize).Size()
	if least == most {
		return least
	}
	return least + " to " + most
}
