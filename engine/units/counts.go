package units

import (
	"strconv"
	"strings"
)

// Plural is the form of a word that goes with n.
func Plural[N ~int | ~int64](n N, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Counted renders a number with its noun, which forms its plural with an s: "1
// worker", "16 workers", "10,000 runs".
func Counted[N ~int | ~int64](n N, noun string) string { return CountedAs(n, noun, noun+"s") }

// CountedAs is Counted for words with another plural: "1 run is", "2 runs are".
func CountedAs[N ~int | ~int64](n N, one, many string) string {
	return Count(int64(n)) + " " + Plural(n, one, many)
}

// Ranges renders ascending numbers in a sentence. Three or more that follow each
// other are drawn together: "2, 3, 5 to 8".
func Ranges(numbers []int) string { return ranges(numbers, 3, " to ", ", ") }

// CPUList renders ascending numbers as Linux lists CPUs: "0-3,8".
func CPUList(numbers []int) string { return ranges(numbers, 2, "-", ",") }

// ranges joins numbers. A range needs at least least consecutive ones.
func ranges(numbers []int, least int, to, separator string) string {
	var parts []string
	for i := 0; i < len(numbers); {
		last := i
		for last+1 < len(numbers) && numbers[last+1] == numbers[last]+1 {
			last++
		}
		if last-i+1 < least {
			last = i
		}
		part := strconv.Itoa(numbers[i])
		if last > i {
			part += to + strconv.Itoa(numbers[last])
		}
		parts = append(parts, part)
		i = last + 1
	}
	return strings.Join(parts, separator)
}
