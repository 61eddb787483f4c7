// Package sound finds figures that no measurement can give, in values that come
// from a file.
//
// Its opinion: code that shows, compares or assesses a figure relies on
// properties that every measured one has. They are checked once, where a file
// is read, and not by each user of the figures.
package sound

import (
	"fmt"
	"reflect"
	"strings"

	"ep-benchmark/engine/stats"
)

// Figures finds a whole number below zero, since all of the engine's are
// counts, sizes or durations. It also finds an estimate or an interval that
// can't exist. A place is the value's own place, which may be empty, with the
// names that its fields have in JSON.
func Figures(value any, place string) error { return figures(reflect.ValueOf(value), place) }

func figures(v reflect.Value, place string) error {
	switch v.Kind() {
	case reflect.Int, reflect.Int64:
		if v.Int() < 0 {
			return fmt.Errorf("%s is %d: expected 0 or more", place, v.Int())
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return figures(v.Elem(), place)
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := figures(v.Index(i), fmt.Sprintf("%s[%d]", place, i)); err != nil {
				return err
			}
		}
	case reflect.Struct:
		return fields(v, place)
	}
	return nil
}

func fields(v reflect.Value, place string) error {
	var err error
	switch value := v.Interface().(type) {
	case stats.Estimate:
		err = value.Check(place)
	case stats.Interval:
		err = value.Check(place)
	}
	if err != nil {
		return err
	}
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if !field.IsExported() { // time.Time's
			continue
		}
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if err := figures(v.Field(i), strings.Trim(place+"."+name, ".")); err != nil {
			return err
		}
	}
	return nil
}
