package shipping

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Cells of tab-separated text are read with the quotes that Excel writes. Inch marks in cells that do not begin with a quote are kept.
func TestTabRowsReadQuotes(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"a comma in quotes", "\"Smith, John\"\tb\nc\td", []string{"1 Smith, John\tb", "2 c\td"}},
		{"doubled quotes", "a\t\"Joe \"\"J\"\" Doe\"\t\"12\"\" x 8\"\"\"", []string{"1 a\tJoe \"J\" Doe\t12\" x 8\""}},
		{"a line break in quotes", "a\t\"1 Main St\r\nFloor 2\"\tb\r\nc", []string{"1 a\t1 Main St Floor 2\tb", "3 c"}},
		{"a tab in quotes", "\"a\tb\"\tc", []string{"1 a b\tc"}},
		{"inches", "12\"\t12\" x 8\" x 6\"\tThe \"C\" Co", []string{"1 12\"\t12\" x 8\" x 6\"\tThe \"C\" Co"}},
		{"commas and semicolons", "a,b;c\td", []string{"1 a,b;c\td"}},
		{"an empty cell in quotes", "\"\"\tb", []string{"1 \tb"}},
		{"never closed", "a\t\"b\nc\td\ne\tf", []string{"1 BAD a quote that is never closed", "2 c\td", "3 e\tf"}},
		{"text after a quote", "\"D\" E\tb\nc\td", []string{"1 BAD a quote with text before or after it", "2 c\td"}},
		{"the next order's quote closes it", "a\t\"b\nc\t\"d\"\ne\tf", []string{"1 BAD a quote with text before or after it", "2 c\td", "3 e\tf"}},
	} {
		if got := rowsOf(t, TabRows(strings.NewReader(test.text))); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// A line that continues a refused cell is an error, and not an order of its own.
func TestContinuedLinesAreNoOrders(t *testing.T) {
	const problem = "2 BAD a quote inside a cell, after a quote in line 1 that is not closed"
	for text, want := range map[string][]string{
		"\"Smith\nJohn\"x,1 St\nc,d":        {"1 BAD a quote with text before or after it", problem, "3 c\td"},
		"\"Smith\nJohn\"x,\"a\nb\",1 St\nc": {"1 BAD a quote with text before or after it", problem, "3 BAD it stands inside quotes that open in line 2, where a quote may be missing", "4 c"},
	} {
		if got := commaText(t, strings.NewReader(text)); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// brokenOrder is an order with one of its cells replaced, parted by commas.
func brokenOrder(at int, cell string) string {
	cells := with(columnDimensions, "12 x 9 x 6")
	cells[at] = cell
	return strings.Join(cells, ",")
}

// A cell that must not hold a line break is refused together with each of its lines, so that no order in it is lost silently.
func TestBrokenCellsAreRefused(t *testing.T) {
	good := brokenOrder(columnStreet2, "")
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"a name on two lines": {
			brokenOrder(columnFirstName, "\"Ada\nMay\"") + "\n" + good,
			[]string{"1 recipient first name 1 to 2", "2 line inside 1", "3 ok"},
		},
		"a postal code":     {brokenOrder(columnPostalCode, "\"90\n001\""), []string{"1 recipient postal code 1 to 2", "2 line inside 1"}},
		"a break at an end": {brokenOrder(columnPostalCode, "\"90001\n \n\""), []string{"1 ok"}},
		"breaks around":     {brokenOrder(columnCity, "\"\n\nLos Angeles\n\"") + "\n" + good, []string{"1 ok", "5 ok"}},
		"a break at the beginning with an order behind it": {
			good + "\n" + brokenOrder(columnContents, "\"") + "\n" + brokenOrder(columnContents, "12\""), []string{"1 ok", "2 contents 2 to 3", "3 line inside 2"},
		},
		"a street on many lines, with breaks around": {
			brokenOrder(columnStreet1, "\"\n1 Main St\nFloor 2\nDoor 3\nBell 4\n\n\""), []string{"1 ok"},
		},
		"a ZIP code inside":          {brokenOrder(columnContents, "\"Mug\n02108-1234\nCup\""), []string{"1 contents 1 to 3", "2 line inside 1", "3 line inside 1"}},
		"dimensions inside":          {brokenOrder(columnContents, "\"Mug\n10\"\" x 8\"\" x 4\"\"\""), []string{"1 contents 1 to 2", "2 line inside 1"}},
		"a weight inside":            {brokenOrder(columnContents, "\"Mug\n 2 lb 3 oz\nCup\""), []string{"1 contents 1 to 3", "2 line inside 1", "3 line inside 1"}},
		"a telephone number":         {brokenOrder(columnContents, "\"Mug\n312 555 016\""), []string{"1 ok"}},
		"a weight behind a break":    {brokenOrder(columnContents, "\"\nCup,2 lb\""), []string{"1 contents 1 to 2", "2 line inside 1"}},
		"measures of the cell's own": {brokenOrder(columnContents, "\"2 lb\nof soap\""), []string{"1 ok"}},
		"text behind the last column": {
			brokenOrder(columnContents, "\"Mug\nFrame\"") + ",,,,,,,,,,x", []string{"1 cell 1 to 2", "2 line inside 1"},
		},
		"a street on four lines": {
			brokenOrder(columnStreet1, "\"1 Main St\nFloor 2\nDoor 3\nBell 4\""), []string{"1 ok"},
		},
		"a street on five lines": {
			brokenOrder(columnStreet1, "\"1\n2\n\n4\n5\"") + "\n" + good,
			[]string{"1 recipient street1 1 to 5", "2 line inside 1", "4 line inside 1", "5 line inside 1", "6 ok"},
		},
		"contents on many lines": {
			brokenOrder(columnContents, "\"Soap, mild, blue\n"+strings.Repeat("Candles, red\n", 40)+"\"") + "\n" + good, []string{"1 ok", "43 ok"},
		},
		"a quote in the contents that swallows an order": {
			good + "\n" + brokenOrder(columnContents, "\"Soap") + "\n" + good + "\n" + brokenOrder(columnContents, "Soap\"") + "\n" + good,
			[]string{"1 ok", "2 contents 2 to 4", "3 line inside 2", "4 line inside 2", "5 ok"},
		},
		"a quote in the flag that swallows an order": {
			brokenOrder(columnFlag, "\"x") + "\n" + brokenOrder(columnFlag, "y\""), []string{"1 cell 1 to 2", "2 line inside 1"},
		},
		"a quote in a street that swallows an order": {
			brokenOrder(columnStreet2, "\"x") + "\n" + brokenOrder(columnStreet2, "y\""), []string{"1 recipient street2 1 to 2", "2 line inside 1"},
		},
		"too few columns, and a break at the beginning": {"a,\"\nc\",d", []string{"1 cell 1 to 2", "2 line inside 1"}},
		"too few columns": {"a,\"b\nc\",d", []string{"1 cell 1 to 2", "2 line inside 1"}},
	} {
		for form, text := range map[string]string{"commas": test.text, "tabs": strings.ReplaceAll(test.text, ",", "\t")} {
			rows := CommaRows(strings.NewReader(text))
			if form == "tabs" {
				if strings.Contains(text, "mild") {
					continue // its commas belong to the text
				}
				rows = TabRows(strings.NewReader(text))
			}
			AllowBreaks(rows, SheetBreaks, SheetMarks)
			if got := saidOfBreaks(t, rows); !slices.Equal(got, test.want) {
				t.Errorf("%s, %s: %q, want %q", name, form, got, test.want)
			}
		}
	}
}

// saidOfBreaks returns what is said of each row's line breaks.
func saidOfBreaks(t *testing.T, rows Rows) (said []string) {
	t.Helper()
	r := NewReader(rows)
	for line, ok := r.Next(); ok; line, ok = r.Next() {
		var failure *ParseError
		var first, from, to int
		switch {
		case !errors.As(line.Err, &failure):
			said = append(said, fmt.Sprintf("%d ok", line.Number))
		case strings.HasPrefix(failure.Problem, "it stands inside quotes"):
			if _, err := fmt.Sscanf(failure.Problem, "it stands inside quotes that open in line %d,", &first); err != nil {
				t.Fatalf("%v", failure)
			}
			said = append(said, fmt.Sprintf("%d line inside %d", line.Number, first))
		default:
			_, problem, _ := strings.Cut(failure.Problem, "a quote may be missing; ")
			if _, err := fmt.Sscanf(problem, "lines %d to %d may", &from, &to); err != nil {
				t.Fatalf("%v", failure)
			}
			said = append(said, fmt.Sprintf("%d %s %d to %d", line.Number, failure.Field, from, to))
		}
	}
	return said
}

// The error names the cell and the lines, and says what to do.
func TestBrokenCellsAreNamed(t *testing.T) {
	rows := CommaRows(strings.NewReader(brokenOrder(columnFirstName, "\"Ada\nMay\"")))
	AllowBreaks(rows, SheetBreaks, SheetMarks)
	line, _ := NewReader(rows).Next()
	const want = `line 1, column 2, recipient first name "Ada May": its quotes open in line 1 and close in line 2, so a quote may be missing; ` +
		`lines 1 to 2 may be orders of their own, and none of them is read; accepted: text on one line, with a quote at its end if it begins with one`
	if line.Err == nil || line.Err.Error() != want {
		t.Errorf("%v\nwant %s", line.Err, want)
	}
}
