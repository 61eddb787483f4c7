package text

import "strings"

// Nearest finds the name that a mistyped word was probably meant to be: a name
// that contains the word, is contained in it, begins like it, or differs from
// it by few typing mistakes. Upper case counts as lower case, and a hyphen as
// an underscore.
func Nearest(word string, names []string) (string, bool) {
	word = folded(word)
	if len(word) > longestWord {
		return "", false
	}
	best, rank, fewest := "", 1+allowedSlips(word), 0
	for _, name := range names {
		slips := distance(word, folded(name))
		as := slips
		if related(word, folded(name)) {
			as = min(slips, 1)
		}
		if as < rank || as == rank && slips < fewest {
			best, rank, fewest = name, as, slips
		}
	}
	return best, best != ""
}

// Expected says what a word should have been, as the second half of a message:
// "did you mean tracking? Expected tracking, parsing" or, where nothing is
// near, "expected tracking, parsing".
func Expected(word string, names []string) string {
	list := strings.Join(names, ", ")
	if meant, found := Nearest(word, names); found {
		return "did you mean " + meant + "? Expected " + list
	}
	return "expected " + list
}

// allowedSlips is how many letters of a word may be wrong. A short word allows
// none, since one mistake turns it into nearly any other.
func allowedSlips(word string) int {
	if len(word) < 3 {
		return 0
	}
	return max(1, len(word)/3)
}

// longestWord bounds what is compared: no name is nearly as long.
const longestWord = 200

func folded(word string) string { return strings.ToLower(strings.ReplaceAll(word, "-", "_")) }

// related tells whether one word is within the other, or both begin alike.
func related(word, name string) bool {
	const shortestPart, shortestStart = 3, 4
	if len(word) < shortestPart || len(name) < shortestPart {
		return false
	}
	alike := 0
	for alike < min(len(word), len(name)) && word[alike] == name[alike] {
		alike++
	}
	return alike >= max(shortestStart, (len(word)+1)/2) || strings.Contains(name, word) || strings.Contains(word, name)
}

// distance counts the letters to insert, to leave out, to replace, or to swap
// with the next one, that make b of a (optimal string alignment).
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			row[j] = min(last[j-1]+differ(a[i-1], b[j-1]), last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

func differ(a, b byte) int {
	if a == b {
		return 0
	}
	return 1
}
