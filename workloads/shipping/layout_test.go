package shipping

import (
	"strings"
	"testing"
)

// The cells of an ordered line are not used to align it.
func TestOrderedLines(t *testing.T) {
	line := prefixed(with(0, "", 1, "", 2, "UPS", 3, ""), "A1")
	layout := Layout{Ordered: true, References: 1}
	var got Shipment
	if err := layout.ParseLine(line, &got); err != nil {
		t.Fatal(err)
	}
	want := exampleShipment()
	want.References, want.Origin, want.Carrier, want.Recipient.FirstName, want.Recipient.LastName = [3]string{"A1"}, "", "", "UPS", ""
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if size, weight := layout.Measures(line); size != "12 x 9 x 6" || weight != "1.5 lbs" {
		t.Errorf("%q, %q", size, weight)
	}
	if err := layout.ParseLine(exampleLine, &got); err == nil || got != (Shipment{}) {
		t.Errorf("%v: expected it to lack a column", err)
	}
}

// A second line that is joined to the first is not taken for its sender.
func TestLinesWithTooManyCells(t *testing.T) {
	for _, line := range []string{exampleLine + "\t" + exampleLine, prefixed(with(), "A", "B", "C") + strings.Repeat("\t", 10) + "x", joined(with()[1:]...) + "\t" + exampleLine} {
		var shipment Shipment
		if err := ParseLine(line, &shipment); err == nil || !strings.Contains(err.Error(), problemTooMany) {
			t.Errorf("%q: %v", line, err)
		}
	}
}

func TestUses(t *testing.T) {
	line := prefixed(with(), "A") + "\t" + senderCells + "\tmore"
	for cell, want := range map[int]bool{0: true, 1: true, 12: true, 13: false, 14: true, 25: true, 26: false} {
		if got := Uses(line, cell); got != want {
			t.Errorf("cell %d: %v", cell, got)
		}
	}
	if !Uses("no\tline", 1) {
		t.Error("a cell of a line that can't be aligned counts for nothing")
	}
}

// An error names its place, if that is known, instead of the column's number.
func TestErrorsNameThePlace(t *testing.T) {
	err := &ParseError{Line: 3, Column: 13, Place: `cell N3 "Size"`, Field: "dimensions", Text: "x", Problem: "p", Want: "w"}
	if got, want := err.Error(), `line 3, cell N3 "Size", dimensions "x": p; accepted: w`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
