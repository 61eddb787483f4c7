package text

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// Quoted is a text in quotes as Go writes it. What can't be seen is escaped, so
// that a message shows exactly what was given. Of a text with more than most
// bytes it has the beginning and the length.
func Quoted(s string, most int) string {
	if len(s) <= most {
		return strconv.Quote(s)
	}
	cut := most
	for cut > most-utf8.UTFMax && cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return fmt.Sprintf("%s… (%d bytes)", strconv.Quote(s[:cut]), len(s))
}
