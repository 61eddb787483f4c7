package easypost

import (
	"errors"
	"fmt"

	"github.com/go-faster/jx"
)

// text reads a string; null leaves it empty.
func text(d *jx.Decoder, into *string) (err error) {
	if d.Next() == jx.Null {
		return d.Null()
	}
	*into, err = d.Str()
	return err
}

// number reads a number; null leaves it 0.
func number(d *jx.Decoder, into *float64) (err error) {
	if d.Next() == jx.Null {
		return d.Null()
	}
	*into, err = d.Float64()
	return err
}

// days reads an integer; null leaves it as it is.
func days(d *jx.Decoder, into *int) (err error) {
	if d.Next() == jx.Null {
		return d.Null()
	}
	*into, err = d.Int()
	return err
}

// money reads an amount, which the API sends as a string such as "6.90" or
// "0.01000", into cents. Fractions of a cent are refused unless they are 0.
func money(d *jx.Decoder, cents *int64) error {
	amount, err := d.StrBytes()
	if err != nil {
		return err
	}
	*cents, err = parseCents(amount)
	return err
}

func parseCents(amount []byte) (int64, error) {
	var value int64
	places := -1 // digits after the point; -1 before it
	digits := 0
	for _, c := range amount {
		switch {
		case c == '.' && places < 0:
			places = 0
		case c >= '0' && c <= '9' && places < 2 && value < 1e15:
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
		return 0, errors.New("an amount is empty")
	}
	for places = max(places, 0); places < 2; places++ {
		value *= 10
	}
	return value, nil
}
