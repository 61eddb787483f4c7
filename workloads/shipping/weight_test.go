package shipping

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func sprint(n int) string { return fmt.Sprint(n) }

var acceptedWeights = []struct {
	text   string
	ounces float64
}{
	{"1 lb 2 oz", 18},
	{"1lb 2oz", 18},
	{"1 lb 20 oz", 36},
	{"0 lb 5 oz", 5},
	{"5 lb 0 oz", 80},
	{"1 lb\u00a02 oz", 18},
	{"5 lb", 80},
	{"5lb", 80},
	{"5lbs", 80},
	{"5 pound", 80},
	{"5 pounds", 80},
	{"5 oz", 5},
	{"5 ounce", 5},
	{"5 ounces", 5},
	{"2.5 kg", 2.5 * 35.27396195},
	{"2 kilogram", 2 * 35.27396195},
	{"2 kilograms", 2 * 35.27396195},
	{"500 g", 500 * 0.03527396195},
	{"500gram", 500 * 0.03527396195},
	{"500 grams", 500 * 0.03527396195},
	{"2 kg 500 g", 2*35.27396195 + 500*0.03527396195},
	{"5 LB", 80},
	{" 5 Pounds\t", 80},
	{"5oZ", 5},
	{"1/2 lb", 8},
	{"1 1/2 lb", 24},
	{"1-1/2 lb", 24},
	{"1½ lb", 24},
	{"½lb", 8},
	{"3/2 lb", 24},
	{".5 lb", 8},
	{"6. oz", 6},
	{"1 lb 2 1/2 oz", 18.5},
	{"1,500 g", 1500 * 0.03527396195},
	{"1,500.5 oz", 1500.5},
	{"1,500,000 oz", 1500000},
	{"1 kg 1,500 g", 35.27396195 + 1500*0.03527396195},
	{"1500 kg", 1500 * 35.27396195},
	{"1,234,567 oz", 1234567},
	{"1,500½ oz", 1500.5},
	{"1,500 1/2 oz", 1500.5},
	{"150 lb", 2400},
	{"5 lbs.", 80},
	{"5lb.", 80},
	{"12 oz.", 12},
	{"1 lb. 2 oz.", 18},
	{"5lb. 3oz.", 83},
	{"2 lb, 3 oz", 35},
	{"2 lb,3 oz", 35},
	{"2 lb., 3 oz.", 35},
	{"5 lbs and 3 oz", 83},
	{"5 LBS AND 3 OZ", 83},
	{"5 lbs. and 3 oz.", 83},
	{"5 lbs & 3 oz", 83},
	{"5lb3oz", 83},
	{"5LB8OZ", 88},
	{"5lb½oz", 80.5},
	{"1lb2oz", 18},
	{"1 lb .5 oz", 16.5},
	{"1kg500g", 35.27396195 + 500*0.03527396195},
	{"1 kg, 500 g", 35.27396195 + 500*0.03527396195},
	{"5 kgs", 5 * 35.27396195},
	{"5 kgs.", 5 * 35.27396195},
	{"5 kilos", 5 * 35.27396195},
	{"1 kilo", 35.27396195},
	{"2 kilogrammes", 2 * 35.27396195},
	{"500 gr", 500 * 0.03527396195},
	{"500 gr.", 500 * 0.03527396195},
	{"500 grs", 500 * 0.03527396195},
	{"500 gm", 500 * 0.03527396195},
	{"500gms", 500 * 0.03527396195},
	{"500 grammes", 500 * 0.03527396195},
	{"12 ozs", 12},
	{"1 500 g", 1500 * 0.03527396195},
	{"1\u00a0500 g", 1500 * 0.03527396195},
	{"1\u202f500 g", 1500 * 0.03527396195},
	{"1\u2009500\u2009g", 1500 * 0.03527396195},
	{"1\u2007500 g", 1500 * 0.03527396195},
	{"12 345 678.5 g", 12345678.5 * 0.03527396195},
	{"1 500 1/2 oz", 1500.5},
	{"1 500½oz", 1500.5},
	{"12 500/1000 oz", 12.5},
	{"1 500 500/1000 oz", 1500.5},
	{"\u200e5 lbs.\u200f", 80},
	{"5\u200e lbs\u202c", 80},
	{"151 lb", 2416},
	{"0.0001 g", 0.0001 * 0.03527396195},
}

