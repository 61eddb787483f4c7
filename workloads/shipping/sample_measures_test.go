package shipping

import (
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// sampleMeasures returns the texts of the built-in lines' sizes and weights.
func sampleMeasures() (sizes, weights []string) {
	for _, line := range Sample() {
		size, weight := Layout{}.Measures(line)
		sizes, weights = append(sizes, size), append(weights, weight)
	}
	return sizes, weights
}

// The texts have to be many, since a processor's branch predictor soon learns a few, and then their speed says little about other texts.
func TestSampleMeasuresAreDistinct(t *testing.T) {
	sizes, weights := sampleMeasures()
	for what, texts := range map[string][]string{"sizes": sizes, "weights": weights} {
		distinct := map[string]bool{}
		for _, text := range texts {
			distinct[text] = true
		}
		if len(distinct) < 350 {
			t.Errorf("%d distinct %s of %d", len(distinct), what, len(texts))
		}
	}
}

// The sample's parcels are within the carriers' usual limits: USPS takes 70 lb, and 130 in of length and girth.
func TestSampleMeasuresArePlausible(t *testing.T) {
	for i, line := range Sample() {
		var s Shipment
		if err := ParseLine(line, &s); err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
		d := s.Dimensions
		longest := max(d.Length, d.Width, d.Height)
		if girth := 2 * (d.Length + d.Width + d.Height - longest); longest+girth > 130 || s.Weight < 0.1 || s.Weight > 70*ouncesPerPound {
			t.Errorf("line %d: %v in, %v oz", i+1, d, s.Weight)
		}
	}
}

// Each of these forms occurs in some of the sample's texts. The patterns without (?i) depend on case.
var (
	sizeForms = []string{
		`^\d+ x \d+ x \d+$`, `^\d+x\d+x\d+$`, `^\d+ +\d+ +\d+$`, `\dx`, `X`, ` × `, `\d×`, ` ✕ `, `\d✕`, ` \* `, `\d\*`,
		` by `, ` BY `, `\x{a0}x`, // separators
		`\d\.\d`, `(^|[^\d])\.\d`, `\d\.($|[^\d])`, `(^|[xX×✕*yY]) *\d/\d`, `\d \d/\d`, `\d-\d/\d`,
		`\d[½¼¾⅛⅜⅝⅞]`, `(^|[^\d])[½¼¾⅛⅜⅝⅞]`, // numbers
		`(?i)\din($|[^c])`, `(?i) in($|[^c])`, `IN`, `(?i)inch($|[^e])`, `(?i)inches`, `\d"`, `(?i)\dcm`, `(?i) cm`,
		`CM`, `(?i)\dmm`, `(?i) mm`, `MM`, // units
		`^[^a-wA-W"]+$`, `(?i)^[^i]+in[^i]*$`, `^[^"]+"$`, `(?i)^[^c]+cm$`, `(?i)^[^m]+mm$`, // no unit, or one at the end
		`(?i)\d ?in.*\d ?in.*\d ?in`, `".+".+"`, `(?i)cm.+cm.+cm`, `(?i)mm.+mm.+mm`, `(?i)("|in).*cm|cm.*("|in)`, // units after each number
	}
	weightForms = []string{
		`^\d+ ?[A-Za-z]`, `\d\.\d`, `^\.\d`, `\d\.[ A-Za-z]`, `^\d/\d`, `^\d+ \d/\d`, `^\d+-\d/\d`, `\d[½¼¾⅛⅜⅝⅞]`, `^[½¼¾⅛⅜⅝⅞]`,
		`^\d+,\d{3} ?[A-Za-z]`, `^\d+,\d{3}\.\d`, // numbers
		`(?i)\dlb`, `(?i) lb\b`, `(?i) lbs\b`, `LB`, `(?i)pound\b`, `(?i)pounds`, `(?i)\doz`, `(?i) oz`, `OZ`, `(?i)ounce\b`, `(?i)ounces`, // units
		`(?i)\dkg`, `(?i) kg`, `KG`, `(?i)kilogram\b`, `(?i)kilograms`, `(?i)\dg`, `(?i) g\b`, `(?i) gram\b`, `(?i) grams`,
		`(?i)(lb|pound)s? .*o(z|unces?)$`, `^0 ?(?i)(lb|pound)s? `, `(?i)(kg|kilograms?) .*g(ram|rams)?$`, // compounds
	}
)

func TestSampleMeasuresHaveEveryForm(t *testing.T) {
	sizes, weights := sampleMeasures()
	for _, c := range []struct{ texts, forms []string }{{sizes, sizeForms}, {weights, weightForms}} {
		for _, form := range c.forms {
			pattern, found := regexp.MustCompile(form), 0
			for _, text := range c.texts {
				if pattern.MatchString(text) {
					found++
				}
			}
			if found < 3 {
				t.Errorf("%s: %d of %d", form, found, len(c.texts))
			}
		}
	}
}

// How a number is written. The fractions' styles are named by what joins them to a whole number.
const (
	styleWhole     = "whole"     // 12
	styleDecimal   = "decimal"   // 12.5, .5
	stylePoint     = "point"     // 6.
	styleSpace     = "space"     // 11 1/2, 1/2
	styleHyphen    = "hyphen"    // 11-1/2, 1/2
	styleVulgar    = "vulgar"    // 11½, ½
	styleThousands = "thousands" // 1,500
)

// A sampleUnit is a unit with its spellings and the styles of its numbers, the usual ones several times.
type sampleUnit struct {
	size              float64 // in inches or ounces
	spellings, styles []string
}

var (
	sampleInch = sampleUnit{
		1, list(`in,in,in,in,in,IN,inch,inch,inches,inches,Inches,",","`),
		list("whole,whole,whole,whole,whole,decimal,decimal,decimal,point,space,hyphen,vulgar"),
	}
	sampleCentimetre = sampleUnit{1 / centimetresPerInch, list("cm,cm,cm,CM"), list("whole,whole,whole,whole,decimal,decimal,decimal,point,vulgar")}
	sampleMillimetre = sampleUnit{1 / millimetresPerInch, list("mm,mm,mm,MM"), list("whole,whole,whole,whole,decimal")}

	samplePound = sampleUnit{
		ouncesPerPound, list("lb,lb,lb,lb,lbs,lbs,lbs,lbs,LB,LBS,pound,pounds,Pounds"), list("whole,decimal,decimal,decimal,decimal,point,space,hyphen,vulgar"),
	}
	sampleOunce = sampleUnit{
		1, list("oz,oz,oz,oz,oz,OZ,ounce,ounces"), list("whole,whole,decimal,decimal,decimal,point,space,hyphen,vulgar"),
	}
	sampleKilogram = sampleUnit{
		ouncesPerKilogram, list("kg,kg,kg,kg,kg,KG,kilogram,kilograms"), list("whole,decimal,decimal,decimal,decimal,point,space,vulgar"),
	}
	sampleGram = sampleUnit{ouncesPerGram, list("g,g,g,g,g,G,gram,grams"), list("whole,whole,thousands,thousands,thousands,decimal")}

	sampleLengths    = []*sampleUnit{&sampleInch, &sampleInch, &sampleInch, &sampleInch, &sampleCentimetre, &sampleCentimetre, &sampleMillimetre}
	sampleSeparators = []string{
		" x ", " x ", " x ", "x", "x", "x", " X ", "X", "×", " × ", " ✕ ", "✕", "*", " * ", " by ", " by ", " BY ",
		" ", " ", "  ", "  x ", "\u00a0x\u00a0",
	}
	sampleFractions = [][2]string{{"1/2", "½"}, {"1/2", "½"}, {"1/4", "¼"}, {"3/4", "¾"}, {"1/8", "⅛"}, {"3/8", "⅜"}, {"5/8", "⅝"}, {"7/8", "⅞"}}
)

// between draws a value whose order of magnitude is as likely as any other.
func between(rng *rand.Rand, low, high float64) float64 {
	return low * math.Pow(high/low, rng.Float64())
}

// makeMeasures draws a parcel and writes down how large and how heavy it is. It is lighter than water, and USPS would take it.
func makeMeasures(rng *rand.Rand) (size, weight string) {
	length := between(rng, 4, 36)
	width := min(length*(0.4+0.6*rng.Float64()), 24)
	height := min(between(rng, width/12, width), 18)
	ounces := min(length*width*height*between(rng, 0.02, 0.5), between(rng, 250, 1100))
	return makeSize(rng, [...]float64{length, width, height}), makeWeight(rng, max(ounces, 0.1))
}

func makeSize(rng *rand.Rand, inches [3]float64) string {
	unit, separator := sampleLengths[rng.IntN(len(sampleLengths))], pick(rng, sampleSeparators)
	style := pick(rng, unit.styles)
	spelling, gap := makeSpelling(rng, unit)
	// Units are missing, at the end, after each number, or after each one of its own.
	missing, each, own := false, false, false
	switch form := rng.IntN(16); {
	case form < 8:
		missing = unit == &sampleInch
	case form < 15:
		each = form >= 12
	default:
		each, own = true, true
	}
	var text strings.Builder
	for i, side := range inches {
		if i > 0 {
			text.WriteString(separator)
		}
		if own {
			unit = sampleLengths[rng.IntN(len(sampleLengths))]
			style = pick(rng, unit.styles)
			spelling, gap = makeSpelling(rng, unit)
		}
		amount := side / unit.size
		if strings.TrimSpace(separator) == "" {
			amount = max(amount, 1) // a fraction alone would belong to the whole number before it
		}
		text.WriteString(makeNumber(rng, amount, sometimesWhole(rng, style)))
		if each || i == len(inches)-1 && !missing {
			text.WriteString(gap + spelling)
		}
	}
	if rng.IntN(24) == 0 {
		return "  " + text.String() + " "
	}
	return text.String()
}

// sometimesWhole lets one side in three be a whole number, whatever the others are.
func sometimesWhole(rng *rand.Rand, style string) string {
	if rng.IntN(3) == 0 {
		return styleWhole
	}
	return style
}

// makeSpelling draws a unit's spelling and what stands before it.
func makeSpelling(rng *rand.Rand, unit *sampleUnit) (spelling, gap string) {
	spelling = pick(rng, unit.spellings)
	if spelling != `"` && (len(spelling) > 3 || rng.IntN(2) == 0) {
		gap = " "
	}
	return spelling, gap
}

// makeWeight draws the units that suit a weight. One weight in five is a compound of two.
func makeWeight(rng *rand.Rand, ounces float64) string {
	units := []*sampleUnit{&samplePound, &samplePound, &samplePound, &sampleOunce, &sampleOunce, &sampleKilogram, &sampleKilogram, &sampleGram, &sampleGram}
	unit := units[rng.IntN(len(units))]
	switch {
	case ounces > 250 && unit == &sampleOunce:
		unit = &samplePound
	case ounces < 0.1*unit.size && unit == &samplePound:
		unit = &sampleOunce
	case ounces < 0.1*unit.size:
		unit = &sampleGram
	}
	if rng.IntN(5) > 0 {
		return makeAmount(rng, ounces/unit.size, unit)
	}
	larger, smaller := &samplePound, &sampleOunce
	if unit == &sampleKilogram || unit == &sampleGram {
		larger, smaller = &sampleKilogram, &sampleGram
	}
	count := math.Floor(ounces / larger.size)
	rest := min(ounces-count*larger.size, 0.99*larger.size)
	spelling, gap := makeSpelling(rng, larger)
	return strconv.Itoa(int(count)) + gap + spelling + " " + makeAmount(rng, max(rest/smaller.size, 0.1), smaller)
}

func makeAmount(rng *rand.Rand, amount float64, unit *sampleUnit) string {
	spelling, gap := makeSpelling(rng, unit)
	return makeNumber(rng, amount, pick(rng, unit.styles)) + gap + spelling
}

// makeNumber writes an amount of 0.1 or more, or one near it.
func makeNumber(rng *rand.Rand, amount float64, style string) string {
	if amount < 1 && style != styleDecimal {
		style = pick(rng, list("decimal,space,hyphen,vulgar"))
	}
	whole := strconv.Itoa(int(amount))
	switch style {
	case styleDecimal:
		return makeDecimal(rng, amount)
	case styleSpace, styleHyphen, styleVulgar:
		return makeFraction(rng, whole, style)
	case stylePoint:
		return whole + "."
	case styleThousands:
		return makeThousands(rng, whole)
	}
	return whole
}

func makeThousands(rng *rand.Rand, whole string) string {
	if len(whole) > 3 {
		whole = whole[:len(whole)-3] + "," + whole[len(whole)-3:]
		if rng.IntN(4) == 0 {
			whole += ".5"
		}
	}
	return whole
}

// makeDecimal leaves out the zero before the point of every other number.
func makeDecimal(rng *rand.Rand, amount float64) string {
	decimals := [...]int{1, 1, 1, 2, 2, 3}[rng.IntN(6)]
	text := strconv.FormatFloat(amount, 'f', decimals, 64)
	if rng.IntN(2) == 0 {
		text = strings.TrimPrefix(text, "0")
	}
	return text
}

// makeFraction puts a fraction after a whole number, or alone where that is zero.
func makeFraction(rng *rand.Rand, whole, style string) string {
	fraction := sampleFractions[rng.IntN(len(sampleFractions))]
	joint, part := " ", fraction[0]
	switch style {
	case styleHyphen:
		joint = "-"
	case styleVulgar:
		joint, part = "", fraction[1]
	}
	if whole == "0" {
		return part
	}
	return whole + joint + part
}
