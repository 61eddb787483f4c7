package objects

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ep-benchmark/workloads/simulator/splitmix"
	"ep-benchmark/workloads/simulator/wire"
)

// Verify returns the address as it is after a verification, under the same number. One that was found, or that a
// carrier was asked about, is written as post offices write it: in capitals, on one line of the street, with the four
// digits behind its ZIP code. All of it is recorded, but the four digits, which are our choice.
func (a *Address) Verify(carrier string) *Address {
	made := *a
	made.Verification = Verified
	found := a.deliverable()
	if !found {
		made.Verification = Unverifiable
	}
	if !found && carrier == "" {
		return &made
	}
	if made.residential == unset && found {
		made.residential = no
		if namesApartment(a.raw(textStreet1)) || namesApartment(a.raw(textStreet2)) {
			made.residential = yes // our choice; both recorded addresses agree
		}
	}
	b := make([]byte, 0, len(a.text)+len(carrier)+8)
	for t := range addressTexts {
		b = a.appendNormal(b, t, found, carrier)
		made.ends[t] = uint16(len(b))
	}
	made.text = string(b)
	return &made
}

func namesApartment(street string) bool {
	const word = "APT"
	for i := range len(street) - len(word) + 1 {
		if strings.EqualFold(street[i:i+len(word)], word) {
			return true
		}
	}
	return false
}

func (a *Address) appendNormal(b []byte, t addressText, found bool, carrier string) []byte {
	raw := a.raw(t)
	switch t {
	case textCity, textCompany, textCountry, textName, textState:
		return appendUpper(b, raw)
	case textStreet1:
		return appendUpper(b, joined(raw, a.raw(textStreet2)))
	case textStreet2:
		return append(b, `""`...)
	case textZip:
		return a.appendZIP(b, found)
	case textVerifyCarrier:
		if carrier != "" {
			return wire.AppendQuoted(b, carrier)
		}
	}
	return append(b, raw...)
}

// joined puts the second line of a street behind the first one; both are JSON.
func joined(first, second string) string {
	switch {
	case second == wire.Null || second == `""`:
		return first
	case first == wire.Null:
		return second
	}
	return first[:len(first)-1] + " " + second[1:]
}

// appendUpper renders JSON text in capitals; the escapes in it stay.
func appendUpper(b []byte, raw string) []byte {
	if raw == wire.Null {
		return append(b, raw...)
	}
	for i := 0; i < len(raw); {
		size := 1
		switch c := raw[i]; {
		case c == '\\' && raw[i+1] == 'u':
			size = len(`\u0000`)
		case c == '\\':
			size = len(`\"`)
		case c >= 'a' && c <= 'z':
			b = append(b, c-'a'+'A')
			i++
			continue
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRuneInString(raw[i:])
			b = utf8.AppendRune(b, unicode.ToUpper(r))
			i += size
			continue
		}
		b = append(b, raw[i:i+size]...)
		i += size
	}
	return b
}

// appendZIP renders the ZIP code with four more digits, which the street decides, where it has five.
func (a *Address) appendZIP(b []byte, found bool) []byte {
	zip := a.plain(textZip)
	if !found || len(zip) != 5 || !a.location().Domestic() {
		return append(b, a.raw(textZip)...)
	}
	var buffer [128]byte
	street := appendUpper(buffer[:0], a.raw(textStreet1))
	sum := uint64(0)
	for _, c := range append(street, a.raw(textStreet2)...) {
		sum = splitmix.Mix(sum ^ uint64(c))
	}
	const plusFour = 9999
	b = append(append(append(b, '"'), zip...), '-')
	return append(wire.AppendDigits(b, sum%plusFour+1, 4), '"')
}
