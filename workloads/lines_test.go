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
	if len(lines.Texts) < 300 || len(lines.Texts) != len(lines.Shipments) || lines.Bad != 0 || lines.Source == "" {
		t.Errorf("%d texts, %d shipments, %d bad, from %q", len(lines.Texts), len(lines.Shipments), lines.Bad, lines.Source)
	}
	checkPairs(t, lines)
}

// checkPairs checks that texts and shipments stand in the same order.
func checkPairs(t *testing.T, lines Lines) {
	t.Helper()
	for i, text := range lines.Texts {
		var shipment shipping.Shipment
		if err := shipping.ParseLine(text, &shipment); err != nil || shipment != lines.Shipments[i] {
			t.Errorf("line %d: %v, or another shipment than its text's", i, err)
		}
	}
}

// TestRunsAreComparedByTheirLines checks that the same lines have the same
// setting under any file name and format, and that changing a line changes the
// setting.
func TestRunsAreComparedByTheirLines(t *testing.T) {
	other := strings.Replace(goodLine, "1.5 lbs", "1.6 lbs", 1)
	read := func(source string, rows *shipping.Reader) string {
		lines, err := ReadLines(source, rows, func(err error) { t.Error(err) })
		if err != nil {
			t.Fatal(err)
		}
		return lines.setting()
	}
	first := read("a.tsv", tabbed(strings.NewReader(goodLine+"\n"+other+"\n")))
	if again := read("elsewhere/b.tsv", tabbed(strings.NewReader(goodLine+"\r\n"+other))); again != first {
		t.Errorf("%q under another path, with other line ends: %q", first, again)
	}
	commas := `"` + strings.ReplaceAll(goodLine, "\t", `","`) + `"` + "\n" + `"` + strings.ReplaceAll(other, "\t", `","`) + `"`
	if again := read("c.csv", shipping.NewReader(shipping.CommaRows(strings.NewReader(commas)))); again != first {
		t.Errorf("%q as comma-separated values: %q", first, again)
	}
	if changed := read("a.tsv", tabbed(strings.NewReader(other+"\n"+goodLine+"\n"))); changed == first {
		t.Errorf("another order of lines under the same path is %q, too", changed)
	}
	sample, err := SampleLines()
	if err != nil || sample.setting() != "built-in sample" {
		t.Errorf("the sample is %q, %v", sample.setting(), err)
	}
}

// tabbed reads tab-separated lines.
func tabbed(r io.Reader) *shipping.Reader { return shipping.NewReader(shipping.TabRows(r)) }

// Every bad line is reported with its number, and no good one is lost.
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
	var bad []error
	lines, err := ReadLines("orders.tsv", tabbed(strings.NewReader(sheet)), func(err error) { bad = append(bad, err) })
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
	if len(bad) != 3 || lines.Bad != 3 {
		t.Fatalf("bad lines %v, %d counted: expected three", bad, lines.Bad)
	}
	for i, number := range []int{2, 5, 6} {
		var refused *shipping.ParseError
		if !errors.As(bad[i], &refused) || refused.Line != number {
			t.Errorf("%v: expected it to be about line %d", bad[i], number)
		}
	}
}

func TestReadLinesOfNothing(t *testing.T) {
	lines, err := ReadLines("empty", tabbed(strings.NewReader("\n\n")), nil)
	if err != nil || len(lines.Texts)+lines.Bad != 0 {
		t.Errorf("%+v, %v", lines, err)
	}
}

// ReadLines fails when the reader fails, and returns what it has read so far.
func TestReadLinesFromABrokenReader(t *testing.T) {
	broken := errors.New("the disk is gone")
	reader := iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(goodLine)))
	if _, err := ReadLines("x", tabbed(reader), nil); !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("error %v", err)
	}
	if _, err := ReadLines("x", tabbed(iotest.ErrReader(broken)), nil); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

// A file without a single order is not read to its end.
func TestEachLineGivesUpOnAHopelessFile(t *testing.T) {
	told := 0
	_, bad, err := CheckLines(tabbed(strings.NewReader(strings.Repeat("x\n", 3*hopeless))), func(error) { told++ })
	if err == nil || bad != hopeless || told != hopeless {
		t.Errorf("%d bad lines, %d reported, %v", bad, told, err)
	}
	late := goodLine + "\n" + strings.Repeat("x\n", 2*hopeless)
	if good, bad, err := CheckLines(tabbed(strings.NewReader(late)), func(error) {}); err != nil || good != 1 || bad != 2*hopeless {
		t.Errorf("with a good line: %d good, %d bad, %v", good, bad, err)
	}
}

// A benchmark holds all lines in memory, so their number and size are bounded.
func TestReadLinesBoundsWhatIsHeld(t *testing.T) {
	many := strings.Repeat(goodLine+"\n", mostLines+1)
	if _, err := ReadLines("x", tabbed(strings.NewReader(many)), nil); !errors.Is(err, ErrTooManyLines) {
		t.Errorf("%v", err)
	}
}
