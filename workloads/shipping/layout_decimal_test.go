package shipping

import (
	"errors"
	"math"
	"strings"
	"testing"
)

var withDecimalComma = Layout{DecimalComma: true}

func TestDecimalCommaInWeights(t *testing.T) {
	const kilogram, gram = 35.27396195, 0.03527396195
	for text, ounces := range map[string]float64{
		"2,5 kg": 2.5 * kilogram, "0,500 kg": 0.5 * kilogram, "1,500 kg": 1.5 * kilogram, ",5 kg": 0.5 * kilogram, "1500,25 g": 1500.25 * gram,
		"1.500,5 g": 1500.5 * gram, "1.234.567 g": 1234567 * gram, "1.234.567,5 g": 1234567.5 * gram, "1 500 g": 1500 * gram,
		"1 500,5 g": 1500.5 * gram, "1\u202f500,5 g": 1500.5 * gram, "12 345 678 g": 12345678 * gram, "1.234.567 1/2 oz": 1234567.5,
		"2.5 kg": 2.5 * kilogram, "0.500 kg": 0.5 * kilogram, "1.25 kg": 1.25 * kilogram, "1.2500 kg": 1.25 * kilogram, ".500 kg": 0.5 * kilogram,
		"1500.250 g": 1500.25 * gram, "5 lb": 80, "1½ lb": 24, "1 1/2 lb": 24, "1 lb, 2,5 oz": 18.5, "1lb2,5oz": 18.5, "1 kg,5 g": kilogram + 5*gram,
		"1,12345678901234567 lb": 1.12345678901234567 * 16,
	} {
		got, err := withDecimalComma.ParseWeight(text)
		if err != nil || math.Abs(got-ounces) > 1e-12*ounces {
			t.Errorf("%q: %v, %v; want %v", text, got, err, ounces)
		}
		compareWeight(t, text)
	}
	for text, problem := range map[string]string{
		"1.500 g": problemEitherWay, "1.500 kg": problemEitherWay, "12.500 g": problemEitherWay, "999.999 g": problemEitherWay,
		"1.500.00 g": problemEitherWay, "1500.000.000 g": problemStops, "0.500.000 g": problemStops, "1500.250,5 g": problemStops,
		"2,5,5 kg": problemMisplaced, "2.5,5 kg": problemMisplaced, "2.5.5 kg": problemMisplaced, "2,5.5 kg": problemMisplaced, "2, kg": problemCommaForUnit,
		"1.500, g": problemCommaForUnit, "1 500, g": problemCommaForUnit, ", kg": `", kg" stands where a number is expected`, "1,500,000 g": problemMisplaced, "-2,5 kg": problemNegative,
		"2,5": problemNoMassUnit, "2,5/2 kg": problemMisplaced,
	} {
		var failure *ParseError
		if _, err := withDecimalComma.ParseWeight(text); !errors.As(err, &failure) || failure.Problem != problem || failure.Want != wantWeight {
			t.Errorf("%q: %v; want %s", text, err, problem)
		}
		compareWeight(t, text)
	}
}

func TestDecimalCommaInDimensions(t *testing.T) {
	for text, want := range map[string]Dimensions{
		"30,5 x 20 x 10 cm":       {30.5 / 2.54, 20 / 2.54, 10 / 2.54},
		"30,5 x 20,25 x 10,5":     {30.5, 20.25, 10.5},
		"30,5x20,25x10,5":         {30.5, 20.25, 10.5},
		"30,5 20,25 ,5":           {30.5, 20.25, 0.5},
		"10,125” x 8,5” x 6”":     {10.125, 8.5, 6},
		"30.5 x 20.25 x 10.5":     {30.5, 20.25, 10.5},
		"0.125 x 10.1250 x 6.":    {0.125, 10.125, 6},
		"12 x 9 x 6":              {12, 9, 6},
		"11 1/2 x 9½ x 6-1/4":     {11.5, 9.5, 6.25},
		"254,0 mm x 25,4 cm x 10": {},
	} {
		got, err := withDecimalComma.ParseDimensions(text)
		if want == (Dimensions{}) {
			if err == nil {
				t.Errorf("%q: %v", text, got)
			}
		} else if err != nil || got != want {
			t.Errorf("%q: %v, %v; want %v", text, got, err, want)
		}
		compareDimensions(t, text)
	}
	for text, problem := range map[string]string{
		"10.125 x 8 x 6": problemEitherWay, "10 x 8 x 6.125": problemEitherWay, "10 x 8 x 1.200.000": problemStopGroups, "10 x 8 x 6,": problemCommaAtEnd, "12, 9, 6": problemCommaBetween, "12,9,6": problemComma, "12,5,5 x 9 x 6": problemComma, "12in, 9in, 6in": problemCommaBetween,
		"1.200,5 x 8 x 6 mm": problemStopGroups, "1.200.000 x 8 x 6 mm": problemStopGroups, "12.5,5 x 9 x 6": problemComma, "12, x 9 x 6": problemCommaBetween,
	} {
		var failure *ParseError
		if _, err := withDecimalComma.ParseDimensions(text); !errors.As(err, &failure) || failure.Problem != problem || failure.Want != wantDimensions {
			t.Errorf("%q: %v; want %s", text, err, problem)
		}
		compareDimensions(t, text)
	}
}

