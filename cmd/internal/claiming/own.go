package claiming

import (
	"math/rand/v2"
	"strconv"
	"time"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
)

// own are the experiments that the built-in ledger names. Another one is a file with
// a function, and a line here.
var own = map[string]func(c *claims.Claim, h *Here) (Experiment, error){
	"middleware":      middlewareExperiment,
	"uvloop":          uvloopExperiment,
	"test-suite":      testSuiteExperiment,
	"pool-size":       poolSizeExperiment,
	"cpu":             cpuExperiment,
	"memory":          memoryExperiment,
	"out-of-core":     outOfCoreExperiment,
	"workers-per-cpu": workersPerCPU,
	"cores":           coresExperiment,
	"redis-cache":     redisCacheExperiment,
	"line":            lineExperiment,
	"score":           scoreExperiment,
}

// workloadSetting is the setting with which the built-in ledger tells an experiment
// its workload.
const workloadSetting = "run"

// A side is a variant of an experiment's own plan: its name, and the workload that it
// runs.
type side struct {
	name     string
	settings map[string]string
	workload engine.Workload
}

// inTurns are the parts of a plan in which workloads take turns, with one worker. The
// first is the reference.
func inTurns(sides []side, rounds int) []*session.Part {
	plan := engine.Plan{
		Workloads: []string{sides[0].workload.Spec().Name}, Schedule: engine.Isolated, Rounds: rounds, Warmups: 1, Workers: 1,
		Seed: rand.Uint64(), MinimumLeg: engine.MinimumLeg, OperationTimeout: 30 * time.Second,
	}
	var parts []*session.Part
	for i, s := range sides {
		plan.Variants = append(plan.Variants, engine.Variant{Name: s.name, Workers: 1, Settings: s.settings})
		if i > 0 {
			plan.Effects = append(plan.Effects, engine.Effect{Variant: s.name, Reference: sides[0].name})
		}
		o := &order.Order{Entries: []workloads.Entry{workloads.Own(s.workload, "")}, Latency: order.NoLatency()}
		parts = append(parts, &session.Part{Variants: []string{s.name}, Order: o, Alike: i > 0})
	}
	for _, p := range parts {
		p.Order.Plan = plan
	}
	return parts
}

// itself is a command line of this program, as a command that is measured. What it
// prints and keeps is its own.
func itself(h *Here, args ...string) (string, error) {
	executable, err := h.Env.Executable()
	if err != nil {
		return "", err
	}
	return quoted(append([]string{executable}, args...)), nil
}

// roundsFlag is --rounds of a claim.
func (h *Here) roundsFlag(c *claims.Claim) string { return "--rounds=" + strconv.Itoa(h.rounds(c)) }

// legsTake is how long rounds of legs take together.
func (h *Here) legsTake(c *claims.Claim, legs int, each time.Duration) time.Duration {
	return startUp + time.Duration((h.rounds(c)+1)*legs)*each
}
