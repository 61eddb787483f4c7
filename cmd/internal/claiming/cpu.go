package claiming

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// loads are the numbers of workers of a light, a heavy and the heaviest load.
var loads = []struct {
	name    string
	workers int
}{{"light", 4}, {"heavy", 32}, {"most", 200}}

// cpuExperiment measures how busy CPUs are while work waits for a server, at several
// loads. The claim is judged by the heavy one, which has its 32 workers.
func cpuExperiment(c *claims.Claim, h *Here) (Experiment, error) {
	var values []string
	for _, load := range loads {
		values = append(values, strconv.Itoa(load.workers))
	}
	cpus := h.CPUs
	return Experiment{
		Line:  []string{"ab", c.Test.Settings[workloadSetting], "--vary", "workers=" + strings.Join(values, ","), "--packages=400", h.roundsFlag(c), noProject},
		Takes: startUp + time.Duration(h.rounds(c)+1)*6*time.Second,
		Read: func(_ *claims.Claim, report *engine.Report) (claims.Reading, error) {
			return readCPU(report, cpus)
		},
		Conditions: []claims.Condition{{Name: "packages", Value: "400"}, {Name: "workers", Value: "32"}},
	}, nil
}

// readCPU reads this process's share of all CPUs in each load.
func readCPU(report *engine.Report, cpus int) (claims.Reading, error) {
	r, err := claims.Only(report)
	if err != nil {
		return claims.Reading{}, err
	}
	reading := claims.Reading{Doubt: claims.DoubtOf(r)}
	for i, load := range loads {
		variant := report.Plan.Variants[i].Name
		share, err := claims.OfLegs(r, variant, func(s *engine.Sample) float64 {
			return s.Evidence.Process.CPU().Seconds() / (s.Makespan.Seconds() * float64(cpus))
		})
		if err != nil {
			return reading, err
		}
		rate, err := claims.OfLegs(r, variant, (*engine.Sample).Throughput)
		if err != nil {
			return reading, err
		}
		text := fmt.Sprintf("%s, %d workers: %s of all CPUs by the client, %s left; %s", load.name, load.workers, units.Percent(share.Value), units.Percent(max(0, 1-share.Value)), units.RateOf(rate.Value, "packages"))
		if bytes, err := claims.OfLegs(r, variant, allocated); err == nil {
			text += fmt.Sprintf("; %s allocated for each", units.Bytes(uint64(bytes.Value)))
		}
		reading.Evidence = append(reading.Evidence, text)
		if load.name == "heavy" {
			reading.Measured = &share
		}
	}
	return reading, nil
}

// allocated is what a leg allocated for each item.
func allocated(s *engine.Sample) float64 {
	if s.Items == 0 {
		return 0
	}
	return float64(s.Evidence.Process.AllocatedBytes) / float64(s.Items)
}
