package simulator

import "encoding/hex"

// kind is a class of object. Its value takes part in the cipher key, so that an address and a parcel with the same
// serial number have unlike ids.
type kind uint8

const (
	kindAddress kind = iota + 1
	kindParcel
	kindShipment
	kindRate
	kindTracker
	kindCarrierAccount
	kindRequest
	kindBatch
	kindLabel
	kindCustomsInfo
	kindCustomsItem
)

const idDigits = 32

// identity turns serial numbers into ids of 32 hexadecimal digits and back. The first half of an id is the enciphered
// number, the second half a check, so a made-up id is accepted only with a chance of one in 2^64.
type identity struct {
	prefix string
	cipher uint64
	check  uint64
}

func newIdentity(seed uint64, m mode, k kind, prefix string) identity {
	cipher := mix(seed ^ mix(uint64(k)<<8|uint64(m)))
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

const (
	multiplier1 = 0xbf58476d1ce4e5b9
	multiplier2 = 0x94d049bb133111eb
	inverse1    = 0x96de1b173f119089 // multiplier1 * inverse1 = 1 modulo 2^64
	inverse2    = 0x319642b2d24d8ec3 // multiplier2 * inverse2 = 1 modulo 2^64
)

// mix is the finaliser of SplitMix64: a bijection that leaves no visible trace of the order of its arguments.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * multiplier1
	x = (x ^ x>>27) * multiplier2
	return x ^ x>>31
}

// unmix is the inverse of mix.
func unmix(x uint64) uint64 {
	x = (x ^ x>>31 ^ x>>62) * inverse2
	x = (x ^ x>>27 ^ x>>54) * inverse1
	x = x ^ x>>30 ^ x>>60
	return x - 0x9e3779b97f4a7c15
}

const hexDigits = "0123456789abcdef"

func appendHex(b []byte, x uint64) []byte {
	var digits [16]byte
	for i := range digits {
		digits[i] = hexDigits[x>>(60-4*i)&15]
	}
	return append(b, digits[:]...)
}

func bigEndian(b []byte) uint64 {
	var x uint64
	for _, c := range b {
		x = x<<8 | uint64(c)
	}
	return x
}
