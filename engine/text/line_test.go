package text_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"ep-benchmark/engine/text"
)

func TestLine(t *testing.T) {
	for in, want := range map[string]string{
		"":                          "",
		"plain, with `marks` <b>|":  "plain, with `marks` <b>|",
		"größer 世界 ⣿ █ 🙂":           "größer 世界 ⣿ █ 🙂",
		"a\nb\r\nc\td":              "a b  c d",
		"\x1b[31mred\x1b[0m":        " [31mred [0m",
		"\x1b]0;title\a\u009b31m":   " ]0;title  31m",
		"a\u2028b\u2029c\u0085d":    "a b c d",
		"\u202egpj.exe\u2066x":      " gpj.exe x",
		"ma\u200bin\ufeff\u00ad":    "ma in  ",
		"ma\ufe0fin\U000e0101":      "ma in ",  // selectors hide in a word
		"a\u3164b\u115fc\uffa0d":    "a b c d", // letters without a shape
		"a\u00a0b\u3000c":           "a b c",
		"broken \xff\xfe":           "broken \ufffd\ufffd",
		"e\u0301":                   "e\u0301",
		"::error::forged":           ": :error::forged",
		"x\n::error::forged":        "x : :error::forged",
		"\t ::Add-Mask::x":          "  : :Add-Mask::x",
		"\u200b::error::x":          " : :error::x",
		"std::vector, [::1]:80":     "std::vector, [::1]:80",
		"::1 and fe80::a":           "::1 and fe80::a",
		"a ##[error]x":              "a # #[error]x",
		"###[error]##vso[a]":        "## #[error]# #vso[a]",
		"##teamcity[message x] ## ": "# #teamcity[message x] ## ",
		"#\u200b#[error]":           "# #[error]",
	} {
		if got := text.Line(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// For any text the result is one line without a command.
func TestLineHoldsForAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyText.Draw(t, "text")
		got := text.Line(in)
		checkLine(t, got)
		if again := text.Line(got); again != got {
			t.Fatalf("%q: %q, and then %q", in, got, again)
		}
	})
}

// anyText draws texts in which the relevant characters are likely.
var anyText = rapid.Map(rapid.SliceOf(rapid.OneOf(
	rapid.SampledFrom([]string{":", "::", "#", "##", "[", "error", " ", "\n", "\r", "\x1b[", "\u2028", "\u202e", "\u200b", "\xff", "`", "|", "<b>", "www.", "://", "1.", "-"}),
	rapid.String(),
)), func(parts []string) string { return strings.Join(parts, "") })

func checkLine(t *rapid.T, line string) {
	if !utf8.ValidString(line) || strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsPrint(r) }) {
		t.Fatalf("not printable: %q", line)
	}
	trimmed := strings.TrimSpace(line)
	if len(trimmed) > 2 && strings.HasPrefix(trimmed, "::") && (trimmed[2]|0x20 >= 'a' && trimmed[2]|0x20 <= 'z') || strings.Contains(line, "##[") {
		t.Fatalf("a command: %q", line)
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		in   string
		most int
		want string
	}{
		{"abc", 3, "abc"},
		{"abcd", 3, "abc…"},
		{"äöü\n", 3, "äöü…"},
		{"ä\nü", 3, "ä ü"},
		{"", 0, ""},
		{"\xff\xff\xff", 2, "\ufffd\ufffd…"},
	} {
		if got := text.Cut(c.in, c.most); got != c.want {
			t.Errorf("%q to %d: %q, want %q", c.in, c.most, got, c.want)
		}
	}
}

func TestWords(t *testing.T) {
	if got := text.Words(" a\n\n b\u2028 "); got != "a b" {
		t.Errorf("%q", got)
	}
}

func TestQuoted(t *testing.T) {
	for in, want := range map[string]string{
		"short":                    `"short"`,
		"a\n\x1b\u202e\"":          `"a\n\x1b\u202e\""`,
		"xxxxxxxxxxx":              `"xxxxxxxxxx"… (11 bytes)`,
		"xxxxxxxxx世":               `"xxxxxxxxx"… (12 bytes)`,
		strings.Repeat("\x80", 12): `"\x80\x80\x80\x80\x80\x80"… (12 bytes)`,
	} {
		if got := text.Quoted(in, 10); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestPlaceOf(t *testing.T) {
	file := []byte("ab\nöx\n\nz")
	for offset, want := range map[int]text.Place{
		-1: {1, 1}, 0: {1, 1}, 1: {1, 2}, 2: {1, 3}, 3: {2, 1}, 5: {2, 2}, 7: {3, 1}, 8: {4, 1}, 99: {4, 2},
	} {
		if got := text.PlaceOf(file, offset); got != want {
			t.Errorf("%d: %v, want %v", offset, got, want)
		}
	}
}
