package units

import "strconv"

// SecondsSpan renders two durations in the unit of the second, which is the
// longer: "100-104 ms". The first has two digits where its own unit is smaller,
// "0.9-1.10 ms", and its own unit where two digits could not tell it from 0.
func SecondsSpan(low, high float64) string {
	r := round3(high)
	scale := scaleOf(r)
	switch inUnit := low * scale.perSecond; {
	case !finite(low) || !finite(high) || r >= 100 || inUnit < 0.01:
		return Seconds(low) + "-" + Seconds(high)
	case round3(low) < scale.from:
		return strconv.FormatFloat(inUnit, 'g', 2, 64) + "-" + Seconds(high)
	default:
		return digits3(inUnit) + "-" + Seconds(high)
	}
}

// FactorSpan renders two ratios: "9.50-10.5x".
func FactorSpan(low, high float64) string {
	if !finite(low) {
		return Factor(low) + "-" + Factor(high)
	}
	return short(low) + "-" + Factor(high)
}
