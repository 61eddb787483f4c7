package shipping

import (
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// commaText returns the rows of a text of comma-separated values, bad ones as
// "line N: problem".
func commaText(t *testing.T, r io.Reader) []string {
	t.Helper()
	return rowsOf(t, CommaRows(r))
}

// rowsOf returns the rows of a text, bad ones as "line N: problem".
func rowsOf(t *testing.T, rows Rows) []string {
	t.Helper()
	var all []string
	for rows.Next() {
		number, line, problem := rows.Row()
		if problem != nil {
			line = "BAD " + problem.Problem
		}
		all = append(all, string(rune('0'+number))+" "+line)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestCommaRows(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"plain", "a,b,c\nd,,f\n", []string{"1 a\tb\tc", "2 d\t\tf"}},
		{"quotes", `"a,b","say ""hi""",""` + "\n", []string{"1 a,b\tsay \"hi\"\t"}},
		{"CRLF and BOM, no last line ending", "\ufeffa,b\r\nc,d", []string{"1 a\tb", "2 c\td"}},
		{"a line break in a cell", "\"1 Main St\nFloor 2\",b\r\nc,d", []string{"1 1 Main St Floor 2\tb", "3 c\td"}},
		{"CR alone, and a CR in a cell", "a,b\r\"x\ry\",d\re", []string{"1 a\tb", "2 x y\td", "4 e"}},
		{"semicolons below a title", "Orders, March, and April\na;b;c;d\n", []string{"1 Orders, March, and April", "2 a\tb\tc\td"}},
		{"a quote that opens late", "\"a\nb\",\"c\nd", []string{"1 BAD a quote that is never closed, in line 2", "2 BAD a quote that is never closed", "3 d"}},
		{"CRLF in a cell", "\"x\r\ny\",b", []string{"1 x y\tb"}},
		{"a tab in a cell", "a\tb,c,d", []string{"1 a b\tc\td"}},
		{"inches", `12" x 9" x 6",b`, []string{"1 12\" x 9\" x 6\"\tb"}},
		{"semicolons", "a;b,5;c\nd;e;f", []string{"1 a\tb,5\tc", "2 d\te\tf"}},
		{"semicolons in quotes", `"a;;;;",b,c`, []string{"1 a;;;;\tb\tc"}},
		{"tabs", "a\tb\tc,d", []string{"1 a\tb\tc,d"}},
		{"a line that says it", "sep=;\na;b,c,d", []string{"2 a\tb,c,d"}},
		{"a line that says tabs", "SEP=\t\r\na\tb,c,d", []string{"2 a\tb,c,d"}},
		{"a line in quotes that says pipes", "\ufeff\"sep=|\"\na|b,c,d", []string{"2 a\tb,c,d"}},
		{"a line that says it too late", "a;b;c;d;e;f\nsep=,", []string{"1 a\tb\tc\td\te\tf", "2 sep=,"}},
		{"a quote never closed", "a,\"b\nc,d\ne,f", []string{"1 BAD a quote that is never closed", "2 c\td", "3 e\tf"}},
		{"a quote closed by another's opening", "a,\"b\nc,d\ne,\"f\"\ng", []string{
			"1 BAD a quote with text before or after it", "2 c\td", "3 e\tf", "4 g",
		}},
		{"text after a quote", "\"a\"b,c\nd,e", []string{"1 BAD a quote with text before or after it", "2 d\te"}},
		{"a space before a quote", "a, \"b\"\nd,e", []string{"1 BAD a quote with text before or after it", "2 d\te"}},
		{"Ctrl-Z at the end", "a,b\r\n\x1a", []string{"1 a\tb"}},
		{"Ctrl-Z in a last line", "a,b\n\x1ac", []string{"1 a\tb", "2 \x1ac"}},
		{"Ctrl-Z in quotes that are not closed", "a,\"b\n\x1a", []string{"1 BAD a quote that is never closed"}},
		{"empty", "", nil},
		{"only quotes", `""`, []string{"1 "}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, r := range []io.Reader{strings.NewReader(test.text), iotest.OneByteReader(strings.NewReader(test.text))} {
				if got := commaText(t, r); !slices.Equal(got, test.want) {
					t.Errorf("%q, want %q", got, test.want)
				}
			}
		})
	}
}

