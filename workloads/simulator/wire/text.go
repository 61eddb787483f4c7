// Package wire is what goes over the wire in EasyPost's form: JSON texts, the decoding of what clients send, forms, and
// the errors. Clients send one thing in several ways, and every decoder here takes them all. Rendering appends to a
// buffer, so that an answer costs no garbage.
package wire

import (
	"strconv"
	"time"
	"unicode/utf8"
)

// Null is JSON's, as a kept text.
const Null = "null"

const hexDigits = "0123456789abcdef"

// AppendQuoted renders text as a JSON string. Bytes that are no UTF-8 become U+FFFD, so that an answer is valid
// whatever was sent.
func AppendQuoted[T string | []byte](b []byte, text T) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if c < ' ' || c == '"' || c == '\\' {
				b = appendEscaped(append(b, text[from:i]...), c)
				from = i + 1
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune([]byte(text[i:min(i+utf8.UTFMax, len(text))]))
		if r == utf8.RuneError && size == 1 {
			b = append(append(b, text[from:i]...), "\ufffd"...)
			from = i + 1
		}
		i += size
	}
	return append(append(b, text[from:]...), '"')
}

func appendEscaped(b []byte, c byte) []byte {
	if c == '"' || c == '\\' {
		return append(b, '\\', c)
	}
	return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}

// Quote returns text as a JSON string.
func Quote(text string) string { return string(AppendQuoted(nil, text)) }

// AppendOptional renders text that may be absent.
func AppendOptional(b []byte, text string) []byte {
	if text == "" {
		return append(b, Null...)
	}
	return AppendQuoted(b, text)
}

// AppendMeasure renders a parcel's measure as recorded: 10 and not 10.0; zero stands for absent.
func AppendMeasure(b []byte, x float64) []byte {
	if x == 0 {
		return append(b, Null...)
	}
	return strconv.AppendFloat(b, x, 'f', -1, 64)
}

// AppendCents renders an amount as clients want it: a string with two decimals.
func AppendCents(b []byte, cents int32) []byte {
	b = append(b, '"')
	b = strconv.AppendInt(b, int64(cents/100), 10)
	return append(b, '.', byte('0'+cents/10%10), byte('0'+cents%10), '"')
}

// Stamp is a time in its quotes as every object but the address has it: "2024-07-29T18:09:36Z". An answer repeats the
// same time, so it is rendered only once.
type Stamp [len(`"2006-01-02T15:04:05Z"`)]byte

// StampOf renders seconds since 1970.
func StampOf(seconds int64) (s Stamp) {
	s[0], s[len(s)-1] = '"', '"'
	time.Unix(seconds, 0).UTC().AppendFormat(s[1:1], time.RFC3339)
	return s
}

// AppendTime renders seconds since 1970.
func AppendTime(b []byte, seconds int64) []byte {
	s := StampOf(seconds)
	return append(b, s[:]...)
}

// AppendForAddress renders the time with +00:00 in place of Z, as addresses were recorded to.
func (s *Stamp) AppendForAddress(b []byte) []byte {
	return append(append(b, s[:len(s)-len(`Z"`)]...), `+00:00"`...)
}

// AppendDigits renders a number with leading zeros.
func AppendDigits(b []byte, x uint64, digits int) []byte {
	var buffer [20]byte
	text := strconv.AppendUint(buffer[:0], x, 10)
	for range digits - len(text) {
		b = append(b, '0')
	}
	return append(b, text...)
}

// AppendHex renders 16 hexadecimal digits.
func AppendHex(b []byte, x uint64) []byte {
	var digits [16]byte
	for i := range digits {
		digits[i] = hexDigits[x>>(60-4*i)&15]
	}
	return append(b, digits[:]...)
}
