package config

import (
	"bytes"

	"github.com/pelletier/go-toml/v2/unstable"
)

// A lineIndex knows the lines, from 1, on which the names of a file stand first.
//
// Note: go-toml tells positions of its own errors only, and stops at the first. Its parser, in the package it calls unstable, tells all; so
// that package is used for this and nothing else, and a file is understood just as well without it.
type lineIndex struct {
	options map[string]int            // names at the top of the file, tables among them
	entries map[string]map[string]int // names in a table, by the table's

	text    []byte
	offset  int // how far lines were counted
	current int // the line there
}

// indexLines finds the lines of the names in a valid TOML text.
func indexLines(text []byte) lineIndex {
	index := lineIndex{options: make(map[string]int), entries: make(map[string]map[string]int), text: text, current: 1}
	var parser unstable.Parser
	parser.Reset(text)
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
func (x *lineIndex) addInline(path []string, value *unstable.Node) {
	if value.Kind != unstable.InlineTable {
		return
	}
	for children := value.Children(); children.Next(); {
		x.add(path, children.Node())
	}
}

// add adds a name that stands in the table at a path, and returns the name's own path. Names must come in the order of the text.
func (x *lineIndex) add(table []string, named *unstable.Node) (path []string) {
	path = append(path, table...)
	line := 0
	for names := named.Key(); names.Next(); {
		path = append(path, string(names.Node().Data))
		if line == 0 {
			line = x.lineAt(int(names.Node().Raw.Offset))
		}
	}
	first := path[0]
	if _, known := x.options[first]; !known {
		x.options[first] = line
	}
	if len(path) == 1 {
		return path
	}
	if x.entries[first] == nil {
		x.entries[first] = make(map[string]int)
	}
	if _, known := x.entries[first][path[1]]; !known {
		x.entries[first][path[1]] = line
	}
	return path
}

// lineAt returns the line of an offset that is no smaller than the one before: counting on keeps a long file from being counted again for
// each of its names.
func (x *lineIndex) lineAt(offset int) int {
	x.current += bytes.Count(x.text[x.offset:offset], []byte{'\n'})
	x.offset = offset
	return x.current
}
