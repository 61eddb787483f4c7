package claiming

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ep-benchmark/baselines/claims"
)

// lineExperiment carries out a command line of this program that compares two values
// with --vary. The built-in ledger has it as the setting that names a workload.
func lineExperiment(c *claims.Claim, h *Here) (Experiment, error) {
	line := strings.Fields(c.Test.Settings[workloadSetting])
	if len(line) == 0 {
		return Experiment{}, fmt.Errorf("the claim has no command line")
	}
	e := Experiment{
		Line:       append(line, h.roundsFlag(c)),
		Takes:      h.legsTake(c, 2, 2*time.Second),
		Conditions: []claims.Condition{{Name: "measured by", Value: "ep-benchmark " + line[0]}},
	}
	if !slices.Contains(h.Commands, line[0]) {
		e.Missing = "this version of ep-benchmark has no command " + line[0]
	}
	return e, nil
}
