package units

import (
	"math"
	"strconv"
)

// FactorBound renders a stated factor as it was stated: "5x", "7.5x".
func FactorBound(f float64) string {
	if !finite(f) {
		return Unknown
	}
	return exact(f) + "x"
}

// SecondsBound renders a stated duration as it was stated, in the unit that
// fits: "1 s", "500 ms".
func SecondsBound(s float64) string {
	switch {
	case !finite(s):
		return Unknown
	case s <= 0:
		return exact(s) + " s"
	}
	scale := scaleOf(s)
	return exact(s*scale.perSecond) + " " + scale.name
}

// exact renders a figure without loss, but for what a change of unit leaves
// behind the twelfth digit.
func exact(f float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 12, 64), 64)
	if err != nil {
		rounded = f
	}
	format := byte('f')
	if a := math.Abs(rounded); a >= 1e15 || a < 1e-6 {
		format = 'g'
	}
	return strconv.FormatFloat(rounded, format, -1, 64)
}
