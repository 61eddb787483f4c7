package shipping

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var acceptedDimensions = []struct {
	text                  string
	length, width, height float64
}{
	{"12 x 9 x 6", 12, 9, 6},
	{"12x9x6", 12, 9, 6},
	{"12X9 X 6", 12, 9, 6},
	{"12×9 × 6", 12, 9, 6},
	{"12✕9 ✕ 6", 12, 9, 6},
	{"12*9 * 6", 12, 9, 6},
	{"12 by 9 BY 6", 12, 9, 6},
	{"12by9by6", 12, 9, 6},
	{"12 9 6", 12, 9, 6},
	{" \t12\u00a09\u30006  ", 12, 9, 6},
	{"12.5 x .5 x 6.", 12.5, 0.5, 6},
	{"1/2 x 3/4 x 5/2", 0.5, 0.75, 2.5},
	{"11 1/2 x 11-1/2 x 11½", 11.5, 11.5, 11.5},
	{"11  1/2 x 11-½ x 11 ½", 11.5, 11.5, 11.5},
	{"½ x ⅞ x ⅐", 0.5, 0.875, 1.0 / 7},
	{"12 1/2 9 6", 12.5, 9, 6},
	{"12 9 6 1/2", 12, 9, 6.5},
	{"1/2 1/2 1/2", 0.5, 0.5, 0.5},
	{"12in x 9in x 6in", 12, 9, 6},
	{"12inx9inx6in", 12, 9, 6},
	{"12 in x 9 inch x 6 inches", 12, 9, 6},
	{"12 IN x 9 Inch x 6 INCHES", 12, 9, 6},
	{"12in 9in 6in", 12, 9, 6},
	{`12" x 9" x 6"`, 12, 9, 6},
	{"12 x 9 x 6 in", 12, 9, 6},
	{"12 in. x 9 in. x 6 in.", 12, 9, 6},
	{"12in. 9in. .5in.", 12, 9, 0.5},
	{"12 Inch. x 9 inches. x 6 IN.", 12, 9, 6},
	{"30 x 20 x 10 cm.", 30 / 2.54, 20 / 2.54, 10 / 2.54},
	{"254 mm. x 25.4 cm. x 10 in.", 10, 10, 10},
	{"12” x 9” x 6”", 12, 9, 6},
	{"12″ x 9″ x 6″", 12, 9, 6},
	{"12'' x 9'' x 6''", 12, 9, 6},
	{"12’’ × 9′′ × 6˝", 12, 9, 6},
	{"12“x9＂x6 ”", 12, 9, 6},
	{"11 1/2” x 9½″ x 6''", 11.5, 9.5, 6},
	{"\u200e12”\u200e x \u202a9”\u202c x 6”\u200f", 12, 9, 6},
	{"\ufeff12 x\u200b 9 \u2066x\u2069 6\u061c", 12, 9, 6},
	{"12 \u200e9\u200e 6", 12, 9, 6},
	{"11\u200e 1/2 x 9 x 6", 11.5, 9, 6},
	{`12 x 9 x 6"`, 12, 9, 6},
	{"30 x 20 x 10 cm", 30 / 2.54, 20 / 2.54, 10 / 2.54},
	{"254mm x 25.4cm x 10in", 10, 10, 10},
	{"254 x 254 x 508 MM", 10, 10, 20},
	{"0.1 x 999 x 1", 0.1, 999, 1},
	{"2.54mm x 2537.46cm x 25374.6mm", 0.1, 999, 999},
	{"007 x 012 x 000000000000000000009", 7, 12, 9},
	{"1.00000000000000000000 x 2 x 3", 1, 2, 3},
}

func TestParseDimensionsAccepts(t *testing.T) {
	for _, c := range acceptedDimensions {
		got, err := plainLayout.ParseDimensions(c.text)
		if want := (Dimensions{c.length, c.width, c.height}); err != nil || got != want {
			t.Errorf("%q: %v, %v; want %v", c.text, got, err, want)
		}
	}
}

