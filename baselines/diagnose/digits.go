package diagnose

import (
	"math"
	"strconv"

	"ep-benchmark/engine/units"
)

// digits renders a figure in a sentence: to three digits, and a whole number
// whole.
func digits(f float64) string {
	if f == math.Trunc(f) || math.Abs(f) >= 99.95 {
		return strconv.FormatFloat(f, 'f', 0, 64)
	}
	decimals := 2
	if math.Abs(f) >= 9.995 {
		decimals = 1
	}
	return strconv.FormatFloat(f, 'f', decimals, 64)
}

// inUnit renders a figure of the evidence.
func inUnit(value float64, unit string) string {
	switch unit {
	case "s":
		switch {
		case value < 1e-3:
			return digits(1e6*value) + " µs"
		case value < 1:
			return digits(1e3*value) + " ms"
		}
		return digits(value) + " s"
	case "share":
		return units.PercentTo(value, 0)
	case "x":
		return digits(value) + "x"
	case "":
		return digits(value)
	}
	return digits(value) + " " + unit
}
