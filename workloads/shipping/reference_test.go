package shipping

import (
	"regexp"
	"strconv"
	"strings"
)

// The same grammars as regular expressions: slower by an order of magnitude, and written independently of the scanners. The fast parsers
// must accept and refuse the same texts. Letters are spelled in both cases since (?i) also folds K (the Kelvin sign) to k.

const (
	space     = `[\t-\r \x{85}\p{Z}]`
	unseen    = `\x{61C}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}\x{2066}-\x{2069}\x{FEFF}`
	gap       = `[\t-\r \x{85}\p{Z}` + unseen + `]`
	parting   = `[` + unseen + `]*` + space + gap + `*` // white space, with invisible marks in it
	vulgar    = `[¼½¾⅐-⅞]`
	fraction  = `(?:\d+/\d+|` + vulgar + `)`
	plain     = `(?:\d+\.?\d*|\.\d+)`
	plainBoth = plain + `|\d*,\d+` // where decimals follow a comma
	tail      = `(?:(?:` + parting + `|-)` + fraction + `|` + vulgar + `)`
	mixed     = `\d+` + tail
	inchUnit  = `[iI][nN](?:[cC][hH](?:[eE][sS])?)?\.?|"|''|”|″|“|’’|′′|˝|＂`
	separator = `(` + gap + `*(?:[xX×✕*]|[bB][yY])` + gap + `*|` + parting + `)`

	massUnits = `[lL][bB][sS]?|[pP][oO][uU][nN][dD][sS]?|[oO][zZ][sS]?|[oO][uU][nN][cC][eE][sS]?|[kK][gG][sS]?|[kK][iI][lL][oO][sS]?|` +
		`(?:[kK][iI][lL][oO])?[gG][rR][aA][mM](?:[mM][eE])?[sS]?|[gG]|[gG][rR][sS]?|[gG][mM][sS]?`
	joint = `(` + gap + `*(?:,|&|[aA][nN][dD])?` + gap + `*)`
)

// A referenceNotation is the patterns of one notation.
type referenceNotation struct {
	dimensions, weight *regexp.Regexp
	groups             []*regexp.Regexp // of a number, with what follows them
	comma              bool
}

var (
	stopNotation  = newReferenceNotation(false)
	commaNotation = newReferenceNotation(true)
	wholePattern  = regexp.MustCompile(`^\d+$`)
	onePattern    = regexp.MustCompile(`^\d+,\d{3}$`)
	eitherPattern = regexp.MustCompile(`^[1-9]\d{0,2}\.\d{3}$`)
)

func newReferenceNotation(comma bool) *referenceNotation {
	n := &referenceNotation{comma: comma}
	number, group, decimals := plain, ",", `(?:\.\d*)?`
	if comma {
		number, group, decimals = plainBoth, `\.`, `(?:,\d+)?`
	}
	var grouped []string
	for _, separator := range append(spaces(), group) {
		digits := `[1-9]\d{0,2}(?:` + separator + `\d{3})+`
		n.groups = append(n.groups, regexp.MustCompile(`^(`+digits+`)(?s:[^\d/].*)?$`))
		grouped = append(grouped, digits)
	}
	big := `(?:` + strings.Join(grouped, "|") + `)`
	length := `(` + mixed + `|` + fraction + `|` + number + `)(?:` + gap + `*(` + inchUnit + `|(?:[cC][mM]|[mM][mM])\.?))?`
	mass := `(` + big + tail + `|` + mixed + `|` + fraction + `|` + big + decimals + `|` + number + `)` + gap + `*(` + massUnits + `)`
	n.dimensions = regexp.MustCompile(`^` + gap + `*` + length + separator + length + separator + length + gap + `*$`)
	n.weight = regexp.MustCompile(`^` + gap + `*` + mass + `(\.?)(?:` + joint + mass + `\.?)?` + gap + `*$`)
	return n
}

// spaces returns every character of white space that is no tab and breaks no line in ASCII, as a pattern of its own.
func spaces() (all []string) {
	pattern := regexp.MustCompile(space)
	for r := ' '; r < 0x3001; r++ {
		if pattern.MatchString(string(r)) {
			all = append(all, regexp.QuoteMeta(string(r)))
		}
	}
	return all
}