// changingRows are rows of a sheet whose decimals follow a comma from the second row on.
type changingRows struct {
	Rows
	read int
}

func (o *changingRows) Next() bool {
	o.read++
	return o.Rows.Next()
}

func (o *changingRows) Layout() Layout { return Layout{DecimalComma: o.read > 1} }

// TestSemicolonsMeanDecimalCommas checks that numbers have decimal commas in a file with semicolons between its cells, and not in one with
// commas.
func TestSemicolonsMeanDecimalCommas(t *testing.T) {
	cells := with(13, "30,5 x 20 x 10 cm", 14, "2,5 kg")
	r := NewReader(CommaRows(strings.NewReader(strings.Join(cells, ";") + "\n")))
	if line, ok := r.Next(); !ok || line.Err != nil || line.Shipment.Weight != 2.5*ouncesPerKilogram {
		t.Errorf("semicolons: %+v, %v", line, ok)
	}
	r = NewReader(CommaRows(strings.NewReader(`"` + strings.Join(cells, `","`) + `"` + "\n")))
	if line, ok := r.Next(); !ok || line.Err == nil {
		t.Errorf("commas: %+v, %v: expected the decimal comma to be refused", line, ok)
	}
}

func TestReaderAsksTheRowsForTheirLayout(t *testing.T) {
	line := joined(with(13, "30,5 x 20 x 10 cm", 14, "2,5 kg")...)
	r := NewReader(&changingRows{Rows: TabRows(strings.NewReader(line + "\n" + line + "\n"))})
	if first, ok := r.Next(); !ok || first.Err == nil || r.Layout() != (Layout{}) {
		t.Errorf("%+v, %v, %+v", first, ok, r.Layout())
	}
	second, ok := r.Next()
	if !ok || second.Err != nil || second.Shipment.Weight != 2.5*ouncesPerKilogram || r.Layout() != withDecimalComma {
		t.Errorf("%+v, %v, %+v", second, ok, r.Layout())
	}
	var again Shipment
	if err := r.Layout().ParseLine(second.Text, &again); err != nil || again != *second.Shipment {
		t.Errorf("%v, %+v", err, again)
	}
}

// TestCommaBeforeThreeDigits checks how a single comma is read in each kind of file, since programs of every language write every kind. It
// begins decimals where semicolons separate the cells, groups thousands of grams elsewhere, and is refused where it may do either.
func TestCommaBeforeThreeDigits(t *testing.T) {
	for _, c := range []struct {
		comma, weight string
		ounces        float64 // 0 for a refused one
	}{
		{"\t", "1,500 kg", 0},
		{",", "1,500 kg", 0},
		{";", "1,500 kg", 1.5 * ouncesPerKilogram},
		{"\t", "1,500 g", 1500 * ouncesPerGram},
		{",", "1,500 g", 1500 * ouncesPerGram},
		{";", "1,500 g", 1.5 * ouncesPerGram},
		{"\t", "2,250 lb", 0},
		{",", "2,250 lb", 0},
		{";", "2,250 lb", 2.25 * ouncesPerPound},
		{"\t", "1,500.5 oz", 1500.5},
		{",", "1,500.5 oz", 1500.5},
		{"\t", "1,234,500 oz", 1234500},
	} {
		cells := with(14, c.weight)
		rows := CommaRows(strings.NewReader(strings.Join(quotedCells(cells), c.comma)))
		if c.comma == "\t" {
			rows = TabRows(strings.NewReader(joined(cells...)))
		}
		line, ok := NewReader(rows).Next()
		var failure *ParseError
		switch {
		case !ok:
			t.Fatal("no line")
		case c.ounces == 0 && (!errors.As(line.Err, &failure) || failure.Problem != problemCommaEither || failure.Want != wantWeight):
			t.Errorf("%q, parted by %q: %v", c.weight, c.comma, line.Err)
		case c.ounces != 0 && (line.Err != nil || line.Shipment.Weight != c.ounces):
			t.Errorf("%q, parted by %q: %+v, want %v", c.weight, c.comma, line, c.ounces)
		}
	}
}
