package doctor

import (
	"context"
	"strings"
	"time"

	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/sysmon"
	"ep-benchmark/engine/units"
)

// simulatorFacts are what doctor reports about the simulator.
type simulatorFacts struct {
	Took    time.Duration `json:"took_ns,omitempty"` // to start, answer one request and stop
	Problem string        `json:"problem,omitempty"`
}

// lookAtSimulator tries the simulator as a run would use it.
func lookAtSimulator(ctx context.Context, env process.Environment) simulatorFacts {
	began := time.Now()
	err := api.TrySimulator(ctx, env)
	if err != nil {
		problem := err.Error()
		if path, err := env.Executable(); err == nil {
			problem = strings.ReplaceAll(problem, path, anonymous(path))
		}
		return simulatorFacts{Problem: problem}
	}
	return simulatorFacts{Took: time.Since(began)}
}

func (f *simulatorFacts) check() sysmon.Check {
	if f.Problem != "" {
		return sysmon.Check{
			Name: "simulator", Verdict: sysmon.Bad, Finding: f.Problem,
			Advice: "The workloads that ask it can't be measured. A firewall or a sandbox that forbids 127.0.0.1 is the usual cause.",
		}
	}
	return sysmon.Check{Name: "simulator", Verdict: sysmon.Good, Finding: "starts, answers and stops in " + units.Duration(f.Took)}
}
