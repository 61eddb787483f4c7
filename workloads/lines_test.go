package workloads

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"ep-benchmark/workloads/shipping"
)

const goodLine = "California\tUSPS\tAda\tByron\t555-0100\tada@example.com\t123 Main St\t\tLos Angeles\tCA\t90001\tUS\tPackage\t12 x 9 x 6\t1.5 lbs\tBeauty products"

func TestSampleLines(t *testing.T) {
	lines, err := SampleLines()
	if err != nil {
		t.Fatal(err)
	}
	if len(lines.Texts) < 300 || len(lines.Texts) != len(lines.Shipments) || len(lines.Bad) != 0 || lines.Source == "" {
		t.Errorf("%d texts, %d shipments, %d bad, from %q", len(lines.Texts), len(lines.Shipments), len(lines.Bad), lines.Source)
	}
	checkPairs(t, lines)
}

// checkPairs holds that texts and shipments stand in the same order.
func checkPairs(t *testing.T, lines Lines) {
	t.Helper()
	for i, text := range lines.Texts {
		var shipment shipping.Shipment
		if err := shipping.ParseLine(text, &shipment); err != nil || shipment != lines.Shipments[i] {
			t.Errorf("line %d: %v, or another shipment than its text's", i, err)
		}
	}
}

// tabbed reads tab-separated lines.
func tabbed(r io.Reader) *shipping.Reader { return shipping.NewReader(shipping.TabRows(r)) }

// Every bad line is told with its number, and no good one is lost.
func TestReadLines(t *testing.T) {
	berlin := strings.NewReplacer("Los Angeles", "Berlin", "\tUS\t", "\tDE\t").Replace(goodLine)
	sheet := strings.Join([]string{
		"\ufeff" + goodLine + "\r",
		"too short",
		"",
		berlin,
		strings.Replace(goodLine, "1.5 lbs", "heavy", 1),
		strings.Replace(goodLine, "12 x 9 x 6", "12 x 9", 1),
		goodLine,
	}, "\n")
	lines, err := ReadLines("orders.tsv", tabbed(strings.NewReader(sheet)))
	if err != nil {
		t.Fatal(err)
	}
	if lines.Source != "orders.tsv" || len(lines.Texts) != 3 || len(lines.Shipments) != 3 {
		t.Fatalf("%d texts and %d shipments from %q", len(lines.Texts), len(lines.Shipments), lines.Source)
	}
	checkPairs(t, lines)
	if lines.Texts[0] != goodLine || lines.Shipments[1].Recipient.City != "Berlin" {
		t.Errorf("first %q, second to %q", lines.Texts[0], lines.Shipments[1].Recipient.City)
	}
	if len(lines.Bad) != 3 {
		t.Fatalf("bad lines %v: expected three", lines.Bad)
	}
	for i, number := range []int{2, 5, 6} {
		var refused *shipping.ParseError
		if !errors.As(lines.Bad[i], &refused) || refused.Line != number {
			t.Errorf("%v: expected it to be about line %d", lines.Bad[i], number)
		}
	}
}

func TestReadLinesOfNothing(t *testing.T) {
	lines, err := ReadLines("empty", tabbed(strings.NewReader("\n\n")))
	if err != nil || len(lines.Texts)+len(lines.Bad) != 0 {
		t.Errorf("%+v, %v", lines, err)
	}
}

// Where the reader fails, so does ReadLines, with what it has read so far.
func TestReadLinesFromABrokenReader(t *testing.T) {
	broken := errors.New("the disk is gone")
	reader := iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(goodLine)))
	if _, err := ReadLines("x", tabbed(reader)); !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("error %v", err)
	}
	if _, err := ReadLines("x", tabbed(iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}
