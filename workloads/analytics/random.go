package analytics

import "math/rand/v2"

// random draws from a PCG, whose output is specified. The drawing itself uses integers only, as floating-point results
// may differ between processors and a seed has to mean the same records everywhere.
type random struct{ source *rand.PCG }

func newRandom(seed uint64) random {
	const stream = 0x61_6e_61_6c_79_74_69_63 // any fixed number: it keeps these draws apart from others with the same seed
	return random{rand.NewPCG(seed, stream)}
}

// below returns a number from 0 up to, but not including, n.
func (r random) below(n int) int { return int(r.source.Uint64() >> 32 * uint64(n) >> 32) }

// urn draws codes in proportion to their weights: one draw, one look-up.
type urn []uint8

func newUrn(weights []int) urn {
	var u urn
	for code, weight := range weights {
		for range weight {
			u = append(u, uint8(code))
		}
	}
	return u
}

func (u urn) draw(r random) int { return int(u[r.below(len(u))]) }