// A quote that is never closed makes only its own line bad, and the text after
// it is not kept in memory.
func TestCommaRowsBoundAnOpenQuote(t *testing.T) {
	text := "a,\"b\n" + strings.Repeat("c,d\n", MaxLineBytes/2)
	rows := CommaRows(strings.NewReader(text))
	good, bad := 0, 0
	for rows.Next() {
		if _, _, problem := rows.Row(); problem != nil {
			bad++
		} else {
			good++
		}
		reader := rows.(*commaReader)
		if kept := cap(reader.line); kept > 4*MaxQuotedBytes {
			t.Fatalf("%d bytes are kept of a row", kept)
		}
		if kept := len(reader.pending); kept > MaxQuotedLines+1 {
			t.Fatalf("%d lines are kept to be read again", kept)
		}
	}
	if good != MaxLineBytes/2 || bad != 1 {
		t.Errorf("%d good rows and %d bad ones", good, bad)
	}
}

func TestCommaRowsReportTheReader(t *testing.T) {
	broken := errors.New("the disk is gone")
	rows := CommaRows(io.MultiReader(strings.NewReader("a,b\n"), iotest.ErrReader(broken)))
	for rows.Next() {
		continue
	}
	if err := rows.Err(); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

// An error of a line names the separator of its own file.
func TestTooFewColumnsNamesTheParting(t *testing.T) {
	for text, want := range map[string]string{
		"a,b,c": "parted by commas", "a;b;c": "parted by semicolons",
	} {
		line, _ := NewReader(CommaRows(strings.NewReader(text))).Next()
		if line.Err == nil || !strings.Contains(line.Err.Error(), want) {
			t.Errorf("%v: expected it to say %q", line.Err, want)
		}
	}
	line, _ := NewReader(TabRows(strings.NewReader("a\tb"))).Next()
	if line.Err == nil || !strings.Contains(line.Err.Error(), wantColumns) {
		t.Errorf("%v", line.Err)
	}
}

// Where more than one separator may part an order, the one on which the lines agree is chosen.
func TestSeparators(t *testing.T) {
	for _, test := range []struct {
		name, text   string
		comma, other byte
	}{
		{"one line with more commas", "a;b;c;d;e;f;g\n1, 2, 3;4,5;6,5, 7, 8;9;10;11;12,1\n", ';', ','},
		{"one line with more semicolons", "a,b,c,d,e,f\n1,2,3,4,5,x; y; z; 1; 2; 3; 4\n1,2,3,4,5,6\n", ',', ';'},
		{"lines of several lengths", "a;b;c;d;e;f;g\n1;2;3;4;5;6\n1;2;3;4;5;6\n1,2,3,4,5,6,7,8;9;0;1;2;3\n1,2,3,4,5,6,7,8,9,9;9;0;1;2;3;4\n", ';', ','},
		{"tabs", "a\tb\tc\td\te\tf\n1, 2, 3, 4, 5, 6, 7, 8\t2\t3\t4\t5\t6\n", '\t', ','},
		{"as many lines: the most", "1;2;3;4;5;6\n1,2,3,4,5,6,7\n", ',', ';'},
		{"as many of as many: the first", "1;2;3;4;5;6\n1,2,3,4,5,6\n", ';', ','},
		{"too few for an order: the most", "a;b;c\nd;e;f\n1,2,3,4\n", ',', 0},
		{"only one may part an order", "a;b;c\nd;e;f\n1,2,3,4,5,6\n", ',', 0},
		{"in quotes", "a,b,c,d,e,f\n\"1;2;3;4;5;6;7;8\",2,3,4,5,6\n", ',', 0},
		{"pipes", "a|b|c|d|e|f\n1, 2, 3, 4|2|3|4|5|6\n", '|', 0},
		{"nothing", "a\n", ',', 0},
	} {
		reader := &commaReader{lines: newLineReader(strings.NewReader(test.text))}
		reader.begin()
		if reader.comma != test.comma || reader.other != test.other {
			t.Errorf("%s: %q and %q, want %q and %q", test.name, reader.comma, reader.other, test.comma, test.other)
		}
	}
}

// An error about the number of columns says how to name another separator that the file has.
func TestTooFewColumnsNamesTheOtherSeparator(t *testing.T) {
	for text, want := range map[string]string{
		"a,b,c,d,e,f\n1;2;3;4;5;6": `from the origin state to the contents; if semicolons part them, a first line "sep=;" says so`,
		"a;b;c;d;e;f\n1,2,3,4,5,6": `from the origin state to the contents; if commas part them, a first line "sep=," says so`,
		"a,b,c,d,e,f\n1;2;3;4;5":   "from the origin state to the contents",
	} {
		line, _ := NewReader(CommaRows(strings.NewReader(text))).Next()
		if line.Err == nil || !strings.HasSuffix(line.Err.Error(), want) {
			t.Errorf("%v: expected it to end in %q", line.Err, want)
		}
	}
}

func quotedCells(cells []string) []string {
	all := make([]string, len(cells))
	for i, cell := range cells {
		all[i] = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
	}
	return all
}

// The sample gives the same shipments in every format.
func TestCommaSampleIsTheTabSample(t *testing.T) {
	var text strings.Builder
	w := csv.NewWriter(&text)
	for _, line := range Sample() {
		if err := w.Write(strings.Split(line, "\t")); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	r := NewReader(CommaRows(strings.NewReader(text.String())))
	for i, text := range Sample() {
		line, ok := r.Next()
		var want Shipment
		if err := ParseLine(text, &want); !ok || err != nil || line.Err != nil || *line.Shipment != want {
			t.Fatalf("line %d: %v, %v: %+v, want %+v", i+1, ok, line.Err, line.Shipment, want)
		}
	}
	if _, more := r.Next(); more || r.Err() != nil {
		t.Errorf("more, %v", r.Err())
	}
}

// FuzzCommaAndTab checks that the same cells give the same shipment, or the
// same error, in both formats, with numbers in the notation that goes with the
// separator.
func FuzzCommaAndTab(f *testing.F) {
	for _, line := range Sample()[:40] {
		f.Add(line, byte(','))
		f.Add(strings.ReplaceAll(line, " ", "\" ;"), byte(';'))
	}
	f.Add("x\t\"y", byte(','))
	f.Add(strings.Replace(Sample()[0], "\tUS\t", "\tUS\t\t3,324 gram", 1), byte(';'))
	f.Fuzz(func(t *testing.T, line string, comma byte) {
		if comma != ',' && comma != ';' || strings.ContainsAny(line, "\r\n") || len(line) > 1<<16 || isBlank(line) {
			t.Skip()
		}
		line = strings.TrimPrefix(line, "\ufeff")
		cells := strings.Split(line, "\t")
		if rest, found := strings.CutPrefix(strings.ToLower(strings.TrimSpace(cells[0])), "sep="); found && len(rest) <= 1 {
			t.Skip()
		}
		if counted := strings.Join(quotedCells(cells), string(comma)); isBlank(counted) || len(cells) == 1 {
			t.Skip()
		}
		commas := NewReader(CommaRows(strings.NewReader(strings.Join(quotedCells(cells), string(comma)))))
		byComma, okComma := commas.Next()
		if strings.Contains(line, `"`) { // as Excel writes it
			line = strings.Join(quotedCells(cells), "\t")
		}
		byTabs, ok := NewReader(&written{TabRows(strings.NewReader(line)), commas.Layout()}).Next()
		if ok != okComma || (byTabs.Err == nil) != (byComma.Err == nil) {
			t.Fatalf("by tabs %v %v, by commas %v %v", ok, byTabs.Err, okComma, byComma.Err)
		}
		if ok && byTabs.Err == nil && *byTabs.Shipment != *byComma.Shipment {
			t.Fatalf("%+v\n%+v", byTabs.Shipment, byComma.Shipment)
		}
	})
}

// written are rows whose numbers are written as a layout says.
type written struct {
	Rows
	layout Layout
}

func (w *written) Layout() Layout { return w.layout }

// loneCR ends a line for the reader, but not for encoding/csv.
var loneCR = regexp.MustCompile(`\r([^\n]|$)`)

// FuzzCommaRows compares the reader with encoding/csv, where that accepts a
// whole text. Both have to return the same cells, except for tabs and line
// breaks inside them. A Ctrl-Z at the end is ordinary text to encoding/csv.
func FuzzCommaRows(f *testing.F) {
	for _, text := range []string{"a,b\nc,d", "\"a\n\nb\",c\r\n\r\n,\"\"\"\"", "a,\"b\nc", "a\rb,c", "\"a\r\nb\",\"\"\n", "a,b\n\x1a"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		reference := csv.NewReader(strings.NewReader(withoutEnd(text)))
		reference.FieldsPerRecord = -1
		records, err := reference.ReadAll()
		if err != nil || strings.Contains(text, "\ufeff") || len(text) > 1<<16 || loneCR.MatchString(text) {
			t.Skip()
		}
		var want []string
		for _, record := range records {
			for i, cell := range record {
				record[i] = strings.NewReplacer("\n", " ", "\r", " ", "\t", " ").Replace(cell)
			}
			want = append(want, strings.Join(record, "\t"))
		}
		rows := &commaReader{lines: newLineReader(strings.NewReader(text)), comma: ','}
		var got []string
		for rows.Next() {
			_, line, problem := rows.Row()
			if problem != nil {
				t.Fatalf("%q is refused (%v), and encoding/csv takes %q", text, problem, records)
			}
			if line != "" { // the reference skips empty lines
				got = append(got, line)
			}
		}
		want = slices.DeleteFunc(want, func(line string) bool { return line == "" })
		if !slices.Equal(got, want) {
			t.Fatalf("%q: %q, want %q", text, got, want)
		}
	})
}
