package compare

import (
	"math"
	"slices"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// A Floor is the relative change of a metric below which nothing is claimed on
// this machine.
type Floor struct {
	Change float64 `json:"change"` // 0.03 is 3 %
	// Calibrated says that Change was measured by the number of A/A runs in Runs;
	// otherwise it is a guess, by what binds the workload.
	Calibrated bool `json:"calibrated"`
	Runs       int  `json:"runs,omitempty"`
	// Deviation is the standard deviation of the logs over those runs.
	Deviation float64 `json:"deviation,omitempty"`
}

// Floors are the calibrated floors of a machine and plan.
type Floors map[Key]Floor

const (
	// LeastFloor is the least that any floor is: layout of code and memory
	// alone can make as much between two builds of the same source.
	LeastFloor = 0.03
	// CalibrationRuns is the fewest A/A runs that a floor may rest on.
	CalibrationRuns = 20

	// leastInstructionFloor is that of instructions: neither layout nor another
	// program changes their number.
	leastInstructionFloor = 0.005

	guessedLatencyBound = 0.05
	guessedCPUBound     = 0.10
	guessedInstructions = 0.01
)

// least is the least that the floor of a metric is.
func (m Metric) least() float64 {
	if m == InstructionsPerItem {
		return leastInstructionFloor
	}
	return LeastFloor
}

// of is the floor of a figure: the calibrated one, or the guess.
func (f Floors) of(key Key, bound engine.Bound) Floor {
	if floor, ok := f[key]; ok && floor.Change > 0 {
		floor.Change = max(floor.Change, key.Metric.least())
		floor.Calibrated = true
		return floor
	}
	switch {
	case key.Metric == InstructionsPerItem:
		return Floor{Change: guessedInstructions}
	case key.Metric == CPUPerItem: // from run to run it differs by 0.5 to 1 %
		return Floor{Change: LeastFloor}
	case bound == engine.CPUBound:
		return Floor{Change: guessedCPUBound}
	}
	return Floor{Change: guessedLatencyBound}
}

// Trend is the floor that a figure's changes over time are held to: the
// calibrated one, or [LeastFloor]. A guess would hide changes that a long series
// shows well.
func (f Floors) Trend(key Key) float64 { return max(f[key].Change, LeastFloor) }

// logs is the floor as a difference of logarithms.
func (f Floor) logs() float64 { return math.Log1p(f.Change) }

// same is how far two figures may lie apart, on logs, and still be called
// unchanged. A guessed floor may keep a small change from being claimed, but it
// is no evidence that there is no change.
func (f Floor) same() float64 {
	if f.Calibrated {
		return f.logs()
	}
	return math.Log1p(min(f.Change, LeastFloor))
}

// Calibrate measures the floors from A/A runs: of each metric the 99th
// percentile of how far a run lies from the mean of all others, and no less
// than the least of the metric. For fewer than a hundred runs the percentile is
// the largest distance. Calibrate returns no floors for fewer than
// [CalibrationRuns] runs.
func Calibrate(runs []Run) Floors {
	floors := Floors{}
	if len(runs) < CalibrationRuns {
		return floors
	}
	side := Side{Runs: runs}
	for _, subject := range runs[len(runs)-1].Subjects {
		for _, metric := range Metrics() {
			key := Key{subject.Name, metric}
			values, _ := side.figures(key)
			if len(values) < CalibrationRuns {
				continue
			}
			logs := stats.Logs(values)
			floors[key] = Floor{
				Change: max(metric.least(), math.Expm1(percentile99(fromOthers(logs)))), Calibrated: true,
				Runs: len(logs), Deviation: deviation(logs),
			}
		}
	}
	return floors
}

// fromOthers is how far each sample lies from the mean of all others.
func fromOthers(samples []float64) []float64 {
	n := float64(len(samples))
	center := mean(samples)
	distances := make([]float64, len(samples))
	for i, s := range samples {
		distances[i] = math.Abs(s-center) * n / (n - 1)
	}
	return distances
}

// percentile99 is the smallest sample that 99 % of them do not exceed.
func percentile99(samples []float64) float64 {
	ordered := slices.Sorted(slices.Values(samples))
	return ordered[int(math.Ceil(0.99*float64(len(ordered))))-1]
}
