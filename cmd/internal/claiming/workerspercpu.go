package claiming

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// multiples of the CPUs are the numbers of workers among which the best is looked for.
var multiples = []float64{0.5, 1, 2, 2.5, 4, 8, 16}

// workersPerCPU finds the recommended number of workers for each CPU, in a sweep of the
// workload that the claim's settings name.
func workersPerCPU(c *claims.Claim, h *Here) (Experiment, error) {
	var workers []int
	for _, m := range multiples {
		if n := max(1, int(m*float64(h.CPUs))); !slices.Contains(workers, n) {
			workers = append(workers, n)
		}
	}
	var texts []string
	for _, n := range workers {
		texts = append(texts, strconv.Itoa(n))
	}
	workload := c.Test.Settings[workloadSetting]
	return Experiment{
		Line:  []string{"sweep", workload, "--workers", strings.Join(texts, ","), h.roundsFlag(c), noProject},
		Takes: startUp + time.Duration((h.rounds(c)+1)*len(workers))*max(shortest, 11*waits(workload)),
		Read: func(_ *claims.Claim, report *engine.Report) (claims.Reading, error) {
			return readPerCPU(report, h.CPUs)
		},
		Conditions: []claims.Condition{{Name: "workload", Value: workload}, {Name: "CPUs", Value: strconv.Itoa(h.CPUs)}},
	}, nil
}

// readPerCPU divides the recommended number of workers by the CPUs.
func readPerCPU(report *engine.Report, cpus int) (claims.Reading, error) {
	reading, err := claims.Read(&claims.Claim{Metric: claims.Count}, report)
	if err != nil || reading.Measured == nil {
		return reading, err
	}
	reading.Evidence = []string{fmt.Sprintf("recommended are %s on %s", units.Counted(int(reading.Measured.Value), "worker"), units.Counted(cpus, "CPU"))}
	each := reading.Measured.Map(func(n float64) float64 { return n / float64(cpus) })
	reading.Measured = &each
	return reading, nil
}
