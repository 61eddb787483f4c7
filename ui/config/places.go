package config

import (
	"bytes"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"

	"ep-benchmark/engine/text"
)

// A placeIndex knows where the names of a file stand first.
//
// Note: go-toml reports positions only in its errors, and stops at the first. Its parser, in the package it calls unstable, reports all; so
// that package is used for this and nothing else, and a file is understood just as well without it.
type placeIndex struct {
	options map[string]text.Place            // names at the top of the file, tables among them
	entries map[string]map[string]text.Place // names in a table, by the table's

	file   []byte
	offset int        // how far lines and columns were counted
	at     text.Place // the place there
}

// indexPlaces finds the names in a valid TOML text.
func indexPlaces(file []byte) placeIndex {
	index := placeIndex{options: make(map[string]text.Place), entries: make(map[string]map[string]text.Place), file: file, at: text.Place{Line: 1, Column: 1}}
	var parser unstable.Parser
	parser.Reset(file)
	var table []string
	for parser.NextExpression() {
		switch expression := parser.Expression(); expression.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = index.add(nil, expression)
		case unstable.KeyValue:
			path := index.add(table, expression)
			index.addInline(path, expression.Value())
		}
	}
	return index
}

// addInline adds the names in an inline table: keys = {quit = "q"}.
func (x *placeIndex) addInline(path []string, value *unstable.Node) {
	if value.Kind != unstable.InlineTable {
		return
	}
	for children := value.Children(); children.Next(); {
		x.add(path, children.Node())
	}
}

// add adds a name that stands in the table at a path, and returns the name's own path. Names must come in the order of the text.
func (x *placeIndex) add(table []string, named *unstable.Node) (path []string) {
	path = append(path, table...)
	var at text.Place
	for names := named.Key(); names.Next(); {
		path = append(path, string(names.Node().Data))
		if at.Line == 0 {
			at = x.placeAt(int(names.Node().Raw.Offset))
		}
	}
	first := path[0]
	if _, known := x.options[first]; !known {
		x.options[first] = at
	}
	if len(path) == 1 {
		return path
	}
	if x.entries[first] == nil {
		x.entries[first] = make(map[string]text.Place)
	}
	if _, known := x.entries[first][path[1]]; !known {
		x.entries[first][path[1]] = at
	}
	return path
}

// placeAt returns the place of an offset, which must not be smaller than the one before. It goes on counting from there, so that a long
// file is not counted again for each of its names.
func (x *placeIndex) placeAt(offset int) text.Place {
	passed := x.file[x.offset:offset]
	if last := bytes.LastIndexByte(passed, '\n'); last >= 0 {
		x.at.Line += bytes.Count(passed, []byte{'\n'})
		x.at.Column, passed = 1, passed[last+1:]
	}
	x.at.Column += utf8.RuneCount(passed)
	x.offset = offset
	return x.at
}
