package simulator

import "encoding/hex"

const idDigits = 32

// identity turns serial numbers into ids of 32 hexadecimal digits and back. The first half of an id is the enciphered
// number, the second half a check, so a made-up id is accepted only with a chance of one in 2^64.
type identity struct {
	prefix string
	cipher uint64
	check  uint64
}

// newIdentity makes the identity of a seed. Two identities with different salts have unlike ids for the same number.
func newIdentity(seed, salt uint64, prefix string) identity {
	cipher := mix(seed ^ mix(salt))
	return identity{prefix: prefix, cipher: cipher, check: mix(cipher + 1)}
}

// append renders the id of a serial number, prefix included.
func (i identity) append(b []byte, number uint64) []byte {
	first := mix(number ^ i.cipher)
	b = append(b, i.prefix...)
	b = appendHex(b, first)
	return appendHex(b, mix(first^i.check))
}

// number reads an id and reports whether this identity made it.
func (i identity) number(id []byte) (uint64, bool) {
	if len(id) != len(i.prefix)+idDigits || string(id[:len(i.prefix)]) != i.prefix {
		return 0, false
	}
	var raw [idDigits / 2]byte
	if _, err := hex.Decode(raw[:], id[len(i.prefix):]); err != nil {
		return 0, false
	}
	first, second := bigEndian(raw[:8]), bigEndian(raw[8:])
	if mix(first^i.check) != second {
		return 0, false
	}
	return unmix(first) ^ i.cipher, true
}

func bigEndian(b []byte) uint64 {
	var x uint64
	for _, c := range b {
		x = x<<8 | uint64(c)
	}
	return x
}
