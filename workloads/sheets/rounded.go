package sheets

import (
	"math"
	"strconv"
	"strings"
)

// mostRounded is the share of a number by which the text that a sheet shows may
// differ from it. A weight of 1.494 pounds that is shown as 1.49 is accepted,
// one that is shown as 1 is refused.
const mostRounded = 0.01

// isRounded tells whether a sheet shows another number than a cell holds. A
// text without a number, such as the name of a month, counts as another number.
// A fraction does not, because an inexact one is refused for another reason.
func isRounded(shown, stored string) bool {
	value, err := strconv.ParseFloat(stored, 64)
	if err != nil || strings.Contains(shown, "/") {
		return false
	}
	number, err := strconv.ParseFloat(digitsOf(shown), 64)
	if err != nil {
		return true
	}
	if strings.Contains(shown, "%") {
		number /= 100
	}
	value = math.Abs(value)
	return math.Abs(number-value) > mostRounded*value
}

// digitsOf is the first number in a text, without the commas that group it.
func digitsOf(text string) string {
	begin := strings.IndexAny(text, "0123456789.")
	if begin < 0 {
		return ""
	}
	text = text[begin:]
	if end := strings.IndexFunc(text, func(r rune) bool { return !strings.ContainsRune("0123456789.,", r) }); end >= 0 {
		text = text[:end]
	}
	return strings.ReplaceAll(text, ",", "")
}
