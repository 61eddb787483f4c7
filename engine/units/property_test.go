package units_test

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"ep-benchmark/engine/units"
)

// figures covers every order of magnitude alike, both signs, and the edges.
func figures() *rapid.Generator[float64] {
	return rapid.Custom(func(t *rapid.T) float64 {
		mantissa := rapid.Float64Range(1, 10).Draw(t, "mantissa")
		exponent := rapid.IntRange(-14, 17).Draw(t, "exponent")
		sign := rapid.SampledFrom([]float64{1, -1}).Draw(t, "sign")
		return sign * mantissa * math.Pow(10, float64(exponent))
	})
}

// TestDigits checks the package's opinion: three digits, four at the most.
func TestDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := figures().Draw(t, "figure")
		for _, text := range []string{units.Rate(f), units.Factor(f), units.Seconds(math.Mod(f, 99)), units.Bytes(uint64(math.Abs(f)))} {
			mantissa, _, _ := strings.Cut(text, "e")
			digits := strings.TrimLeft(strings.Map(onlyDigits, mantissa), "0")
			if len(digits) > 4 {
				t.Fatalf("%v reads %q: %d significant digits", f, text, len(digits))
			}
		}
	})
}

// TestParseBack holds that the rendered figure reads as the measured one,
// within half a percent.
func TestParseBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := figures().Draw(t, "figure")
		for text, want := range map[string]float64{
			units.Rate(f): f, units.Factor(f): f, units.Seconds(f): f,
			units.Bytes(uint64(math.Abs(f))): math.Floor(math.Abs(f)),
		} {
			got := parse(t, text)
			tolerance := 0.005 * math.Abs(want)
			if strings.Contains(text, " h ") {
				tolerance = max(tolerance, 30.5) // to the minute
			}
			if math.Abs(got-want) > tolerance {
				t.Fatalf("%v reads %q, which is %v", want, text, got)
			}
		}
	})
}

// TestNothingIsShownAsZero holds that only 0 reads as 0.
func TestNothingIsShownAsZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := figures().Draw(t, "figure")
		for _, text := range []string{units.Rate(f), units.Factor(f), units.Seconds(f), units.Percent(f)} {
			if !strings.ContainsAny(text, "123456789") {
				t.Fatalf("%v reads %q", f, text)
			}
		}
	})
}

func onlyDigits(r rune) rune {
	if unicode.IsDigit(r) {
		return r
	}
	return -1
}

var scales = map[string]float64{
	"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1, "min": 60, "h": 3600,
	"k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12,
	"B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30, "TB": 1 << 40, "PB": 1 << 50, "EB": 1 << 60,
}

// parse reads a figure as a person would: numbers with a letter or a unit,
// added up.
func parse(t *rapid.T, text string) float64 {
	sign := 1.0
	text = strings.ReplaceAll(strings.TrimSuffix(strings.TrimSuffix(text, "/s"), "x"), ",", "")
	if rest, negative := strings.CutPrefix(text, "-"); negative {
		sign, text = -1, rest
	}
	sum, value := 0.0, 0.0
	for _, word := range strings.Fields(text) {
		if scale, isUnit := scales[word]; isUnit {
			value, sum = 0, sum+value*scale
			continue
		}
		by := 1.0
		if letter := word[len(word)-1:]; scales[letter] > 0 && letter != "s" {
			by, word = scales[letter], word[:len(word)-1]
		}
		number, err := strconv.ParseFloat(word, 64)
		if err != nil {
			t.Fatalf("%q is not to be read: %v", text, err)
		}
		value = by * number
	}
	return sign * (sum + value)
}
