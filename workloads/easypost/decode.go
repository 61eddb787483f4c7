package easypost

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/go-faster/jx"
)

// decoder reads the body of an answer.
type decoder struct {
	json   *jx.Decoder
	stream *stream // that json reads from; nil where the body is in memory
	secret *Secret
	kept   int // bytes of texts
}

// errKeyShown is the error of a success that contains the key, as debugging
// pages do. Reports and errors that are made of such an answer would contain
// the key too.
var errKeyShown = wrong("the server shows the API key in its answer, which is not read any further")

// content is what an answer is decoded into.
type content interface {
	decode(d *decoder) error
	thing() string // what it is called in errors
}

// whole decodes a body that is in memory.
func (d *decoder) whole(body []byte, into content) error {
	if d.secret.sentIn(body) {
		return errKeyShown
	}
	if isTooDeep(body) {
		return errTooDeep
	}
	json := jx.GetDecoder()
	defer jx.PutDecoder(json)
	json.ResetBytes(body)
	d.json, d.stream, d.kept = json, nil, 0
	return into.decode(d)
}

// limited and unlimited say whether the next value is one that is kept.
func (d *decoder) limited() {
	if d.stream != nil {
		d.stream.limited()
	}
}

func (d *decoder) unlimited() {
	if d.stream != nil {
		d.stream.unlimited()
	}
}

// skip passes over a value.
func (d *decoder) skip() error {
	d.unlimited()
	err := d.json.Skip()
	d.limited()
	return err
}

// document reads a body that is one object and nothing else. The function field
// has to skip the fields that it does not know.
func document(d *decoder, field func(d *decoder, key []byte) error) error {
	d.unlimited() // there may be any amount of white space
	if err := object(d, field); err != nil {
		return err
	}
	d.unlimited()
	// Skip alone returns the same error for a value that is cut off as for the end
	// of the body.
	if d.json.Next() != jx.Invalid || !errors.Is(d.json.Skip(), io.EOF) {
		return errors.New("something stands after the end")
	}
	return nil
}

// object calls field for each key of an object; null counts as an object
// without keys. An error names the key at which it occurred.
func object(d *decoder, field func(d *decoder, key []byte) error) error {
	if null, err := absent(d, jx.Object); null || err != nil {
		return err
	}
	var broken error
	err := d.json.ObjBytes(func(_ *jx.Decoder, key []byte) error {
		err := field(d, key)
		if err != nil {
			broken = fmt.Errorf("%.40q: %w", d.secret.Hide(string(key)), err)
		}
		d.limited()
		return err
	})
	if broken != nil {
		return broken
	}
	return err
}

// array calls element for each of an array; null counts as an empty one.
func array(d *decoder, element func(d *decoder) error) error {
	if null, err := absent(d, jx.Array); null || err != nil {
		return err
	}
	var broken error
	n := 0
	err := d.json.Arr(func(*jx.Decoder) error {
		n++
		err := element(d)
		if err != nil {
			broken = fmt.Errorf("%d: %w", n, err)
		}
		return err
	})
	if broken != nil {
		return broken
	}
	return err
}

// absent accepts a null, which the API sends for unknown values. It refuses a
// value that is neither null nor of the wanted type.
func absent(d *decoder, wanted jx.Type) (null bool, err error) {
	found := d.json.Next()
	d.limited()
	switch found {
	case wanted:
		return false, nil
	case jx.Null:
		return true, d.json.Null()
	case jx.Invalid:
		return false, fmt.Errorf("expected %s, found the end or no JSON", named(wanted))
	default:
		return false, fmt.Errorf("expected %s, found %s", named(wanted), named(found))
	}
}

func named(t jx.Type) string {
	if t == jx.Object || t == jx.Array {
		return "an " + t.String()
	}
	return "a " + t.String()
}

// text reads a string. Null leaves into as it is, and so does a string that
// shows the key in any form.
func text(d *decoder, into *string) error {
	if null, err := absent(d, jx.String); null || err != nil {
		return err
	}
	value, err := d.json.StrBytes()
	if err != nil {
		return err
	}
	if d.kept += len(value); d.kept > mostText {
		return fmt.Errorf("more than the %d bytes of text that are accepted", mostText)
	}
	if d.secret.shownIn(value) {
		return errKeyShown
	}
	*into = string(value)
	return nil
}

// number reads a number; null leaves it as it is.
//
// Note: jx has a function for this, but its last bit may be wrong for numbers
// of more than 15 digits, and answers are compared exactly.
func number(d *decoder, into *float64) error {
	if null, err := absent(d, jx.Number); null || err != nil {
		return err
	}
	digits, err := d.json.Raw()
	if err == nil {
		*into, err = strconv.ParseFloat(string(digits), 64)
	}
	return err
}

// days reads an integer; null leaves it as it is.
func days(d *decoder, into *int) error {
	if null, err := absent(d, jx.Number); null || err != nil {
		return err
	}
	digits, err := d.json.Raw()
	if err == nil {
		*into, err = strconv.Atoi(string(digits))
	}
	return err
}

// money reads an amount, which the API sends as a string such as "6.90" or
// "0.01000", into cents; null leaves them as they are.
func money(d *decoder, cents *int64) error {
	if null, err := absent(d, jx.String); null || err != nil {
		return err
	}
	amount, err := d.json.StrBytes()
	if err != nil {
		return err
	}
	var right bool
	if *cents, right = parseCents(amount); !right {
		return fmt.Errorf("amount %.40q: expected one such as \"6.90\"", d.secret.Hide(string(amount)))
	}
	return nil
}

// parseCents reads digits with or without a point among them. Fractions of a
// cent are refused unless they are 0. A sign is refused too, and so are more
// than 16 digits, which are no price and whose sum might overflow an int64.
func parseCents(amount []byte) (cents int64, right bool) {
	const tooMuch = 1e15
	var value int64
	places := -1 // digits after the point; -1 before it
	digits := 0
	for _, c := range amount {
		switch {
		case c == '.' && places < 0:
			places = 0
		case c >= '0' && c <= '9' && places < 2 && value < tooMuch:
			value = value*10 + int64(c-'0')
			digits++
			if places >= 0 {
				places++
			}
		case c == '0' && places >= 2:
			// of no value
		default:
			return 0, false
		}
	}
	if digits == 0 {
		return 0, false
	}
	for places = max(places, 0); places < 2; places++ {
		value *= 10
	}
	return value, true
}
