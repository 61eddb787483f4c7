package tomlfile

import (
	"slices"

	"ep-benchmark/engine/text"
)

// Positions knows where the keys of a file stand, for problems that are found
// after it was read.
type Positions struct {
	name string
	root *node
}

// A node is the place of a key, of its value, and of what is in the value.
type node struct {
	key, value text.Place
	children   map[string]*node
	items      []*node // of a list, or tables with the same header [[x]]
}

// At is the place of a key. The path has texts for keys and ints for the items
// of lists, from 0: At("fault", 2, "every"). Where the file does not have all of
// the path, it is the place of the last key that the file has.
func (p Positions) At(path ...any) text.Place {
	if p.root == nil {
		return text.Place{}
	}
	at, known := p.root, true
	for i := 0; i < len(path) && known; i++ {
		at, known = at.step(path[i])
	}
	return at.key
}

// Join adds problems that were found later to the error that Decode returned, if
// it did. It returns nil where there is neither.
func (p Positions) Join(err error, more ...Problem) error {
	if before, ok := err.(*Error); ok {
		more = append(slices.Clone(before.Problems), more...)
	}
	return errorOf(p.name, more)
}

// step goes to a key or an item, or stays where there is none.
func (n *node) step(step any) (next *node, known bool) {
	switch step := step.(type) {
	case string:
		next = n.children[step]
	case int:
		if step >= 0 && step < len(n.items) {
			next = n.items[step]
		}
	}
	if next == nil {
		return n, false
	}
	return next, true
}

// child is the node of a key, added if it is new.
func (n *node) child(name string, at text.Place) *node {
	if known := n.children[name]; known != nil {
		return known
	}
	if n.children == nil {
		n.children = make(map[string]*node)
	}
	added := &node{key: at, value: at}
	n.children[name] = added
	return added
}

// latest is the item that further headers add to: [a.b] below [[a]] belongs to
// the last of them.
func (n *node) latest() *node {
	if len(n.items) > 0 {
		return n.items[len(n.items)-1]
	}
	return n
}

func (n *node) add(at text.Place) *node {
	item := &node{key: at, value: at}
	n.items = append(n.items, item)
	return item
}
