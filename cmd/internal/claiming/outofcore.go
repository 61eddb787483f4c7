package claiming

import (
	"fmt"
	"strconv"
	"time"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine"
	"ep-benchmark/workloads/outofcore"
)

// The data of the streaming experiment are so many times as large as the memory that
// the program may have, which is enough for two workers on each system.
const (
	streamedTimes = 20
	streamedLimit = 72 // MB
	streamedBy    = 2  // workers
)

// outOfCoreExperiment measures the peak memory of this program while it sums up files
// that are many times larger than the memory that it is allowed. The files are
// generated once, and removed after the experiment.
func outOfCoreExperiment(c *claims.Claim, h *Here) (Experiment, error) {
	executable, err := h.Env.Executable()
	if err != nil {
		return Experiment{}, err
	}
	size := strconv.Itoa(streamedTimes*streamedLimit) + "MB"
	limit := strconv.Itoa(streamedLimit) + "MB"
	return Experiment{
		LineIn: func(folder string) []string {
			read := []string{executable, outofcore.Command, "--data=" + folder + "/set", "--memory=" + limit, "--workers=" + strconv.Itoa(streamedBy), "--quick", "--plain", "--no-save", "--fail-on=none"}
			return []string{"command", quoted(read), "--setup=" + quoted(append(read, "--generate="+size)), h.roundsFlag(c)}
		},
		Read:  readStreamed,
		Takes: 30*time.Second + h.legsTake(c, 1, 7*time.Second),
		Conditions: []claims.Condition{
			{Name: "data", Value: size + " of Parquet files, " + strconv.Itoa(streamedTimes) + " times the limit"},
			{Name: "memory limit", Value: limit},
			{Name: "workers", Value: strconv.Itoa(streamedBy)},
		},
	}, nil
}

// readStreamed reads the peak memory, and says what was done with it.
func readStreamed(c *claims.Claim, report *engine.Report) (claims.Reading, error) {
	reading, err := claims.Read(c, report)
	if err == nil && reading.Measured != nil {
		share := reading.Measured.Value / (streamedTimes * streamedLimit << 20)
		reading.Evidence = []string{fmt.Sprintf("the peak memory is %.2g %% of the data's size; it is what a whole run of the program has, read every 50 ms where the system keeps no count", 100*share)}
	}
	return reading, err
}
