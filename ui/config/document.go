package config

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"ep-benchmark/engine/text"
)

// A document is a TOML file as it stands, not yet checked against what can be configured.
type document struct {
	values map[string]any
	places placeIndex
}

// An entry is a name with its value, at the top of the file or in a table.
type entry struct {
	name  string
	at    text.Place
	value any
}

// readDocument parses TOML. Where it fails there is one problem: what comes after a mistake of syntax can't be judged.
func readDocument(file []byte) (document, *Problem) {
	file = bytes.TrimPrefix(file, []byte("\ufeff")) // Windows editors write it
	if !utf8.Valid(file) {
		return document{}, encodingProblem(file)
	}
	doc := document{values: make(map[string]any)}
	if err := toml.Unmarshal(file, &doc.values); err != nil {
		return document{}, syntaxProblem(err)
	}
	doc.places = indexPlaces(file)
	return doc, nil
}

// encodingProblem is the problem at the first byte that is not UTF-8.
func encodingProblem(file []byte) *Problem {
	valid := 0
	for valid < len(file) {
		r, width := utf8.DecodeRune(file[valid:])
		if r == utf8.RuneError && width == 1 {
			break
		}
		valid += width
	}
	return &Problem{text.PlaceOf(file, valid), "not UTF-8 text; save the file as UTF-8"}
}

func syntaxProblem(err error) *Problem {
	words := "not valid TOML: " + text.Cut(strings.TrimPrefix(err.Error(), "toml: "), longestWords)
	var syntax *toml.DecodeError
	if !errors.As(err, &syntax) {
		return &Problem{Text: words}
	}
	line, column := syntax.Position()
	return &Problem{text.Place{Line: line, Column: column}, words}
}

// options returns what stands at the top of the file, tables among it, in the order of the file.
func (d document) options() []entry { return entriesOf(d.values, d.places.options) }

// table returns what a table holds, in the order of the file.
func (d document) table(name string) (entries []entry, isTable bool) {
	values, isTable := d.values[name].(map[string]any)
	return entriesOf(values, d.places.entries[name]), isTable
}

func entriesOf(values map[string]any, places map[string]text.Place) []entry {
	entries := make([]entry, 0, len(values))
	for name, value := range values {
		entries = append(entries, entry{name, places[name], value})
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.at.Line, b.at.Line), cmp.Compare(a.at.Column, b.at.Column), cmp.Compare(a.name, b.name))
	})
	return entries
}
