// Package splitmix derives ids and random draws from a seed by one bijection. There is no generator with a state: a draw
// depends only on the seed and on a number, so requests at the same time can't change each other's draws.
package splitmix

const (
	multiplier1 = 0xbf58476d1ce4e5b9
	multiplier2 = 0x94d049bb133111eb
	inverse1    = 0x96de1b173f119089 // multiplier1 * inverse1 = 1 modulo 2^64
	inverse2    = 0x319642b2d24d8ec3 // multiplier2 * inverse2 = 1 modulo 2^64
)

// Mix is the finaliser of SplitMix64: a bijection that leaves no visible trace of the order of its arguments.
func Mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * multiplier1
	x = (x ^ x>>27) * multiplier2
	return x ^ x>>31
}

// Unmix is the inverse of Mix.
func Unmix(x uint64) uint64 {
	x = (x ^ x>>31 ^ x>>62) * inverse2
	x = (x ^ x>>27 ^ x>>54) * inverse1
	x = x ^ x>>30 ^ x>>60
	return x - 0x9e3779b97f4a7c15
}

// Fraction turns 64 random bits into a number in [0, 1).
func Fraction(bits uint64) float64 { return float64(Mix(bits)>>11) / (1 << 53) }

// Fractions turns 64 random bits into two numbers in [0, 1) that seem independent.
func Fractions(bits uint64) (first, second float64) {
	return Fraction(bits), Fraction(bits ^ multiplier1)
}
