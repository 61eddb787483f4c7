package easypost

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/go-faster/jx"
)

// document reads a body that is one object and nothing else. What a field's
// function does not know it skips.
func document(body []byte, field func(d *jx.Decoder, key []byte) error) error {
	d := jx.GetDecoder()
	defer jx.PutDecoder(d)
	d.ResetBytes(body)
	if err := object(d, field); err != nil {
		return err
	}
	if err := d.Skip(); !errors.Is(err, io.EOF) {
		return errors.New("something stands after the end")
	}
	return nil
}

// object calls field for each key of an object; null counts as one without
// any. An error says at which key it was.
func object(d *jx.Decoder, field func(d *jx.Decoder, key []byte) error) error {
	if null, err := absent(d, jx.Object); null || err != nil {
		return err
	}
	var broken error
	err := d.ObjBytes(func(d *jx.Decoder, key []byte) error {
		err := field(d, key)
		if err != nil {
			broken = fmt.Errorf("%.40q: %w", key, err)
		}
		return err
	})
	if broken != nil {
		return broken
	}
	return err
}

// array calls element for each of an array; null counts as an empty one.
func array(d *jx.Decoder, element func(d *jx.Decoder) error) error {
	if null, err := absent(d, jx.Array); null || err != nil {
		return err
	}
	var broken error
	n := 0
	err := d.Arr(func(d *jx.Decoder) error {
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

// absent takes a null, which the API sends for whatever it does not know, and
// refuses what is neither that nor of the wanted type.
func absent(d *jx.Decoder, wanted jx.Type) (null bool, err error) {
	switch found := d.Next(); found {
	case wanted:
		return false, nil
	case jx.Null:
		return true, d.Null()
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

// text reads a string; null leaves it as it is.
func text(d *jx.Decoder, into *string) error {
	if null, err := absent(d, jx.String); null || err != nil {
		return err
	}
	value, err := d.StrBytes()
	if err == nil {
		*into = string(value)
	}
	return err
}

// number reads a number; null leaves it as it is.
//
// Note: jx has a function for this. It is a bit off in the last place for
// numbers of more than 15 digits, and answers are compared exactly.
func number(d *jx.Decoder, into *float64) error {
	if null, err := absent(d, jx.Number); null || err != nil {
		return err
	}
	digits, err := d.Raw()
	if err == nil {
		*into, err = strconv.ParseFloat(string(digits), 64)
	}
	return err
}

// days reads an integer; null leaves it as it is.
func days(d *jx.Decoder, into *int) error {
	if null, err := absent(d, jx.Number); null || err != nil {
		return err
	}
	digits, err := d.Raw()
	if err == nil {
		*into, err = strconv.Atoi(string(digits))
	}
	return err
}

// money reads an amount, which the API sends as a string such as "6.90" or
// "0.01000", into cents; null leaves them as they are.
func money(d *jx.Decoder, cents *int64) error {
	if null, err := absent(d, jx.String); null || err != nil {
		return err
	}
	amount, err := d.StrBytes()
	if err == nil {
		*cents, err = parseCents(amount)
	}
	return err
}

// parseCents reads digits with or without a point among them. Fractions of a
// cent are refused unless they are 0, and so are a sign and more than 16
// digits, which are no price and whose sum an int64 might not hold.
func parseCents(amount []byte) (int64, error) {
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
			return 0, fmt.Errorf("amount %.40q: expected one such as \"6.90\"", amount)
		}
	}
	if digits == 0 {
		return 0, fmt.Errorf("amount %.40q: expected one such as \"6.90\"", amount)
	}
	for places = max(places, 0); places < 2; places++ {
		value *= 10
	}
	return value, nil
}
