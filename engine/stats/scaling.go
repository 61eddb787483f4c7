package stats

// SerialFraction is Karp and Flatt's experimentally determined serial
// fraction, (1/speedup - 1/n) / (1 - 1/n) (Communications of the ACM 33(5),
// 1990). It needs n > 1 and a speedup above 0; below 0 it means better than
// linear.
func SerialFraction(speedup, n float64) (float64, bool) {
	if !(n > 1) || !(speedup > 0) {
		return 0, false
	}
	return (1/speedup - 1/n) / (1 - 1/n), true
}

// WaveCeiling is the most speedup that equal operations can have on a number of
// workers: the operations over the waves that they need.
func WaveCeiling(operations, workers int) float64 {
	if operations <= 0 || workers <= 0 {
		return 0
	}
	waves := (operations + workers - 1) / workers
	return float64(operations) / float64(waves)
}
