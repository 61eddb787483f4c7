package shipping

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/biter777/countries"
)

// DefaultCountry is the country of an address that names none.
const DefaultCountry = "US"

// wantCountry names what [ParseCountry] accepts.
const wantCountry = "an ISO 3166-1 code of two letters (US, DE), a country's English name (Norway), or nothing for US"

const (
	problemUnknownCode    = "two letters that are not an ISO 3166-1 code"
	problemUnknownCountry = "an unknown country"
)

// ParseCountry returns the ISO 3166-1 alpha-2 code, in upper case, of a country given by that code or by its English name, in any case.
// Empty text is [DefaultCountry]; UK is read as GB. A name matches as a whole or not at all: an unknown one is an error of type *[ParseError].
func ParseCountry(text string) (alpha2 string, err error) {
	alpha2, problem := lookUpCountry(strings.TrimSpace(text))
	if problem != "" {
		return "", &ParseError{Column: NoColumn, Field: "country", Text: text, Problem: problem, Want: wantCountry}
	}
	return alpha2, nil
}

// lookUpCountry is ParseCountry for a trimmed text, for callers that know the column.
func lookUpCountry(text string) (alpha2, problem string) {
	if text == "" {
		return DefaultCountry, ""
	}
	table := countryTable()
	if index, ok := letterPair(text); ok {
		if alpha2 = table.codes[index]; alpha2 == "" {
			return "", problemUnknownCode
		}
		return alpha2, ""
	}
	var folded [longestCountryName]byte
	length := foldName(text, &folded)
	alpha2, ok := table.names[string(folded[:length])]
	if !ok {
		return "", problemUnknownCountry
	}
	return alpha2, ""
}

// countryLookup holds what text can name a country. It is built once, at the first use, so a program that parses nothing does not build it.
type countryLookup struct {
	codes       [26 * 26]string // by letterPair; "" where ISO 3166-1 assigns none
	names       map[string]string
	postalCodes [26 * 26]*postalCode // by letterPair; nil where addresses have none
}

var countryTable = sync.OnceValue(newCountryLookup)

func newCountryLookup() *countryLookup {
	table := &countryLookup{names: make(map[string]string)}
	for _, country := range countries.All() {
		alpha2 := country.Alpha2()
		if strings.Contains(notInISO, alpha2) {
			continue
		}
		index, _ := letterPair(alpha2)
		table.codes[index] = alpha2
		table.addLibraryName(country.String(), alpha2)
	}
	for alpha2, aliases := range countryAliases {
		for _, alias := range aliases {
			table.addName(alias, alpha2)
		}
	}
	for i := range postalFormats {
		index, _ := letterPair(postalFormats[i].country)
		table.postalCodes[index] = newPostalCode(&postalFormats[i])
	}
	united, _ := letterPair("UK") // reserved by ISO 3166-1 for the United Kingdom, not assigned
	table.codes[united] = "GB"
	return table
}

// notInISO are the library's entries that ISO 3166-1 doesn't list (any more): the Netherlands Antilles (withdrawn 2010), Yugoslavia
// (withdrawn 2003) and Kosovo, whose XK is a code for private use.
const notInISO = "AN YU XK"

// addLibraryName adds a name of the library's, such as "Iran (Islamic Republic of)", with and without what it has in brackets.
func (table *countryLookup) addLibraryName(name, alpha2 string) {
	table.addName(name, alpha2)
	if short, _, found := strings.Cut(name, " ("); found {
		table.addName(short, alpha2)
	}
}

func (table *countryLookup) addName(name, alpha2 string) {
	var folded [longestCountryName]byte
	length := foldName(name, &folded)
	table.names[string(folded[:length])] = alpha2
}

// letterPair numbers the pairs of ASCII letters, in either case, from 0 to 675.
func letterPair(text string) (index int, ok bool) {
	if len(text) != 2 {
		return 0, false
	}
	first, second := (text[0]|0x20)-'a', (text[1]|0x20)-'a'
	return int(first)*26 + int(second), first < 26 && second < 26
}

// postalCodeOf returns what the postal codes of a country, given by its code, look like. It is nil where addresses have none.
func postalCodeOf(alpha2 string) *postalCode {
	index, ok := letterPair(alpha2)
	if !ok {
		return nil
	}
	return countryTable().postalCodes[index]
}

// longestCountryName is the room for a name in lower case, in bytes. A longer text is no country that the table knows.
const longestCountryName = 64

// foldName writes a name in lower case, with one space for each run of white space, and returns its length, or 0 if it does not fit.
func foldName(name string, folded *[longestCountryName]byte) (length int) {
	for at := 0; at < len(name); {
		if length+utf8.UTFMax > len(folded) {
			return 0
		}
		if end := skipSpace(name, at); end > at {
			folded[length] = ' '
			length++
			at = end
			continue
		}
		c := name[at]
		if c < utf8.RuneSelf {
			if c-'A' <= 'Z'-'A' {
				c |= 0x20
			}
			folded[length] = c
			length++
			at++
			continue
		}
		r, width := utf8.DecodeRuneInString(name[at:])
		length += utf8.EncodeRune(folded[length:], unicode.ToLower(r))
		at += width
	}
	return length
}
