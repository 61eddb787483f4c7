package baselines

import (
	"fmt"
	"slices"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/sound"
)

// checkReport finds what a report from elsewhere must have for others to rely
// on it as on a measured one: a known schema and known words, lengths that
// belong together, whole numbers that are none below zero. It does not judge
// the figures.
func checkReport(r *engine.Report, place string) error {
	switch {
	case r.Schema > engine.ReportSchema:
		return fmt.Errorf("%s has schema %d, of a newer ep-benchmark than this one, which reads up to %d", place, r.Schema, engine.ReportSchema)
	case r.Schema < 1:
		return fmt.Errorf("%s has schema %d: expected 1 to %d", place, r.Schema, engine.ReportSchema)
	case !inYears(r.StartedAt):
		return fmt.Errorf("%s.started_at is out of range", place)
	}
	if _, err := engine.ParseSchedule(string(r.Plan.Schedule)); err != nil {
		return fmt.Errorf("%s.plan.schedule: %w", place, err)
	}
	if err := sound.Figures(r, place); err != nil {
		return err
	}
	seen := map[string]bool{}
	for i := range r.Results {
		result, at := &r.Results[i], fmt.Sprintf("%s.results[%d]", place, i)
		if err := checkResult(result, at); err != nil {
			return err
		}
		id := result.Spec.Name + " " + string(result.Schedule)
		if seen[id] {
			return fmt.Errorf("%s is a second result of %q", at, id)
		}
		seen[id] = true
	}
	return nil
}

// inYears tells whether a time still has a year of four digits in UTC.
func inYears(t time.Time) bool { return t.UTC().Year() >= 0 && t.UTC().Year() <= 9999 }

func checkResult(r *engine.Result, place string) error {
	switch {
	case r.Spec.Name == "" || r.Spec.Key == "":
		return fmt.Errorf("%s.spec: expected a name and a key", place)
	case r.Schedule != engine.Concurrent && r.Schedule != engine.Isolated:
		return fmt.Errorf("%s.schedule is %q: expected concurrent or isolated", place, r.Schedule)
	case r.Workers < 1:
		return fmt.Errorf("%s.workers is %d: expected 1 or more", place, r.Workers)
	case len(r.Ceiling.Limits) == 0:
		return fmt.Errorf("%s.ceiling.limits is empty: expected the binding limit at least", place)
	case len(r.Samples) > engine.MostSamples:
		return fmt.Errorf("%s has %d samples: expected %d at the most", place, len(r.Samples), engine.MostSamples)
	case r.Skewed && r.SpeedupByT == nil:
		return fmt.Errorf("%s is skewed without speedup_by_t", place)
	}
	if err := checkOutcomes(r, place); err != nil {
		return err
	}
	for i := range r.Samples {
		if err := checkSample(&r.Samples[i], r, fmt.Sprintf("%s.samples[%d]", place, i)); err != nil {
			return err
		}
	}
	return nil
}

func checkOutcomes(r *engine.Result, place string) error {
	metrics := []engine.Metric{engine.MetricSpeedup, engine.MetricTime}
	outcomes := engine.Outcomes()
	for i, target := range r.Spec.Targets {
		if !slices.Contains(metrics, target.Metric) {
			return fmt.Errorf("%s.spec.targets[%d].metric is %q: expected one of %q", place, i, target.Metric, metrics)
		}
	}
	for i, a := range r.Assessments {
		switch {
		case !slices.Contains(metrics, a.Target.Metric):
			return fmt.Errorf("%s.assessments[%d].target.metric is %q: expected one of %q", place, i, a.Target.Metric, metrics)
		case !slices.Contains(outcomes, a.Outcome):
			return fmt.Errorf("%s.assessments[%d].outcome is %q: expected one of %q", place, i, a.Outcome, outcomes)
		}
	}
	return nil
}

func checkSample(s *engine.Sample, r *engine.Result, place string) error {
	switch {
	case s.Workload != r.Spec.Name || s.Schedule != r.Schedule:
		return fmt.Errorf("%s is of %q, %q: expected %q, %q, whose result it is in", place, s.Workload, s.Schedule, r.Spec.Name, r.Schedule)
	case s.Kind != engine.Sequential && s.Kind != engine.Parallel:
		return fmt.Errorf("%s.kind is %q: expected sequential or parallel", place, s.Kind)
	case s.Passes < 1 || s.Workers < 1:
		return fmt.Errorf("%s has %d passes and %d workers: expected 1 or more", place, s.Passes, s.Workers)
	case s.Timed() && s.Makespan == 0:
		return fmt.Errorf("%s.makespan_ns is 0: expected more of a timing", place)
	case s.Timed() && len(s.Parts) != len(r.Spec.Parts):
		return fmt.Errorf("%s.parts has %d entries: expected %d, one for each of the spec's", place, len(s.Parts), len(r.Spec.Parts))
	}
	return nil
}
