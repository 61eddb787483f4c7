package words

import "ep-benchmark/engine"

// AboveCeiling says why a speedup may be above its ceiling, which arithmetic does not
// allow; empty where it is not.
func AboveCeiling(r *engine.Result) string {
	if r.Speedup == nil || r.Ceiling.Speedup <= 0 || r.Speedup.Value <= r.Ceiling.Speedup {
		return ""
	}
	switch i := r.Speedup.Interval; {
	case i == nil:
		return "above its ceiling: by chance, by disturbed sequential legs, or since its operations are not equally long"
	case i.Low <= r.Ceiling.Speedup:
		return "above its ceiling, which is in the interval"
	}
	return "above its ceiling: its sequential legs were disturbed, or its operations are not equally long"
}

// SerialFraction is that of a result where it is a fraction: a speedup above its
// ceiling has one below 0, and one below 1x has one above 1. Both say nothing of
// serial work.
func SerialFraction(r *engine.Result) *float64 {
	if f := r.SerialFraction; f != nil && *f >= 0 && *f <= 1 {
		return f
	}
	return nil
}
