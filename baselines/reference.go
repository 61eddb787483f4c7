// Package baselines keeps what runs are compared with.
//
// Its opinion: a claim is not a measurement. Runs can be compared with the
// figures of the report that this project reproduces. Wherever these figures
// are shown, they are labelled as never measured.
package baselines

import (
	_ "embed"
	"encoding/json"
	"fmt"

	"ep-benchmark/baselines/compare"
)

//go:embed m3-max.json
var reference []byte

// ReferenceName is the name of the embedded reference.
const ReferenceName = "m3-max"

// Claims returns the claims about an Apple M3 Max as a side of a comparison:
// figures that were never measured, to be shown beside a run's.
func Claims() (compare.Side, error) {
	var claims struct {
		Name, Label, Machine string
		Figures              []struct {
			Workload string
			Size     int
			Metric   compare.Metric
			Value    float64 // seconds of a whole pass, or a factor
		}
	}
	if err := json.Unmarshal(reference, &claims); err != nil {
		return compare.Side{}, fmt.Errorf("embedded reference: %w", err)
	}
	run := compare.Run{Name: claims.Name, Machine: claims.Machine}
	for _, f := range claims.Figures {
		if _, known := run.Subject(f.Workload); !known {
			run.Subjects = append(run.Subjects, compare.Subject{Name: f.Workload, Size: f.Size})
		}
		if f.Metric.LessIsBetter() {
			f.Value /= float64(f.Size)
		}
		run.Figures = append(run.Figures, compare.Figure{Key: compare.Key{Workload: f.Workload, Metric: f.Metric}, Value: f.Value})
	}
	return compare.Side{Name: claims.Name, Label: claims.Label, Claimed: true, Runs: []compare.Run{run}}, nil
}
