package rulefile

import (
	"fmt"
	"reflect"
)

// keysOf lists the keys that a file of rules may have at a path of tables, and names the table as its header has it:
// [default], [[latency]], or "" for the top of the file. The keys are defined only by the structs that the file is
// decoded into.
func keysOf(t reflect.Type, path []string) (keys []string, table string) {
	for _, name := range path {
		if field, ok := fieldOf(t, name); ok {
			t, table = field.Type, header(name, field.Type)
		}
	}
	return keysIn(structOf(t)), table
}

// header is how a table of a name begins.
func header(name string, t reflect.Type) string {
	if t.Kind() == reflect.Slice {
		return fmt.Sprintf("[[%s]]", name)
	}
	return fmt.Sprintf("[%s]", name)
}

// structOf is the struct in pointers and lists.
func structOf(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t
}

// keysIn lists the keys of a struct, those of embedded ones among them.
func keysIn(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		if field := t.Field(i); field.Anonymous {
			keys = append(keys, keysIn(field.Type)...)
		} else {
			keys = append(keys, field.Tag.Get("toml"))
		}
	}
	return keys
}

func fieldOf(t reflect.Type, key string) (reflect.StructField, bool) {
	t = structOf(t)
	for i := range t.NumField() {
		if field := t.Field(i); field.Tag.Get("toml") == key {
			return field, true
		}
	}
	return reflect.StructField{}, false
}
