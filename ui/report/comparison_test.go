package report_test

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/report"
)

func writtenComparison(t testing.TB, c *compare.Comparison, style report.Style) string {
	t.Helper()
	var b strings.Builder
	if err := report.WriteComparison(&b, c, style); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestEveryComparison(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, c := range recorded.Comparisons() {
		golden.Check(t, "comparison-"+c.Name+"-80", writtenComparison(t, &c.Comparison, report.Style{Width: 80}))
	}
}

func TestWidthsOfComparisons(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, name := range []string{"regressed", "provisional", "claimed"} {
		c := recorded.Comparison(name)
		for _, width := range []int{0, 40, 60, 100, 120} {
			golden.Check(t, fmt.Sprintf("comparison-%s-%d", name, width), writtenComparison(t, &c.Comparison, report.Style{Width: width}))
		}
		golden.Check(t, "comparison-"+name+"-80-colour", writtenComparison(t, &c.Comparison, report.Style{Width: 80, Colour: true}))
	}
}

// TestComparisonsKeepToTheWidth holds that no line is too long at any width,
// that none ends in a space, and that colours only colour.
func TestComparisonsKeepToTheWidth(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, c := range recorded.Comparisons() {
		for _, columns := range []int{0, 1, 40, 47, 60, 72, 79, 80, 81, 97, 100, 115, 120, 133, 200} {
			plain := writtenComparison(t, &c.Comparison, report.Style{Width: columns})
			coloured := writtenComparison(t, &c.Comparison, report.Style{Width: columns, Colour: true})
			checkPrintable(t, coloured, columns)
			if withoutColours(coloured) != plain {
				t.Errorf("%s at %d columns: the coloured comparison differs by more than its colours", c.Name, columns)
			}
			if strings.Contains(plain, " \n") || strings.ContainsRune(plain, '\x1b') {
				t.Errorf("%s at %d columns: a line ends in a space, or holds an escape", c.Name, columns)
			}
		}
	}
}

// TestComparisonTells holds what each comparison must say, and must not.
func TestComparisonTells(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, c := range []struct {
		name        string
		says, never []string
	}{
		{
			"regressed",
			[]string{"REGRESSED: Bulk creation", "by 7 runs of main", "a fresh run agrees", "first byte 51.2 ms", "look for a lock", "calibrated by 20 runs", "2026-03-14 09:26 to 2026-03-17 09:26 UTC"},
			[]string{"not confirmed", "REGRESSED: Analytics", "provisional", "NaN"},
		},
		{"provisional", []string{"REGRESSED*?", "provisional: the baseline has 3 runs", "not confirmed: no fresh run was made", "cause          not identified", "uncalibrated"}, []string{"a fresh run agrees"}},
		{"denied", []string{"a fresh run did not confirm it"}, []string{"REGRESSED"}},
		{"unchanged", []string{"unchanged", "12 runs"}, []string{"REGRESSED", "improved", "try"}},
		{"unfinished", []string{"(not final)"}, nil},
		{"refused", []string{"- CPU: Intel(R) Xeon(R) CPU @ 2.50GHz now, Apple M3 Max then", "8 not comparable"}, []string{"worse", "better", "noise floor"}},
		{"mismatched", []string{"- Go: go1.27.0 now, go1.26.0 then", "unchanged#", "compared although the conditions differ"}, nil},
		{"unclean", []string{"partial: interrupted", "8 unclear"}, []string{"REGRESSED"}},
		{"single", []string{"1 run", "save a baseline of several"}, []string{"REGRESSED"}},
		{"claimed", []string{"claimed, never measured", "were not measured", "24.8 % better", "78x better"}, []string{"REGRESSED", "noise floor"}},
		{"interleaved", []string{"8 rounds in turns"}, []string{"8 runs"}},
		{"no-baseline", []string{"ep-benchmark baseline save main"}, []string{"parallel time"}},
	} {
		compared := recorded.Comparison(c.name)
		text := writtenComparison(t, &compared.Comparison, report.Style{})
		for _, want := range c.says {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q:\n%s", c.name, want, text)
			}
		}
		for _, not := range c.never {
			if strings.Contains(text, not) {
				t.Errorf("%s says %q:\n%s", c.name, not, text)
			}
		}
	}
}

// broken is a figure on a line beneath its row.
var broken = regexp.MustCompile(`(?m)^ +(now|baseline) \d`)

