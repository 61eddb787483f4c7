package ring

import (
	"encoding/hex"

	"ep-benchmark/workloads/simulator/splitmix"
	"ep-benchmark/workloads/simulator/wire"
)

// IDDigits is the length of an id without its prefix.
const IDDigits = 32

// Identity turns serial numbers into ids of 32 hexadecimal digits and back. The first half of an id is the enciphered
// number, the second half a check, so a made-up id is accepted only with a chance of one in 2^64.
type Identity struct {
	prefix string
	cipher uint64
	check  uint64
}

// NewIdentity makes the identity of a seed. Two identities with different salts have unlike ids for the same number.
func NewIdentity(seed, salt uint64, prefix string) Identity {
	cipher := splitmix.Mix(seed ^ splitmix.Mix(salt))
	return Identity{prefix: prefix, cipher: cipher, check: splitmix.Mix(cipher + 1)}
}

// Append renders the id of a serial number, prefix included.
func (i Identity) Append(b []byte, number uint64) []byte {
	first := splitmix.Mix(number ^ i.cipher)
	b = append(b, i.prefix...)
	b = wire.AppendHex(b, first)
	return wire.AppendHex(b, splitmix.Mix(first^i.check))
}

// Number reads an id and reports whether this identity made it.
func (i Identity) Number(id []byte) (uint64, bool) {
	if len(id) != len(i.prefix)+IDDigits || string(id[:len(i.prefix)]) != i.prefix {
		return 0, false
	}
	var raw [IDDigits / 2]byte
	if _, err := hex.Decode(raw[:], id[len(i.prefix):]); err != nil {
		return 0, false
	}
	first, second := bigEndian(raw[:8]), bigEndian(raw[8:])
	if splitmix.Mix(first^i.check) != second {
		return 0, false
	}
	return splitmix.Unmix(first) ^ i.cipher, true
}

func bigEndian(b []byte) uint64 {
	var x uint64
	for _, c := range b {
		x = x<<8 | uint64(c)
	}
	return x
}
