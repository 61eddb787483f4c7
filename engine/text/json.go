package text

import (
	"bytes"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON returns JSON with the same meaning that can be printed: characters that
// can't be seen, and the commands of CI systems, are escaped. They can stand in
// its strings only, so no string changes its value.
func JSON(encoded []byte) []byte {
	if isPlainJSON(encoded) {
		return encoded
	}
	var b bytes.Buffer
	for i := 0; i < len(encoded); {
		r, size := utf8.DecodeRune(encoded[i:])
		if r == 0x7f || r >= utf8.RuneSelf && r != utf8.RuneError && visible(r) == ' ' || begins(encoded[i:], "##") {
			writeEscaped(&b, r)
		} else {
			b.Write(encoded[i : i+size])
		}
		i += size
	}
	return b.Bytes()
}

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
