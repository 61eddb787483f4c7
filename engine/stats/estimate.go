package stats

import "math"

// An Estimate is a figure drawn from N samples, with its confidence interval
// where there are enough samples for one.
type Estimate struct {
	Value    float64   `json:"value"`
	Interval *Interval `json:"interval,omitempty"`
	N        int       `json:"n"`
}

// An Interval holds the true value with the probability Confidence. A rank
// method gives the exact probability attained, which is at least the one asked
// for.
type Interval struct {
	Low        float64 `json:"low"`
	High       float64 `json:"high"`
	Confidence float64 `json:"confidence"`
	Method     string  `json:"method"`
}

// Width is High - Low.
func (i Interval) Width() float64 { return i.High - i.Low }

// Map carries the estimate through an increasing function, such as math.Exp
// from logs back to ratios. A rank method's interval stays exact.
func (e Estimate) Map(f func(float64) float64) Estimate {
	e.Value = f(e.Value)
	if e.Interval != nil {
		i := *e.Interval
		i.Low, i.High = f(i.Low), f(i.High)
		e.Interval = &i
	}
	return e
}

// Logs returns the natural logarithms of positive figures. Figures that have
// none are left out.
func Logs(figures []float64) []float64 {
	logs := make([]float64, 0, len(figures))
	for _, f := range figures {
		if f > 0 && !math.IsInf(f, 1) {
			logs = append(logs, math.Log(f))
		}
	}
	return logs
}

// OnLogs estimates the location of positive figures on the log scale, where
// noise that multiplies is symmetric, and returns it on the figures' own scale.
func OnLogs(figures []float64, confidence float64) (Estimate, bool) {
	e, ok := Location(Logs(figures), confidence)
	return e.Map(math.Exp), ok
}

// MoreRounds is about how many further samples would bring the interval clear
// of a bound, both on logs: the width shrinks with the root of their number.
// It is 0 where that can't be said or is of no use: no interval, an estimate on
// the bound, or more than 500.
func MoreRounds(e Estimate, bound float64) int {
	if e.Interval == nil || e.Value <= 0 || bound <= 0 || e.Interval.Low <= 0 {
		return 0
	}
	distance := math.Abs(math.Log(e.Value / bound))
	reach := math.Log(e.Interval.High / e.Value)
	if e.Value > bound {
		reach = math.Log(e.Value / e.Interval.Low)
	}
	needed := math.Ceil(float64(e.N)*(reach/distance)*(reach/distance) - 1e-9)
	if !(needed <= 500) {
		return 0
	}
	return max(1, int(needed)-e.N)
}
