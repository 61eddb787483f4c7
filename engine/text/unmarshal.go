package text

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestNumber is how many bytes an error shows of a number that fits nowhere.
const longestNumber = 40

// JSONError says in plain words what encoding/json found wrong in a file, and
// where. Other errors are returned as they are.
func JSONError(err error, file []byte) error {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax) && syntax.Error() == "unexpected end of JSON input":
		return errors.New("the file ends in the middle of its JSON: was it cut off?")
	case errors.As(err, &syntax):
		at := PlaceOf(file, int(syntax.Offset)-1)
		return fmt.Errorf("line %d, column %d is not JSON: %w", at.Line, at.Column, err)
	case errors.As(err, &wrong) && wrong.Field == "":
		return fmt.Errorf("expected a JSON object, found %.*s", longestNumber, wrong.Value)
	case errors.As(err, &wrong):
		return fmt.Errorf("%s: expected %s, found %.*s", fieldOf(wrong), kindOf(wrong.Type), longestNumber, wrong.Value)
	}
	return err
}

// fieldOf is the path of a field without the names of embedded Go types, which
// begin with a capital letter and are not in the file.
func fieldOf(wrong *json.UnmarshalTypeError) string {
	var path []string
	for part := range strings.SplitSeq(wrong.Field, ".") {
		if first, _ := utf8.DecodeRuneInString(part); !unicode.IsUpper(first) {
			path = append(path, part)
		}
	}
	return strings.Join(path, ".")
}

// kindOf names what a field holds, without Go's words for it.
func kindOf(field reflect.Type) string {
	switch field.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.Struct, reflect.Map, reflect.Pointer:
		return "an object"
	case reflect.Float64:
		return "a number"
	}
	return "a whole number in range"
}
