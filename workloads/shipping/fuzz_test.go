package shipping

import (
	"strings"
	"testing"
)

func FuzzParseLine(f *testing.F) {
	for _, line := range append(Sample()[:40], "", exampleLine+"\r\n", prefixed(with(), "A", "B"), strings.Repeat("\t", 40), "\xff",
		strings.Repeat("\t", 25)+"'0", strings.Replace(exampleLine, "Ada", "A\vd\u0090a", 1)) {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) { compareLine(t, line) })
}

func FuzzParseDimensions(f *testing.F) {
	for _, c := range acceptedDimensions {
		f.Add(c.text)
	}
	for _, c := range refusedDimensions {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) { compareDimensions(t, text) })
}

func FuzzParseWeight(f *testing.F) {
	for _, c := range acceptedWeights {
		f.Add(c.text)
	}
	for _, c := range refusedWeights {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) { compareWeight(t, text) })
}

func FuzzParseCountry(f *testing.F) {
	for _, text := range []string{"", "us", "UK", "Norway", "Côte d'Ivoire", " the  Netherlands", "\xff", "İstanbul"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ParseCountry(text)
		want, known := referenceCountry(text)
		if (err == nil) != known || got != want {
			t.Fatalf("%q: %q, %v; the reference says %q, %v", text, got, err, want, known)
		}
	})
}

// referenceCountry looks a country up with functions of the standard library that allocate.
func referenceCountry(text string) (alpha2 string, known bool) {
	text = strings.Join(strings.Fields(text), " ")
	code := strings.ToUpper(text)
	switch {
	case text == "":
		return "US", true
	case code == "UK":
		return "GB", true
	case len(text) == 2 && len(code) == 2:
		index, ok := letterPair(code)
		if !ok || countryTable().codes[index] != code {
			return "", false
		}
		return code, true
	}
	alpha2, known = countryTable().names[strings.ToLower(text)]
	return alpha2, known
}

// withoutEnd is a text without a last line that is only Ctrl-Z.
func withoutEnd(text string) string {
	if before, found := strings.CutSuffix(text, endOfText); found && (before == "" || isLineBreak(before[len(before)-1])) {
		return before
	}
	return text
}

func FuzzReadLines(f *testing.F) {
	for _, text := range []string{"", "\ufeff" + exampleLine + "\r\n", exampleLine + "\n\nx\n", "\xff\n\r\n\r", "x\n\x1a", "\x1a\n\x1a", exampleLine + "\r" + exampleLine, strings.Replace(exampleLine, "123 Main St", "\"123 Main St\nFloor 2\"", 1) + "\n\"x\n" + exampleLine} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		said, err := read(t, strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		lines := 0
		for _, line := range strings.FieldsFunc(withoutEnd(strings.TrimPrefix(text, "\ufeff")), func(r rune) bool { return r == '\n' || r == '\r' }) {
			if strings.TrimSpace(line) != "" {
				lines++
			}
		}
		if len(said) > lines || len(said) != lines && !strings.Contains(text, `"`) { // a cell in quotes may go on over several lines
			t.Fatalf("%d lines, %d handed on", lines, len(said))
		}
	})
}
