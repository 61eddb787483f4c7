package easypost

import (
	"bytes"
	"slices"
	"strings"
)

// A Secret is a text, such as an API key, that is kept out of other texts. It
// is found in every form into which a server, a library or a shell may bring
// it: plain, in base64 (with and without padding, the URL alphabet, any
// alignment) and in hexadecimal digits, in base64 of these, with percent, JSON
// or HTML escapes, in another case, split by white space, and in pieces of 12
// bytes.
type Secret struct {
	forms []form
	sent  [][]byte // the forms that requests carry
	index index    // of the pieces of the forms
}

// NewSecret prepares the search for a key.
func NewSecret(key Key) *Secret {
	s := &Secret{forms: formsOf(string(key)), sent: sentForms(string(key))}
	s.index = newIndex(s.forms)
	return s
}

// lower is ASCII only, and byte by byte, so that every byte keeps its place.
func lower(text string) string {
	folded := []byte(text)
	for i, c := range folded {
		folded[i] = lowerByte(c)
	}
	return string(folded)
}

func lowerByte(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// Hide replaces the secret by a word, wherever the text has it.
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

// shownIn is In for the texts of answers. It allocates nothing for a text that
// has neither a piece of the secret nor an escape.
func (s *Secret) shownIn(text []byte) bool {
	return s.index.mayBeIn(text) && s.In(string(text))
}

// sentIn tells whether bytes have the secret in a form that it is sent in. It
// is for whole answers, and so costs little.
func (s *Secret) sentIn(answer []byte) bool {
	for _, form := range s.sent {
		if bytes.Contains(answer, form) {
			return true
		}
	}
	return false
}

// longestSent is how many bytes the longest form has that sentIn looks for.
func (s *Secret) longestSent() (longest int) {
	for _, form := range s.sent {
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
		for _, found := range s.index.in(folded) {
			all = append(all, v.origin(found))
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
