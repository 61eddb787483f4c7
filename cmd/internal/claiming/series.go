package claiming

import (
	"context"
	"errors"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// A Series is several runs, one at each value of a condition that no single run can
// vary.
type Series struct {
	Condition, Unit string
	Values          []float64 // ascending
	Lines           [][]string
	// Read reads the figure of a run, and evidence in words; "" for none.
	Read func(report *engine.Report) (e stats.Estimate, evidence string, err error)
}

// measureSeries carries the runs out, one after another, and returns the curve and the
// number of the last run.
func (t *Test) measureSeries(ctx context.Context, s *Series) (claims.Reading, int64, error) {
	reading, last := claims.Reading{Curve: &claims.Curve{Condition: s.Condition, Unit: s.Unit}}, int64(0)
	for i, line := range s.Lines {
		report, number, err := t.Run(ctx, line)
		if err == nil && report.Partial {
			err = errors.New("the experiment ended early: " + report.Ended)
		}
		if err != nil {
			return claims.Reading{}, last, err
		}
		e, evidence, err := s.Read(&report)
		if err != nil {
			return claims.Reading{}, last, err
		}
		last = number
		reading.Curve.Points = append(reading.Curve.Points, claims.Point{At: s.Values[i], Measured: e})
		if evidence != "" {
			reading.Evidence = append(reading.Evidence, evidence)
		}
	}
	return reading, last, nil
}
