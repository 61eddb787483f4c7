package easypost

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/go-faster/jx"

	"ep-benchmark/workloads/jsonscan"
)

// decoder reads the body of an answer: one in memory in one pass, a longer one
// as it arrives.
type decoder struct {
	memory jsonscan.Reader
	json   *jx.Decoder
	stream *stream // that json reads from; nil where the body is in memory
	secret *Secret
	bytes  int // of texts so far
	kept   kept
	rates  int // of the last shipment
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
	d.memory.Reset(body)
	d.json, d.stream, d.bytes = nil, nil, 0
	return d.settled(into.decode(d))
}

// settled assigns the texts that were read, whatever the decoding came to.
func (d *decoder) settled(err error) error {
	d.kept.assign()
	if errors.Is(err, jsonscan.ErrTooDeep) {
		return errTooDeep
	}
	return err
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
	if d.stream == nil {
		return d.memory.Skip()
	}
	d.unlimited()
	err := d.json.Skip()
	d.limited()
	return err
}

// next is the kind of the next value.
func (d *decoder) next() jsonscan.Kind {
	if d.stream == nil {
		return d.memory.Kind()
	}
	kind := streamKinds[d.json.Next()]
	d.limited()
	return kind
}

// streamKinds are the kinds by jx's names for them.
var streamKinds = [...]jsonscan.Kind{
	jx.Invalid: jsonscan.None, jx.Null: jsonscan.Null, jx.Bool: jsonscan.Bool, jx.Number: jsonscan.Number,
	jx.String: jsonscan.String, jx.Array: jsonscan.Array, jx.Object: jsonscan.Object,
}

// null reads a null.
func (d *decoder) null() error {
	if d.stream == nil {
		return d.memory.Null()
	}
	return d.json.Null()
}

// chars reads a string. Its bytes are valid until the next one is read.
func (d *decoder) chars() ([]byte, error) {
	if d.stream == nil {
		return d.memory.String()
	}
	return d.json.StrBytes()
}

// digits reads a number, as it stands.
func (d *decoder) digits() ([]byte, error) {
	if d.stream == nil {
		return d.memory.Number()
	}
	return d.json.Raw()
}

// document reads a body that is one object and nothing else. The function field
// has to skip the fields that it does not know.
func document(d *decoder, field func(d *decoder, key []byte) error) error {
	d.unlimited() // there may be any amount of white space
	if err := object(d, field); err != nil {
		return err
	}
	d.unlimited()
	if d.stream == nil {
		return d.memory.End()
	}
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
	if null, err := absent(d, jsonscan.Object); null || err != nil {
		return err
	}
	if d.stream != nil {
		return objectOnStream(d, field)
	}
	if err := d.memory.Enter('{'); err != nil {
		return err
	}
	for first := true; ; first = false {
		key, more, err := d.memory.Key(first)
		if err != nil || !more {
			return err
		}
		if err := field(d, key); err != nil {
			return d.at(key, err)
		}
	}
}

// objectOnStream is object for a body that is still arriving.
func objectOnStream(d *decoder, field func(d *decoder, key []byte) error) error {
	members, err := d.json.ObjIter()
	if err != nil {
		return err
	}
	for members.Next() {
		if err := field(d, members.Key()); err != nil {
			return d.at(members.Key(), err)
		}
		d.limited()
	}
	return members.Err()
}

// at adds the key to an error of its value.
func (d *decoder) at(key []byte, err error) error {
	return fmt.Errorf("%.40q: %w", d.secret.Hide(string(key)), err)
}

// array calls element for each of an array; null counts as an empty one.
func array(d *decoder, element func(d *decoder) error) error {
	if null, err := absent(d, jsonscan.Array); null || err != nil {
		return err
	}
	if d.stream != nil {
		return arrayOnStream(d, element)
	}
	if err := d.memory.Enter('['); err != nil {
		return err
	}
	for n := 1; ; n++ {
		more, err := d.memory.Element(n == 1)
		if err != nil || !more {
			return err
		}
		if err := element(d); err != nil {
			return fmt.Errorf("%d: %w", n, err)
		}
	}
}

// arrayOnStream is array for a body that is still arriving.
func arrayOnStream(d *decoder, element func(d *decoder) error) error {
	elements, err := d.json.ArrIter()
	if err != nil {
		return err
	}
	for n := 1; elements.Next(); n++ {
		if err := element(d); err != nil {
			return fmt.Errorf("%d: %w", n, err)
		}
	}
	return elements.Err()
}

// absent accepts a null, which the API sends for unknown values. It refuses a
// value that is neither null nor of the wanted kind.
func absent(d *decoder, wanted jsonscan.Kind) (null bool, err error) {
	switch found := d.next(); found {
	case wanted:
		return false, nil
	case jsonscan.Null:
		return true, d.null()
	case jsonscan.None:
		return false, fmt.Errorf("expected %s, found the end or no JSON", named(wanted))
	default:
		return false, fmt.Errorf("expected %s, found %s", named(wanted), named(found))
	}
}

func named(k jsonscan.Kind) string {
	if k == jsonscan.Object || k == jsonscan.Array {
		return "an " + k.String()
	}
	return "a " + k.String()
}

// text reads a string. Null leaves into as it is, and so does a string that
// shows the key in any form.
func text(d *decoder, into *string) error {
	if null, err := absent(d, jsonscan.String); null || err != nil {
		return err
	}
	value, err := d.chars()
	if err != nil {
		return err
	}
	if d.bytes += len(value); d.bytes > mostText {
		return fmt.Errorf("more than the %d bytes of text that are accepted", mostText)
	}
	if d.secret.shownIn(value) {
		return errKeyShown
	}
	d.kept.add(value, into)
	return nil
}

// number reads a number; null leaves it as it is.
//
// Note: jx has a function for this, but its last bit may be wrong for numbers
// of more than 15 digits, and answers are compared exactly.
func number(d *decoder, into *float64) error {
	if null, err := absent(d, jsonscan.Number); null || err != nil {
		return err
	}
	digits, err := d.digits()
	if err == nil {
		*into, err = strconv.ParseFloat(string(digits), 64)
	}
	return err
}

// days reads an integer; null leaves it as it is.
func days(d *decoder, into *int) error {
	if null, err := absent(d, jsonscan.Number); null || err != nil {
		return err
	}
	digits, err := d.digits()
	if err == nil {
		*into, err = strconv.Atoi(string(digits))
	}
	return err
}

// money reads an amount, which the API sends as a string such as "6.90" or
// "0.01000", into cents; null leaves them as they are.
func money(d *decoder, cents *int64) error {
	if null, err := absent(d, jsonscan.String); null || err != nil {
		return err
	}
	amount, err := d.chars()
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
