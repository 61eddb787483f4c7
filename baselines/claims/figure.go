package claims

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// confidence is that of the intervals which verdicts rest on.
const confidence = 0.95

// A Reading is what a report says of a claim: a figure, or a curve of them.
type Reading struct {
	Measured *stats.Estimate
	Curve    *Curve
	// Doubt says why nothing is claimed of the figure, as in "other programs took ...";
	// "" where there is no doubt.
	Doubt string
	// Differs says that the figure is a difference of two legs, of which a disturbance
	// may have made either longer.
	Differs  bool
	Evidence []string
}

// Read reads a claim's metric from the report of its experiment. The figure is of the
// candidate: the second variant, or the parallel legs.
func Read(c *Claim, report *engine.Report) (Reading, error) {
	r, err := Only(report)
	if err != nil {
		return Reading{}, err
	}
	reading := Reading{}
	if c.Test.Over != "" {
		reading, err = readCurve(c, r)
	} else {
		var e stats.Estimate
		e, err = figure(c, r, candidateOf(&report.Plan, r), effectOf(r))
		reading.Measured = &e
	}
	if errors.Is(err, errNoneRecommended) {
		return Reading{Doubt: err.Error()}, nil
	}
	reading.Doubt = doubtOf(r)
	return reading, err
}

// doubtOf says that a result rests on legs during which the machine was disturbed.
func doubtOf(r *engine.Result) string {
	rests := r.UsesGated
	for i := range r.Effects {
		rests = rests || r.Effects[i].RestsOnGated
	}
	if !rests {
		return ""
	}
	return fmt.Sprintf("the machine was disturbed in %d of its legs or rounds, and too few others are left: repeat it on an idle machine", r.Gated)
}

// candidateOf is the kind of leg that a figure is of.
func candidateOf(p *engine.Plan, r *engine.Result) engine.LegKind {
	switch {
	case len(p.Variants) > 0:
		return engine.LegKind(p.Variants[len(p.Variants)-1].Name)
	case r.Spec.Single:
		return engine.Sequential
	}
	return engine.Parallel
}

// effectOf is the only effect, or nil.
func effectOf(r *engine.Result) *engine.EffectFigures {
	if len(r.Effects) == 0 {
		return nil
	}
	return &r.Effects[len(r.Effects)-1]
}

// figure reads a metric of a kind of leg, or of an effect.
func figure(c *Claim, r *engine.Result, kind engine.LegKind, effect *engine.EffectFigures) (stats.Estimate, error) {
	switch c.Metric {
	case Speedup, Change:
		ratio := r.Speedup
		if effect != nil {
			ratio = effect.Ratio
		}
		if ratio == nil {
			return stats.Estimate{}, errors.New("no round of the experiment has a valid timing of both legs")
		}
		if c.Metric == Change {
			return ratio.Map(asChange), nil
		}
		return *ratio, nil
	case Count:
		return recommended(r)
	}
	read, known := ofLegs[c.Metric]
	if !known {
		return stats.Estimate{}, fmt.Errorf("the metric %s is not one of legs", c.Metric)
	}
	return OfLegs(r, string(kind), read)
}

// asChange turns a ratio into a change in percent.
func asChange(ratio float64) float64 { return 100 * (ratio - 1) }

// ofLegs are the metrics that each leg has for itself.
var ofLegs = map[Metric]func(*engine.Sample) float64{
	Throughput: (*engine.Sample).Throughput,
	Duration:   (*engine.Sample).TimePerPass,
	Latency:    medianOf,
	P99:        func(s *engine.Sample) float64 { return s.Latency.P99.Seconds() },
	Share:      (*engine.Sample).Utilisation,
	Memory: func(s *engine.Sample) float64 {
		if s.Evidence.Command == nil {
			return 0
		}
		return float64(s.Evidence.Command.PeakMemory)
	},
}

// errNoneRecommended says that a sweep was measured, and has no answer.
var errNoneRecommended = errors.New("the sweep recommends no number of workers: none has 95 % of the most throughput with a p99 of at most twice that of the fewest workers")

// recommended is the number of workers that a sweep recommends. Its interval are the
// measured numbers that may be the smallest with 95 % of the most: from the first
// whose ratio to the best may be that, to the first whose ratio surely is.
func recommended(r *engine.Result) (stats.Estimate, error) {
	if r.Scaling == nil || r.Scaling.Recommended == 0 {
		return stats.Estimate{}, errNoneRecommended
	}
	const enough = 0.95
	e := stats.Estimate{Value: float64(r.Scaling.Recommended), N: r.Rounds}
	low, high := 0, 0
	for i := range r.Variants {
		v := &r.Variants[i]
		least, most := 1.0, 1.0 // of the best itself
		if v.Relative != nil {
			if v.Relative.Interval == nil {
				return e, nil
			}
			least, most = v.Relative.Interval.Low, v.Relative.Interval.High
		} else if v.Workers != r.Scaling.Best {
			continue
		}
		if most >= enough && low == 0 {
			low = v.Workers
		}
		if least >= enough && high == 0 {
			high = v.Workers
		}
	}
	if low == 0 || high == 0 {
		return e, nil
	}
	e.Interval = &stats.Interval{Low: float64(low), High: float64(max(high, r.Scaling.Recommended)), Confidence: confidence, Method: "numbers of workers with 95 % of the most"}
	e.Interval.Low = math.Min(e.Interval.Low, e.Value)
	return e, nil
}

// readCurve reads the effects of a claim at the values of a condition.
func readCurve(c *Claim, r *engine.Result) (Reading, error) {
	name, values, _ := strings.Cut(c.Test.Over, "=")
	curve := &Curve{Condition: conditionName(name)}
	for text := range strings.SplitSeq(values, ",") {
		text = strings.TrimSpace(text)
		at, unit, err := splitUnit(text)
		if err != nil {
			return Reading{}, fmt.Errorf("over: %w", err)
		}
		curve.Unit = unit
		e, found := effectAt(r, name, text)
		if !found {
			return Reading{}, fmt.Errorf("the experiment has no comparison at %s = %s", name, text)
		}
		measured, err := figure(c, r, engine.LegKind(e.Variant), e)
		if err != nil {
			return Reading{}, fmt.Errorf("at %s = %s: %w", name, text, err)
		}
		curve.Points = append(curve.Points, Point{at, measured})
	}
	return Reading{Curve: curve}, nil
}

// effectAt finds the effect at a value of a setting.
func effectAt(r *engine.Result, name, value string) (*engine.EffectFigures, bool) {
	for i := range r.Effects {
		e := &r.Effects[i]
		for j := range r.Variants {
			if r.Variants[j].Name == e.Variant && r.Variants[j].Settings[name] == value {
				return e, true
			}
		}
	}
	return nil, false
}

// splitUnit parts "20ms" into 20 and ms.
func splitUnit(text string) (float64, string, error) {
	end := strings.LastIndexAny(text, "0123456789.") + 1
	f, err := strconv.ParseFloat(text[:end], 64)
	if err != nil {
		return 0, "", fmt.Errorf("%q is no number with a unit: expected such as 20ms", text)
	}
	return f, strings.TrimSpace(text[end:]), nil
}

// conditionName is a setting in words.
func conditionName(setting string) string {
	if setting == "rtt" {
		return "round trip"
	}
	return setting
}
