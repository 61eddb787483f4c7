package jsonscan

import (
	"encoding/binary"
	"math/bits"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// String reads a string without its quotes, its escapes resolved. It is a part of
// the document, or valid until the next string with escapes is read.
func (r *Reader) String() ([]byte, error) {
	r.space()
	if r.at == len(r.body) || r.body[r.at] != '"' {
		return nil, r.unexpected("a quote")
	}
	begin := r.at + 1
	end := plainEnd(r.body, begin)
	if end < len(r.body) && r.body[end] == '"' {
		r.at = end + 1
		return r.body[begin:end:end], nil
	}
	return r.escaped(begin, end)
}

// escaped reads the rest of a string from its first escape on. The text before it
// goes from begin to at.
func (r *Reader) escaped(begin, at int) ([]byte, error) {
	r.text = r.text[:0]
	for {
		r.text = append(r.text, r.body[begin:at]...)
		switch {
		case at < len(r.body) && r.body[at] == '"':
			r.at = at + 1
			return r.text, nil
		case at == len(r.body) || r.body[at] != '\\':
			r.at = at
			return nil, r.unexpected(endQuote)
		}
		meant, end := escape(r.body, at+1)
		if end == 0 {
			r.at = at + 1
			return nil, r.unexpected(anEscape)
		}
		r.text = utf8.AppendRune(r.text, meant)
		begin = end
		at = plainEnd(r.body, begin)
	}
}

// stringEnd goes from behind the quote that begins a string to behind the one that
// ends it.
func stringEnd(body []byte, at int) (end int, problem string) {
	for {
		at = plainEnd(body, at)
		switch {
		case at < len(body) && body[at] == '"':
			return at + 1, ""
		case at == len(body) || body[at] != '\\':
			return at, endQuote
		}
		if _, end = escape(body, at+1); end == 0 {
			return at + 1, anEscape
		}
		at = end
	}
}

// escapes are what the letter behind a backslash means. 0 is for those that mean
// nothing.
var escapes = [256]rune{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads what stands behind a backslash. The end is 0 where it is no escape.
// As encoding/json does, it makes half of a surrogate pair the replacement
// character.
func escape(body []byte, at int) (meant rune, end int) {
	if at == len(body) {
		return 0, 0
	}
	if body[at] != 'u' {
		if meant = escapes[body[at]]; meant == 0 {
			return 0, 0
		}
		return meant, at + 1
	}
	meant, end = unit(body, at)
	if end == 0 || !utf16.IsSurrogate(meant) {
		return meant, end
	}
	if end+1 < len(body) && body[end] == '\\' && body[end+1] == 'u' {
		second, behind := unit(body, end+1)
		if whole := utf16.DecodeRune(meant, second); behind != 0 && whole != utf8.RuneError {
			return whole, behind
		}
	}
	return utf8.RuneError, end
}

// unit reads u and four hexadecimal digits. The end is 0 where they are none.
func unit(body []byte, at int) (meant rune, end int) {
	const length = len("u0000")
	if len(body)-at < length {
		return 0, 0
	}
	number, err := strconv.ParseUint(string(body[at+1:at+length]), 16, 16)
	if err != nil {
		return 0, 0
	}
	return rune(number), at + length
}

// plainEnd returns where the bytes of a string end that stand for themselves: at a
// quote, a backslash, a control character, or the end. It looks at eight bytes at
// once. A byte is below n if subtracting n borrows from its top bit, which holds for
// the first such byte (Warren, Hacker's Delight, 6-1); later ones don't matter.
func plainEnd(body []byte, at int) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for ; len(body)-at >= 8; at += 8 {
		word := binary.LittleEndian.Uint64(body[at:])
		quotes, slashes := word^(ones*'"'), word^(ones*'\\')
		special := ((quotes-ones)&^quotes | (slashes-ones)&^slashes | (word-ones*' ')&^word) & tops
		if special != 0 {
			return at + bits.TrailingZeros64(special)/8
		}
	}
	for at < len(body) && body[at] != '"' && body[at] != '\\' && body[at] >= ' ' {
		at++
	}
	return at
}
