package units

import (
	"math"
	"strconv"
	"strings"
)

// short renders a figure to three digits with a letter for thousands. Up to
// ten thousand it shows all four, as a whole number: "1,234" is quicker read
// than "1.23k".
func short(f float64) string {
	r := round3(f)
	a := math.Abs(r)
	if a >= 1e15 {
		return scientific(f)
	}
	for _, scale := range []struct {
		size   float64
		letter string
	}{{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}} {
		if a >= scale.size && a >= 1e4 {
			return digits3(r/scale.size) + scale.letter
		}
	}
	if a >= 1e3 {
		return Count(int64(math.Round(f)))
	}
	return digits3(r)
}

// digits3 renders a figure below 1,000 to three significant digits.
func digits3(f float64) string {
	if f == 0 {
		return "0"
	}
	// Rounding may carry into another digit (9.996 is 10.0), so the exponent
	// is that of the rounded figure.
	rounded := scientific(f)
	_, power, _ := strings.Cut(rounded, "e")
	exponent, err := strconv.Atoi(power)
	if err != nil || exponent < -3 || exponent > 14 {
		return rounded
	}
	return fixed(f, max(0, 2-exponent))
}

// round3 rounds to three significant digits. A unit is chosen after it, or
// 999.7 µs would be neither "1.00 ms" nor three digits.
func round3(f float64) float64 {
	r, err := strconv.ParseFloat(scientific(f), 64)
	if err != nil {
		return f
	}
	return r
}

// scientific is for figures that no letter or decimal point suits.
func scientific(f float64) string { return strconv.FormatFloat(f, 'e', 2, 64) }

func fixed(f float64, decimals int) string { return strconv.FormatFloat(f, 'f', decimals, 64) }

func finite(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }
