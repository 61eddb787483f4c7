package config

import (
	"fmt"
	"strings"
)

// longestList is how many names a message about an unknown one may list.
const longestList = 20

// suggestion ends a message about an unknown name: with the name that was likely meant, else with all names if they are few.
func suggestion(name string, known []string) string {
	if meant := nearest(name, known); meant != "" {
		return fmt.Sprintf(": did you mean %q?", meant)
	}
	if len(known) > longestList {
		return ""
	}
	return "; known are " + strings.Join(known, ", ")
}

// nearest returns the known name that is so near to a name that a slip of the fingers explains the difference, or "".
func nearest(name string, known []string) string {
	name = strings.ToLower(strings.ReplaceAll(name, "-", "_"))
	best, bestDistance := "", 1+allowedSlips(name)
	for _, candidate := range known {
		if distance := editDistance(name, candidate, bestDistance); distance < bestDistance {
			best, bestDistance = candidate, distance
		}
	}
	return best
}

// allowedSlips is how many letters of a name may be wrong, missing or too many.
func allowedSlips(name string) int {
	switch {
	case len(name) < 3:
		return 0
	case len(name) < 6:
		return 1
	default:
		return 2
	}
}

// editDistance is Levenshtein's, in bytes; a swap of neighbours counts as one. Names whose lengths alone differ by limit or more are not
// looked at.
func editDistance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, previous, current := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range previous {
		previous[j] = j
	}
	for i := 1; i <= len(a); i++ {
		current[0] = i
		for j := 1; j <= len(b); j++ {
			replace := previous[j-1]
			if a[i-1] != b[j-1] {
				replace++
			}
			current[j] = min(replace, previous[j]+1, current[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				current[j] = min(current[j], before[j-2]+1)
			}
		}
		before, previous, current = previous, current, before
	}
	return previous[len(b)]
}
