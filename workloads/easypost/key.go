package easypost

import (
	"fmt"
	"regexp"
)

// A Key is an API key. Printing or marshalling it never shows the key, so that
// a key which is formatted by mistake is not disclosed.
type Key string

const hiddenKey = "[API key]"

// Format hides the key from every verb.
func (Key) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(hiddenKey)) }

// MarshalText hides the key from JSON and its like.
func (Key) MarshalText() ([]byte, error) { return []byte(hiddenKey), nil }

// What EasyPost's keys look like: their first letters, plain or in base64, and
// enough of the following characters that other words do not match.
var keyLike = regexp.MustCompile(`(^|[^0-9A-Za-z])EZ[AT]K[0-9A-Za-z]{4}|EZ[AT]K[0-9A-Za-z]{16}|(^|[^0-9A-Za-z])RVp(US|BS)[0-9A-Za-z+/_-]{8}`)

// LooksLikeKey tells whether a text contains what could be a key, plain or in
// base64.
func LooksLikeKey(text string) bool {
	for _, r := range readings(text) {
		if keyLike.MatchString(r.text) {
			return true
		}
	}
	return false
}
