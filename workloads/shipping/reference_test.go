package shipping

import (
	"regexp"
	"strconv"
	"strings"
)

// The grammars again, as regular expressions: slower by an order of magnitude, and written without a look at the scanners. What they
// say is what the fast parsers must say, accepted or refused. Letters are spelled in both cases since (?i) also folds K (the Kelvin sign) to k.

const (
	space     = `[\t-\r \x{85}\p{Z}]`
	vulgar    = `[¼½¾⅐-⅞]`
	fraction  = `(?:\d+/\d+|` + vulgar + `)`
	plain     = `(?:\d+\.?\d*|\.\d+)`
	grouped   = `[1-9]\d{0,2}(?:,\d{3})+`
	mixed     = `\d+(?:` + space + `+|-)` + fraction + `|\d+` + vulgar
	inchUnit  = `[iI][nN](?:[cC][hH](?:[eE][sS])?)?|"`
	length    = `(` + mixed + `|` + fraction + `|` + plain + `)(?:` + space + `*(` + inchUnit + `|[cCmM][mM]))?`
	separator = `(` + space + `*(?:[xX×✕*]|[bB][yY])` + space + `*|` + space + `+)`

	massUnit_ = `[lL][bB][sS]?|[pP][oO][uU][nN][dD][sS]?|[oO][zZ]|[oO][uU][nN][cC][eE][sS]?|` +
		`[kK][gG]|[kK][iI][lL][oO][gG][rR][aA][mM][sS]?|[gG]|[gG][rR][aA][mM][sS]?`
	groupedMixed = grouped + `(?:` + space + `+|-)` + fraction + `|` + grouped + vulgar
	mass         = `(` + groupedMixed + `|` + mixed + `|` + fraction + `|` + grouped + `(?:\.\d*)?|` + plain + `)` + space + `*(` + massUnit_ + `)`
)

var (
	dimensionsPattern = regexp.MustCompile(`^` + space + `*` + length + separator + length + separator + length + space + `*$`)
	weightPattern     = regexp.MustCompile(`^` + space + `*` + mass + `(?:` + space + `+` + mass + `)?` + space + `*$`)
	wholePattern      = regexp.MustCompile(`^\d+$`)
)

func referenceDimensions(text string) (Dimensions, bool) {
	m := dimensionsPattern.FindStringSubmatch(text)
	if m == nil {
		return Dimensions{}, false
	}
	numbers, units, separators := [3]string{m[1], m[4], m[7]}, [3]string{m[2], m[5], m[8]}, [2]string{m[3], m[6]}
	for i, between := range separators {
		// A whole number, white space and a fraction are one number: then there are not three.
		if units[i] == "" && strings.TrimSpace(between) == "" && startsWithFraction(numbers[i+1]) && endsWhole(numbers[i]) {
			return Dimensions{}, false
		}
	}
	if units[0] == "" && units[1] == "" {
		units[0], units[1] = units[2], units[2]
	}
	var sides [3]float64
	for i := range sides {
		value, ok := referenceNumber(numbers[i])
		if !ok || (units[i] == "") != (units[2] == "") {
			return Dimensions{}, false
		}
		switch strings.ToLower(units[i]) {
		case "cm":
			value /= 2.54
		case "mm":
			value /= 25.4
		}
		if value < 0.1 || value > 999 {
			return Dimensions{}, false
		}
		sides[i] = value
	}
	return Dimensions{sides[0], sides[1], sides[2]}, true
}

func endsWhole(number string) bool { return wholePattern.MatchString(number) }

func startsWithFraction(number string) bool {
	return strings.Contains(number, "/") && !strings.ContainsFunc(number, isSpaceOrHyphen) || leadingVulgar(number)
}

func leadingVulgar(number string) bool { return strings.IndexAny(number, vulgarSigns) == 0 }

func isSpaceOrHyphen(r rune) bool { return r == '-' || strings.TrimSpace(string(r)) == "" }

func referenceWeight(text string) (float64, bool) {
	m := weightPattern.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	first, unit := m[1], referenceMass(m[2])
	ounces, ok := referenceNumber(first)
	ounces *= unit
	if ok && m[3] != "" {
		smaller := referenceMass(m[4])
		if unit == 16 && smaller != 1 || unit == 35.27396195 && smaller != 0.03527396195 || unit < 16 {
			return 0, false
		}
		var amount float64
		amount, ok = referenceNumber(m[3])
		ounces += float64(amount * smaller)
	}
	return ounces, ok && ounces > 0 && ounces <= 1e15
}

func referenceMass(unit string) float64 {
	unit = strings.ToLower(unit)
	switch {
	case strings.HasPrefix(unit, "lb"), strings.HasPrefix(unit, "p"):
		return 16
	case strings.HasPrefix(unit, "o"):
		return 1
	case strings.HasPrefix(unit, "k"):
		return 35.27396195
	}
	return 0.03527396195
}

const vulgarSigns = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"

var vulgarSpelled = strings.NewReplacer(
	"¼", " 1/4", "½", " 1/2", "¾", " 3/4", "⅐", " 1/7", "⅑", " 1/9", "⅒", " 1/10", "⅓", " 1/3", "⅔", " 2/3", "⅕", " 1/5", "⅖", " 2/5",
	"⅗", " 3/5", "⅘", " 4/5", "⅙", " 1/6", "⅚", " 5/6", "⅛", " 1/8", "⅜", " 3/8", "⅝", " 5/8", "⅞", " 7/8", "-", " ")

// referenceNumber evaluates a number that the expressions have found well formed.
func referenceNumber(number string) (float64, bool) {
	if value, err := strconv.ParseFloat(number, 64); err == nil {
		return value, true
	}
	if strings.Contains(number, ",") {
		digits := strings.IndexFunc(number, func(r rune) bool { return !strings.ContainsRune("0123456789,.", r) })
		if digits < 0 {
			digits = len(number)
		}
		if strings.Count(number[:digits], "") > 16+strings.Count(number[:digits], ",")+strings.Count(number[:digits], ".") {
			return 0, false // more than 15 digits
		}
		number = strings.ReplaceAll(number, ",", "")
	}
	parts := strings.Fields(vulgarSpelled.Replace(number))
	top, bottom, isFraction := strings.Cut(parts[len(parts)-1], "/")
	value, _ := strconv.ParseFloat(top, 64)
	if isFraction {
		below, _ := strconv.ParseFloat(bottom, 64)
		if below == 0 {
			return 0, false
		}
		value /= below
	}
	if len(parts) == 2 {
		whole, _ := strconv.ParseFloat(parts[0], 64)
		return whole + value, value < 1
	}
	return value, true
}
