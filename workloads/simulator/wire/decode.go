package wire

import (
	"io"
	"math"
	"strconv"

	"github.com/go-faster/jx"
)

// WellFormed reports whether a body is one JSON value and nothing after it. It is called first, so that a decoder later
// meets only values of a wrong type: malformed JSON is 400, a wrong type is 422.
func WellFormed(body []byte) bool {
	d := jx.GetDecoder()
	defer jx.PutDecoder(d)
	d.ResetBytes(body)
	if d.Skip() != nil {
		return false
	}
	return d.Skip() == io.EOF
}

// Visit calls field for each key of an object and skips any other value: null, and what should have been an object.
func Visit(d *jx.Decoder, field func(d *jx.Decoder, key []byte) error) error {
	if d.Next() != jx.Object {
		return d.Skip()
	}
	return d.ObjBytes(field)
}

// TextValue reads a string; a number is taken by its digits, for clients that send a zip as one. Ok is false for null
// and for every other type, and wrong is true for the latter.
func TextValue(d *jx.Decoder) (text []byte, ok, wrong bool, err error) {
	switch d.Next() {
	case jx.String:
		text, err = d.StrBytes()
		return text, err == nil, false, err
	case jx.Number:
		var raw jx.Raw
		raw, err = d.Raw()
		return raw, err == nil, false, err
	case jx.Null:
		return nil, false, false, d.Null()
	default:
		return nil, false, true, d.Skip()
	}
}

// IDValue reads an id; an empty one and a value of another type count as none.
func IDValue(d *jx.Decoder, into []byte) ([]byte, error) {
	if d.Next() != jx.String {
		return into[:0], d.Skip()
	}
	return d.StrAppend(into[:0])
}

// ReferenceValue reads an id, alone or in the object that it is the id of.
func ReferenceValue(d *jx.Decoder, into []byte) ([]byte, error) {
	if d.Next() != jx.Object {
		return IDValue(d, into)
	}
	into = into[:0]
	err := d.ObjBytes(func(d *jx.Decoder, key []byte) (err error) {
		if string(key) != "id" {
			return d.Skip()
		}
		into, err = IDValue(d, into)
		return err
	})
	return into, err
}

// LargestMeasure bounds a parcel's inches and ounces, far above what any carrier takes.
const LargestMeasure = 1e6

// MeasureValue reads inches or ounces: a number, or the digits of one in a string. Zero stands for absent.
func MeasureValue(d *jx.Decoder) (x float64, wrong bool, err error) {
	text, ok, wrong, err := TextValue(d)
	if err != nil || wrong || !ok || len(text) == 0 {
		return 0, wrong, err
	}
	x, parseErr := strconv.ParseFloat(string(text), 64)
	if parseErr != nil || math.IsNaN(x) || x <= 0 || x > LargestMeasure {
		return 0, true, nil
	}
	return x, false, nil
}

// BoolValue reads a boolean, or the texts and the number that stand for true; all else counts as false.
func BoolValue(d *jx.Decoder) (bool, error) {
	switch d.Next() {
	case jx.Bool:
		return d.Bool()
	case jx.String:
		text, err := d.StrBytes()
		is, _ := ParseBool(string(text))
		return is, err
	case jx.Number:
		raw, err := d.Raw()
		return string(raw) == "1", err
	}
	return false, d.Skip()
}

// ParseBool reads a boolean as clients write one into a query or a form: Python's sends True, and 1 is a usual one. Ok
// is false for any other text.
func ParseBool(text string) (is, ok bool) {
	switch text {
	case "true", "True", "1":
		return true, true
	case "false", "False", "0":
		return false, true
	}
	return false, false
}

// LongestName bounds texts that stand alone, in bytes: a package's name, a reference, a tracking code.
const LongestName = 255

// NameValue reads such a text.
func NameValue(d *jx.Decoder, into *string, name string, problem **Error) error {
	text, _, wrong, err := TextValue(d)
	if wrong || len(text) > LongestName {
		*problem = Invalid(name, "must be a string of at most 255 bytes")
		return err
	}
	*into = string(text)
	return err
}

// Each calls item for each element of a list, or for each value of an object: a list in a form, and in some versions of
// the Go client, is an object whose keys count. Any other value is skipped.
func Each(d *jx.Decoder, item func(d *jx.Decoder) error) error {
	switch d.Next() {
	case jx.Array:
		return d.Arr(item)
	case jx.Object:
		return d.ObjBytes(func(d *jx.Decoder, _ []byte) error { return item(d) })
	}
	return d.Skip()
}
