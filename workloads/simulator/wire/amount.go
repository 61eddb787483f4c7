package wire

import (
	"math"
	"strconv"

	"github.com/go-faster/jx"
)

// What an amount may be.
const (
	largestAmount = 1e6 // dollars
	AmountWanted  = "must be an amount in dollars, from 0 to 1000000"
)

// AmountValue reads dollars as cents: a number, or the digits of one in a string. Zero is absent as well: clients send
// it to keep a carrier from insuring by itself.
func AmountValue(d *jx.Decoder) (cents int64, wrong bool, err error) {
	text, ok, wrong, err := TextValue(d)
	if err != nil || wrong || !ok || len(text) == 0 {
		return 0, wrong, err
	}
	dollars, parseErr := strconv.ParseFloat(string(text), 64)
	if parseErr != nil || math.IsNaN(dollars) || dollars < 0 || dollars > largestAmount {
		return 0, true, nil
	}
	return int64(math.Round(dollars * 100)), false, nil
}
