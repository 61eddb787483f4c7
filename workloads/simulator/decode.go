package simulator

import (
	"io"
	"math"
	"strconv"

	"github.com/go-faster/jx"
)

// wellFormed reports whether a body is one JSON value and nothing after it. It is asked first, so that what a decoder
// meets later can only be of a wrong type: malformed is 400, a wrong type is 422.
func wellFormed(body []byte) bool {
	d := jx.GetDecoder()
	defer jx.PutDecoder(d)
	d.ResetBytes(body)
	if d.Skip() != nil {
		return false
	}
	return d.Skip() == io.EOF
}

// visit calls field for each key of an object and skips any other value: null, and what should have been an object.
func visit(d *jx.Decoder, field func(d *jx.Decoder, key []byte) error) error {
	if d.Next() != jx.Object {
		return d.Skip()
	}
	return d.ObjBytes(field)
}

// textValue reads a string; a number is taken by its digits, for clients that send a zip as one. Ok is false for null
// and for every other type, and wrong is true for the latter.
func textValue(d *jx.Decoder) (text []byte, ok, wrong bool, err error) {
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

// idValue reads an id; an empty one and a value of another type count as none.
func idValue(d *jx.Decoder, into []byte) ([]byte, error) {
	if d.Next() != jx.String {
		return into[:0], d.Skip()
	}
	return d.StrAppend(into[:0])
}

// largestMeasure bounds a parcel's inches and ounces, far above what any carrier takes.
const largestMeasure = 1e6

// measureValue reads inches or ounces: a number, or the digits of one in a string. Zero stands for absent.
func measureValue(d *jx.Decoder) (x float64, wrong bool, err error) {
	text, ok, wrong, err := textValue(d)
	if err != nil || wrong || !ok || len(text) == 0 {
		return 0, wrong, err
	}
	x, parseErr := strconv.ParseFloat(string(text), 64)
	if parseErr != nil || math.IsNaN(x) || x <= 0 || x > largestMeasure {
		return 0, true, nil
	}
	return x, false, nil
}

// boolValue reads a boolean; every other type counts as false.
func boolValue(d *jx.Decoder) (bool, error) {
	if d.Next() != jx.Bool {
		return false, d.Skip()
	}
	return d.Bool()
}
