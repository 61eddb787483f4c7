// Package units renders numbers for people, in one place, so that the same
// figure looks the same in every line, table and screen.
//
// Its opinion: a benchmark can support three significant digits; a fourth is
// already a claim, and further decimals or zeros carry no information. What is
// not known is "n/a", never 0, and what is not 0 never reads as 0. Figures that
// come from elsewhere (a target's bound) are repeated exactly.
//
// Note: a space separates a figure and its unit ("4.20 ms", "35 %"), except for
// a factor, which reads as one word ("9.87x").
package units

import (
	"math"
	"strconv"
	"strings"
)

// Unknown stands for a figure that is not known.
const Unknown = "n/a"

// Rate renders how many a second: "98.1/s", "12.3k/s", "4.10M/s".
func Rate(perSecond float64) string {
	if !finite(perSecond) {
		return Unknown
	}
	return short(perSecond) + "/s"
}

// RateOf renders how many of something a second: "98.1 shipments/s".
func RateOf(perSecond float64, items string) string {
	if !finite(perSecond) {
		return Unknown
	}
	return short(perSecond) + " " + items + "/s"
}

// Factor renders a ratio: "9.87x".
func Factor(f float64) string {
	if !finite(f) {
		return Unknown
	}
	return short(f) + "x"
}

// Number renders a plain number to three digits, and a whole one whole: "16",
// "1.02", "12,345".
func Number(f float64) string {
	switch {
	case !finite(f):
		return Unknown
	case f == math.Trunc(f) && math.Abs(f) < 1e6:
		return Count(int64(f))
	}
	return short(f)
}

// Percent renders a share: 0.345 is "35 %", below a tenth it is "3.5 %", below
// a hundredth "0.35 %". A share above 0 is never shown as 0.
func Percent(share float64) string {
	percent := 100 * share
	switch a := math.Abs(percent); {
	case !finite(percent):
		return Unknown
	case a == 0:
		return "0 %"
	case a < 0.005 && share > 0:
		return "< 0.01 %"
	case a < 0.005:
		return "> -0.01 %"
	case a < 0.995:
		return fixed(percent, 2) + " %"
	case a < 9.95:
		return fixed(percent, 1) + " %"
	case a < 1e6:
		return fixed(percent, 0) + " %"
	}
	return short(percent) + " %"
}

// PercentTo renders a share with a fixed number of decimals, where figures
// stand in a sentence together: 0.345 to one decimal is "34.5 %". [Percent] is
// for figures of any size.
func PercentTo(share float64, decimals int) string { return fixed(100*share, decimals) + " %" }

// PercentUpTo is [PercentTo] without zeros at the end of the decimals: 0.05 to at
// most one decimal is "5 %", and 0.0342 is "3.4 %".
func PercentUpTo(share float64, decimals int) string {
	scale := math.Pow10(decimals)
	return strconv.FormatFloat(math.Round(100*share*scale)/scale, 'f', -1, 64) + " %"
}

// Rare renders a share that may be very small, with two digits of it where it is
// below a hundredth: 0.0003 is "0.03 %", 0.0526 is "5.3 %", all and nothing are
// "100 %" and "0 %".
func Rare(share float64) string {
	switch percent := 100 * share; {
	case percent == 0 || percent == 100:
		return PercentTo(share, 0)
	case percent < 1:
		return strconv.FormatFloat(percent, 'g', 2, 64) + " %"
	}
	return PercentTo(share, 1)
}

// Count renders a whole number with its thousands apart: "10,000".
func Count(n int64) string {
	text := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, text = "-", text[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, digit := range text {
		if i > 0 && (len(text)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	return b.String()
}

// Bytes renders an amount of memory in multiples of 1,024, with the names that
// machines are sold under: "128 GB", "15.6 GB". Whole amounts have no decimals,
// as manufacturers print them.
func Bytes(n uint64) string {
	const unit = 1024
	value := float64(n)
	names := []string{"B", "KB", "MB", "GB", "TB", "PB", "EB"}
	for len(names) > 1 && value >= unit*0.9995 {
		value /= unit
		names = names[1:]
	}
	text := digits3(value)
	if whole, decimals, _ := strings.Cut(text, "."); strings.Trim(decimals, "0") == "" {
		text = whole
	}
	return text + " " + names[0]
}

// ParseBytes reads an amount of memory as Bytes writes it, with or without a blank: "256MB", "1.5 GB". KiB, MiB and the
// others are the same as KB and MB.
func ParseBytes(text string) (n uint64, ok bool) {
	upper := strings.ToUpper(strings.TrimSpace(text))
	digits := strings.TrimRight(upper, "BKMGTPEI ")
	name := strings.TrimSpace(upper[len(digits):])
	name = strings.TrimSuffix(strings.Replace(name, "IB", "B", 1), "B")
	power := strings.Index("KMGTPE", name) + 1
	if name == "" {
		power = 0
	} else if len(name) != 1 {
		return 0, false
	}
	value, err := strconv.ParseFloat(digits, 64)
	if err != nil || value < 0 || strings.ContainsAny(digits, "XEPN_+-") {
		return 0, false
	}
	value *= math.Pow(1024, float64(power))
	return uint64(value), value < 1<<63
}

// AboutCount renders a size that is known roughly, to two digits: "60,000".
func AboutCount(size float64) string {
	if size < 1 || math.IsNaN(size) || size > math.MaxInt64/10 {
		return "0"
	}
	unit := math.Pow(10, max(math.Floor(math.Log10(size))-1, 0))
	return Count(int64(math.Round(size/unit) * unit))
}
