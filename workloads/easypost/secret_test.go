package easypost

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// anyKey is a key with what has to be escaped somewhere.
func anyKey() *rapid.Generator[string] {
	return rapid.OneOf(rapid.StringMatching(`EZ[TA]K[0-9A-Za-z]{32,54}`), rapid.StringMatching(`[!-9;-~]{36,60}`),
		rapid.StringMatching(`EZTK[%+/"\\&<>'=A-F0-9]{32,40}`), rapid.StringMatching(`[a-zé漢]{4}[0-9/%]{32,40}`))
}

// written are the ways to write a text.
var written = map[string]func(text string) string{
	"as it is":                 func(text string) string { return text },
	"base64":                   func(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) },
	"base64 without padding":   func(text string) string { return base64.RawStdEncoding.EncodeToString([]byte(text)) },
	"base64 as sent":           func(text string) string { return base64.StdEncoding.EncodeToString([]byte(text + ":")) },
	"base64 as sent, unpadded": func(text string) string { return base64.RawStdEncoding.EncodeToString([]byte(text + ":")) },
	"base64 of a header": func(text string) string {
		return base64.StdEncoding.EncodeToString([]byte("Authorization: Bearer " + text + "\r\n"))
	},
	"base64url":              func(text string) string { return base64.URLEncoding.EncodeToString([]byte(text)) },
	"base64url of user info": func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte("x" + text + ":")) },
	"query escapes":          url.QueryEscape,
	"path escapes":           url.PathEscape,
	"lower percent escapes":  func(text string) string { return escapedAll(text, "%%%02x") },
	"upper percent escapes":  func(text string) string { return escapedAll(text, "%%%02X") },
	"JSON":                   inJSON,
	"JSON, slashes too":      func(text string) string { return strings.ReplaceAll(inJSON(text), "/", `\/`) },
	"JSON all escaped":       func(text string) string { return escapedAll(text, `\u00%02x`) },
	"Go":                     func(text string) string { return unquoted(fmt.Sprintf("%q", text)) },
	"HTML":                   html.EscapeString,
	"HTML by number":         func(text string) string { return escapedAll(text, "&#%d;") },
	"upper case":             strings.ToUpper,
	"lower case":             strings.ToLower,
}

func inJSON(text string) string {
	quoted, _ := json.Marshal(text) // a text that is UTF-8 does not fail
	return unquoted(string(quoted))
}

func unquoted(text string) string { return text[1 : len(text)-1] }

// escapedAll writes each byte in a form; what is not ASCII stays, as forms for
// bytes and for characters differ.
func escapedAll(text, form string) string {
	var out strings.Builder
	for _, c := range []byte(text) {
		if c >= 0x80 {
			out.WriteByte(c)
			continue
		}
		fmt.Fprintf(&out, form, c)
	}
	return out.String()
}

// Whatever a key is made of, and however it is written, one form around the
// other, it does not stay in a text.
func TestSecretIsFoundInAnyForm(t *testing.T) {
	forms := sortedKeys(written)
	rapid.Check(t, func(t *rapid.T) {
		key := anyKey().Draw(t, "key")
		form := written[rapid.SampledFrom(forms).Draw(t, "form")](key)
		secret := NewSecret(Key(key))
		around := rapid.SampledFrom([]string{"as it is", "JSON", "HTML", "query escapes", "lower percent escapes", "Go"})
		outer := written[around.Draw(t, "around")](form)
		text := rapid.SampledFrom([]string{"", "no: ", `{"x":"`, "Basic "}).Draw(t, "before") + outer +
			rapid.SampledFrom([]string{"", ".", `"}`, " is wrong"}).Draw(t, "behind")
		hidden := secret.Hide(text)
		if !secret.In(text) || strings.Contains(hidden, outer) || !strings.Contains(hidden, hiddenKey) || secret.In(hidden) {
			t.Fatalf("key %q in %q: left %q", key, text, hidden)
		}
	})
}

// A key that a page breaks into lines, or that is cut short at either end, is
// still one.
func TestSecretInParts(t *testing.T) {
	const key = "EZTKabcdefghij0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ01234567"
	secret := NewSecret(key)
	sent := base64.StdEncoding.EncodeToString([]byte(key + ":"))
	for name, text := range map[string]string{
		"two lines":             "key " + key[:20] + "\r\n   " + key[20:] + " is wrong",
		"line break in JSON":    "key " + key[:20] + `\n` + key[20:],
		"base64 in lines":       "Basic " + sent[:40] + "\n" + sent[40:],
		"spaced out":            strings.Join(strings.Split(key, ""), " "),
		"its beginning":         "key " + key[:30],
		"its end":               "…" + key[30:],
		"the beginning of sent": "Basic " + sent[:30] + "...",
	} {
		t.Run(name, func(t *testing.T) {
			hidden := secret.Hide(text)
			for _, part := range []string{key[:12], key[len(key)-12:], sent[:12], sent[40:52]} {
				if strings.Contains(strings.Join(strings.Fields(hidden), ""), part) {
					t.Errorf("%q is left in %q", part, hidden)
				}
			}
		})
	}
}

// What is no key stays as it is, the forms of nothing among it.
func TestSecretLeavesTheRest(t *testing.T) {
	secret := NewSecret(testKey)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		if hidden := secret.Hide(text); hidden != text {
			t.Fatalf("%q became %q", text, hidden)
		}
	})
	for text, want := range map[string]string{
		"": "", "EZTK": "EZTK", "a " + testKey + " b": "a [API key] b", testKey + testKey: "[API key]",
		"x%20y \\n &amp; " + testKey + " &lt;": "x%20y \\n &amp; [API key] &lt;",
	} {
		if got := secret.Hide(text); got != want {
			t.Errorf("%q became %q: expected %q", text, got, want)
		}
	}
}

// FuzzSecret holds that nothing that is looked through breaks the search, and
// that what was hidden once is hidden.
func FuzzSecret(f *testing.F) {
	for _, write := range written {
		f.Add("error: " + write(testKey) + " is none")
	}
	f.Add(`%5c%75%30 \u \x1 &#x; &#99999999999; %`)
	secret := NewSecret(testKey)
	f.Fuzz(func(t *testing.T, text string) {
		if hidden := secret.Hide(text); strings.Contains(hidden, testKey) || len(text) < 200 && secret.In(hidden) {
			t.Fatalf("%q became %q", text, hidden)
		}
	})
}
