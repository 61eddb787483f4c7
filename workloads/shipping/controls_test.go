package shipping

import (
	"errors"
	"strings"
	"testing"
	"unicode"
)

// A control character is an error in every cell that a shipment is read from, at every offset within the eight bytes that are read at once.
func TestControlCharacters(t *testing.T) {
	whole := append(append([]string{"REF"}, with()...), strings.Split(senderCells, "\t")...)
	var s Shipment
	for r := rune(0); r <= 0xA0; r++ {
		if r == '\t' || r == '\n' || r == '\r' {
			continue
		}
		bad := unicode.IsControl(r) && r != 0x85
		for at := range whole {
			cells := append([]string{}, whole...)
			cells[at] = "a" + strings.Repeat("b", at%9) + string(r) + "c"
			err := ParseLine(joined(cells...), &s)
			var failure *ParseError
			is := errors.As(err, &failure) && failure.Want == wantNoControls
			switch {
			case is != (bad && at != 1+columnFlag):
				t.Errorf("U+%04X in cell %d: %v", r, at, err)
			case is && (failure.Column != at || failure.Text != cells[at] || failure.Field == ""):
				t.Errorf("U+%04X in cell %d: %+v", r, at, failure)
			}
		}
	}
}

func TestControlCharactersAreNamed(t *testing.T) {
	const want = `column 8, recipient city "Los \x1b[31mAngeles": a control character (U+001B), which is invisible; accepted: text without it: enter the cell again`
	var s Shipment
	if err := ParseLine(joined(with(8, "Los \x1b[31mAngeles")...), &s); err == nil || err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
}

// White space around a cell is removed, and characters above the control characters are text.
func TestWhatIsNoControlCharacter(t *testing.T) {
	for _, city := range []string{"\fReno", "Reno\v\u0085", "Åre\u00a0Ö", "Ré\u0301no", "\u200eReno", "Â Ê", "Reno~"} {
		var s Shipment
		if err := ParseLine(joined(with(8, city)...), &s); err != nil || s.Recipient.City != trimmed(city) {
			t.Errorf("%q: %v, %q", city, err, s.Recipient.City)
		}
	}
}
