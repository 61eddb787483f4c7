package trend

import (
	"math"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
)

// deviations draws how far runs are off their level, on logs, with a
// standard deviation of 1 (but for its outliers).
type deviations func(random *rand.Rand, runs int) []float64

func independent(draw func(random *rand.Rand) float64) deviations {
	return func(random *rand.Rand, runs int) []float64 {
		drawn := make([]float64, runs)
		for i := range drawn {
			drawn[i] = draw(random)
		}
		return drawn
	}
}

var (
	normal = independent((*rand.Rand).NormFloat64)
	// student has four degrees of freedom, of which the variance is 2.
	student = independent(func(random *rand.Rand) float64 {
		chi := 0.0
		for range 4 {
			chi += square(random.NormFloat64())
		}
		return random.NormFloat64() / math.Sqrt(chi/4) / math.Sqrt2
	})
	// oneSided is exponential: a run may be much slower, but hardly faster.
	oneSided = independent((*rand.Rand).ExpFloat64)
	// disturbed is normal, with one run in ten five times the noise too slow.
	disturbed = independent(func(random *rand.Rand) float64 {
		deviation := random.NormFloat64()
		if random.Float64() < 0.1 {
			deviation += 5
		}
		return deviation
	})
)

// remembering is normal noise of which each run takes a share from the one
// before: AR(1).
func remembering(share float64) deviations {
	return func(random *rand.Rand, runs int) []float64 {
		drawn := normal(random, runs)
		for i := range drawn[1:] {
			drawn[i+1] = share*drawn[i] + math.Sqrt(1-share*share)*drawn[i+1]
		}
		return drawn
	}
}

func square(x float64) float64 { return x * x }

// runsOf draws values of 2 ms, times the exponential of noise and course.
func runsOf(random *rand.Rand, runs int, noise deviations, size float64, course func(run int) float64) []float64 {
	values := noise(random, runs)
	for i, deviation := range values {
		values[i] = 0.002 * math.Exp(size*deviation+course(i))
	}
	return values
}

func flat(int) float64 { return 0 }

func step(at int, by float64) func(int) float64 {
	return func(run int) float64 {
		if run < at {
			return 0
		}
		return math.Log1p(by)
	}
}

// creep grows by a part in each run, from the first run that it touches.
func creep(from int, by float64) func(int) float64 {
	return func(run int) float64 { return math.Log1p(by * float64(max(0, run-from+1))) }
}

// share simulates series, each with a seed of its own, and returns the share of
// them for which a property holds.
func share(is func(random *rand.Rand) bool) float64 {
	var count, next atomic.Int64
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := next.Add(1); i <= series; i = next.Add(1) {
				if is(rand.New(rand.NewPCG(uint64(i), 1))) {
					count.Add(1)
				}
			}
		})
	}
	all.Wait()
	return float64(count.Load()) / series
}
