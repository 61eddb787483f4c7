// Package units renders numbers for people, in one place, so that the same
// figure looks the same in every line, table and screen.
//
// Its opinion: three significant digits tell what a benchmark can know, and
// four are already a claim; a thin space of zeros or a dozen decimals tell
// nothing. What is not known is "n/a", never 0.
package units

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Unknown stands for a figure that there is none of.
const Unknown = "n/a"

// Seconds renders a duration in seconds to three digits in the unit that fits:
// "1.05 s", "42.1 ms", "8.70 µs", "214 ns".
func Seconds(s float64) string {
	switch a := math.Abs(s); {
	case math.IsNaN(s) || math.IsInf(s, 0):
		return Unknown
	case a == 0:
		return "0 s"
	case a >= 100:
		return Clock(time.Duration(s * float64(time.Second)))
	case a >= 0.9995:
		return digits3(s) + " s"
	case a >= 0.9995e-3:
		return digits3(s*1e3) + " ms"
	case a >= 0.9995e-6:
		return digits3(s*1e6) + " µs"
	default:
		return digits3(s*1e9) + " ns"
	}
}

// Duration is Seconds of a time.Duration.
func Duration(d time.Duration) string { return Seconds(d.Seconds()) }

// Clock renders minutes and seconds, "02:05", or "1:02:05" from an hour on.
func Clock(d time.Duration) string {
	s := int64(d.Round(time.Second) / time.Second)
	if s < 0 {
		return "-" + Clock(-d)
	}
	two := func(n int64) string {
		if n < 10 {
			return "0" + strconv.FormatInt(n, 10)
		}
		return strconv.FormatInt(n, 10)
	}
	if s >= 3600 {
		return strconv.FormatInt(s/3600, 10) + ":" + two(s/60%60) + ":" + two(s%60)
	}
	return two(s/60) + ":" + two(s%60)
}

// Rate renders how many a second: "98.1/s", "12.3k/s", "4.10M/s".
func Rate(perSecond float64) string {
	if math.IsNaN(perSecond) || math.IsInf(perSecond, 0) {
		return Unknown
	}
	return short(perSecond) + "/s"
}

// Factor renders a ratio: "9.87x".
func Factor(f float64) string {
	switch {
	case math.IsNaN(f) || math.IsInf(f, 0):
		return Unknown
	case math.Abs(f) >= 100:
		return strconv.FormatFloat(f, 'f', 0, 64) + "x"
	case math.Abs(f) >= 10:
		return strconv.FormatFloat(f, 'f', 1, 64) + "x"
	}
	return strconv.FormatFloat(f, 'f', 2, 64) + "x"
}

// Percent renders a share: 0.345 is "35 %", and below a tenth "3.5 %".
func Percent(share float64) string {
	switch {
	case math.IsNaN(share) || math.IsInf(share, 0):
		return Unknown
	case share != 0 && math.Abs(share) < 0.0995:
		return strconv.FormatFloat(100*share, 'f', 1, 64) + " %"
	}
	return strconv.FormatFloat(100*share, 'f', 0, 64) + " %"
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

// Bytes renders an amount of memory in binary units, as machines are sold:
// "128 GB".
func Bytes(n uint64) string {
	const unit = 1024
	value := float64(n)
	for _, name := range []string{"B", "KB", "MB", "GB"} {
		if value < unit*0.9995 {
			return strings.TrimSuffix(digits3(value), ".0") + " " + name
		}
		value /= unit
	}
	return digits3(value) + " TB"
}

// Plural is the noun that goes with n.
func Plural(n int64, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// short renders a figure to three digits with a letter for thousands.
func short(f float64) string {
	a := math.Abs(f)
	for _, scale := range []struct {
		from, by float64
		letter   string
	}{{0.9995e9, 1e9, "G"}, {0.9995e6, 1e6, "M"}, {9.995e3, 1e3, "k"}} {
		if a >= scale.from {
			return digits3(f/scale.by) + scale.letter
		}
	}
	if a >= 999.5 {
		return Count(int64(math.Round(f)))
	}
	return digits3(f)
}

// digits3 renders a figure below 1,000 to three significant digits.
func digits3(f float64) string {
	switch a := math.Abs(f); {
	case a >= 99.95:
		return strconv.FormatFloat(f, 'f', 0, 64)
	case a >= 9.995:
		return strconv.FormatFloat(f, 'f', 1, 64)
	case a == 0:
		return "0"
	default:
		return strconv.FormatFloat(f, 'f', 2, 64)
	}
}
