package sound

import (
	"fmt"

	"ep-benchmark/engine"
)

// Result is [Report] for a result of a report. [Figures] checks its single
// figures.
func Result(r *engine.Result, place string) error {
	switch {
	case r.Spec.Name == "" || r.Spec.Key == "":
		return fmt.Errorf("%s.spec: expected a name and a key", place)
	case r.Workers < 1:
		return fmt.Errorf("%s.workers is %d: expected 1 or more", place, r.Workers)
	case len(r.Ceiling.Limits) == 0:
		return fmt.Errorf("%s.ceiling.limits is empty: expected the binding limit at least", place)
	case len(r.Samples) > engine.MostSamples:
		return fmt.Errorf("%s has %d samples: expected %d at the most", place, len(r.Samples), engine.MostSamples)
	case r.Skewed && r.SpeedupByT == nil:
		return fmt.Errorf("%s is skewed without speedup_by_t: expected both or neither", place)
	}
	if err := oneOf(place+".schedule", r.Schedule, engine.Concurrent, engine.Isolated); err != nil {
		return err
	}
	if err := outcomes(r, place); err != nil {
		return err
	}
	for i := range r.Profiles {
		if err := profile(&r.Profiles[i], fmt.Sprintf("%s.profiles[%d]", place, i)); err != nil {
			return err
		}
	}
	for i := range r.Samples {
		if err := sample(&r.Samples[i], r, fmt.Sprintf("%s.samples[%d]", place, i)); err != nil {
			return err
		}
	}
	return nil
}

// outcomes checks the words of targets and of their outcomes.
func outcomes(r *engine.Result, place string) error {
	for i, target := range r.Spec.Targets {
		if err := oneOf(fmt.Sprintf("%s.spec.targets[%d].metric", place, i), target.Metric, engine.MetricSpeedup, engine.MetricTime); err != nil {
			return err
		}
	}
	for i, a := range r.Assessments {
		at := fmt.Sprintf("%s.assessments[%d]", place, i)
		if err := oneOf(at+".target.metric", a.Target.Metric, engine.MetricSpeedup, engine.MetricTime); err != nil {
			return err
		}
		if err := oneOf(at+".outcome", a.Outcome, engine.Outcomes()...); err != nil {
			return err
		}
	}
	return nil
}

// profile checks what CPU profiles showed.
func profile(p *engine.ProfileSummary, place string) error {
	if err := oneOf(place+".kind", p.Kind, engine.Sequential, engine.Parallel); err != nil {
		return err
	}
	for i := range p.Functions {
		of := fmt.Sprintf("%s.functions[%d]", place, i)
		if err := isShare(of+".flat", p.Functions[i].Flat); err != nil {
			return err
		}
		if err := isShare(of+".cumulative", p.Functions[i].Cumulative); err != nil {
			return err
		}
	}
	return nil
}
