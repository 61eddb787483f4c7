package compare

import (
	"math"

	"ep-benchmark/engine/stats"
)

// bandConfidence is that of a baseline's band.
const bandConfidence = 0.95

// values sums a side's figures of a row up.
func (s *Side) values(key Key, values, errors []float64) Values {
	v := Values{Values: values, SEs: errors}
	if len(values) == 0 {
		v.Values, v.SEs = []float64{}, []float64{}
		return v
	}
	logs := stats.Logs(values)
	v.Center = math.Exp(mean(logs))
	if len(logs) == 1 {
		f, _ := s.Runs[s.holder(key)].Figure(key)
		v.Center, v.Band = values[0], f.Interval
		return v
	}
	n := float64(len(logs))
	half := stats.StudentQuantile((1+bandConfidence)/2, n-1) * deviation(logs) * math.Sqrt(1+1/n)
	v.Band = &stats.Interval{
		Low: math.Exp(mean(logs) - half), High: math.Exp(mean(logs) + half),
		Confidence: bandConfidence, Method: "one more run, Student's t on logs",
	}
	return v
}

// holder is the index of the run that has a figure.
func (s *Side) holder(key Key) int {
	for i := range s.Runs {
		if _, ok := s.Runs[i].Figure(key); ok {
			return i
		}
	}
	return 0
}

// adjusted are the p-values of tests after Holm.
func adjusted(tests []*Test, p func(*Test) *float64) []float64 {
	values := make([]float64, len(tests))
	for i, t := range tests {
		values[i] = *p(t)
	}
	return stats.Holm(values)
}
