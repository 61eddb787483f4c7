// Package baselines keeps what runs are compared with.
//
// Its opinion: a claim is not a measurement. The figures of the report that
// this project reproduces can be compared with from the first day, and
// wherever they stand it says that nobody measured them.
package baselines

import (
	_ "embed"
	"encoding/json"
	"fmt"

	compare "ep-benchmark/baselines/sidebyside"
)

//go:embed m3-max.json
var reference []byte

// ReferenceName is the name of the embedded reference.
const ReferenceName = "m3-max"

// Reference returns the claims about an Apple M3 Max as a side of a
// comparison.
func Reference() (compare.Side, error) {
	var claims struct {
		Name, Label, Machine string
		Figures              []struct {
			Workload string
			Size     int
			Metric   compare.Metric
			Value    float64
		}
	}
	if err := json.Unmarshal(reference, &claims); err != nil {
		return compare.Side{}, fmt.Errorf("embedded reference: %w", err)
	}
	side := compare.Side{
		Name: claims.Name, Label: claims.Label, Machine: claims.Machine,
		Figures: map[compare.Key]compare.Figure{}, Sizes: map[string]int{},
	}
	for _, f := range claims.Figures {
		side.Figures[compare.Key{Workload: f.Workload, Metric: f.Metric}] = compare.Figure{Value: f.Value}
		side.Sizes[f.Workload] = f.Size
	}
	return side, nil
}