func TestParseWeightAccepts(t *testing.T) {
	for _, c := range acceptedWeights {
		got, err := plainLayout.ParseWeight(c.text)
		if err != nil || math.Abs(got-c.ounces) > 1e-12*c.ounces {
			t.Errorf("%q: %v, %v; want %v", c.text, got, err, c.ounces)
		}
	}
}

var refusedWeights = []struct{ text, problem string }{
	{"", problemNoWeight},
	{"\t ", problemNoWeight},
	{"5", problemNoMassUnit},
	{"5 1 lb", `"1" stands where a unit is expected`},
	{"1 lb 2", problemNoMassUnit},
	{"1.2.3 lb", problemMisplaced},
	{"-5 lb", problemNegative},
	{"1 lb -2 oz", problemDash},
	{"5 kg (11 lbs)", problemAlternative},
	{"5 lb (net)", problemAfterWeight},
	{"5 lb or so", problemAfterWeight},
	{"1.500 g", problemStopEither},
	{"12.500 g", problemStopEither},
	{"68.000g", problemStopEither},
	{"2-3 lbs", problemRange},
	{"2 - 3 lbs", problemRange},
	{"2 lb - 3 lb", problemDash},
	{"2 lb–3 lb", problemDash},
	{"2–3 lb", problemRange},
	{"5 kg / 11 lb", problemAlternative},
	{"5 kg or 11 lb", problemAlternative},
	{"5 kg 11 lbs", problemTwoWeights},
	{"5 lb 80 g", problemTwoWeights},
	{"16 oz 1 kg", problemTwoWeights},
	{"16 oz 1 lb", problemTwoWeights},
	{"1 lb 1 lb", problemTwoWeights},
	{"1 lb 2 oz 3 oz", problemTwoWeights},
	{"1 lb + 2 oz", problemAfterWeight},
	{"5 stone", problemUnknownMass},
	{"5 t", problemUnknownMass},
	{"5 lbz", problemUnknownMass},
	{"5 kilogramss", problemUnknownMass},
	{"5 \u212ag", problemUnknownMass},
	{"5 kg\u0301", problemAfterWeight},
	{"1e3 g", problemExponent},
	{"1.5E+03 g", problemExponent},
	{"inf lb", `"inf lb" stands where a number is expected`},
	{"nan lb", `"nan lb" stands where a number is expected`},
	{"lb", `"lb" stands where a number is expected`},
	{"lb 5", `"lb" stands before the number`},
	{"+5 lb", `"+" stands before the number`},
	{"1/0 lb", problemZeroDenominator},
	{"1 3/2 lb", problemImproper},
	{"1/ lb", problemNoDenominator},
	{"0 lb", problemZeroWeight},
	{"0 lb 0.0 oz", problemZeroWeight},
	{"12,34 g", problemThousands},
	{"1500,000 g", problemThousands},
	{"1,50 g", problemThousands},
	{"1,5000 g", problemThousands},
	{"1,500 kg", problemCommaEither},
	{"12,500 kg", problemCommaEither},
	{"2,250 lb", problemCommaEither},
	{"1,500 oz", problemCommaEither},
	{"1 lb 1,500 oz", problemCommaEither},
	{"1,500 lb 2 oz", problemCommaEither},
	{"2,5 kg", problemThousands},
	{"0,500 kg", problemThousands},
	{"1,,500 g", problemThousands},
	{",500 g", `"," stands before the number`},
	{"1.500,5 g", problemThousands},
	{"1,500/2 g", problemMisplaced},
	{"5 kg = 11 lb", problemAlternative},
	{"5 ounces of gold", problemAfterWeight},
	{"5 lb orange", problemAfterWeight},
	{"5 lb..", problemAfterWeight},
	{"5 lb,", problemAfterWeight},
	{"5 lb and", problemAfterWeight},
	{"5 lb and a half", problemAfterWeight},
	{"5 lbs,, 3 oz", problemAfterWeight},
	{"5lb.3oz", problemGluedStop},
	{"5lb..3oz", problemGluedStop},
	{"5lb.½oz", problemGluedStop},
	{"5lbsand3oz", problemUnknownMass},
	{"5 lb, 2 kg", problemTwoWeights},
	{"3oz5lb", problemTwoWeights},
	{"5 lb, 3", problemNoMassUnit},
	{"1 50 g", `"50" stands where a unit is expected`},
	{"1 5000 g", `"5000" stands where a unit is expected`},
	{"1500 000 g", `"000" stands where a unit is expected`},
	{"0 500 g", `"500" stands where a unit is expected`},
	{"1\f000 g", `"000" stands where a unit is expected`},
	{"1\t000 g", `"000" stands where a unit is expected`},
	{"1 500\u00a0000 g", `"000" stands where a unit is expected`},
	{"about 2 lb", `"about" stands before the number`},
	{"~2 lb", `"~" stands before the number`},
	{"<2 lb", `"<" stands before the number`},
	{"net weight 2 lb", `"net weight" stands before the number`},
	{"２ lb", `the digits "２", which are not 0 to 9`},
	{"1'500 g", `"'" stands where a unit is expected`},
	{"5#", `"#" stands where a unit is expected`},
	{"5 (kg)", `"(" stands where a unit is expected`},
	{"5 \xff", `"\xff" stands where a unit is expected`},
	{"2, kg", problemCommaForUnit},
	{"1,500, g", problemCommaForUnit},
	{"1/2, kg", problemCommaForUnit},
	{"1 500,5 g", problemMisplaced},
	{"1 500 500/2 g", problemImproper},
	{"1,111,111,111,111,111 g", problemLongThousands},
	{strings.Repeat("9", 400) + " g", problemWeightTooLong},
}

