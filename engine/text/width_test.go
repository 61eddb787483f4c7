package text_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"ep-benchmark/engine/text"
)

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, "plain": 5, "größer": 6, "世界": 4, "🙂": 2, "⣿█─": 3, "e\u0301": 1, "ः": 1, "\U0001d172": 1, "\U0001f1e9\U0001f1ea": 2,
	} {
		if got := text.Width(s); got != want {
			t.Errorf("%q takes %d columns, want %d", s, got, want)
		}
	}
}

// Decisions without the table agree with the table.
func TestLatinTakesOneColumn(t *testing.T) {
	for r := rune(' '); r < 0x300; r++ {
		want := max(ansi.StringWidthWc(string(r)), 0)
		if unicode.IsControl(r) {
			want = 1
		}
		if got := text.RuneWidth(r); got != want {
			t.Errorf("%U takes %d columns, want %d", r, got, want)
		}
	}
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		text       string
		columns    int
		head, tail string
	}{
		{"abc", 3, "abc", ""}, {"abcd", 3, "abc", "d"}, {"世界", 3, "世", "界"}, {"世界", 1, "世", "界"}, {"", 1, "", ""},
	} {
		if head, tail := text.Split(c.text, c.columns); head != c.head || tail != c.tail {
			t.Errorf("%q at %d: %q and %q, want %q and %q", c.text, c.columns, head, tail, c.head, c.tail)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text    string
		columns int
		want    []string
	}{
		{"", 5, nil},
		{"a b", 0, nil},
		{"one two three", 7, []string{"one two", "three"}},
		{"  one   two ", 20, []string{"one two"}},
		{"extraordinary", 5, []string{"extra", "ordin", "ary"}},
		{"an extraordinary one", 5, []string{"an", "extra", "ordin", "ary", "one"}},
		{"世界 x", 1, []string{"世", "界", "x"}},
	} {
		if got := text.Wrap(c.text, c.columns); !slices.Equal(got, c.want) {
			t.Errorf("%q at %d: %q, want %q", c.text, c.columns, got, c.want)
		}
	}
}

// Every character but spaces is kept. No line is wider than asked, unless a
// single character is.
func TestWrapLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in, columns := rapid.String().Draw(t, "text"), rapid.IntRange(2, 40).Draw(t, "columns")
		lines := text.Wrap(in, columns)
		if got, want := strings.Join(lines, ""), strings.Join(strings.Fields(in), ""); strings.ReplaceAll(got, " ", "") != want {
			t.Fatalf("%q became %q", in, lines)
		}
		for _, line := range lines {
			if text.Width(line) > columns {
				t.Fatalf("%q takes more than %d columns", line, columns)
			}
		}
	})
}
