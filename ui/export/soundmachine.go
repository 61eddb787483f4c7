package export

import (
	"fmt"
	"math"
	"slices"

	"ep-benchmark/engine"
)

// oneOf holds that a word is known.
func oneOf[word ~string](place string, is word, known ...word) error {
	if slices.Contains(known, is) {
		return nil
	}
	return fmt.Errorf("%s is %q: expected one of %q", place, is, known)
}

// checkMachine looks at what was seen of the machine while a leg ran.
func checkMachine(m *engine.MachineEvidence, place string) error {
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
	return notNegative(map[string]int64{place + ".canary_unit_ns": int64(m.CanaryUnit)})
}

// checkCompute looks at what a pass took of a CPU.
func checkCompute(c *engine.ComputeEvidence, place string) error {
	if c == nil {
		return nil
	}
	if !(c.Step >= 0) || math.IsInf(c.Step, 0) {
		return fmt.Errorf("%s.step_ns is %v: expected 0 or more", place, c.Step)
	}
	return notNegative(map[string]int64{place + ".passes": int64(c.Passes), place + ".cpu_ns": int64(c.CPU), place + ".cpu_mean_ns": int64(c.MeanCPU)})
}

func isShare(place string, share float64) error {
	if share >= 0 && share <= 1 {
		return nil
	}
	return fmt.Errorf("%s is %v: expected 0 to 1", place, share)
}

// checkProfiles looks at what CPU profiles showed.
func checkProfiles(profiles []engine.ProfileSummary, place string) error {
	for i := range profiles {
		p, at := &profiles[i], fmt.Sprintf("%s.profiles[%d]", place, i)
		if err := oneOf(at+".kind", p.Kind, engine.Sequential, engine.Parallel); err != nil {
			return err
		}
		if err := notNegative(map[string]int64{at + ".cpu_ns": int64(p.CPU)}); err != nil {
			return err
		}
		for j := range p.Functions {
			of := fmt.Sprintf("%s.functions[%d]", at, j)
			if err := isShare(of+".flat", p.Functions[j].Flat); err != nil {
				return err
			}
			if err := isShare(of+".cumulative", p.Functions[j].Cumulative); err != nil {
				return err
			}
		}
	}
	return nil
}
