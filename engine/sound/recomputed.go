package sound

import (
	"fmt"
	"math"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// recomputed finds figures that contradict the samples of their result. A median lies
// between the least and the most of what it is the median of, whichever legs were gated and
// whichever method took it; so each figure is held against the range of all timed legs.
// That costs one pass over the samples, and no figure of a version before is refused. A
// result without samples has nothing to be held against.
func recomputed(r *engine.Result, once bool, place string) error {
	if len(r.Samples) == 0 || once {
		return nil
	}
	legs := legsOf(r)
	for _, f := range []struct {
		name    string
		kind    engine.LegKind
		figures *engine.LegFigures
	}{{"sequential", engine.Sequential, r.Sequential}, {"parallel", engine.Parallel, r.Parallel}} {
		if f.figures == nil {
			continue
		}
		at := fmt.Sprintf("%s.%s", place, f.name)
		if err := legs.counted(f.kind, f.figures.Legs, at); err != nil {
			return err
		}
		if err := legs.times[f.kind].holds(&f.figures.TimePerPass, at+".time_per_pass_s"); err != nil {
			return err
		}
	}
	if r.Speedup != nil {
		if err := legs.ratios(engine.Parallel, engine.Sequential, perPass).holds(r.Speedup, place+".speedup"); err != nil {
			return err
		}
	}
	if err := legs.ofVariants(r, place); err != nil {
		return err
	}
	return operations(r, place)
}

// span is the range of what a figure is the median of.
type span struct {
	least, most float64
	n           int
}

func (s *span) add(value float64) {
	if s.n == 0 {
		s.least, s.most = value, value
	}
	s.least, s.most, s.n = min(s.least, value), max(s.most, value), s.n+1
}

// rounding is how far logarithms and their inverse move a value.
const rounding = 1e-9

// holds checks that an estimate lies in the range.
func (s span) holds(e *stats.Estimate, place string) error {
	switch {
	case s.n == 0:
		return fmt.Errorf("%s is %v, and no leg is a timing of it: expected none, or samples that it is made of", place, e.Value)
	case e.Value < s.least*(1-rounding) || e.Value > s.most*(1+rounding):
		return fmt.Errorf("%s.value is %v, and the samples have %v to %v: expected a value between these", place, e.Value, s.least, s.most)
	}
	return nil
}

// legs are the timed legs of a result by kind.
type legs struct {
	times, rates map[engine.LegKind]span
	byRound      map[engine.LegKind]map[int]*engine.Sample
}

func legsOf(r *engine.Result) *legs {
	l := &legs{map[engine.LegKind]span{}, map[engine.LegKind]span{}, map[engine.LegKind]map[int]*engine.Sample{}}
	for i := range r.Samples {
		s := &r.Samples[i]
		if !s.Timed() {
			continue
		}
		times, rates := l.times[s.Kind], l.rates[s.Kind]
		times.add(s.TimePerPass())
		if rate := s.Throughput(); rate > 0 {
			rates.add(rate)
		}
		l.times[s.Kind], l.rates[s.Kind] = times, rates
		if l.byRound[s.Kind] == nil {
			l.byRound[s.Kind] = map[int]*engine.Sample{}
		}
		l.byRound[s.Kind][s.Round] = s
	}
	return l
}

// counted checks that there are as many legs as a figure says.
func (l *legs) counted(kind engine.LegKind, claimed int, place string) error {
	if n := l.times[kind].n; claimed > n {
		return fmt.Errorf("%s.legs is %d, and the samples have %d timed legs: expected that many at the most", place, claimed, n)
	}
	return nil
}

// perPass is how fast a leg was, in passes, and perSecond in items.
func perPass(s *engine.Sample) float64   { return 1 / s.TimePerPass() }
func perSecond(s *engine.Sample) float64 { return s.Throughput() }

// ratios are those of a kind of leg over another one, by round.
func (l *legs) ratios(of, to engine.LegKind, speed func(*engine.Sample) float64) span {
	var all span
	for round, s := range l.byRound[of] {
		if other := l.byRound[to][round]; other != nil {
			if ratio := speed(s) / speed(other); ratio > 0 && !math.IsInf(ratio, 0) {
				all.add(ratio)
			}
		}
	}
	return all
}

// ofVariants checks the figures of variants, and the ratios between them.
func (l *legs) ofVariants(r *engine.Result, place string) error {
	for i := range r.Variants {
		v, at := &r.Variants[i], fmt.Sprintf("%s.variants[%d]", place, i)
		kind := engine.LegKind(v.Name)
		if err := l.counted(kind, v.Legs, at); err != nil {
			return err
		}
		if v.Throughput.Value > 0 {
			if err := l.rates[kind].holds(&v.Throughput, at+".throughput"); err != nil {
				return err
			}
		}
		if best := bestOf(r); v.Relative != nil && best != "" {
			if err := l.ratios(kind, best, perSecond).holds(v.Relative, at+".relative"); err != nil {
				return err
			}
		}
	}
	for i := range r.Effects {
		e := &r.Effects[i]
		if e.Ratio == nil {
			continue
		}
		if err := l.ratios(engine.LegKind(e.Variant), engine.LegKind(e.Reference), perSecond).holds(e.Ratio, fmt.Sprintf("%s.effects[%d].ratio", place, i)); err != nil {
			return err
		}
	}
	return nil
}

// bestOf is the kind of leg of a sweep's best number of workers; "" without one.
func bestOf(r *engine.Result) engine.LegKind {
	for i := range r.Variants {
		if r.Scaling != nil && r.Variants[i].Workers == r.Scaling.Best {
			return engine.LegKind(r.Variants[i].Name)
		}
	}
	return ""
}

// operations checks that as many operations ended as in the samples together.
func operations(r *engine.Result, place string) error {
	var finished, failed int64
	for i := range r.Samples {
		finished, failed = finished+r.Samples[i].Operations.Finished, failed+r.Samples[i].Operations.Unfinished()
	}
	if o := &r.Operations; o.Finished != finished || o.Unfinished() != failed {
		return fmt.Errorf("%s.operations has %d finished and %d that went wrong, and the samples %d and %d: expected the same", place, o.Finished, o.Unfinished(), finished, failed)
	}
	return nil
}
