package claiming

import (
	"maps"
	"time"

	"ep-benchmark/baselines/claims"
)

// memoryExperiment measures the peak memory of this program's own processes, client
// and simulator, while a workload runs once. The claim's settings are the workload's
// flags; "run" names the workload itself.
func memoryExperiment(c *claims.Claim, h *Here) (Experiment, error) {
	others := maps.Clone(c.Test.Settings)
	delete(others, workloadSetting)
	args := []string{c.Test.Settings[workloadSetting], "--quick", "--plain", "--no-save", noProject, "--latency=none", "--fail-on=none"}
	command, err := itself(h, append(args, flags(others)...)...)
	if err != nil {
		return Experiment{}, err
	}
	return Experiment{
		Line:       []string{"command", command, h.roundsFlag(c)},
		Takes:      h.legsTake(c, 1, 3*time.Second),
		Conditions: []claims.Condition{{Name: "processes", Value: "the client and the simulator together"}},
	}, nil
}
