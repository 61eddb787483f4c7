package easypost

import (
	"bytes"
	"encoding/base64"
	"slices"
	"strings"
)

// A Secret is a text, such as an API key, that is kept out of other texts. It
// is found in any form that a server, a library or a shell may give it: as it
// is, in base64 (with and without padding, the URL alphabet, any alignment),
// with percent, JSON or HTML escapes, in another case, split by white space,
// and cut short at either end.
type Secret struct {
	forms    []form
	plain    [][]byte // the forms that the key is sent in
	shortest int      // bytes of the shortest form
}

// form is one way to write the secret, in lower case.
type form struct {
	text string
	// giveaway is how many bytes of either end are enough to recognise it.
	giveaway int
	// before and after are how many bytes around a match may belong to it: in
	// base64 they hold a few bits of the secret.
	before, after int
}

// giveaway is how much of a secret may be shown by chance, without being taken
// for it.
const giveaway = 12

// NewSecret prepares what finds a key.
func NewSecret(key Key) *Secret {
	s := &Secret{plain: [][]byte{[]byte(key)}}
	s.add(form{text: string(key)})
	for _, alphabet := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		for shift := range 3 {
			core := base64Core(alphabet, string(key), shift)
			if len(core) < giveaway {
				continue
			}
			if shift == 0 && !slices.ContainsFunc(s.plain, func(known []byte) bool { return string(known) == core }) {
				s.plain = append(s.plain, []byte(core))
			}
			s.add(form{text: core, before: shift + min(shift, 1), after: base64Rest})
		}
	}
	return s
}

// base64Rest is how many characters after a core may hold bits of the secret,
// with what was encoded after it and the padding.
const base64Rest = 4

// base64Core is what base64 makes of a text that begins so many bytes after a
// group of three, without the characters that depend on what is around it.
func base64Core(alphabet *base64.Encoding, text string, shift int) string {
	encoded := alphabet.EncodeToString(append(make([]byte, shift), text...))
	const bits = 6 // of a character
	first := (shift*8 + bits - 1) / bits
	last := (shift + len(text)) * 8 / bits
	return encoded[min(first, last):last]
}

func (s *Secret) add(f form) {
	f.text = lower(f.text)
	if f.text == "" || slices.ContainsFunc(s.forms, func(known form) bool { return known.text == f.text }) {
		return
	}
	f.giveaway = min(giveaway, len(f.text))
	s.forms = append(s.forms, f)
	if s.shortest == 0 || len(f.text) < s.shortest {
		s.shortest = len(f.text)
	}
}

// lower is ASCII only, and byte by byte, so that every byte keeps its place.
func lower(text string) string {
	folded := []byte(text)
	for i, c := range folded {
		if c >= 'A' && c <= 'Z' {
			folded[i] = c + 'a' - 'A'
		}
	}
	return string(folded)
}

// Hide puts a word in the place of the secret, wherever the text has it.
func (s *Secret) Hide(text string) string {
	spans := s.find(text)
	if len(spans) == 0 {
		return text
	}
	var hidden strings.Builder
	at := 0
	for _, found := range spans {
		hidden.WriteString(text[at:found.from])
		hidden.WriteString(hiddenKey)
		at = found.to
	}
	hidden.WriteString(text[at:])
	return hidden.String()
}

// In tells whether a text has the secret, in any form.
func (s *Secret) In(text string) bool { return len(text) > 0 && len(s.find(text)) > 0 }

// sentIn tells whether bytes have the secret in a form that it is sent in. It
// is for whole answers, and so costs little.
func (s *Secret) sentIn(answer []byte) bool {
	for _, form := range s.plain {
		if bytes.Contains(answer, form) {
			return true
		}
	}
	return false
}

// longestSent is how many bytes the longest form has that sentIn looks for.
func (s *Secret) longestSent() (longest int) {
	for _, form := range s.plain {
		longest = max(longest, len(form))
	}
	return longest
}

// span is a part of a text.
type span struct{ from, to int }

// find returns where the secret is, in order and without overlaps.
func (s *Secret) find(text string) []span {
	var all []span
	for _, v := range readings(text) {
		folded := lower(v.text)
		for i := range s.forms {
			for _, found := range s.forms[i].in(folded) {
				all = append(all, v.origin(found))
			}
		}
	}
	return merged(all)
}

// merged sorts spans and joins those that touch.
func merged(all []span) []span {
	slices.SortFunc(all, func(a, b span) int { return a.from - b.from })
	var joined []span
	for _, next := range all {
		if n := len(joined); n > 0 && next.from <= joined[n-1].to {
			joined[n-1].to = max(joined[n-1].to, next.to)
			continue
		}
		joined = append(joined, next)
	}
	return joined
}

// in returns where a text in lower case has the form, or enough of one of its
// ends to be recognised.
func (f *form) in(text string) (found []span) {
	head, tail := f.text[:f.giveaway], f.text[len(f.text)-f.giveaway:]
	for at := 0; ; {
		i := strings.Index(text[at:], head)
		if i < 0 {
			break
		}
		from := at + i
		at = from + f.giveaway
		for at < len(text) && at-from < len(f.text) && text[at] == f.text[at-from] {
			at++
		}
		found = append(found, f.widened(text, span{from, at}))
	}
	for at := 0; ; {
		i := strings.Index(text[at:], tail)
		if i < 0 {
			return found
		}
		from := at + i
		at = from + f.giveaway
		for rest := len(f.text) - f.giveaway; from > 0 && rest > 0 && text[from-1] == f.text[rest-1]; rest-- {
			from--
		}
		found = append(found, f.widened(text, span{from, at}))
	}
}

// widened takes the characters around a match along that may be part of it.
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
