package easypost

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// longKey is as long as EasyPost's keys.
const longKey = "EZTKq7Zp3xV9mK2rT8wY5bN4cJ6hG1dF0sL7aQ2eU9iO3kM5vX8zB4nR6t"

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
	"base64url":               func(text string) string { return base64.URLEncoding.EncodeToString([]byte(text)) },
	"base64url of user info":  func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte("x" + text + ":")) },
	"query escapes":           url.QueryEscape,
	"path escapes":            url.PathEscape,
	"lower percent escapes":   func(text string) string { return escapedAll(text, "%%%02x") },
	"upper percent escapes":   func(text string) string { return escapedAll(text, "%%%02X") },
	"JSON":                    inJSON,
	"JSON, slashes too":       func(text string) string { return strings.ReplaceAll(inJSON(text), "/", `\/`) },
	"JSON all escaped":        func(text string) string { return escapedAll(text, `\u00%02x`) },
	"Go":                      func(text string) string { return unquoted(fmt.Sprintf("%q", text)) },
	"octal":                   func(text string) string { return escapedAll(text, `\%03o`) },
	"braces":                  func(text string) string { return escapedAll(text, `\u{%x}`) },
	"HTML":                    html.EscapeString,
	"HTML by number":          func(text string) string { return escapedAll(text, "&#%d;") },
	"HTML without semicolons": func(text string) string { return escapedAll(text, "&#x%x") },
	"hexadecimal":             func(text string) string { return hex.EncodeToString([]byte(text)) },
	"hexadecimal, as sent":    func(text string) string { return strings.ToUpper(hex.EncodeToString([]byte(inBase64Of(text + ":")))) },
	"base64 of base64":        func(text string) string { return inBase64Of(inBase64Of(text + ":")) },
	"base64 of a header with base64": func(text string) string {
		return inBase64Of("Authorization: Basic " + inBase64Of(text+":") + "\r\n")
	},
	"base64 of hexadecimal": func(text string) string { return inBase64Of(hex.EncodeToString([]byte(text))) },
	"upper case":            strings.ToUpper,
	"lower case":            strings.ToLower,
	"no first character":    func(text string) string { return text[1:] },
	"no last character":     func(text string) string { return text[:len(text)-1] },
	"neither end":           func(text string) string { return text[4 : len(text)-4] },
	"its middle":            func(text string) string { return text[len(text)/2-8 : len(text)/2+8] },
	"base64 without its ends": func(text string) string {
		sent := inBase64Of(text + ":")
		return sent[5 : len(sent)-9]
	},
	"spaced out":       func(text string) string { return strings.Join(strings.Split(text, ""), " ") },
	"with hard spaces": func(text string) string { return parted(parted(text, 20, "\u200b"), 10, "\u00a0") },
	"in lines":         func(text string) string { return parted(text, 10, "\r\n\t") },
}

func inBase64Of(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

// parted is a text with something after its first bytes.
func parted(text string, at int, with string) string {
	at = min(at, len(text))
	return text[:at] + with + text[at:]
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

// Any key is removed from a text, in any form and in any two nested forms.
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
// still found.
func TestSecretInParts(t *testing.T) {
	const key = longKey
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

// Text other than the key stays as it is, also where it has escapes.
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

// FuzzSecret checks that the search copes with every text, and that it finds
// nothing in a text in which the secret was hidden.
func FuzzSecret(f *testing.F) {
	for _, write := range written {
		f.Add("error: " + write(longKey) + " is none")
	}
	f.Add(`%5c%75%30 \u \x1 &#x; &#99999999999; %`)
	secret := NewSecret(longKey)
	f.Fuzz(func(t *testing.T, text string) {
		if hidden := secret.Hide(text); strings.Contains(hidden, longKey) || len(text) < 200 && secret.In(hidden) {
			t.Fatalf("%q became %q", text, hidden)
		}
	})
}
