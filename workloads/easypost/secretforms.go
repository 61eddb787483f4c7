package easypost

import (
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
)

// giveaway is how many bytes of a form are enough to recognise it. The same
// bytes occur by chance in less than one of 10^15 places of a text.
const giveaway = 12

// form is one way to write the secret, in lower case.
type form struct {
	text string
	// before and after are how many characters around the form may hold a few bits
	// of the secret, mixed with bits of the surrounding text.
	before, after int
}

// An encoding writes a form in other characters. It is false where the part of
// the result that does not depend on the surrounding text is too short to be
// recognised.
type encoding func(form) (form, bool)

// base64Encodings are the two alphabets at the three places that a text may
// have in a group of three bytes.
func base64Encodings() (all []encoding) {
	for _, alphabet := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		for shift := range 3 {
			all = append(all, func(f form) (form, bool) { return inBase64(f, alphabet, shift) })
		}
	}
	return all
}

// formsOf returns the forms of a secret: itself, each encoding of it, and each
// encoding of these.
//
// Note: hexadecimal digits of hexadecimal digits are left out. Twelve of them
// are only three bytes of the secret, which a number may contain by chance.
func formsOf(secret string) []form {
	itself := form{text: secret}
	once := encoded([]form{itself}, append(base64Encodings(), inHex))
	inDigits, _ := inHex(itself)
	var inLetters []form
	for _, f := range once {
		if f.text != inDigits.text {
			inLetters = append(inLetters, f)
		}
	}
	all := append([]form{itself}, once...)
	all = append(all, encoded(once, base64Encodings())...)
	all = append(all, encoded(inLetters, []encoding{inHex})...)
	return folded(all)
}

func encoded(forms []form, by []encoding) (all []form) {
	for _, f := range forms {
		for _, encode := range by {
			if next, long := encode(f); long {
				all = append(all, next)
			}
		}
	}
	return all
}

// folded puts forms in lower case, each once.
func folded(forms []form) (all []form) {
	for _, f := range forms {
		f.text = lower(f.text)
		known := func(other form) bool { return other.text == f.text }
		if f.text != "" && !slices.ContainsFunc(all, known) {
			all = append(all, f)
		}
	}
	return all
}

// sentForms are the forms of a key that requests carry.
func sentForms(key string) [][]byte {
	sent := [][]byte{[]byte(key)}
	for _, alphabet := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		core := base64Core(alphabet, key, 0)
		known := func(other []byte) bool { return string(other) == core }
		if len(core) >= giveaway && !slices.ContainsFunc(sent, known) {
			sent = append(sent, []byte(core))
		}
	}
	return sent
}

// base64Rest is how many characters after a core may hold bits of the secret,
// with what was encoded after it and the padding.
const base64Rest = 4

func inBase64(f form, alphabet *base64.Encoding, shift int) (form, bool) {
	const bytes, characters = 3, 4 // of a group
	wider := func(n int) int { return (n*characters + bytes - 1) / bytes }
	core := base64Core(alphabet, f.text, shift)
	return form{
		text:   core,
		before: wider(f.before) + shift + min(shift, 1),
		after:  wider(f.after) + base64Rest,
	}, len(core) >= giveaway
}

// base64Core is the base64 of a text that begins shift bytes after the start of
// a group of three, without the characters that depend on the surrounding text.
func base64Core(alphabet *base64.Encoding, text string, shift int) string {
	encoded := alphabet.EncodeToString(append(make([]byte, shift), text...))
	const bits = 6 // of a character
	first := (shift*8 + bits - 1) / bits
	last := (shift + len(text)) * 8 / bits
	return encoded[min(first, last):last]
}

func inHex(f form) (form, bool) {
	digits := hex.EncodeToString([]byte(f.text))
	return form{text: digits, before: 2 * f.before, after: 2 * f.after}, len(digits) >= giveaway
}

// widened adds the characters around a match that may be part of it.
func (f *form) widened(text string, s span) span {
	for i := 0; i < f.before && s.from > 0 && isBase64(text[s.from-1]); i++ {
		s.from--
	}
	for i := 0; i < f.after && s.to < len(text) && isBase64(text[s.to]); i++ {
		s.to++
	}
	return s
}

func isBase64(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || strings.IndexByte("+/-_=", c) >= 0
}
