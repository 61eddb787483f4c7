package export

import (
	"fmt"
	"math"
	"reflect"
	"strings"
)

// checkFinite finds a figure that JSON has no way to write. NaN and Inf are
// never measurements: they are a mistake of this program, and a document that
// hid it as null would say "not measured" of something that was. So the export
// fails, and says where.
func checkFinite(v reflect.Value, path string) error {
	switch v.Kind() {
	case reflect.Float64:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			return fmt.Errorf("%s is %v: expected a finite figure; please report this as a bug of ep-benchmark", path, f)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return checkFinite(v.Elem(), path)
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := checkFinite(v.Index(i), fmt.Sprintf("%s[%d]", path, i)); err != nil {
				return err
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			if !field.IsExported() {
				continue
			}
			if err := checkFinite(v.Field(i), path+jsonName(field)); err != nil {
				return err
			}
		}
	}
	return nil
}

// jsonName is how a field goes on in a path; an embedded one does not show.
func jsonName(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	if name == "" {
		return ""
	}
	return "." + name
}
