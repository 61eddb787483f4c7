package analytics

import "math"

// column holds one integer for each record in the narrowest type that fits. Columns are read block by block, so the
// unknown type costs one indirect call for some hundred values.
type column interface {
	at(index int) int64
	set(index int, value int64)
	readCodes(into []uint32, from int) // for columns of dictionary codes
	readValues(into []int64, from int) // for columns of quantities
	bounds() (low, high int64)         // 0, 0 when empty
}

type integers[T uint8 | uint16 | uint32 | int64] []T

// newColumn returns a column of zeros that can hold every value from low to high.
func newColumn(length int, low, high int64) column {
	switch {
	case low < 0 || high > math.MaxUint32:
		return make(integers[int64], length)
	case high > math.MaxUint16:
		return make(integers[uint32], length)
	case high > math.MaxUint8:
		return make(integers[uint16], length)
	default:
		return make(integers[uint8], length)
	}
}

func (c integers[T]) at(index int) int64         { return int64(c[index]) }
func (c integers[T]) set(index int, value int64) { c[index] = T(value) }

func (c integers[T]) readCodes(into []uint32, from int) { widen(into, c[from:from+len(into)]) }
func (c integers[T]) readValues(into []int64, from int) { widen(into, c[from:from+len(into)]) }

// widen copies integers into wider ones, eight per loop step. With one per step, most of the time would go into
// counting the steps.
func widen[W uint32 | int64, N uint8 | uint16 | uint32 | int64](into []W, source []N) {
	for len(into) >= 8 && len(source) >= 8 {
		to, from := (*[8]W)(into), (*[8]N)(source)
		to[0], to[1], to[2], to[3] = W(from[0]), W(from[1]), W(from[2]), W(from[3])
		to[4], to[5], to[6], to[7] = W(from[4]), W(from[5]), W(from[6]), W(from[7])
		into, source = into[8:], source[8:]
	}
	for i := range min(len(into), len(source)) {
		into[i] = W(source[i])
	}
}

func (c integers[T]) bounds() (low, high int64) {
	for i, value := range c {
		if i == 0 {
			low, high = int64(value), int64(value)
		}
		low, high = min(low, int64(value)), max(high, int64(value))
	}
	return low, high
}
