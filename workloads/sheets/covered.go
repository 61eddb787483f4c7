package sheets

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ep-benchmark/workloads/shipping"
)

// afterStreet are the parts of an address that may stand behind its street, where
// a file has the whole address in one cell.
var afterStreet = []field{street2, city, state, postalCode, country}

// side is a recipient's field, or the sender's in its place where f is one of
// the sender's.
func side(f, recipients field) field {
	if ofRecipient(f) == f {
		return recipients
	}
	return ofSender[recipients]
}

// countryOf is the code of the country of the address that a field belongs to;
// "" for one that is not known.
func (o *ordered) countryOf(f field) string {
	code, err := shipping.ParseCountry(o.get(side(f, country)))
	if err != nil {
		return ""
	}
	return code
}

// sameStreet tells whether a text has nothing that the address lacks: it begins
// with the street and goes on only with other parts of the address, or the
// street begins with it.
func (o *ordered) sameStreet(street, text string, f field) bool {
	rest, longer := afterWords(text, street)
	_, shorter := afterWords(street, text)
	return shorter || longer && o.covers(f, rest, afterStreet...)
}

// afterWords is what a text says after the words that it begins with, in any
// case.
func afterWords(text, begin string) (rest string, begins bool) {
	rest, begins = strings.CutPrefix(strings.ToLower(text), strings.ToLower(begin))
	next, _ := utf8.DecodeRuneInString(rest)
	return rest, begins && begin != "" && !unicode.IsLetter(next) && !unicode.IsDigit(next)
}

// covers tells whether the row's texts of some fields, on the side of f, have
// all the words of a text. A country and a state of the United States are
// known by their codes and names.
func (o *ordered) covers(f field, text string, fields ...field) bool {
	var known []string
	for _, one := range fields {
		cell := o.get(side(f, one))
		known = append(known, wordsOf(cell)...)
		if one == state && o.countryOf(f) == shipping.DefaultCountry {
			code := shipping.StateCode(cell)
			known = append(known, wordsOf(code+" "+strings.Join(shipping.StateNames(code), " "))...)
		}
	}
	rest := slices.DeleteFunc(wordsOf(text), func(word string) bool { return slices.Contains(known, word) })
	if len(rest) == 0 {
		return true
	}
	named, err := shipping.ParseCountry(strings.Join(rest, " "))
	return err == nil && slices.Contains(fields, country) && named == o.countryOf(f)
}

// wordsOf are a text's words and numbers, in lower case.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
