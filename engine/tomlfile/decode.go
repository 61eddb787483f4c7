package tomlfile

import (
	"cmp"
	"maps"
	"reflect"
	"slices"

	"ep-benchmark/engine/text"
)

// Decode reads a file into the struct that into points to. The toml tags of its
// fields are the keys; what the file leaves out stays as it is. The error is an
// [*Error], which calls the file by the name given; the struct is then half read.
func Decode(name string, file []byte, into any) (Positions, error) {
	file = withoutMark(file)
	values, problem := parse(file)
	if problem != nil {
		return Positions{name: name}, &Error{name, []Problem{*problem}}
	}
	d := decoder{root: reflect.ValueOf(into)}
	positions := Positions{name, index(file)}
	d.table(scope{at: positions.root}, values, d.root.Elem())
	return positions, errorOf(name, d.problems)
}

// table reads a table, whose values are known, into a struct or a map.
func (d *decoder) table(s scope, values map[string]any, into reflect.Value) {
	for _, key := range inOrder(s.at, values) {
		switch {
		case into.Kind() == reflect.Struct:
			if field, known := fieldOf(into, key); known {
				d.value(s.into(key, field.Type()), values[key], field)
				continue
			}
			d.unknown(s, key, into.Type())
		case isOpen(into.Type()) || slices.Contains(keysOf(into.Type()), key):
			d.entry(s, key, values[key], into)
		default:
			d.unknown(s, key, into.Type())
		}
	}
}

// entry reads a value into a map.
func (d *decoder) entry(s scope, key string, value any, into reflect.Value) {
	if into.IsNil() {
		into.Set(reflect.MakeMap(into.Type()))
	}
	element := reflect.New(into.Type().Elem()).Elem()
	d.value(s.into(key, element.Type()), value, element)
	into.SetMapIndex(reflect.ValueOf(key).Convert(into.Type().Key()), element)
}

// inOrder returns the keys of a table in the order of the file.
func inOrder(at *node, values map[string]any) []string {
	place := func(key string) text.Place {
		named, _ := at.step(key)
		return named.key
	}
	return slices.SortedFunc(maps.Keys(values), func(a, b string) int {
		return cmp.Or(compare(place(a), place(b)), cmp.Compare(a, b))
	})
}
