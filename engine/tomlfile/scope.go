package tomlfile

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
)

// A decoder collects what is wrong while it goes on.
type decoder struct {
	root     reflect.Value
	problems []Problem
	listed   map[string]bool // the tables whose keys a problem lists
}

// A scope is where in the file the decoder is.
type scope struct {
	at    *node
	path  []string
	table string // the header of the table that it is in; "" at the top
}

// into is the scope of a key, whose value goes into a type.
func (s scope) into(key string, t reflect.Type) scope {
	inner := scope{path: append(slices.Clone(s.path), key), table: s.table}
	inner.at, _ = s.at.step(key)
	if isTable(t) {
		inner.table = header(inner.path, t)
	}
	return inner
}

func (s scope) item(i int) scope {
	s.at, _ = s.at.step(i)
	return s
}

// refuse adds a problem with the value of a scope.
func (d *decoder) refuse(s scope, err error) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, part := range joined.Unwrap() {
			d.refuse(s, part)
		}
		return
	}
	d.problems = append(d.problems, Problemf(s.at.value, "%s: %v%s", label(s.path), err, d.meantAbove(s)))
}

// wrong adds the problem that a value is not what was expected.
func (d *decoder) wrong(s scope, expected string, value any) {
	d.refuse(s, errors.New("expected "+expected+"; found "+Found(value)))
}

// meantAbove is a hint for a table's key that is also one of the top: in TOML
// whatever follows a header belongs to its table.
func (d *decoder) meantAbove(s scope) string {
	if len(s.path) < 2 || !slices.Contains(keysIn(d.root.Type().Elem()), s.path[len(s.path)-1]) {
		return ""
	}
	return fmt.Sprintf(" (if %s at the top of the file was meant: write it above all tables)", label(s.path[len(s.path)-1:]))
}
