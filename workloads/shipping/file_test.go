package shipping

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// plainLayout is that of a sheet which was not looked at.
var plainLayout Layout

// readLines hands each row of a file with tabs to each, good or bad, until each returns false.
func readLines(r io.Reader, each func(number int, line string, shipment *Shipment, err error) bool) error {
	rows := TabRows(r)
	AllowBreaks(rows, SheetBreaks)
	lines := NewReader(rows)
	for {
		line, ok := lines.Next()
		if !ok {
			return lines.Err()
		}
		if !each(line.Number, line.Text, line.Shipment, line.Err) {
			return nil
		}
	}
}

// read returns what readLines says of a text: "3 ok", or a line's error.
func read(t failer, r io.Reader) (said []string, err error) {
	t.Helper()
	err = readLines(r, func(number int, line string, shipment *Shipment, err error) bool {
		var again Shipment
		direct := ParseLine(line, &again)
		var failure *ParseError
		switch {
		case err == nil && (direct != nil || *shipment != again):
			t.Fatalf("line %d: parsed as %v, by itself as %v, %v", number, shipment, again, direct)
		case err != nil && (shipment != nil || !errors.As(err, &failure) || failure.Line != number):
			t.Fatalf("line %d: %v, %v", number, shipment, err)
		case err != nil:
			said = append(said, fmt.Sprintf("%d %s: %s", number, failure.Field, failure.Problem))
		default:
			said = append(said, fmt.Sprintf("%d ok", number))
		}
		return true
	})
	return said, err
}

func TestReadLines(t *testing.T) {
	long := strings.Repeat("é", MaxLineBytes/2)
	bad := joined(with(14, "5")...)
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"nothing":          {"", nil},
		"only a mark":      {"\ufeff", nil},
		"blank lines":      {"\n\r\n \t\t\u00a0\n", nil},
		"one":              {exampleLine, []string{"1 ok"}},
		"mark and CRLF":    {"\ufeff" + exampleLine + "\r\n" + exampleLine + "\r\n", []string{"1 ok", "2 ok"}},
		"goes on":          {exampleLine + "\n\nx\n" + bad + "\n" + exampleLine, []string{"1 ok", "3 line: 1 column found", "4 weight: a number without a unit", "5 ok"}},
		"invalid UTF-8":    {"\xff\n" + exampleLine, []string{"1 line: invalid UTF-8", "2 ok"}},
		"second mark":      {exampleLine + "\n\ufeff", []string{"1 ok", "2 line: 1 column found"}},
		"CR alone":         {exampleLine + "\r" + exampleLine + "\r", []string{"1 ok", "2 ok"}},
		"CR, LF and CRLF":  {exampleLine + "\r" + exampleLine + "\n" + exampleLine + "\r\n" + exampleLine + "\r\r\n\n\rx", []string{"1 ok", "2 ok", "3 ok", "4 ok", "8 line: 1 column found"}},
		"two lines in one": {exampleLine + "\t" + exampleLine, []string{"1 cell: " + problemTooMany}},
		"a MiB":            {long + "\r\n" + exampleLine, []string{"1 line: 1 column found", "2 ok"}},
		"a MiB at last":    {exampleLine + "\n" + long, []string{"1 ok", "2 line: 1 column found"}},
		"a MiB and more": {
			exampleLine + "\n" + long + "x\n" + exampleLine + "\n" + long + long + long + "\r\n" + exampleLine,
			[]string{"1 ok", "2 line: longer than 1 MiB", "3 ok", "4 line: longer than 1 MiB", "5 ok"},
		},
		"more than a MiB of no text": {strings.Repeat("\xff", 3*MaxLineBytes), []string{"1 line: longer than 1 MiB"}},
		"more than a MiB of blanks":  {exampleLine + "\n" + strings.Repeat(" ", 3*MaxLineBytes), []string{"1 ok", "2 line: longer than 1 MiB"}},
	} {
		for _, r := range []io.Reader{strings.NewReader(c.text), iotest.HalfReader(strings.NewReader(c.text)), iotest.DataErrReader(strings.NewReader(c.text))} {
			said, err := readLoosely(r)
			if err != nil || !slices.Equal(said, c.want) {
				t.Errorf("%s: %q, %v; want %q", name, said, err, c.want)
			}
		}
	}
}

// readLoosely is read for texts whose lines may be too long to be parsed again.
func readLoosely(r io.Reader) (said []string, err error) {
	err = readLines(r, func(number int, _ string, _ *Shipment, err error) bool {
		var failure *ParseError
		if errors.As(err, &failure) {
			said = append(said, fmt.Sprintf("%d %s: %s", failure.Line, failure.Field, failure.Problem))
		} else {
			said = append(said, fmt.Sprintf("%d ok", number))
		}
		return true
	})
	return said, err
}

func TestReadLinesReadsTheSample(t *testing.T) {
	said, err := read(t, strings.NewReader(sampleFile))
	if err != nil || len(said) != len(Sample()) || slices.ContainsFunc(said, func(s string) bool { return !strings.HasSuffix(s, " ok") }) {
		t.Errorf("%q, %v", said, err)
	}
}

func TestReadLinesReportsTheReader(t *testing.T) {
	broken := errors.New("pulled out")
	for _, failure := range []error{broken, io.ErrUnexpectedEOF, fmt.Errorf("on the way: %w", io.EOF)} {
		r := io.MultiReader(strings.NewReader(exampleLine+"\n"+exampleLine), iotest.ErrReader(failure))
		said, err := read(t, r)
		if !errors.Is(err, failure) || !strings.HasPrefix(err.Error(), "reading line 2: ") || !slices.Equal(said, []string{"1 ok"}) {
			t.Errorf("%v: %q, %v", failure, said, err)
		}
	}
}