func (n *referenceNotation) readDimensions(text string) (Dimensions, bool) {
	m := n.dimensions.FindStringSubmatch(text)
	if m == nil {
		return Dimensions{}, false
	}
	numbers, units, separators := [3]string{m[1], m[4], m[7]}, [3]string{m[2], m[5], m[8]}, [2]string{m[3], m[6]}
	for i, between := range separators {
		// A whole number, white space and a fraction are one number, so there are fewer than three.
		if units[i] == "" && trimmed(between) == "" && startsWithFraction(numbers[i+1]) && wholePattern.MatchString(numbers[i]) {
			return Dimensions{}, false
		}
	}
	if units[0] == "" && units[1] == "" {
		units[0], units[1] = units[2], units[2]
	}
	var sides [3]float64
	for i := range sides {
		if millimetres, _ := n.number(numbers[i], false); strings.HasPrefix(strings.ToLower(units[i]), "mm") && eitherPattern.MatchString(numbers[i]) && millimetres*1000/25.4 <= 999 {
			return Dimensions{}, false
		}
		value, ok := n.number(numbers[i], false)
		if !ok || (units[i] == "") != (units[2] == "") {
			return Dimensions{}, false
		}
		switch strings.ToLower(strings.TrimSuffix(units[i], ".")) {
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

func startsWithFraction(number string) bool {
	return strings.Contains(number, "/") && !strings.ContainsFunc(number, isSpaceOrHyphen) || leadingVulgar(number)
}

func leadingVulgar(number string) bool { return strings.IndexAny(number, vulgarSigns) == 0 }

func isSpaceOrHyphen(r rune) bool { return r == '-' || trimmed(string(r)) == "" }

func (n *referenceNotation) readWeight(text string) (float64, bool) {
	m := n.weight.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	stop, between, second := m[3], m[4], m[5]
	if second != "" && (between == "" && (stop != "" || second[0] == '.') || stop == "" && strings.IndexAny(between, "aA") == 0) {
		return 0, false // 5lb.3oz, 5lbsand3oz
	}
	unit := referenceMass(m[2])
	if grams, _ := n.number(m[1], true); referenceMass(m[2]) < 1 && eitherPattern.MatchString(m[1]) && grams*0.03527396195*1000 <= 2400 {
		return 0, false
	}
	if n.unclear(m[1], m[2]) || second != "" && n.unclear(second, m[6]) {
		return 0, false
	}
	ounces, ok := n.number(m[1], true)
	ounces *= unit
	if ok && second != "" {
		smaller := referenceMass(m[6])
		if unit == 16 && smaller != 1 || unit == 35.27396195 && smaller != 0.03527396195 || unit < 16 {
			return 0, false
		}
		var amount float64
		amount, ok = n.number(second, true)
		ounces += float64(amount * smaller)
	}
	return ounces, ok && ounces > 0 && ounces <= 1e15
}

// unclear says whether a comma may group thousands or begin decimals.
func (n *referenceNotation) unclear(number, unit string) bool {
	return !n.comma && onePattern.MatchString(number) && referenceMass(unit) != 0.03527396195
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

// number evaluates a number that the expressions have found well formed.
func (n *referenceNotation) number(number string, mayGroup bool) (float64, bool) {
	if mayGroup {
		for _, pattern := range n.groups {
			if m := pattern.FindStringSubmatch(number); m != nil {
				return n.ungrouped(m[1], strings.TrimPrefix(number, m[1]))
			}
		}
	}
	if n.comma && eitherPattern.MatchString(number) {
		return 0, false
	}
	return plainNumber(strings.ReplaceAll(number, ",", "."))
}

// ungrouped evaluates groups of digits and what follows them. With one group, a full stop may begin decimals where a comma does.
func (n *referenceNotation) ungrouped(digits, rest string) (float64, bool) {
	if n.comma && strings.Count(digits, ".") == 1 && !strings.HasPrefix(rest, ",") {
		return 0, false
	}
	digits = regexp.MustCompile(`\D`).ReplaceAllString(digits, "")
	rest = strings.ReplaceAll(rest, ",", ".")
	decimals := 0
	if strings.HasPrefix(rest, ".") {
		decimals = len(rest) - 1
	}
	if len(digits)+decimals > 15 {
		return 0, false
	}
	return plainNumber(digits + rest)
}

// plainNumber evaluates a number without groups, whose decimals follow a full stop.
func plainNumber(number string) (float64, bool) {
	if value, err := strconv.ParseFloat(number, 64); err == nil {
		return value, true
	}
	parts := strings.FieldsFunc(vulgarSpelled.Replace(number), func(r rune) bool { return trimmed(string(r)) == "" })
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
