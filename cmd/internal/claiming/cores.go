package claiming

import (
	"fmt"
	"time"

	"ep-benchmark/baselines/claims"
)

// A standard machine has 8 CPUs and 16 GB.
const standardCPUs = 8

// coresExperiment compares analytics on all CPUs with what a standard machine would
// have: the same program with GOMAXPROCS and a memory limit of its size.
func coresExperiment(c *claims.Claim, h *Here) (Experiment, error) {
	command, err := itself(h, c.Test.Settings[workloadSetting], "--records=1000000", "--quick", "--plain", "--no-save", noProject, "--fail-on=none")
	if err != nil {
		return Experiment{}, err
	}
	limit := "env GOMEMLIMIT=16GiB "
	return Experiment{
		Line:       []string{"command", limit + command, "--vary", fmt.Sprintf("env:GOMAXPROCS=%d,%d", standardCPUs, h.CPUs), h.roundsFlag(c)},
		Takes:      h.legsTake(c, 2, 3*time.Second),
		Conditions: []claims.Condition{{Name: "standard machine", Value: "GOMAXPROCS=8, GOMEMLIMIT=16GiB"}},
	}, nil
}
