package easypost

import "fmt"

// A Key is an API key. However it is printed or marshalled, it shows nothing
// of itself: a key that gets into a text by mistake does not get out with it.
type Key string

const hiddenKey = "[API key]"

// Format hides the key from every verb.
func (Key) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(hiddenKey)) }

// MarshalText hides the key from JSON and its like.
func (Key) MarshalText() ([]byte, error) { return []byte(hiddenKey), nil }
