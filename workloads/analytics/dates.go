package analytics

import "time"

// A stream keeps dates in an array, so they have to lie in a period that is known beforehand.
const dateCodes = 1 << 16

// FirstDay and LastDay are the first and the last day that a stream can count: 1950-01-01 and 2129-06-06.
var (
	FirstDay = DayOf(time.Date(1950, time.January, 1, 0, 0, 0, 0, time.UTC))
	LastDay  = FirstDay + dateCodes - 1
)

// DateCode returns the code of a day in a batch; false for a day that a stream can't count.
func DateCode(day Day) (code uint32, ok bool) {
	at := day - FirstDay
	return uint32(at), at >= 0 && at < dateCodes
}
