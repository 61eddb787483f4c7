package shipping

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// carriers are the words that make a cell a carrier preference (docs/domain.md, "A spreadsheet line"), in lower case.
var carriers = [...]string{"usps", "fedex", "ups", "dhl", "asendia"}

// carrierInitials are the first letters of the carriers, in both cases. Most other cells are ruled out by their first letter.
var carrierInitials = [256]bool{'u': true, 'U': true, 'f': true, 'F': true, 'd': true, 'D': true, 'a': true, 'A': true}

// isCarrierPreference says whether a trimmed cell is a carrier preference: a carrier's name as a word of its own, in any case, alone or
// followed by words of services only. "FEDEX- Priority" and "UPS 2nd Day Air" are; "Upsala", "Dhlamini", "Mary Ups" and the order
// number "UPS-10023" are not.
func isCarrierPreference(cell string) bool {
	if cell == "" || !carrierInitials[cell[0]] {
		return false
	}
	for _, name := range carriers {
		if len(cell) >= len(name) && cell[0]|0x20 == name[0] && strings.EqualFold(cell[:len(name)], name) {
			return len(cell) == len(name) || namesService(cell[len(name):])
		}
	}
	return false
}

// namesService says whether the rest of a cell, right behind a carrier's name, is not the end of a longer word and has only words that
// services are called by. Numbers ("UPS 2 Day Air", "DHL Express 12:00") count beside such a word, never by themselves.
func namesService(rest string) bool {
	if isWordByte(rest[0]) {
		return false
	}
	words, numbers := 0, 0
	for at := 0; at < len(rest); {
		if !isWordByte(rest[at]) {
			r, width := utf8.DecodeRuneInString(rest[at:])
			if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
				return false // no service's name has any but ASCII letters and digits
			}
			at += width
			continue
		}
		start := at
		for at < len(rest) && isWordByte(rest[at]) {
			at++
		}
		switch word := rest[start:at]; {
		case isServiceWord(word):
			words++
		case len(word) <= 2 && strings.Trim(word, "0123456789") == "":
			numbers++
		default:
			return false
		}
	}
	return words > 0 || numbers == 0
}

func isWordByte(c byte) bool {
	return (c|0x20)-'a' <= 'z'-'a' || c-'0' <= 9 || c == '_'
}

// isServiceWord looks a word of any case up among the serviceWords, without allocating.
func isServiceWord(word string) bool {
	var lower [len("international")]byte
	if len(word) > len(lower) {
		return false
	}
	for i := range len(word) {
		lower[i] = word[i]
		if word[i]-'A' <= 'Z'-'A' {
			lower[i] |= 0x20
		}
	}
	return serviceWords()[string(lower[:len(word)])]
}

// serviceWords are the words that the five carriers' published service names are made of, in lower case. A missing service matters only for
// lines with reference columns. Other lines are read the same.
var serviceWords = sync.OnceValue(func() map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(`
		priority express ground first class package packages parcel parcels mail post advantage groundadvantage media library retail
		select flat rate box envelope overnight standard saver economy freight next early am pm a m day days 1day 2day 3day 1st 2nd 3rd
		second third air home delivery smart smartpost sure surepost innovations expedited worldwide international intl global globalmail
		domestic connect connectplus plus ecommerce commerce e epaq paq tracked untracked packet direct one rates morning noon evening
		saturday sunday same service services business basic elite light heavy document documents ddp ddu dap registered certified
		signature regional large small medium by the and to`) {
		set[word] = true
	}
	return set
})
