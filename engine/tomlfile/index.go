package tomlfile

import (
	"bytes"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"

	"ep-benchmark/engine/text"
)

// An indexer finds the places of a file's keys.
//
// Note: go-toml reports positions only in its errors. Its parser, in the package
// that it calls unstable, reports all. That package is used for places and
// nothing else, so a file is understood just as well without it.
type indexer struct {
	file   []byte
	offset int        // how far lines and columns were counted
	at     text.Place // the place there
}

// index finds the keys of a valid TOML text.
func index(file []byte) *node {
	x := &indexer{file: file, at: text.Place{Line: 1, Column: 1}}
	root := &node{}
	var parser unstable.Parser
	parser.Reset(file)
	table := root
	for parser.NextExpression() {
		switch e := parser.Expression(); e.Kind {
		case unstable.Table:
			table = x.follow(root, e).latest()
		case unstable.ArrayTable:
			named := x.follow(root, e)
			table = named.add(x.at)
		case unstable.KeyValue:
			x.pair(table, e)
		}
	}
	return root
}

// follow goes along a dotted key, whose parts are added if they are new.
func (x *indexer) follow(from *node, named *unstable.Node) *node {
	at := from
	for parts := named.Key(); parts.Next(); {
		part := parts.Node()
		at = at.latest().child(string(part.Data), x.place(int(part.Raw.Offset)))
	}
	return at
}

// pair adds a key with its value.
func (x *indexer) pair(table *node, e *unstable.Node) {
	named := x.follow(table, e)
	named.value = x.place(x.valueAfter(e))
	x.inside(named, e.Value())
}

// valueAfter is where the value of a pair begins. The parser does not say it for
// lists.
func (x *indexer) valueAfter(e *unstable.Node) int {
	end := 0
	for parts := e.Key(); parts.Next(); {
		raw := parts.Node().Raw
		end = int(raw.Offset + raw.Length)
	}
	rest := bytes.TrimLeft(x.file[end:], " \t=")
	return len(x.file) - len(rest)
}

// inside adds what is in a list or an inline table.
func (x *indexer) inside(owner *node, value *unstable.Node) {
	switch value.Kind {
	case unstable.InlineTable:
		for pairs := value.Children(); pairs.Next(); {
			x.pair(owner, pairs.Node())
		}
	case unstable.Array:
		for items := value.Children(); items.Next(); {
			item, at := items.Node(), owner.value
			if item.Raw.Length > 0 {
				at = x.place(int(item.Raw.Offset))
			}
			x.inside(owner.add(at), item)
		}
	}
}

// place is the place of an offset. It goes on counting from the one before, so
// that a long file is not counted again for each of its keys.
func (x *indexer) place(offset int) text.Place {
	if offset < x.offset {
		x.offset, x.at = 0, text.Place{Line: 1, Column: 1}
	}
	passed := x.file[x.offset:offset]
	if last := bytes.LastIndexByte(passed, '\n'); last >= 0 {
		x.at.Line += bytes.Count(passed, []byte{'\n'})
		x.at.Column, passed = 1, passed[last+1:]
	}
	x.at.Column += utf8.RuneCount(passed)
	x.offset = offset
	return x.at
}
