package units

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Seconds renders a duration in seconds to three digits in the unit that fits:
// "1.05 s", "42.1 ms", "8.70 µs", "214 ns"; from 100 s on "2 min 5 s", and
// from an hour on "1 h 2 min".
func Seconds(s float64) string {
	r := round3(s)
	switch {
	case !finite(s):
		return Unknown
	case r == 0:
		return "0 s"
	case r >= 100:
		return long(s)
	case r <= -100:
		return "-" + long(-s)
	}
	scale := scaleOf(math.Abs(r))
	return digits3(r*scale.perSecond) + " " + scale.name
}

// Duration is Seconds of a time.Duration.
func Duration(d time.Duration) string { return Seconds(d.Seconds()) }

// long renders a minute and a half or more.
func long(s float64) string {
	if s >= 1e9 {
		return short(s/3600) + " h"
	}
	whole := int64(math.Round(s))
	if whole < 3600 {
		return strconv.FormatInt(whole/60, 10) + " min " + strconv.FormatInt(whole%60, 10) + " s"
	}
	minutes := int64(math.Round(s / 60))
	return Count(minutes/60) + " h " + strconv.FormatInt(minutes%60, 10) + " min"
}

// timeScale is a unit of time that figures of some size are shown in.
type timeScale struct {
	from, perSecond float64
	name            string
}

func scaleOf(seconds float64) timeScale {
	for _, scale := range []timeScale{{1, 1, "s"}, {1e-3, 1e3, "ms"}, {1e-6, 1e6, "µs"}} {
		if seconds >= scale.from {
			return scale
		}
	}
	return timeScale{0, 1e9, "ns"}
}

// Clock renders minutes and seconds, "02:05", or "1:02:05" from an hour on.
// It is for time that goes by, where it must not change its width.
func Clock(d time.Duration) string {
	s := int64(d / time.Second)
	if d%time.Second >= time.Second/2 {
		s++
	}
	sign := ""
	if s < 0 {
		sign, s = "-", -s
	}
	if s >= 3600 {
		return sign + strconv.FormatInt(s/3600, 10) + ":" + two(s/60%60) + ":" + two(s%60)
	}
	return sign + two(s/60) + ":" + two(s%60)
}

func two(n int64) string {
	if n < 10 {
		return "0" + strconv.FormatInt(n, 10)
	}
	return strconv.FormatInt(n, 10)
}

// Typed is a time as it is typed on a command line: 1h, and not 1h0m0s.
func Typed(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