var refusedDimensions = []struct{ text, problem string }{
	{"", problemNoDimensions},
	{"  ", problemNoDimensions},
	{"12", problemOneNumber},
	{"12 in", problemOneNumber},
	{"12 x 9", problemTwoNumbers},
	{"12 9 1/2", problemTwoNumbers},
	{"11 1/2 9", problemTwoNumbers},
	{"12 x 9 x", problemDanglingSides},
	{"12 x 9 x 6 x 3", problemAfterThree},
	{"12 x 9 x 6 ft", problemFeet},
	{"12 x 9 x 6 feet", problemFeet},
	{"3.500 x 200 x 300 mm", problemStopEither},
	{"300 mm x 200 mm x 25.374 mm", problemStopEither},
	{"3.500 mm x 20 cm x 30 cm", problemStopEither},
	{"12 9 6 3", problemAfterThree},
	{"12 x 9 x 6 x", problemAfterThree},
	{"12 x 9 x 6 lbs", problemAfterThree},
	{"12,5 x 9 x 6", problemComma},
	{"12 x 9 x 6,5", problemComma},
	{"12, 9, 6", problemCommaBetween},
	{"1,200 x 9 x 6", problemComma},
	{"12in, 9in, 6in", problemCommaBetween},
	{"1e1 x 9 x 6", problemAfterNumber},
	{"1E1 x 9 x 6", problemAfterNumber},
	{"inf x 9 x 6", `"inf" stands where a number is expected`},
	{"nan x 9 x 6", `"nan" stands where a number is expected`},
	{"12inf x 9 x 6", problemAfterNumber},
	{"12incheses x 9 x 6", problemAfterNumber},
	{"-12 x 9 x 6", problemNegative},
	{"12 x -9 x 6", problemNegative},
	{"+12 x 9 x 6", `"+" stands before the number`},
	{"1/0 x 9 x 6", problemZeroDenominator},
	{"11 1/0 x 9 x 6", problemZeroDenominator},
	{"1/ x 9 x 6", problemNoDenominator},
	{"1/-2 x 9 x 6", problemNoDenominator},
	{"1/2/3 x 9 x 6", problemAfterNumber},
	{"1/2.5 x 9 x 6", problemAfterNumber},
	{"1.5/2 x 9 x 6", problemAfterNumber},
	{"11 3/2 x 9 x 6", problemImproper},
	{"11-3/2 x 9 x 6", problemImproper},
	{"12-9-6", problemHyphen},
	{"12 - 9 - 6", problemHyphen},
	{"12 -9 -6", problemHyphen},
	{"12 ft x 9 ft x 6 ft", problemFeet},
	{"12' x 9' x 6'", problemFeet},
	{"12’ x 9’ x 6’", problemFeet},
	{"12 feet 9 6", problemFeet},
	{"12 x 9 foot x 6", problemFeet},
	{"12 ms x 9 x 6", problemAfterNumber},
	{"12in.5 x 9 x 6", problemAfterNumber},
	{"12.. x 9 x 6", problemAfterNumber},
	{"12\u200e9\u200e6", problemAfterNumber},
	{"11\u200e1/2 x 9 x 6", problemAfterNumber},
	{"12” 9” 6” 3”", problemAfterThree},
	{"12m x 9m x 6m", problemAfterNumber},
	{"L12 x W9 x H6", `"L" stands before the number`},
	{"12 x x 9 x 6", `"x" stands before the number`},
	{"x 12 x 9 x 6", `"x" stands before the number`},
	{"12.5.5 x 9 x 6", problemAfterNumber},
	{". x 9 x 6", `"." stands where a number is expected`},
	{"½½ x 9 x 6", problemAfterNumber},
	{`12"9"6"`, problemAfterNumber},
	{"12in x 9 x 6", problemUnitsMissing},
	{"12 x 9 cm x 6 cm", problemUnitsMissing},
	{`11 1/2" x 9 x 6"`, problemUnitsMissing},
	{"0 x 9 x 6", problemSideTooShort},
	{"0.09 x 9 x 6", problemSideTooShort},
	{"2 x 2 x 2 mm", problemSideTooShort},
	{"999.1 x 9 x 6", problemSideTooLong},
	{"12 x 9 x 2538 cm", problemSideTooLong},
	{"12 x 9 x " + strings.Repeat("9", 400), problemSideTooLong},
	{"12 x 9 x 6\xff", problemAfterThree},
	{"(12 x 9 x 6)", `"(" stands before the number`},
	{"12 in , 9 in, 6 in", problemCommaBetween},
	{"30, 20, 10 cm", problemCommaBetween},
	{"12 x 9, 6", problemCommaBetween},
	{"12 x 9 x 6, fragile", problemCommaAtEnd},
	{"12 x 9 x 6,", problemCommaAtEnd},
	{"12 x 9 x H6", `"H" stands before the number`},
	{"12 x wide x 6", `"wide" stands where a number is expected`},
	{"unknown", `"unknown" stands where a number is expected`},
	{"１２ x ９ x ６", `the digits "１２", which are not 0 to 9`},
	{"¹² x 9 x 6", `the digits "¹²", which are not 0 to 9`},
}

func TestParseDimensionsRefuses(t *testing.T) {
	for _, c := range refusedDimensions {
		_, err := plainLayout.ParseDimensions(c.text)
		var failure *ParseError
		if !errors.As(err, &failure) {
			t.Errorf("%q: accepted", c.text)
			continue
		}
		want := ParseError{Column: NoColumn, Field: "dimensions", Text: c.text, Problem: c.problem, Want: wantDimensions}
		if *failure != want {
			t.Errorf("%q: %v; want %s", c.text, err, c.problem)
		}
	}
}