func TestParseWeightRefuses(t *testing.T) {
	for _, c := range refusedWeights {
		_, err := plainLayout.ParseWeight(c.text)
		var failure *ParseError
		if !errors.As(err, &failure) {
			t.Errorf("%q: accepted", c.text)
			continue
		}
		want := ParseError{Column: NoColumn, Field: "weight", Text: c.text, Problem: c.problem, Want: wantWeight}
		if *failure != want {
			t.Errorf("%q: %v; want %s", c.text, err, c.problem)
		}
	}
}

func TestWeightsAgreeWithTheReference(t *testing.T) {
	for _, c := range acceptedWeights {
		compareWeight(t, c.text)
	}
	for _, c := range refusedWeights {
		compareWeight(t, c.text)
	}
	rapid.Check(t, func(t *rapid.T) {
		compareWeight(t, jumble(t, "0", "1", "12", "500", "500", ",", ".", " ", " ", "-", "/", "lb", "lbs", "oz", "kg", "G", "gram", "½", "1/2", "e", "(",
			"and", "&", "\u00a0", "\u200e", "kgs", "gr."))
	})
}

func compareWeight(t failer, text string) {
	t.Helper()
	for options, reference := range references {
		fast, err := options.ParseWeight(text)
		slow, ok := reference.readWeight(text)
		if (err == nil) != ok || ok && math.Abs(fast-slow) > 1e-15*slow {
			t.Fatalf("%q, %+v: %v, %v; the reference says %v, %v", text, options, fast, err, slow, ok)
		}
		if ok && !(fast > 0 && fast <= maxOunces) {
			t.Fatalf("%q, %+v: %v is out of range", text, options, fast)
		}
	}
}

func TestWeightsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, want := drawWeight(t)
		got, err := plainLayout.ParseWeight(text)
		if err != nil || math.Abs(got-want) > 1e-12*want {
			t.Fatalf("%q: %v, %v; want %v", text, got, err, want)
		}
		compareWeight(t, text)
	})
}

func drawWeight(t *rapid.T) (string, float64) {
	gap := rapid.SampledFrom([]string{"", " "})
	number, value := drawNumber(t)
	unit := rapid.SampledFrom([]string{"lb", "LBS", "pounds", "oz", "Ounces", "kg", "kilograms", "g", "GRAM"}).Draw(t, "unit")
	text, ounces := number+gap.Draw(t, "gap")+unit, value*referenceMass(unit)
	smaller := map[float64]string{16: "oz", 35.27396195: "g"}[referenceMass(unit)]
	if smaller != "" && rapid.Bool().Draw(t, "compound") {
		number, value = drawNumber(t)
		text, ounces = text+" "+number+gap.Draw(t, "gap")+smaller, ounces+value*referenceMass(smaller)
	}
	return text, ounces
}
