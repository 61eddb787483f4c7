package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
)

// A document is a TOML file as it stands, not yet checked against what can be configured.
type document struct {
	values map[string]any
	lines  lineIndex
}

// An entry is a name with its value, at the top of the file or in a table.
type entry struct {
	name  string
	line  int
	value any
}

// readDocument parses TOML. Where it fails there is one problem: what comes after a mistake of syntax can't be judged.
func readDocument(text []byte) (document, *Problem) {
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // Windows editors write it
	if !utf8.Valid(text) {
		return document{}, &Problem{invalidLine(text), "not UTF-8 text; save the file as UTF-8"}
	}
	doc := document{values: make(map[string]any)}
	if err := toml.Unmarshal(text, &doc.values); err != nil {
		return document{}, syntaxProblem(err)
	}
	doc.lines = indexLines(text)
	return doc, nil
}

// invalidLine returns the line of the first byte that is not UTF-8.
func invalidLine(text []byte) int {
	line := 1
	for len(text) > 0 {
		r, width := utf8.DecodeRune(text)
		if r == utf8.RuneError && width == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		text = text[width:]
	}
	return line
}

func syntaxProblem(err error) *Problem {
	words := "not valid TOML: " + printable(strings.TrimPrefix(err.Error(), "toml: "))
	var syntax *toml.DecodeError
	if !errors.As(err, &syntax) {
		return &Problem{Text: words}
	}
	line, column := syntax.Position()
	return &Problem{line, fmt.Sprintf("column %d: %s", column, words)}
}

// options returns what stands at the top of the file, tables among it, in the order of the file.
func (d document) options() []entry { return entriesOf(d.values, d.lines.options) }

// table returns what a table holds, in the order of the file.
func (d document) table(name string) (entries []entry, isTable bool) {
	values, isTable := d.values[name].(map[string]any)
	return entriesOf(values, d.lines.entries[name]), isTable
}

func entriesOf(values map[string]any, lines map[string]int) []entry {
	entries := make([]entry, 0, len(values))
	for name, value := range values {
		entries = append(entries, entry{name, lines[name], value})
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.name, b.name))
	})
	return entries
}
