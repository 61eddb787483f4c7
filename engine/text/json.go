package text

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON returns JSON with the same meaning that can be printed. It escapes
// characters that can't be seen, and the commands of CI systems. These can
// stand only in strings, so no string changes its value.
func JSON(encoded []byte) []byte {
	if isPlainJSON(encoded) {
		return encoded
	}
	var b bytes.Buffer
	for i := 0; i < len(encoded); {
		r, size := utf8.DecodeRune(encoded[i:])
		if isUnseen(r) || begins(encoded[i:], "##") {
			writeEscaped(&b, r)
		} else {
			b.Write(encoded[i : i+size])
		}
		i += size
	}
	return b.Bytes()
}

// PlainJSON undoes what [JSON] has escaped in a text of encoding/json's. It is
// for callers that need the bytes that the text had before it was printed, and
// not only its values.
func PlainJSON(printed []byte) []byte {
	var b bytes.Buffer
	for i := 0; i < len(printed); {
		if begins(printed[i:], `\\`) { // it begins no escape
			b.WriteString(`\\`)
			i += 2
			continue
		}
		if r, size := escapeAt(printed[i:]); size > 0 && (r == '#' || isUnseen(r) && !isSeparator(r)) {
			b.WriteRune(r)
			i += size
			continue
		}
		b.WriteByte(printed[i])
		i++
	}
	return b.Bytes()
}

// escapeAt reads the escape of a character at the start of a text, which may
// be two of UTF-16; its size is 0 where there is none.
func escapeAt(encoded []byte) (r rune, size int) {
	r, size = unitAt(encoded)
	if size == 0 || !utf16.IsSurrogate(r) {
		return r, size
	}
	low, more := unitAt(encoded[size:])
	if r = utf16.DecodeRune(r, low); more == 0 || r == utf8.RuneError {
		return 0, 0
	}
	return r, size + more
}

func unitAt(encoded []byte) (rune, int) {
	const size = len(`\u0000`)
	if len(encoded) < size || !begins(encoded, `\u`) {
		return 0, 0
	}
	unit, err := strconv.ParseUint(string(encoded[2:size]), 16, 16)
	if err != nil {
		return 0, 0
	}
	return rune(unit), size
}

// isUnseen finds the characters that JSON allows and that can't be seen.
func isUnseen(r rune) bool {
	return r == 0x7f || r >= utf8.RuneSelf && r != utf8.RuneError && visible(r) == ' '
}

// isSeparator finds the two characters of them that encoding/json escapes.
func isSeparator(r rune) bool { return r == '\u2028' || r == '\u2029' }

func begins(text []byte, with string) bool { return bytes.HasPrefix(text, []byte(with)) }

func isPlainJSON(encoded []byte) bool {
	for _, c := range encoded {
		if c >= 0x7f {
			return false
		}
	}
	return !bytes.Contains(encoded, []byte("##"))
}

// writeEscaped writes a character as JSON's escape of its UTF-16 units.
func writeEscaped(b *bytes.Buffer, r rune) {
	for _, unit := range utf16.Encode([]rune{r}) {
		fmt.Fprintf(b, `\u%04x`, unit)
	}
}