// TestWideTablesHaveARowForEachFigure holds that from 100 columns on a figure
// is one line.
func TestWideTablesHaveARowForEachFigure(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, c := range recorded.Comparisons() {
		if c.Name == "hostile" {
			continue
		}
		for _, width := range []int{0, 100, 120} {
			text := writtenComparison(t, &c.Comparison, report.Style{Width: width})
			if broken.MatchString(text) {
				t.Errorf("%s at %d columns has a figure on several lines:\n%s", c.Name, width, text)
			}
		}
	}
}

// copied is a comparison of one's own.
func copied(t interface{ Fatal(...any) }, c *compare.Comparison) compare.Comparison {
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var own compare.Comparison
	if err := json.Unmarshal(text, &own); err != nil {
		t.Fatal(err)
	}
	return own
}

// setComparisonTexts sets every text but the words that decide what is shown.
func setComparisonTexts(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		switch v.Interface().(type) {
		case compare.Metric, compare.Verdict:
		default:
			v.SetString(text)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			setComparisonTexts(v.Elem(), text)
		}
	case reflect.Slice:
		for i := range v.Len() {
			setComparisonTexts(v.Index(i), text)
		}
	case reflect.Struct:
		if v.Type().PkgPath() == "time" {
			return
		}
		for i := range v.NumField() {
			setComparisonTexts(v.Field(i), text)
		}
	}
}

// TestHostileComparisons holds that no name gets to the terminal as anything
// but text, whatever its length.
func TestHostileComparisons(t *testing.T) {
	racebuild.SkipSequential(t)
	hostile := rapid.OneOf(
		rapid.String(),
		rapid.StringOf(rapid.RuneFrom([]rune("\x1b[]0;31mJ\a\b\r\n\t\u202e\u2028\u0085\u009b\u200b世́ x-|`"))),
		rapid.SampledFrom([]string{strings.Repeat("x", 5000), strings.Repeat("世界 ", 50), "\xff\xfe", "\x1b[31m", " ", "", "::error::x", "x\n::error::forged ##[error]x ::error::x"}),
	)
	all := recorded.Comparisons()
	rapid.Check(t, func(t *rapid.T) {
		c := copied(t, &all[rapid.IntRange(0, len(all)-1).Draw(t, "comparison")].Comparison)
		setComparisonTexts(reflect.ValueOf(&c).Elem(), hostile.Draw(t, "text"))
		columns := rapid.IntRange(0, 130).Draw(t, "width")
		style := report.Style{Width: columns, Colour: rapid.Bool().Draw(t, "colour")}
		var b strings.Builder
		if err := report.WriteComparison(&b, &c, style); err != nil {
			t.Fatal(err)
		}
		checkPrintable(t, b.String(), columns)
		b.Reset()
		if err := report.WriteBaseline(&b, &c.Then, true, style); err != nil {
			t.Fatal(err)
		}
		checkPrintable(t, b.String(), columns)
	})
}

// TestComparisonsOfNothing holds that comparisons that lack everything can be
// written, and that errors of the writer are returned.
func TestComparisonsOfNothing(t *testing.T) {
	for _, c := range []compare.Comparison{
		{},
		{Then: compare.Side{Name: "main", Runs: []compare.Run{{}}}},
		{Then: compare.Side{Runs: []compare.Run{{}}}, Rows: []compare.Row{{}, {Verdict: compare.Regressed, Gates: true}}},
		{Then: compare.Side{Claimed: true, Runs: []compare.Run{{}}}, Rows: []compare.Row{{}}},
	} {
		for _, width := range []int{0, 40} {
			if text := writtenComparison(t, &c, report.Style{Width: width}); strings.Contains(text, "NaN") || text == "" {
				t.Errorf("%+v reads:\n%s", c, text)
			}
		}
	}
	if err := report.WriteComparison(fullDisk{}, &compare.Comparison{}, report.Style{}); err == nil {
		t.Error("a failed write is not reported")
	}
	for _, write := range []func(io.Writer) error{
		func(w io.Writer) error { return report.WriteHistory(w, &report.History{}, report.Style{}) },
		func(w io.Writer) error { return report.WriteBaselines(w, nil, report.Style{}) },
		func(w io.Writer) error { return report.WriteBaseline(w, &compare.Side{}, false, report.Style{}) },
		func(w io.Writer) error { return report.WriteCalibration(w, &compare.Side{}, nil, report.Style{}) },
	} {
		if err := write(io.Discard); err != nil {
			t.Error(err)
		}
		if write(fullDisk{}) == nil {
			t.Error("a failed write is not reported")
		}
	}
}
