package sound

import (
	"fmt"
	"math"

	"ep-benchmark/engine"
)

// sample checks a sample, which belongs to its result.
func sample(s *engine.Sample, r *engine.Result, place string) error {
	switch {
	case s.Workload != r.Spec.Name:
		return fmt.Errorf("%s.workload is %q: expected %q, whose result it is in", place, s.Workload, r.Spec.Name)
	case s.Schedule != r.Schedule:
		return fmt.Errorf("%s.schedule is %q: expected %q, whose result it is in", place, s.Schedule, r.Schedule)
	case s.Passes < 1:
		return fmt.Errorf("%s.passes is %d: expected 1 or more", place, s.Passes)
	case s.Workers < 1:
		return fmt.Errorf("%s.workers is %d: expected 1 or more", place, s.Workers)
	case s.Timed() && s.Makespan <= 0:
		return fmt.Errorf("%s.makespan_ns is %d: expected more than 0 of a timing", place, s.Makespan)
	case s.Timed() && len(s.Parts) != len(r.Spec.Parts):
		return fmt.Errorf("%s.parts has %d entries: expected %d, one for each of the spec's", place, len(s.Parts), len(r.Spec.Parts))
	}
	if err := oneOf(place+".gate", s.Gate, "", engine.Throttled, engine.Contended); err != nil {
		return err
	}
	if err := isShare(place+".gate_weight", s.GateWeight); err != nil {
		return err
	}
	if c := s.Evidence.Compute; c != nil && (!(c.Step >= 0) || math.IsInf(c.Step, 0)) {
		return fmt.Errorf("%s.evidence.compute.step_ns is %v: expected 0 or more", place, c.Step)
	}
	return machine(s.Evidence.Machine, place+".evidence.machine")
}

// machine checks what was seen of the machine while a leg ran.
func machine(m *engine.MachineEvidence, place string) error {
	if m == nil {
		return nil
	}
	for _, one := range []struct {
		name  string
		share *float64
	}{
		{"canary_on_cpu", m.CanaryOnCPU},
		{"foreign", m.Foreign},
		{"steal", m.Steal},
		{"pressure", m.Pressure},
		{"held", m.Held},
	} {
		if one.share == nil {
			continue
		}
		if err := isShare(place+"."+one.name, *one.share); err != nil {
			return err
		}
	}
	return nil
}
