package httpload

import (
	"strconv"
	"strings"
)

// sameNumber tells whether two texts are the same decimal number, digit by digit:
// 5.2, 5.20 and 52e-1 are, 0.1 and the nearest binary fraction of it are not.
func sameNumber(a, b string) bool {
	x, known := readDecimal(a)
	y, alsoKnown := readDecimal(b)
	return known && alsoKnown && x == y
}

// decimal is digits x 10^exponent, without zeros at either end of the digits.
type decimal struct {
	negative bool
	digits   string
	exponent int
}

func readDecimal(text string) (d decimal, ok bool) {
	mantissa, exponent := strings.ToLower(text), "0"
	if at := strings.IndexByte(mantissa, 'e'); at >= 0 {
		mantissa, exponent = mantissa[:at], mantissa[at+1:]
	}
	mantissa, d.negative = strings.CutPrefix(mantissa, "-")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	d.digits = whole + fraction
	scale, err := strconv.ParseInt(exponent, 10, 32)
	if err != nil || d.digits == "" || strings.Trim(d.digits, "0123456789") != "" {
		return decimal{}, false
	}
	d.exponent = int(scale) - len(fraction)
	d.digits = strings.TrimLeft(d.digits, "0")
	short := strings.TrimRight(d.digits, "0")
	d.exponent += len(d.digits) - len(short)
	if d.digits = short; short == "" {
		return decimal{}, true // all zeros are the same
	}
	return d, true
}
