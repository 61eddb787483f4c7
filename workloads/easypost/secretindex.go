package easypost

import "strings"

// index finds forms of a secret in texts. It knows every piece of giveaway
// bytes of every form, and every gram of four bytes. With the grams, one lookup
// is enough to pass over nearly every place of an ordinary text.
type index struct {
	pieces map[piece12][]place
	short  []form // those with less than giveaway bytes, which are found as a whole
	forms  []form
	grams  [grams / 64]uint64
	// plain says that all forms are long enough and of printable ASCII, so that
	// the grams alone can tell that a text has none of them.
	plain bool
}

type piece12 [giveaway]byte

// place is where a form has a piece.
type place struct{ form, at int }

const (
	gramBytes = 4
	gramBits  = 16
	grams     = 1 << gramBits
)

func newIndex(forms []form) index {
	x := index{forms: forms, pieces: map[piece12][]place{}, plain: true}
	for i, f := range forms {
		x.plain = x.plain && isPrintable(f.text)
		if len(f.text) < giveaway {
			x.short, x.plain = append(x.short, f), false
			continue
		}
		for at := range len(f.text) - giveaway + 1 {
			p := piece12([]byte(f.text[at : at+giveaway]))
			x.pieces[p] = append(x.pieces[p], place{i, at})
		}
		for at := range len(f.text) - gramBytes + 1 {
			g := gramAt(f.text, at)
			x.grams[g/64] |= 1 << (g % 64)
		}
	}
	return x
}

func isPrintable(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' })
}

// hashed is a gram's number. The factor is 2^32 divided by the golden ratio
// (Knuth, The Art of Computer Programming, volume 3, 6.4).
func hashed(gram uint32) uint32 { return gram * 0x9E3779B1 >> (32 - gramBits) }

func gramAt(text string, at int) uint32 {
	return hashed(uint32(text[at])<<24 | uint32(text[at+1])<<16 | uint32(text[at+2])<<8 | uint32(text[at+3]))
}

func (x *index) known(gram uint32) bool { return x.grams[gram/64]&(1<<(gram%64)) != 0 }

// How the quick search treats a byte of an answer's text. Any other value is
// the byte to compare.
const (
	passedOver = iota // white space and what is not ASCII, which may split a form
	escapes           // an escape begins with it
)

var quickly = func() (kinds [256]byte) {
	for c := byte('!'); c <= '~'; c++ {
		kinds[c] = lowerByte(c)
	}
	for _, c := range []byte{'%', '&', '\\', '+'} {
		kinds[c] = escapes
	}
	return kinds
}()

// enough is how many grams follow each other in a piece.
const enough = giveaway - gramBytes + 1

// mayBeIn tells whether a text needs the thorough search: it has as many known
// grams in a row as a piece has, or it has an escape.
//
// Note: of any "enough" grams in a row, exactly one ends at a multiple of
// "enough". So it suffices to look up only these grams until one of them is
// known.
func (x *index) mayBeIn(text []byte) bool {
	if !x.plain {
		return true
	}
	var gram uint32
	due := enough
	for _, c := range text {
		kind := quickly[c]
		if kind <= escapes {
			if kind == escapes {
				return true
			}
			continue
		}
		gram = gram<<8 | uint32(kind)
		if due--; due == 0 {
			if x.known(hashed(gram)) {
				return x.inRow(text)
			}
			due = enough
		}
	}
	return false
}

// inRow is mayBeIn with a lookup of every gram.
func (x *index) inRow(text []byte) bool {
	var gram uint32
	read, row := 0, 0
	for _, c := range text {
		kind := quickly[c]
		switch kind {
		case passedOver:
			continue
		case escapes:
			return true
		}
		gram = gram<<8 | uint32(kind)
		if read++; read < gramBytes || !x.known(hashed(gram)) {
			row = 0
			continue
		}
		if row++; row == enough {
			return true
		}
	}
	return false
}

// in returns where a text in lower case has a form, or a piece of one.
func (x *index) in(text string) (found []span) {
	for i := range x.short {
		found = append(found, allOf(text, &x.short[i])...)
	}
	for at := 0; at+giveaway <= len(text); at++ {
		if !x.known(gramAt(text, at)) {
			continue
		}
		end := 0 // of the longest match with the piece that begins here
		for _, known := range x.pieces[piece12([]byte(text[at:at+giveaway]))] {
			match := x.grown(text, at, known)
			end = max(end, match.to)
			found = append(found, x.forms[known.form].widened(text, match))
		}
		if end > 0 {
			at = end - giveaway // a longer match also contains the piece before its end
		}
	}
	return found
}

// grown is the match of a text with a form that goes on in both directions from
// a piece they share.
func (x *index) grown(text string, at int, known place) span {
	form := x.forms[known.form].text
	s := span{at, at + giveaway}
	for i := known.at; i > 0 && s.from > 0 && form[i-1] == text[s.from-1]; i-- {
		s.from--
	}
	for i := known.at + giveaway; i < len(form) && s.to < len(text) && form[i] == text[s.to]; i++ {
		s.to++
	}
	return s
}

// allOf returns every place of a text that has the form.
func allOf(text string, f *form) (found []span) {
	for at := 0; ; {
		i := strings.Index(text[at:], f.text)
		if i < 0 {
			return found
		}
		at += i + len(f.text)
		found = append(found, f.widened(text, span{at - len(f.text), at}))
	}
}
