package tomlfile

import (
	"encoding"
	"reflect"
	"strings"

	"ep-benchmark/engine/text"
)

// structOf is the type in pointers and lists.
func structOf(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t
}

// isTable tells whether a type is read from a table, or from several.
func isTable(t reflect.Type) bool {
	inner := structOf(t)
	return (inner.Kind() == reflect.Struct || inner.Kind() == reflect.Map) && !readsItself(t) && !readsItself(inner)
}

// readsItself tells whether a type has a notation of its own.
func readsItself(t reflect.Type) bool {
	pointer := reflect.PointerTo(t)
	return pointer.Implements(reflect.TypeFor[Value]()) || pointer.Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// isOpen tells whether a map takes every key.
func isOpen(t reflect.Type) bool { return t.Kind() == reflect.Map && wordsOf(t.Key()) == nil }

// keysOf lists the keys that a table may have which is read into a type.
func keysOf(t reflect.Type) []string {
	t = structOf(t)
	switch t.Kind() {
	case reflect.Map:
		return wordsOf(t.Key())
	case reflect.Struct:
		return keysIn(t)
	}
	return nil
}

// keysIn lists the keys of a struct, those of embedded ones among them.
func keysIn(t reflect.Type) []string {
	var keys []string
	for field := range t.Fields() {
		if key := field.Tag.Get("toml"); key != "" {
			keys = append(keys, key)
		} else if field.Anonymous {
			keys = append(keys, keysOf(field.Type)...)
		}
	}
	return keys
}

// fieldOf finds the field of a key.
func fieldOf(table reflect.Value, key string) (field reflect.Value, known bool) {
	for i := range table.NumField() {
		switch about := table.Type().Field(i); {
		case about.Tag.Get("toml") == key:
			return table.Field(i), true
		case about.Tag.Get("toml") == "" && about.Anonymous && about.Type.Kind() == reflect.Struct:
			if field, known = fieldOf(table.Field(i), key); known {
				return field, true
			}
		}
	}
	return reflect.Value{}, false
}

// header is how a table begins.
func header(path []string, t reflect.Type) string {
	if t.Kind() == reflect.Slice {
		return "[[" + label(path) + "]]"
	}
	return "[" + label(path) + "]"
}

// label writes the path of a key as TOML does.
func label(path []string) string {
	parts := make([]string, len(path))
	for i, part := range path {
		parts[i] = part
		if part == "" || strings.ContainsFunc(part, isQuotedInKeys) {
			parts[i] = text.Quoted(part, longestQuote)
		}
	}
	return strings.Join(parts, ".")
}

func isQuotedInKeys(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_' && r != '-'
}

// wordsOf lists the texts that a type accepts; it is nil for one that takes any.
func wordsOf(t reflect.Type) []string {
	if t.Kind() != reflect.String {
		return nil
	}
	if words, ok := reflect.Zero(t).Interface().(Words); ok {
		return words.Words()
	}
	return nil
}

// valid asks a value about its bounds; one without is valid.
func valid(v reflect.Value) bool {
	bounded, ok := v.Addr().Interface().(Bounded)
	return !ok || bounded.Valid()
}

// expected describes what a field accepts.
func expected(v reflect.Value) string {
	if bounded, ok := v.Addr().Interface().(Bounded); ok {
		return bounded.Expected()
	}
	if words := wordsOf(v.Type()); words != nil {
		return "one of " + strings.Join(words, ", ")
	}
	switch {
	case v.Type() == durationType:
		return `a time in quotes, such as "100ms" or "1m30s"`
	case v.Kind() == reflect.String:
		return "text in quotes"
	case v.Kind() == reflect.Bool:
		return "true or false, without quotes"
	case v.CanUint():
		return "a whole number, 0 or more"
	case v.CanInt():
		return "a whole number"
	case v.CanFloat():
		return "a number"
	}
	return "what this program can read into " + v.Type().String()
}
