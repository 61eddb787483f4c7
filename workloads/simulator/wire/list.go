package wire

import "strings"

// splitList parts a text at commas; white space around the words and empty ones are left out.
func splitList(text string) (words []string) {
	for word := range strings.SplitSeq(text, ",") {
		if word = strings.TrimSpace(word); word != "" {
			words = append(words, word)
		}
	}
	return words
}

// SplitList are the words of a parameter that was sent once with commas, or several times.
func SplitList(values []string) (words []string) {
	for _, value := range values {
		words = append(words, splitList(value)...)
	}
	return words
}
