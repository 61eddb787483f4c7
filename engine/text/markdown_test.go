package text_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ep-benchmark/engine/text"
)

func TestMarkdown(t *testing.T) {
	for in, want := range map[string]string{
		"":                            "",
		"plain words, 4.2 ms (3)":     "plain words, 4.2 ms (3)",
		"a | b":                       `a \| b`,
		"`code` *b* _i_ ~s~ $x$":      "\\`code\\` \\*b\\* \\_i\\_ \\~s\\~ \\$x\\$",
		"snake_case_name":             "snake_case_name",
		"<script>alert(1)</script>":   `\<script>alert(1)\</script>`,
		"&lt;":                        `\&lt;`,
		"[link](javascript:x)":        `\[link\](javascript:x)`,
		"![image](x)":                 `!\[image\](x)`,
		"https://evil.example/x":      `https\://evil.example/x`,
		"WWW.evil.example":            `WWW\.evil.example`,
		"# heading":                   `\# heading`,
		"- item":                      `\- item`,
		"+ item":                      `\+ item`,
		"> quotation":                 `\> quotation`,
		"--- rule":                    `\--- rule`,
		"=== heading":                 `\=== heading`,
		"1. item":                     `1\. item`,
		"12) item":                    `12\) item`,
		"1.5 ms":                      "1.5 ms",
		"12":                          "12",
		"1.":                          `1\.`,
		`back\slash`:                  `back\\slash`,
		"x\n\n# forged\r\n| a |":      `x # forged \| a \|`,
		"\n    code":                  "code",
		"x\n::error::forged":          "x : :error::forged",
		"\x1b[31m\u2028| a |<script>": `\[31m \| a \|\<script>`,
	} {
		if got := text.Markdown(in); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
	if got := text.Markdown(strings.Repeat("x", 5000)); len([]rune(got)) != 1001 {
		t.Errorf("%d characters of a long text", len([]rune(got)))
	}
}

// Every character with a meaning in Markdown is escaped, at any place.
func TestMarkdownHoldsForAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		got := text.Markdown(anyText.Draw(t, "text"))
		checkLine(t, got)
		for i := 0; i < len(got); i++ {
			switch c := got[i]; {
			case c == '\\':
				i++ // and what it escapes
			case strings.IndexByte("`|<&*[]~$", c) >= 0, strings.HasPrefix(got[i:], "://"):
				t.Fatalf("%q is not escaped in %s", c, got)
			}
		}
	})
}

func TestJSON(t *testing.T) {
	for in, want := range map[string]string{
		`{"a": "plain ü"}`:         `{"a": "plain ü"}`,
		"\"\u009b31m\u007f\"":      `"\u009b31m\u007f"`,
		"\"\u202e\u2066\ufeff\"":   `"\u202e\u2066\ufeff"`,
		"\"\U000e0101\"":           `"\udb40\udd01"`,
		`"##[error]x ##vso[a]"`:    `"\u0023#[error]x \u0023#vso[a]"`,
		"\"###[error]x\xff🙂\u00a0": "\"\\u0023\\u0023#[error]x\xff🙂\\u00a0",
	} {
		if got := string(text.JSON([]byte(in))); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestPlainJSON(t *testing.T) {
	for in, want := range map[string]string{
		`{"a": 1}`:                    `{"a": 1}`,
		`"\u0023#\u202e\u007f"`:       "\"##\u202e\u007f\"",
		`"\ud83d\ude42 \udb40\udc01"`: "\"\\ud83d\\ude42 \U000E0001\"", // a smile can be seen, and was not escaped by JSON
		`"\\u0023 \\\u0023"`:          `"\\u0023 \\#"`,
		`"\u2028\u001b\n\ud800x"`:     `"\u2028\u001b\n\ud800x"`,
		`"\u00`:                       `"\u00`,
	} {
		if got := string(text.PlainJSON([]byte(in))); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// JSON that was made printable keeps its meaning.
func TestJSONKeepsItsMeaning(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := strings.ToValidUTF8(anyText.Draw(t, "text"), "?")
		var b bytes.Buffer
		encoder := json.NewEncoder(&b)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(map[string]string{in: in}); err != nil {
			t.Fatal(err)
		}
		printed := text.JSON(b.Bytes())
		checkLine(t, strings.TrimSuffix(string(printed), "\n"))
		var got map[string]string
		if err := json.Unmarshal(printed, &got); err != nil || got[in] != in {
			t.Fatalf("%q: %v, %q", in, err, got)
		}
		if back := text.PlainJSON(printed); !bytes.Equal(back, b.Bytes()) {
			t.Fatalf("%q: taken back it is %s, expected %s", in, back, b.Bytes())
		}
	})
}
