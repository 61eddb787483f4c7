package export

import (
	"fmt"
	"slices"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// check finds what a report from a file must have for others to rely on it as
// on a measured one: lengths that belong together, counts that are none below
// zero, words that are known. It does not judge the figures.
func check(r *engine.Report) error {
	if _, err := engine.ParseSchedule(string(r.Plan.Schedule)); err != nil {
		return fmt.Errorf("run.plan.schedule: %w", err)
	}
	if err := notNegative(map[string]int64{
		"run.duration_ns": int64(r.Duration), "run.plan.rounds": int64(r.Plan.Rounds), "run.plan.warmups": int64(r.Plan.Warmups),
		"run.plan.max_time_ns": int64(r.Plan.MaxTime),
		"run.plan.workers":     int64(r.Plan.Workers), "run.host.logical_cpus": int64(r.Host.LogicalCPUs), "run.host.gomaxprocs": int64(r.Host.GOMAXPROCS),
	}); err != nil {
		return err
	}
	if err := r.Plan.CheckLooks("run.plan"); err != nil {
		return err
	}
	if err := oneOf("run.quality.badge", r.Quality.Badge, "", engine.Clean, engine.Fair, engine.Poor); err != nil {
		return err
	}
	seen := map[string]bool{}
	for i := range r.Results {
		place := fmt.Sprintf("run.results[%d]", i)
		result := &r.Results[i]
		if err := checkResult(result, place); err != nil {
			return err
		}
		if most := len(r.Plan.Looks); result.Look < 0 || result.Look > most {
			return fmt.Errorf("%s.look is %d: expected 0 to %d, of the plan's looks", place, result.Look, most)
		}
		id := result.Spec.Name + " " + string(result.Schedule)
		if seen[id] {
			return fmt.Errorf("%s: a second result of %s", place, id)
		}
		seen[id] = true
	}
	return nil
}

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
	if err := notNegative(map[string]int64{
		place + ".spec.size": int64(r.Spec.Size), place + ".spec.pass_items": int64(r.Spec.PassItems),
		place + ".spec.operations": int64(r.Spec.Operations), place + ".rounds": int64(r.Rounds), place + ".gated": int64(r.Gated),
	}); err != nil {
		return err
	}
	if err := checkDerived(r, place); err != nil {
		return err
	}
	if err := checkProfiles(r.Profiles, place); err != nil {
		return err
	}
	for i := range r.Samples {
		if err := checkSample(&r.Samples[i], r, fmt.Sprintf("%s.samples[%d]", place, i)); err != nil {
			return err
		}
	}
	return checkCounts(&r.Operations.OperationCounts, place+".operations")
}

// checkDerived looks at the words and the intervals of what was derived.
func checkDerived(r *engine.Result, place string) error {
	metrics := []engine.Metric{engine.MetricSpeedup, engine.MetricTime}
	for i, target := range r.Spec.Targets {
		if !slices.Contains(metrics, target.Metric) {
			return fmt.Errorf("%s.spec.targets[%d].metric is %q: expected one of %q", place, i, target.Metric, metrics)
		}
	}
	outcomes := engine.Outcomes()
	for i, a := range r.Assessments {
		switch {
		case !slices.Contains(metrics, a.Target.Metric):
			return fmt.Errorf("%s.assessments[%d].target.metric is %q: expected one of %q", place, i, a.Target.Metric, metrics)
		case !slices.Contains(outcomes, a.Outcome):
			return fmt.Errorf("%s.assessments[%d].outcome is %q: expected one of %q", place, i, a.Outcome, outcomes)
		}
	}
	estimates := map[string]*stats.Estimate{"speedup": r.Speedup, "speedup_by_t": r.SpeedupByT}
	for kind, figures := range map[string]*engine.LegFigures{"sequential": r.Sequential, "parallel": r.Parallel} {
		if figures != nil {
			estimates[kind+".time_per_pass_s"] = &figures.TimePerPass
		}
	}
	for name, e := range estimates {
		if e == nil {
			continue
		}
		if err := e.Check(place + "." + name); err != nil {
			return err
		}
	}
	return nil
}

