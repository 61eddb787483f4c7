package analytics

import (
	"cmp"
	"slices"
)

// numbering gives the groups that one accumulator meets the numbers 0, 1, 2 … in the order in which they occur. It
// replaces direct indexing where far more groups are possible than occur, such as pairs of cities.
type numbering struct {
	numbers map[uint64]uint32
	keys    []uint64 // by number
}

func newNumbering() *numbering { return &numbering{numbers: make(map[uint64]uint32)} }

// of returns the number of a group, a new one at the first meeting.
func (n *numbering) of(key uint64) uint32 {
	number, met := n.numbers[key]
	if !met {
		number = uint32(len(n.keys))
		n.numbers[key] = number
		n.keys = append(n.keys, key)
	}
	return number
}

// replace puts numbers in the place of codes.
func (n *numbering) replace(codes []uint32) {
	for i, code := range codes {
		codes[i] = n.of(uint64(code))
	}
}

// code returns the code of the group in a cell. Without a numbering the two are the same.
func (n *numbering) code(cell int) uint64 {
	if n == nil {
		return uint64(cell)
	}
	return n.keys[cell]
}

// ascending returns the numbers in the order of their keys.
func (n *numbering) ascending() []uint32 {
	numbers := make([]uint32, len(n.keys))
	for i := range numbers {
		numbers[i] = uint32(i)
	}
	slices.SortFunc(numbers, func(a, b uint32) int { return cmp.Compare(n.keys[a], n.keys[b]) })
	return numbers
}

func (n *numbering) reset() {
	clear(n.numbers)
	n.keys = n.keys[:0]
}

// extend lengthens cells with zeros.
func extend[T uint32 | int64](cells []T, length int) []T {
	used := len(cells)
	cells = slices.Grow(cells, length-used)[:length]
	clear(cells[used:])
	return cells
}
