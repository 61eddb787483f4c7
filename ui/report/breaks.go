package report

import "strings"

// unitNames are what may follow a figure behind a space, and must not be
// parted from it by the end of a line.
var unitNames = map[string]bool{
	"%": true, "s": true, "ms": true, "µs": true, "ns": true, "min": true, "h": true,
	"KB": true, "MB": true, "GB": true, "TB": true,
}

// unbroken splits a text where its lines may be broken.
func unbroken(text string) []string {
	var found []string
	for _, word := range strings.Fields(text) {
		last := len(found) - 1
		switch {
		case last < 0:
		case unitNames[strings.TrimRight(word, ",.;:)]")] && endsInDigit(found[last]),
			found[last] == "-", found[last] == ">", found[last] == "<":
			found[last] += " " + word
			continue
		}
		found = append(found, word)
	}
	return found
}

func endsInDigit(word string) bool {
	last := word[len(word)-1]
	return last >= '0' && last <= '9'
}