func TestDimensionsAgreeWithTheReference(t *testing.T) {
	for _, c := range acceptedDimensions {
		compareDimensions(t, c.text)
	}
	for _, c := range refusedDimensions {
		compareDimensions(t, c.text)
	}
	rapid.Check(t, func(t *rapid.T) {
		compareDimensions(t, jumble(t, "0", "1", "12", "9", "x", "X", "×", "✕", "*", "by", " ", " ", "/", "-", ".", ",", "in", "inch", `"`, "cm", "mm", "½", "⅞", "1/2", "e", "\u00a0", "\u200e", "”", "''", "in.", "500"))
	})
}

// jumble strings tokens together. This yields far more texts that nearly parse than a generator of characters would.
func jumble(t *rapid.T, tokens ...string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(tokens), 0, 14).Draw(t, "tokens"), "")
}

type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// references are the grammars as regular expressions, by the options that they are for.
var references = map[Layout]*referenceNotation{{}: stopNotation, {DecimalComma: true}: commaNotation}

func compareDimensions(t failer, text string) {
	t.Helper()
	for options, reference := range references {
		fast, err := options.ParseDimensions(text)
		slow, ok := reference.readDimensions(text)
		if (err == nil) != ok || fast != slow && ok {
			t.Fatalf("%q, %+v: %v, %v; the reference says %v, %v", text, options, fast, err, slow, ok)
		}
		for _, side := range []float64{fast.Length, fast.Width, fast.Height} {
			if ok && !(side >= ShortestSideInches && side <= LongestSideInches) {
				t.Fatalf("%q, %+v: %v is out of range", text, options, fast)
			}
		}
	}
}

// drawNumber writes a number in a random form. The caller's separators keep a whole number and a fraction from standing side by side with
// only white space between.
func drawNumber(t *rapid.T) (text string, value float64) {
	whole := rapid.IntRange(1, 90).Draw(t, "whole")
	den := rapid.IntRange(2, 64).Draw(t, "denominator")
	num := rapid.IntRange(1, den-1).Draw(t, "numerator")
	w, f := float64(whole), float64(num)/float64(den)
	switch rapid.IntRange(0, 6).Draw(t, "form") {
	case 0:
		return sprint(whole), w
	case 1:
		return sprint(whole) + ".", w
	case 2:
		return sprint(whole) + "." + sprint(num), parseLong(sprint(whole) + "." + sprint(num))
	case 3:
		return sprint(whole) + " " + sprint(num) + "/" + sprint(den), w + f
	case 4:
		return sprint(whole) + "-" + sprint(num) + "/" + sprint(den), w + f
	case 5:
		return sprint(whole) + "½", w + 0.5
	}
	return sprint(whole) + sprint(den) + "/" + sprint(den), parseLong(sprint(whole)+sprint(den)) / float64(den)
}

func TestDimensionsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, want := drawDimensions(t)
		got, err := plainLayout.ParseDimensions(text)
		if err != nil {
			t.Fatal(err)
		}
		near := func(a, b float64) bool { return math.Abs(a-b) <= 1e-12*b }
		if !near(got.Length, want.Length) || !near(got.Width, want.Width) || !near(got.Height, want.Height) {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
		compareDimensions(t, text)
	})
}

func drawDimensions(t *rapid.T) (string, Dimensions) {
	units := rapid.SampledFrom([][4]string{{}, {"in", "in", "in", "1"}, {"\"", " inch", "inches", "1"}, {"", "", " cm", "2.54"}, {"cm", "CM", "cm", "2.54"}, {"", "", "mm", "25.4"}}).Draw(t, "units")
	scale := 1.0
	if units[3] != "" {
		scale = parseLong(units[3])
	}
	var sides [3]float64
	var text strings.Builder
	for i := range sides {
		number, value := drawNumber(t)
		for value/scale < ShortestSideInches || value/scale > LongestSideInches {
			number, value = "9", 9
		}
		sides[i] = value / scale
		if i > 0 {
			text.WriteString(rapid.SampledFrom([]string{"x", " x ", "X", " × ", "✕", "*", " by "}).Draw(t, "separator"))
		}
		text.WriteString(number + units[i])
	}
	return text.String(), Dimensions{sides[0], sides[1], sides[2]}
}

// Three decimals of centimetres are read, whatever the units of the other sides are.
func TestThreeDecimalsOfCentimetres(t *testing.T) {
	const text = "12.500 cm x 20 cm x 300 mm"
	want := Dimensions{12.5 / 2.54, 20 / 2.54, 300 / 25.4}
	if got, err := plainLayout.ParseDimensions(text); err != nil || got != want {
		t.Errorf("%q: %v, %v; want %v", text, got, err, want)
	}
	compareDimensions(t, text)
}
