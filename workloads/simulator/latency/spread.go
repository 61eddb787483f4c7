package latency

import (
	"math"
	"time"

	"ep-benchmark/workloads/simulator/splitmix"
)

// spread is a distribution of delays. The zero value is no delay.
type spread struct {
	median  time.Duration // of a log-normal; the shortest of a uniform
	sigma   float64       // of the natural logarithm; 0 = not log-normal
	width   time.Duration // of a uniform, above its shortest
	longest time.Duration // of a log-normal
}

func milliseconds(median int, sigma float64, longest int) spread {
	return spread{median: time.Duration(median) * time.Millisecond, sigma: sigma, longest: time.Duration(longest) * time.Millisecond}
}

// draw turns 64 random bits into a delay. The normal deviate is Box and Muller's, from two derived uniforms.
func (s *spread) draw(bits uint64) time.Duration {
	switch {
	case s.width > 0:
		return s.median + time.Duration(splitmix.Fraction(bits)*float64(s.width))
	case s.sigma == 0:
		return s.median
	}
	radius, angle := splitmix.Fractions(bits)
	deviate := math.Sqrt(-2*math.Log(1-radius)) * math.Cos(2*math.Pi*angle)
	d := float64(s.median) * math.Exp(s.sigma*deviate)
	return time.Duration(min(d, float64(s.longest))) // the minimum is taken before the conversion, since d may be larger than an integer holds
}

// most is the longest delay that may be drawn.
func (s *spread) most() time.Duration {
	switch {
	case s.width > 0:
		return s.median + s.width
	case s.sigma == 0:
		return s.median
	}
	return s.longest
}

// certain tells whether all delays are the same.
func (s *spread) certain() bool { return s.sigma == 0 && s.width == 0 }
