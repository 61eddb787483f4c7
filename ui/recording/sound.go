package recording

import (
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/engine/sound"
)

// soundness checks what all code that shows, compares or reports a run relies
// on. A measured run has it, and a file need not. Single figures are checked
// where a line is decoded.
type soundness struct {
	plan engine.Plan
	legs map[string]int // measured, by workload, under the schedule under way
}

// check looks at the next event, and names what does not go together.
func (s *soundness) check(event engine.Event) error {
	switch e := event.(type) {
	case engine.RunStarted:
		s.plan = e.Plan
		return checkStart(&e)
	case engine.ScheduleStarted:
		clear(s.legs)
	case engine.LegFinished:
		return s.count(&e)
	case engine.WorkloadFinished:
		return checkResult(&e.Result, &s.plan, "result")
	case engine.RunFinished:
		return checkReport(&e.Report)
	}
	return nil
}

// checkStart holds that every workload has its number of workers, and a name of
// its own by which later events mean it.
func checkStart(e *engine.RunStarted) error {
	if len(e.Workers) != len(e.Specs) {
		return fmt.Errorf("workers has %d entries: expected %d, one for each of specs", len(e.Workers), len(e.Specs))
	}
	for i, workers := range e.Workers {
		if workers < 1 {
			return fmt.Errorf("workers[%d] is %d: expected 1 or more", i, workers)
		}
	}
	seen := map[string]bool{}
	for i := range e.Specs {
		name := e.Specs[i].Name
		if seen[name] {
			return fmt.Errorf("specs[%d].name is %q: expected a name that none before it has", i, name)
		}
		seen[name] = true
	}
	if err := sound.Variants(&e.Plan, "plan"); err != nil {
		return err
	}
	return e.Plan.CheckLooks("plan")
}

// count limits the legs of a workload as those of a result are limited, since
// the memory for what is computed from them grows with their square.
func (s *soundness) count(e *engine.LegFinished) error {
	if e.Purpose != engine.Measured {
		return nil
	}
	if s.legs == nil {
		s.legs = map[string]int{}
	}
	s.legs[e.Sample.Workload]++
	if s.legs[e.Sample.Workload] > engine.MostSamples {
		return fmt.Errorf("%q has more than %d measured legs: expected that many at the most", e.Sample.Workload, engine.MostSamples)
	}
	return nil
}

func checkReport(r *engine.Report) error {
	if err := r.Plan.CheckLooks("report.plan"); err != nil {
		return err
	}
	if err := sound.Variants(&r.Plan, "report.plan"); err != nil {
		return err
	}
	seen := map[string]bool{}
	for i := range r.Results {
		result, place := &r.Results[i], fmt.Sprintf("report.results[%d]", i)
		if err := checkResult(result, &r.Plan, place); err != nil {
			return err
		}
		id := result.Spec.Name + " " + string(result.Schedule)
		if seen[id] {
			return fmt.Errorf("%s: a second result of %q", place, id)
		}
		seen[id] = true
	}
	return nil
}

func checkResult(r *engine.Result, plan *engine.Plan, place string) error {
	switch {
	case len(r.Samples) > engine.MostSamples:
		return fmt.Errorf("%s has %d samples: expected %d at the most", place, len(r.Samples), engine.MostSamples)
	case r.Skewed && r.SpeedupByT == nil:
		return fmt.Errorf("%s is skewed without speedup_by_t: expected both or neither", place)
	}
	if len(plan.Variants) > 0 {
		return sound.OfPlan(r, plan, place)
	}
	return nil
}
