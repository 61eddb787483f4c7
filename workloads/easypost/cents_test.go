package easypost

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseCents(t *testing.T) {
	for text, want := range map[string]int64{
		"0": 0, "6": 600, "6.9": 690, "6.90": 690, "6.900000": 690, "0.01000": 1, "33.10": 3310, ".5": 50, "5.": 500, "007.50": 750,
		"99999999999999.99": 9999999999999999, "9999999999999999": 999999999999999900,
	} {
		if got, right := parseCents([]byte(text)); !right || got != want {
			t.Errorf("%q: %d, %v: expected %d", text, got, right, want)
		}
	}
	for _, text := range []string{
		"", ".", "-1", "+1", "1e2", "1,00", "0x10", "1.2.3", "6.905", "0.001", " 6.90", "6.90 ", "$6.90", "NaN", "٦",
		"99999999999999999", "999999999999999.999", strings.Repeat("9", 400),
	} {
		if got, right := parseCents([]byte(text)); right {
			t.Errorf("%q: %d: expected an error", text, got)
		}
	}
}

func TestParseCentsAgreesWithExactFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[0-9]{0,18}\.?[0-9]{0,5}0{0,3}|[0-9.eE+-]{0,8}`).Draw(t, "amount")
		got, right := parseCents([]byte(text))
		want, ok := referenceCents(text)
		if right != ok || ok && got != want {
			t.Fatalf("%q: %d, %v: expected %d, %v", text, got, right, want, ok)
		}
	})
}
