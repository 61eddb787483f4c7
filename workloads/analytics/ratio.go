package analytics

import "strconv"

// Permille is a share in thousandths, which is a percentage with one decimal: 125 is 12.5 %. It is an integer so that
// answers can be compared exactly. Shares are rounded one by one, so those of a table need not add up to 1000.
type Permille int

// Percent returns the share as a percentage, as in 12.5.
func (p Permille) Percent() float64 { return float64(p) / 10 }

// String returns the share as in "12.5%".
func (p Permille) String() string { return strconv.FormatFloat(p.Percent(), 'f', 1, 64) + "%" }

// permille returns part of whole in thousandths, a half rounded up; 0 of nothing is 0.
func permille(part, whole int) Permille {
	if whole == 0 {
		return 0
	}
	return Permille((2000*int64(part) + int64(whole)) / (2 * int64(whole)))
}

// average returns total / count rounded to the nearest cent, a half away from zero; 0 when there is nothing to average.
func average(total int64, count int) int64 {
	if count == 0 {
		return 0
	}
	n := int64(count)
	quotient, remainder := total/n, total%n
	switch {
	case 2*remainder >= n:
		return quotient + 1
	case 2*remainder <= -n:
		return quotient - 1
	default:
		return quotient
	}
}
