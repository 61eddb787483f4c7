package shipping

import (
	"regexp"
	"strings"
	"sync"
)

// A referencePattern is a country's regular expression as its source has it, and one for codes as people type them.
type referencePattern struct{ exact, typed *regexp.Regexp }

var referencePatterns = sync.OnceValue(func() map[string]referencePattern {
	all := map[string]referencePattern{}
	for _, format := range postalFormats {
		all[format.country] = referencePattern{
			exact: regexp.MustCompile(`^(?:` + format.pattern + `)$`),
			typed: regexp.MustCompile(`^(?:` + withFreeGaps(format.pattern) + `)$`),
		}
	}
	return all
})

// withFreeGaps rewrites an expression so that any run of spaces and hyphens, or none, may stand where it has a space or a hyphen.
func withFreeGaps(pattern string) string {
	pattern = strings.ReplaceAll(pattern, `[ \-]`, " ")
	var out strings.Builder
	class := false
	for i := range len(pattern) {
		switch c := pattern[i]; {
		case (c == ' ' || c == '-') && !class:
			out.WriteString("(?:[ -]*)")
		default:
			class = c == '[' || class && c != ']'
			out.WriteByte(c)
		}
	}
	return out.String()
}

var (
	letterDigit = regexp.MustCompile(`([A-Z])[ -]+([0-9])`)
	digitLetter = regexp.MustCompile(`([0-9])[ -]+([A-Z])`)
)

func referenceAccepts(code, country string) bool {
	code = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r - 'a' + 'A'
		}
		return r
	}, code)
	for again := true; again; { // matches overlap
		closed := digitLetter.ReplaceAllString(letterDigit.ReplaceAllString(code, "$1$2"), "$1$2")
		again, code = closed != code, closed
	}
	return referencePatterns()[country].typed.MatchString(code)
}

// referencePostal is a slow version of the check of a postal code: whether it is one of a country, and which part of it is kept.
func referencePostal(code, country string) (kept string, ok bool) {
	if !strings.HasPrefix(code, "-") && !strings.HasPrefix(code, " ") && (referenceAccepts(code, country) || referenceAccepts(country+code, country)) {
		return code, true
	}
	for _, prefix := range postalCodeOf(country).prefixes {
		m := regexp.MustCompile(`^(?i:` + prefix + `)[ -]*([0-9].*)$`).FindStringSubmatch(code)
		if prefix != "" && m != nil && referenceAccepts(m[1], country) {
			return m[1], true
		}
	}
	return "", false
}

func comparePostal(t failer, code, country string) {
	t.Helper()
	postal := postalCodeOf(country)
	if postal == nil || code == "" {
		return
	}
	kept, ok := postal.accept(code)
	want, wanted := referencePostal(code, country)
	if ok != wanted || kept != want {
		t.Fatalf("%s %q: %q, %v; the reference says %q, %v", country, code, kept, ok, want, wanted)
	}
	if referencePatterns()[country].exact.MatchString(code) && !ok {
		t.Fatalf("%s %q: the source takes it", country, code)
	}
	if isZIP(code) && country == "US" && !ok {
		t.Fatalf("%q is five digits, and no ZIP code", code)
	}
	if _, wrong := checkPostalCode(code, country, ""); !ok && (wrong == nil || wrong.problem == "" || wrong.want == "") {
		t.Fatalf("%s %q: refused without a reason: %v", country, code, wrong)
	}
}

// referenceCode is the part of an accepted postal code that has to be kept.
func referenceCode(t failer, code, country string) string {
	t.Helper()
	if code == "" || postalCodeOf(country) == nil {
		return code
	}
	kept, ok := referencePostal(code, country)
	if !ok {
		t.Fatalf("%s %q: the reference refuses it", country, code)
	}
	return kept
}
