package sheets

import (
	"strings"
	"testing"
)

const (
	partedHeader = "Name,Street,City,State,Zip,Length (in),Width (in),Height (in),Weight (lb)"
	partedOrder  = "Ann,12 Main St,Reno,NV,89501,9,6,3,2"
)

// parted is a text whose separator is another one.
func parted(separator string, lines ...string) string {
	return strings.ReplaceAll(strings.Join(lines, "\n")+"\n", ",", separator)
}

// The separator is what the lines agree on, what a first line or the option
// says, or what makes a header of a line.
func TestSeparatorOfAText(t *testing.T) {
	// As many commas as there are semicolons, in as many lines.
	even := "Name;Street;City;State;Zip;Length (in);Width (in);Height (in);Weight (lb)\n" +
		"Ann, a, b, c, d, e, f, g, h;12 Main St;Reno;NV;89501;9;6;3;2\nBob, a, b, c, d, e, f, g, h;12 Main St;Reno;NV;89501;9;6;3;2\n"
	for _, test := range []struct {
		name, file, text, option string
		line                     int
	}{
		{"tabs, .txt", "a.txt", parted("\t", partedHeader, partedOrder), "", 2},
		{"semicolons, .txt", "a.txt", parted(";", partedHeader, partedOrder), "", 2},
		{"pipes, .csv", "a.csv", parted("|", partedHeader, partedOrder), "", 2},
		{"one line with more tabs", "a.txt", parted(",", "a\tb\tc\td\te\tf\tg\th\ti\tj\tk\tl", partedHeader, partedOrder), "", 3},
		{"more commas than semicolons", "a.txt", even, "", 2},
		{"a first line", "a.txt", "sep=;\n" + parted(";", partedHeader, partedOrder), "", 3},
		{"a first line of a .tsv", "a.tsv", "sep=|\r\n" + parted("|", partedHeader, partedOrder), "", 3},
		{"a first line that says tabs", "a.csv", "sep=\t\r\n" + parted("\t", partedHeader, partedOrder), "", 3},
		{"the option", "a.csv", parted("|", partedHeader, partedOrder), "pipe", 2},
		{"the option, against the ending", "a.tsv", parted(";", partedHeader, partedOrder), ";", 2},
		{"the option, against a first line", "a.csv", "sep=;\n" + parted(",", partedHeader, partedOrder), "comma", 3},
	} {
		separator, err := ParseSeparator("--separator", test.option)
		if err != nil {
			t.Fatal(err)
		}
		input, err := Open(t.Context(), file(t, test.file, []byte(test.text)), Options{Separator: separator, Folder: t.TempDir()})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if good, bad := lines(t, input); good[test.line].Recipient.City != "Reno" || len(bad) > 0 {
			t.Errorf("%s: %+v, %v", test.name, good, bad)
		}
		if err := input.Close(); err != nil {
			t.Error(err)
		}
	}
}

// A text whose separator can't be told is refused, and the error says what was
// seen and how to name it. Errors of the header count the line "sep=;".
func TestSeparatorErrors(t *testing.T) {
	for _, test := range []struct{ name, text, option, want string }{
		{"even", "a,b,c,d,e,f\n1;2;3;4;5;6\n", "", "what parts its cells can't be told: commas and semicolons part 1 of its first 2 lines into equally many cells; name it with --separator, as in --separator comma"},
		{"an unknown one", "sep=:\na:b\n", "", `its first line says that its cells are parted by ':': expected one of tabs, commas, semicolons and pipes`},
		{"a header below sep=", "sep=;\nName;Street;City;Zip\nAnn;12 Main St;Reno;89501\n", "", "line 2 is its header: no column is known for dimensions, weight"},
		{"a header below a title", "My orders\n\n\"a\nb\"\nName,Street,City,Zip\n", "", "line 5 is its header: no column is known for dimensions, weight"},
		{"a header that the option hides", parted(";", partedHeader, partedOrder), "comma", ""},
	} {
		separator, err := ParseSeparator("--separator", test.option)
		if err != nil {
			t.Fatal(err)
		}
		named, err := ParseColumns("--columns", "")
		if err != nil {
			t.Fatal(err)
		}
		input, err := Open(t.Context(), file(t, "a.csv", []byte(test.text)), Options{Separator: separator, Columns: named, Folder: t.TempDir()})
		if err == nil {
			_, bad := lines(t, input)
			if test.want != "" || len(bad) != 2 || !strings.Contains(bad[0].Error(), "parted by commas") {
				t.Errorf("%s: it is read, with %v", test.name, bad)
			}
			_ = input.Close()
		} else if test.want == "" || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q in it", test.name, err, test.want)
		}
	}
	for _, text := range []string{"colon", ":", "Tab", ",;", " "} {
		if _, err := ParseSeparator("--separator", text); err == nil || !strings.Contains(err.Error(), SeparatorsExpected) {
			t.Errorf("%q: %v", text, err)
		}
	}
	named, _ := ParseSeparator("--separator", "comma")
	if _, err := Open(t.Context(), workbookFile(t, []string{"a\tb"}, nil), Options{Separator: named}); err == nil || !strings.Contains(err.Error(), "--separator is for texts") {
		t.Errorf("a workbook: %v", err)
	}
}