func checkSample(s *engine.Sample, r *engine.Result, place string) error {
	switch {
	case s.Workload != r.Spec.Name:
		return fmt.Errorf("%s.workload is %q: expected %q, whose result it is in", place, s.Workload, r.Spec.Name)
	case s.Schedule != r.Schedule:
		return fmt.Errorf("%s.schedule is %q: expected %q, whose result it is in", place, s.Schedule, r.Schedule)
	case s.Kind != engine.Sequential && s.Kind != engine.Parallel:
		return fmt.Errorf("%s.kind is %q: expected sequential or parallel", place, s.Kind)
	case s.Passes < 1:
		return fmt.Errorf("%s.passes is %d: expected 1 or more", place, s.Passes)
	case s.Workers < 1:
		return fmt.Errorf("%s.workers is %d: expected 1 or more", place, s.Workers)
	case s.Timed() && s.Makespan <= 0:
		return fmt.Errorf("%s.makespan_ns is %d: expected more than 0 of a timing", place, s.Makespan)
	case s.Timed() && len(s.Parts) != len(r.Spec.Parts):
		return fmt.Errorf("%s.parts has %d entries: expected %d, one for each of the spec's", place, len(s.Parts), len(r.Spec.Parts))
	}
	if err := notNegative(map[string]int64{
		place + ".makespan_ns": int64(s.Makespan), place + ".finish_ns": int64(s.Finish), place + ".busy_ns": int64(s.Busy),
		place + ".items": s.Items, place + ".active_workers": int64(s.ActiveWorkers),
	}); err != nil {
		return err
	}
	if err := checkWire(s.Evidence.Wire, place+".evidence.wire"); err != nil {
		return err
	}
	if err := oneOf(place+".gate", s.Gate, "", engine.Throttled, engine.Contended); err != nil {
		return err
	}
	if err := checkCompute(s.Evidence.Compute, place+".evidence.compute"); err != nil {
		return err
	}
	if err := isShare(place+".gate_weight", s.GateWeight); err != nil {
		return err
	}
	if err := checkMachine(s.Evidence.Machine, place+".evidence.machine"); err != nil {
		return err
	}
	return checkCounts(&s.Operations, place+".operations")
}

func checkCounts(c *engine.OperationCounts, place string) error {
	return notNegative(map[string]int64{
		place + ".planned": c.Planned, place + ".finished": c.Finished, place + ".failed": c.Failed,
		place + ".panicked": c.Panicked, place + ".hung": c.Hung, place + ".cancelled": c.Cancelled,
	})
}

func checkWire(w *engine.WireEvidence, place string) error {
	if w == nil {
		return nil
	}
	return notNegative(map[string]int64{
		place + ".requests": w.Requests, place + ".reused": w.Reused, place + ".rate_limited": w.RateLimited,
		place + ".repeated": w.Repeated, place + ".slept_ns": int64(w.Slept),
		place + ".connection_wait_ns": int64(w.ConnectionWait), place + ".first_byte_p50_ns": int64(w.FirstByteP50),
		place + ".body_ns": int64(w.BodyTime), place + ".body_mean_ns": int64(w.BodyMean),
		place + ".body_p50_ns": int64(w.BodyP50), place + ".body_p99_ns": int64(w.BodyP99),
	})
}

// notNegative names the first figure, in alphabetical order, that is below 0.
func notNegative(figures map[string]int64) error {
	wrong := ""
	for place, n := range figures {
		if n < 0 && (wrong == "" || place < wrong) {
			wrong = place
		}
	}
	if wrong == "" {
		return nil
	}
	return fmt.Errorf("%s is %d: expected 0 or more", wrong, figures[wrong])
}
