package tomlfile

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"ep-benchmark/engine/text"
)

// value reads a value into a field.
func (d *decoder) value(s scope, value any, into reflect.Value) {
	switch own := into.Addr().Interface().(type) {
	case Value:
		if err := own.FromTOML(value); err != nil {
			d.refuse(s, err)
		}
		return
	case encoding.TextUnmarshaler:
		d.text(s, own, value, into)
		return
	}
	switch into.Kind() {
	case reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		d.value(s, value, into.Elem())
	case reflect.Struct, reflect.Map:
		d.inner(s, value, into)
	case reflect.Slice:
		d.list(s, value, into)
	default:
		d.plain(s, value, into)
	}
}

// text reads a value that knows its own notation.
func (d *decoder) text(s scope, own encoding.TextUnmarshaler, value any, into reflect.Value) {
	written, isText := value.(string)
	err := own.UnmarshalText([]byte(written))
	if _, bounded := own.(Bounded); isText && err != nil && !bounded {
		d.refuse(s, err)
	} else if !isText || err != nil || !valid(into) {
		d.wrong(s, expected(into), value)
	}
}

// inner reads a table.
func (d *decoder) inner(s scope, value any, into reflect.Value) {
	values, ok := value.(map[string]any)
	if !ok {
		d.wrong(s, "a table, "+s.table+" on a line of its own", value)
		return
	}
	if into.Kind() == reflect.Map && into.IsNil() {
		into.Set(reflect.MakeMap(into.Type()))
	}
	d.table(s, values, into)
}

// list reads a list of values, or tables with the same header.
func (d *decoder) list(s scope, value any, into reflect.Value) {
	values, ok := value.([]any)
	switch {
	case !ok && isTable(into.Type()):
		d.wrong(s, "tables that begin with "+s.table, value)
		return
	case !ok:
		d.wrong(s, "a list", value)
		return
	}
	into.Set(reflect.MakeSlice(into.Type(), len(values), len(values)))
	for i := range values {
		d.value(s.item(i), values[i], into.Index(i))
	}
}

// plain reads a value that is no list and no table.
func (d *decoder) plain(s scope, value any, into reflect.Value) {
	if !assign(value, into) || !valid(into) {
		d.wrong(s, expected(into), value)
		return
	}
	if words := wordsOf(into.Type()); words != nil {
		d.word(s, into.String(), words)
	}
}

// word checks a text of which few are accepted.
func (d *decoder) word(s scope, word string, words []string) {
	if slices.Contains(words, word) {
		return
	}
	problem := fmt.Sprintf("expected one of %s; found %s", strings.Join(words, ", "), Found(word))
	if near, found := text.Nearest(word, words); found {
		problem += "; did you mean " + near + "?"
	}
	d.refuse(s, errors.New(problem))
}

var durationType = reflect.TypeFor[time.Duration]()

// assign sets a field to a value of its kind; it returns false for another.
func assign(value any, into reflect.Value) bool {
	if into.Type() == durationType {
		written, _ := value.(string)
		d, err := time.ParseDuration(written)
		into.SetInt(int64(d))
		return err == nil
	}
	switch value := value.(type) {
	case string:
		return into.Kind() == reflect.String && set(into.SetString, value)
	case bool:
		return into.Kind() == reflect.Bool && set(into.SetBool, value)
	case float64:
		return into.CanFloat() && set(into.SetFloat, value)
	case int64:
		return assignWhole(value, into)
	}
	return into.Kind() == reflect.Interface && into.NumMethod() == 0 && set(into.Set, reflect.ValueOf(value))
}

func assignWhole(n int64, into reflect.Value) bool {
	switch {
	case into.CanInt():
		return !into.OverflowInt(n) && set(into.SetInt, n)
	case into.CanUint():
		return n >= 0 && !into.OverflowUint(uint64(n)) && set(into.SetUint, uint64(n))
	}
	return into.CanFloat() && set(into.SetFloat, float64(n))
}

// set calls a function and reports that it did.
func set[T any](setter func(T), value T) bool {
	setter(value)
	return true
}
