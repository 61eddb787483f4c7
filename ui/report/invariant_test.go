package report_test

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/width"
	"pgregory.net/rapid"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/report"
)

// ourColours are the only escape sequences that a report may hold.
var ourColours = regexp.MustCompile("\x1b\\[(1|2|31|32|33)?m")

func withoutColours(text string) string { return ourColours.ReplaceAllString(text, "") }

// checkPrintable holds that a text has nothing but printable runes and line
// ends, and lines of the width at the most.
func checkPrintable(t interface{ Fatalf(string, ...any) }, text string, columns int) {
	for n, line := range strings.Split(withoutColours(text), "\n") {
		if start := strings.TrimSpace(line); strings.HasPrefix(start, "::e") || strings.Contains(line, "##[") {
			t.Fatalf("line %d is a command: %q", n+1, line)
		}
		used := 0
		for _, r := range line {
			if !unicode.IsPrint(r) {
				t.Fatalf("line %d holds %U: %q", n+1, r, line)
			}
			used += columnsOf(r)
		}
		if columns >= 40 && used > columns {
			t.Fatalf("line %d has %d columns of %d: %q", n+1, used, columns, line)
		}
	}
}

func columnsOf(r rune) int {
	kind := width.LookupRune(r).Kind()
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case kind == width.EastAsianWide || kind == width.EastAsianFullwidth:
		return 2
	}
	return 1
}

func TestLinesKeepToTheWidth(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, run := range recorded.Runs() {
		for _, colour := range []bool{false, true} {
			for _, columns := range []int{0, 1, 39, 40, 41, 47, 59, 60, 61, 72, 79, 80, 81, 100, 120, 133, 200} {
				text := written(t, &run.Report, report.Style{Width: columns, Colour: colour})
				checkPrintable(t, text, columns)
				if strings.Contains(withoutColours(text), " \n") {
					t.Errorf("%s at %d columns: a line ends in a space", run.Name, columns)
				}
			}
		}
	}
}

// TestNoColourNoEscape holds that without colour there is no escape at all.
func TestNoColourNoEscape(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, run := range recorded.Runs() {
		if text := written(t, &run.Report, report.Style{Width: 80}); strings.ContainsRune(text, '\x1b') {
			t.Errorf("%s holds an escape", run.Name)
		}
	}
}

// setTexts sets every text in a value, however deep, but the few words that
// decide what is shown.
func setTexts(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		switch v.Interface().(type) {
		case engine.LegKind, engine.Metric:
		default:
			v.SetString(text)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			setTexts(v.Elem(), text)
		}
	case reflect.Slice:
		for i := range v.Len() {
			setTexts(v.Index(i), text)
		}
	case reflect.Map:
		if v.Type().Elem().Kind() == reflect.String && !v.IsNil() {
			v.Set(reflect.ValueOf(map[string]string{text: text, "key": text}))
		}
	case reflect.Struct:
		if v.Type().PkgPath() == "time" {
			return
		}
		for i := range v.NumField() {
			setTexts(v.Field(i), text)
		}
	}
}

// TestHostileTexts holds that nothing from outside gets to the terminal as
// anything but text.
func TestHostileTexts(t *testing.T) {
	racebuild.SkipSequential(t)
	hostile := rapid.OneOf(
		rapid.String(),
		rapid.StringOf(rapid.RuneFrom([]rune("\x1b[]0;31mJ\a\b\r\n\t\u202e\u2028\u0085\u009b\u200b世́ x-"))),
		rapid.SampledFrom([]string{strings.Repeat("x", 5000), strings.Repeat("世界 ", 50), "\xff\xfe", "\x1b[31m", " ", "", "::error::x", "x\n::error::forged ##[error]x ::error::x"}),
	)
	rapid.Check(t, func(t *rapid.T) {
		r := recorded.Refused().Copy().Report
		setTexts(reflect.ValueOf(&r).Elem(), hostile.Draw(t, "text"))
		columns := rapid.IntRange(0, 130).Draw(t, "width")
		var b strings.Builder
		if err := report.Write(&b, &r, report.Style{Width: columns, Colour: rapid.Bool().Draw(t, "colour")}); err != nil {
			t.Fatal(err)
		}
		checkPrintable(t, b.String(), columns)
	})
}
