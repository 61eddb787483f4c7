package claiming

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine"
)

// poolCPUs are the numbers of CPUs for which the rule min(40, 2 x CPUs) is tried.
var poolCPUs = []int{2, 8, 16, 20}

// poolReference is the pool that the rule is compared with.
const poolReference = 10

// poolSizeExperiment compares pools of min(40, 2 x CPUs) workers with one of 10, as the
// rule has it for several numbers of CPUs. Work that waits does not need the CPUs
// themselves.
func poolSizeExperiment(c *claims.Claim, h *Here) (Experiment, error) {
	values := []string{strconv.Itoa(poolReference)}
	workload := c.Test.Settings[workloadSetting]
	takes := waits(workload) * 10
	for _, cpus := range poolCPUs {
		n := engine.Plan{}.WorkersFor(engine.IOBound, cpus)
		values = append(values, strconv.Itoa(n))
		takes += waits(workload) * time.Duration((100+n-1)/n)
	}
	return Experiment{
		Line:  []string{"ab", workload, "--vary", "workers=" + strings.Join(values, ","), "--shipments=100", h.roundsFlag(c), noProject},
		Takes: startUp + time.Duration(h.rounds(c)+1)*takes,
		Read:  readPoolSize,
		Conditions: []claims.Condition{
			{Name: "shipments", Value: "100"}, {Name: "reference", Value: "10 workers"},
		},
	}, nil
}

// readPoolSize reads the ratio that the rule gives on each number of CPUs.
func readPoolSize(_ *claims.Claim, report *engine.Report) (claims.Reading, error) {
	r, err := claims.Only(report)
	if err != nil {
		return claims.Reading{}, err
	}
	variants := report.Plan.Variants
	if len(variants) != len(poolCPUs)+1 {
		return claims.Reading{}, fmt.Errorf("the experiment has %d variants: expected %d", len(variants), len(poolCPUs)+1)
	}
	curve := &claims.Curve{Condition: "number of CPUs", Unit: "CPUs"}
	for i, cpus := range poolCPUs {
		e, err := claims.PairedRatio(r, variants[i+1].Name, variants[0].Name, len(poolCPUs))
		if err != nil {
			return claims.Reading{}, err
		}
		curve.Points = append(curve.Points, claims.Point{At: float64(cpus), Measured: e})
	}
	return claims.Reading{Curve: curve, Doubt: claims.DoubtOf(r)}, nil
}
