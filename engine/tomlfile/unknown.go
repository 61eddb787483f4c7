package tomlfile

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"ep-benchmark/engine/text"
)

// unknown reports a key that the table does not have.
func (d *decoder) unknown(s scope, key string, t reflect.Type) {
	named, _ := s.at.step(key)
	where := "at the top"
	if s.table != "" {
		where = "in " + s.table
	}
	d.problems = append(d.problems, Problemf(named.key, "unknown %s %s %s: %s",
		noun(t), text.Quoted(key, longestQuote), where, d.insteadOf(s, key, keysOf(t))))
}

// noun is what the keys of a table are called: of a map by the type of its keys,
// such as Action.
func noun(t reflect.Type) string {
	if t.Kind() == reflect.Map {
		return strings.ToLower(t.Key().Name())
	}
	return "key"
}

// insteadOf says what to write instead of an unknown key. Only the first one of
// a table lists all keys.
func (d *decoder) insteadOf(s scope, key string, known []string) string {
	if place := d.belongs(s, key); place != "" {
		return place
	}
	if d.listed[s.table] {
		if near, found := text.Nearest(key, known); found {
			return "did you mean " + near + "?"
		}
		return "expected one of those listed above"
	}
	if d.listed == nil {
		d.listed = make(map[string]bool)
	}
	d.listed[s.table] = true
	if hint := d.hint(s, key); hint != "" {
		return fmt.Sprintf("%s. Expected %s", hint, strings.Join(known, ", "))
	}
	return text.Expected(key, known)
}

// hint asks the struct of the file about a key that is unknown at its top.
func (d *decoder) hint(s scope, key string) string {
	hinter, ok := d.root.Interface().(Hinter)
	if !ok || s.table != "" {
		return ""
	}
	return hinter.Hint(key)
}

// belongs says where a key belongs that is in the wrong table.
func (d *decoder) belongs(s scope, key string) string {
	top := d.root.Type().Elem()
	if s.table != "" && slices.Contains(keysIn(top), key) {
		return "it belongs at the top of the file, above all tables"
	}
	var headers []string
	for _, name := range keysIn(top) {
		field, _ := fieldOf(d.root.Elem(), name)
		if of := header([]string{name}, field.Type()); isTable(field.Type()) && of != s.table && slices.Contains(keysOf(field.Type()), key) {
			headers = append(headers, of)
		}
	}
	if len(headers) == 0 {
		return ""
	}
	return "it belongs below " + strings.Join(headers, " or ")
}
