package columns

import "ep-benchmark/workloads/analytics"

// unknownDays is the number of delivery days of a row that has none.
const unknownDays = -1

// fillCodes writes the codes of the next rows of a column of names or dates.
func (c *cursor) fillCodes(into []uint32) error {
	from := c.at
	c.at += len(into)
	switch {
	case c.indexed:
		look(into, c.int32s[from:c.at], c.codes)
	case c.kind == name:
		for i := range into {
			into[i] = c.number(c.bytes[c.offsets[from+i]:c.offsets[from+i+1]])
		}
	case c.int32s != nil:
		return c.dates32(into, c.int32s[from:c.at])
	default:
		for i, value := range c.int64s[from:c.at] {
			code, err := c.dateCode(value)
			if err != nil {
				return err
			}
			into[i] = code
		}
	}
	return nil
}

// dates32 writes the codes of dates. All are checked at once, as they rarely are out of range.
func (c *cursor) dates32(into []uint32, days []int32) error {
	var highest uint32
	for i, day := range days {
		code := uint32(int64(day) - int64(analytics.FirstDay))
		highest = max(highest, code)
		into[i] = code
	}
	if _, ok := analytics.DateCode(analytics.FirstDay + analytics.Day(highest)); ok {
		return nil
	}
	for _, day := range days {
		if _, err := c.dateCode(int64(day)); err != nil {
			return err
		}
	}
	return nil
}

// fillQuantities writes the next rows of a column of whole numbers.
func (c *cursor) fillQuantities(into []int64) {
	if c.levels != nil {
		c.fillSparse(into)
		return
	}
	from := c.at
	c.at += len(into)
	switch {
	case c.indexed:
		look(into, c.int32s[from:c.at], c.quantities)
	case c.int32s != nil:
		for i, value := range c.int32s[from:c.at] {
			into[i] = int64(value)
		}
	default:
		copy(into, c.int64s[from:c.at])
	}
}

// fillSparse is fillQuantities for a page in which some rows have no value.
func (c *cursor) fillSparse(into []int64) {
	for i := range into {
		into[i] = unknownDays
		if c.levels[c.at+i] != c.full {
			continue
		}
		switch {
		case c.indexed:
			into[i] = c.quantities[c.int32s[c.dense]]
		case c.int32s != nil:
			into[i] = int64(c.int32s[c.dense])
		default:
			into[i] = c.int64s[c.dense]
		}
		c.dense++
	}
	c.at += len(into)
}

// look writes what indexes stand for, eight at a step.
func look[T uint32 | int64](into []T, indexes []int32, values []T) {
	for len(into) >= 8 && len(indexes) >= 8 {
		to, from := (*[8]T)(into), (*[8]int32)(indexes)
		to[0], to[1], to[2], to[3] = values[uint32(from[0])], values[uint32(from[1])], values[uint32(from[2])], values[uint32(from[3])]
		to[4], to[5], to[6], to[7] = values[uint32(from[4])], values[uint32(from[5])], values[uint32(from[6])], values[uint32(from[7])]
		into, indexes = into[8:], indexes[8:]
	}
	for i := range min(len(into), len(indexes)) {
		into[i] = values[uint32(indexes[i])]
	}
}
