package analytics

import "time"

// daysGenerated is the length of the period that generated shipments come from.
const daysGenerated = 365

// firstGenerated is the first day of that period. The year is arbitrary.
var firstGenerated = DayOf(time.Date(2025, time.January, 1, 0, 0, 0, 0, time.UTC))

// calendar returns the volume of each generated day: low at weekends, and high in the weeks before Christmas.
func calendar() []int {
	volume := make([]int, daysGenerated)
	for i := range volume {
		date := (firstGenerated + Day(i)).Time()
		volume[i] = 10
		switch date.Weekday() {
		case time.Monday:
			volume[i] = 13
		case time.Saturday:
			volume[i] = 5
		case time.Sunday:
			volume[i] = 3
		}
		if date.Month() == time.November && date.Day() >= 20 || date.Month() == time.December && date.Day() <= 22 {
			volume[i] = volume[i] * 9 / 5
		}
	}
	return volume
}

// spread divides total into parts in proportion to their weights and returns where each ends. Parts add up exactly.
func spread(total int, weights []int) []int {
	whole := 0
	for _, weight := range weights {
		whole += weight
	}
	ends, reached := make([]int, len(weights)), 0
	for i, weight := range weights {
		reached += weight
		ends[i] = total/whole*reached + total%whole*reached/whole
	}
	return ends
}
