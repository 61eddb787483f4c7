package easypost

import (
	"fmt"
	"regexp"
)

// A Key is an API key. However it is printed or marshalled, it shows nothing
// of itself: a key that gets into a text by mistake does not get out with it.
type Key string

const hiddenKey = "[API key]"

// Format hides the key from every verb.
func (Key) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(hiddenKey)) }

// MarshalText hides the key from JSON and its like.
func (Key) MarshalText() ([]byte, error) { return []byte(hiddenKey), nil }

// What EasyPost's keys look like: how they begin, as they are or in base64, and
// so much of what follows that no other word is taken for one.
var keyLike = regexp.MustCompile(`(^|[^0-9A-Za-z])EZ[AT]K[0-9A-Za-z]{4}|EZ[AT]K[0-9A-Za-z]{16}|(^|[^0-9A-Za-z])RVp(US|BS)[0-9A-Za-z+/_-]{8}`)

// LooksLikeKey tells whether a text has what could be a key, in whatever form.
func LooksLikeKey(text string) bool {
	for _, r := range readings(text) {
		if keyLike.MatchString(r.text) {
			return true
		}
	}
	return false
}
