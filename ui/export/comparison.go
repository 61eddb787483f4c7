package export

import (
	"fmt"
	"math"
	"slices"

	"ep-benchmark/baselines/compare"
)

// comparisonWithLists is the comparison with every list that a reader may
// count on: a list of nothing is [] in a document, and not null. The
// comparison itself stays as it is.
func comparisonWithLists(c *compare.Comparison) *compare.Comparison {
	if c == nil {
		return nil
	}
	whole := *c
	whole.Now, whole.Then = sideWithLists(c.Now), sideWithLists(c.Then)
	whole.Rows, whole.Differences, whole.Causes = list(c.Rows), list(c.Differences), list(c.Causes)
	for i := range whole.Rows {
		r := &whole.Rows[i]
		r.Now, r.Then = valuesWithLists(r.Now), valuesWithLists(r.Then)
	}
	for i := range whole.Causes {
		whole.Causes[i].Evidence = list(whole.Causes[i].Evidence)
	}
	return &whole
}

func sideWithLists(s compare.Side) compare.Side {
	s.Runs = list(s.Runs)
	for i := range s.Runs {
		r := &s.Runs[i]
		r.Subjects, r.Conditions, r.Figures = list(r.Subjects), list(r.Conditions), list(r.Figures)
	}
	return s
}

func valuesWithLists(v compare.Values) compare.Values {
	v.Values, v.SEs = list(v.Values), list(v.SEs)
	return v
}

// checkComparison checks that a comparison from a file can be used like one
// that was just made. It does not judge the figures.
func checkComparison(c *compare.Comparison) error {
	if c == nil {
		return nil
	}
	if !slices.Contains(verdicts, c.Verdict) {
		return unknownVerdict("comparison.verdict", c.Verdict)
	}
	if !share(c.FamilyError) {
		return fmt.Errorf("comparison.family_error is %v: expected 0 to 1", c.FamilyError)
	}
	seen := map[compare.Key]bool{}
	for i := range c.Rows {
		r, place := &c.Rows[i], fmt.Sprintf("comparison.rows[%d]", i)
		if err := checkRow(r, place); err != nil {
			return err
		}
		if seen[r.Key] {
			return fmt.Errorf("%s: a second row of %s of %s", place, r.Metric, r.Workload)
		}
		seen[r.Key] = true
	}
	for i := range c.Failures {
		if err := checkFailures(&c.Failures[i], fmt.Sprintf("comparison.failures[%d]", i)); err != nil {
			return err
		}
	}
	for _, side := range []struct {
		name string
		runs []compare.Run
	}{{"now", c.Now.Runs}, {"then", c.Then.Runs}} {
		for i := range side.runs {
			if err := checkFigures(side.runs[i].Figures, fmt.Sprintf("comparison.%s.runs[%d]", side.name, i)); err != nil {
				return err
			}
		}
	}
	return nil
}

var verdicts = []compare.Verdict{
	compare.Improved, compare.Regressed, compare.Unchanged, compare.Unclear, compare.NotComparable, compare.NoBaseline,
}

func unknownVerdict(place string, v compare.Verdict) error {
	return fmt.Errorf("%s is %q: expected one of %q", place, v, verdicts)
}

func checkRow(r *compare.Row, place string) error {
	switch {
	case !slices.Contains(verdicts, r.Verdict):
		return unknownVerdict(place+".verdict", r.Verdict)
	case r.Workload == "":
		return fmt.Errorf("%s.workload is empty: expected a name", place)
	case len(r.Now.Values) == 0:
		return fmt.Errorf("%s.now.values is empty: expected a figure at least", place)
	case !(r.Floor.Change >= 0) || !(r.Floor.Deviation >= 0) || r.Floor.Runs < 0:
		return fmt.Errorf("%s.floor: expected nothing below 0", place)
	case r.Rerun != nil && !(r.Rerun.Value > 0):
		return fmt.Errorf("%s.rerun.value is %v: expected more than 0", place, r.Rerun.Value)
	case r.Rerun != nil && !share(r.Rerun.P):
		return fmt.Errorf("%s.rerun.p is %v: expected 0 to 1", place, r.Rerun.P)
	}
	if err := checkMetric(r.Metric, place); err != nil {
		return err
	}
	if err := checkValues(&r.Now, place+".now"); err != nil {
		return err
	}
	if err := checkValues(&r.Then, place+".then"); err != nil {
		return err
	}
	return checkTest(r.Test, place+".test")
}

// checkFailures holds that no more operations failed than ended.
func checkFailures(r *compare.FailureRow, place string) error {
	if !slices.Contains(verdicts, r.Verdict) {
		return unknownVerdict(place+".verdict", r.Verdict)
	}
	if !share(r.PWorse) || !share(r.PBetter) {
		return fmt.Errorf("%s: expected p_worse and p_better from 0 to 1", place)
	}
	counts := map[string]compare.Failures{"now": r.Now, "then": r.Then}
	if r.Rerun != nil {
		counts["rerun"] = r.Rerun.Failures
	}
	for name, f := range counts {
		if f.Failed < 0 || f.Ended < f.Failed {
			return fmt.Errorf("%s.%s: %d of %d operations failed: expected 0 or more, and no more than ended", place, name, f.Failed, f.Ended)
		}
	}
	return nil
}

func checkMetric(m compare.Metric, place string) error {
	if !slices.Contains(compare.Metrics(), m) {
		return fmt.Errorf("%s.metric is %q: expected one of %q", place, m, compare.Metrics())
	}
	return nil
}

// checkValues holds that figures are above 0, as their logs need it. Values of
// rounds have no standard errors.
func checkValues(v *compare.Values, place string) error {
	if len(v.SEs) != 0 && len(v.SEs) != len(v.Values) {
		return fmt.Errorf("%s.ses has %d entries: expected %d, one for each value, or none", place, len(v.SEs), len(v.Values))
	}
	for i, value := range v.Values {
		if !(value > 0) {
			return fmt.Errorf("%s.values[%d] is %v: expected more than 0", place, i, value)
		}
	}
	if len(v.Values) > 0 && !(v.Center > 0) {
		return fmt.Errorf("%s.center is %v: expected more than 0", place, v.Center)
	}
	return v.Band.Check(place + ".band")
}

func checkTest(t *compare.Test, place string) error {
	switch {
	case t == nil:
		return nil
	case !(t.Degrees > 0):
		return fmt.Errorf("%s.degrees is %v: expected more than 0", place, t.Degrees)
	case !(t.Deviation >= 0) || !(t.SE >= 0) || !(t.Detectable >= 0):
		return fmt.Errorf("%s: expected no deviation, se and detectable below 0", place)
	case !share(t.PWorse) || !share(t.PBetter):
		return fmt.Errorf("%s: expected p_worse and p_better from 0 to 1", place)
	}
	return t.Interval.Check(place + ".interval")
}

func checkFigures(figures []compare.Figure, place string) error {
	for i := range figures {
		f, place := &figures[i], fmt.Sprintf("%s.figures[%d]", place, i)
		if !(f.Value > 0) {
			return fmt.Errorf("%s.value is %v: expected more than 0", place, f.Value)
		}
		if err := checkMetric(f.Metric, place); err != nil {
			return err
		}
		if err := f.Interval.Check(place + ".interval"); err != nil {
			return err
		}
	}
	return nil
}

// share tells whether a figure is one from 0 to 1. What was read from JSON is
// finite, and what is written is checked for it.
func share(f float64) bool { return f >= 0 && f <= 1 && !math.IsNaN(f) }
