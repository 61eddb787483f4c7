package sheets

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// synonyms turns the tables of words round: fields by their headers. Texts
// that stand later have the higher rank.
func synonyms(table map[field][]string) map[string]synonym {
	all := map[string]synonym{}
	for field, ranks := range table {
		for rank, words := range ranks {
			for word := range strings.SplitSeq(words, "|") {
				all[word] = synonym{field: field, rank: rank}
			}
		}
	}
	return all
}

// units turns a table of units round: short names by words.
func units(table map[string]string) map[string]string {
	all := map[string]string{}
	for short, words := range table {
		for word := range strings.SplitSeq(words, "|") {
			all[word] = short
		}
	}
	return all
}

// spelled writes inches out, and drops the end of a genitive.
var spelled = strings.NewReplacer(`"`, " in ", "'s", "", "’s", "")

// normalised is a header in lower case, with one space between its words and
// its numbers, and nothing else: "Ship-To ZIP", "shipToZip" and "SHIP_TO_ZIP"
// are the same.
func normalised(header string) string {
	var out []rune
	before := ' '
	for _, r := range withoutAccents(spelled.Replace(header)) {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			r = ' '
		case unicode.IsUpper(r) && unicode.IsLower(before), unicode.IsLetter(r) != unicode.IsLetter(before) && before != ' ':
			out = append(out, ' ')
		}
		if r != ' ' || before != ' ' {
			out = append(out, unicode.ToLower(r))
		}
		before = r
	}
	return strings.TrimSpace(string(out))
}

// folded are letters with a stroke and joined ones, which have no accents that
// could be taken off.
var folded = strings.NewReplacer("ß", "ss", "ẞ", "SS", "ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "æ", "ae", "Æ", "Ae", "œ", "oe", "Œ", "Oe", "đ", "d", "Đ", "D", "ı", "i")

// withoutAccents is a text whose letters have no accents. Others have written the
// same header without them.
func withoutAccents(text string) string {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return strings.Map(func(r rune) rune {
				if unicode.Is(unicode.Mn, r) {
					return -1
				}
				return r
			}, norm.NFKD.String(folded.Replace(text)))
		}
	}
	return text
}

// A claim is the field that a column's header names.
type claim struct {
	synonym
	unit string // that the header says; "" for none
}

// claimed is what a header names; false where nothing is known of it.
func claimed(header string) (claim, bool) {
	words := normalised(header)
	if words == "" || slices.Contains(unitWords, words) {
		return claim{}, false
	}
	if found, known := otherWords[words]; known {
		return claim{synonym: found}, true
	}
	if found, known := claimedMeasure(words); known {
		return found, true
	}
	return claimedParty(words)
}

// claimedMeasure reads headers such as "weight oz", and "pounds" alone.
func claimedMeasure(words string) (claim, bool) {
	base, unit := withoutUnit(words, weightUnits)
	switch found, known := measureWords[base]; {
	case known && found.field == weight:
		return claim{found, unit}, true
	case base == "" && unit == "lb":
		return claim{synonym: synonym{field: pounds}}, true
	case base == "" && unit == "oz":
		return claim{synonym: synonym{field: ounces}}, true
	}
	base, unit = withoutUnit(words, lengthUnits)
	if found, known := measureWords[base]; known && found.field != weight {
		return claim{found, unit}, true
	}
	return claim{}, false
}

// withoutUnit cuts the unit off a header: "weight oz", "weight in oz".
func withoutUnit(words string, units map[string]string) (base, unit string) {
	last := words[strings.LastIndexByte(words, ' ')+1:]
	short, known := units[last]
	if !known {
		return words, ""
	}
	base = strings.TrimSpace(strings.TrimSuffix(words, last))
	return strings.TrimSuffix(base, " in"), short
}

// claimedParty reads headers such as "ship to zip" and "zip shipping".
func claimedParty(words string) (claim, bool) {
	for _, party := range parties {
		rest, found := withoutParty(words, party.words)
		if !found && party.glued {
			rest, found = strings.CutPrefix(words, party.words)
		}
		if !found {
			continue
		}
		synonym, known := partyWords[rest]
		if rest == "" && party.alone {
			synonym.field, known = name, true
		}
		if !known {
			synonym, known = partyWords[strings.TrimPrefix(rest, "address ")]
		}
		if !known {
			continue
		}
		synonym.rank += partyRank * party.rank
		if party.sender {
			synonym.field = ofSender[synonym.field]
		}
		return claim{synonym: synonym}, true
	}
	return claim{}, false
}

// isStrangers tells whether a header names part of the address of a party to
// which nothing is sent.
func isStrangers(header string) bool {
	words := normalised(header)
	for _, stranger := range strangers {
		rest, found := withoutParty(words, stranger)
		if synonym, known := partyWords[rest]; found && known && isOfAddress(synonym.field) {
			return true
		}
	}
	for _, stranger := range foreignStrangers {
		rest, found := withoutParty(words, stranger)
		if !found {
			rest, found = strings.CutPrefix(words, stranger)
		}
		if synonym, known := partyWords[rest]; found && known && isOfAddress(synonym.field) {
			return true
		}
	}
	return false
}

// withoutParty cuts a party's name off a header's beginning or end.
func withoutParty(words, party string) (rest string, found bool) {
	if party == "" || words == party {
		return strings.TrimPrefix(words, party), true
	}
	if rest, found = strings.CutPrefix(words, party+" "); found {
		return rest, true
	}
	return strings.CutSuffix(words, " "+party)
}
