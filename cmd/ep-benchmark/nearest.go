package main

import "strings"

// nearest finds the name that a mistyped word was probably meant to be: one
// that it is a part of, has as a part or begins like, or that few slips of the
// finger turn it into.
func nearest(word string, names []string) (string, bool) {
	best, fewest := "", 1+max(1, len(word)/3)
	for _, name := range names {
		slips := distance(word, name)
		if related(word, name) {
			slips = 1
		}
		if slips < fewest {
			best, fewest = name, slips
		}
	}
	return best, best != ""
}

// related tells whether one word is within the other, or both begin alike.
func related(word, name string) bool {
	const shortestPart, shortestStart = 3, 4
	if len(word) < shortestPart {
		return false
	}
	alike := 0
	for alike < min(len(word), len(name)) && word[alike] == name[alike] {
		alike++
	}
	return alike >= shortestStart || strings.Contains(name, word) || strings.Contains(word, name)
}

// distance counts the letters to insert, to leave out, to replace, or to swap
// with the next one, that make b of a (optimal string alignment).
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			replaced := rows[i-1][j-1]
			if a[i-1] != b[j-1] {
				replaced++
			}
			rows[i][j] = min(replaced, rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
