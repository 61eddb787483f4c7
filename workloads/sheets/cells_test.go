package sheets

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ep-benchmark/workloads/shipping"
)

// Numbers are shown as the workbook shows them, conditions and sections of
// their format among it.
func TestNumbersAreShownByTheirFormat(t *testing.T) {
	shower, err := newShower(false)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ format, number, want string }{
		{"00000", "2108", "02108"},
		{`00000\-0000`, "21080123", "02108-0123"},
		{`[<=99999]00000;00000\-0000`, "2108", "02108"},
		{`[<=99999]00000;00000\-0000`, "21080123", "02108-0123"},
		{`[>=100000]00000-0000;00000`, "2108", "02108"},
		{`[<=9999999]###\-####;\(###\)\ ###\-####`, "3125550161", "(312) 555-0161"},
		{`[<=9999999]###\-####;\(###\)\ ###\-####`, "5550161", "555-0161"},
		{`[Red][<=9999999]###-####;(###) ###-####`, "3125550161", "(312) 555-0161"},
		{`[<10]0" few";[<100]0" some";0" many"`, "50", "50 some"},
		{`[<10]0" few";[<100]0" some";0" many"`, "500", "500 many"},
		{`\+00\ 000\ 00\ 000`, "4755501060", "+47 555 01 060"},
		{`"a;b"00;-00`, "7", "a;b07"},
		{"00000;-00000;;@", "0", ""},
		{"00000;@", "1067", "01067"},
		{"0.0;(0.0)", "-1.5", "(1.5)"},
		{"0", "-3", "-3"},
		{"yyyy-mm-dd", "45000", "2023-03-15"},
		{"00000", "no number", "no number"},
		{"#00000", "2108", "02108"},
		{"#0", "3.125550161E9", "3125550161"},
		{"#0000000000", "5550161", "0005550161"},
		{"##00000;@", "2108", "02108"},
		{`General" kg"`, "5", "5 kg"},
		{`General" kg"`, "-5.3", "-5.3 kg"},
		{`General\ "kg"`, "5.25", "5.25 kg"},
		{`General\ \k\g`, "5", "5 kg"},
		{`@" oz"`, "5.25", "5.25 oz"},
		{`[Black]General" oz"`, "5", "5 oz"},
		{`[=1]General" lb";General" lbs"`, "1", "1 lb"},
		{`[=1]General" lb";General" lbs"`, "2", "2 lbs"},
		{`General" kg";"minus "General" kg"`, "-2", "minus 2 kg"},
		{`[<1]0.00" kg";General" kg"`, "5", "5 kg"},
		{`_-General" oz"_-`, "5", " 5 oz "},
		{`0.00\ "lb"`, "5", "5.00 lb"},
		{`_-* #,##0.00\ "kg"_-`, "5", " 5.00 kg "},
		{`0.0\ \k\g`, "5", "5.0 kg"},
		{`0.00 [$kg-407]`, "5", "5.00 kg"},
		{`0;-0;0;@" kg"`, "5", "5"},
		{`0\"`, "12", `12"`},
		{`0" x 9 x 6"`, "12", "12 x 9 x 6"},
		{`0 oz`, "5", "5 oz"},
		{`0.00E+00`, "5", "5.00E+00"},
		{`h:mm`, "0.25", "6:00"},
		{"# ?/?", "0.5", "0 1/2"},
		{"# ?/?", "11", "11    "},
		{"# ??/??", "5.25", "5  1/4 "},
		{`# ?/8" lb"`, "5.375", "5 3/8 lb"},
	} {
		if got, err := shower.show(test.number, numberFormat{code: test.format}); err != nil || got != test.want {
			t.Errorf("%s by %s: %q, %v, want %q", test.number, test.format, got, err, test.want)
		}
	}
}

func TestNumbersAreShownByBuiltInFormats(t *testing.T) {
	shower, err := newShower(false)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		builtIn      int
		number, want string
	}{
		{0, "3.125550161E9", "3125550161"}, {0, "1.1000000000000001", "1.1"}, {1, "2108", "2108"}, {2, "2108", "2108.00"}, {49, "2108", "2108"}, {999, "2108", "2108"},
	} {
		if got, err := shower.show(test.number, numberFormat{builtIn: test.builtIn}); err != nil || got != test.want {
			t.Errorf("%s by format %d: %q, %v, want %q", test.number, test.builtIn, got, err, test.want)
		}
	}
}

// A number is refused when its format shows something that can't be shown here.
// Nothing is left out of it silently.
func TestFormatsThatCannotBeShown(t *testing.T) {
	shower, err := newShower(false)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ format, number, want string }{
		{"0 kg", "5", `the number format "0 kg" has the text "k", which can't be shown here`},
		{"0 lb", "5", `has the text "l"`},
		{"0 g", "5", `has the text "g"`},
		{`Standard" kg"`, "5", `has the text "S"`},
		{"0!k!g", "5", `has the text "k"`},
		{`0" oz @"`, "5", `has the text " oz @"`}, // the library takes it for a section of texts
		{`0;"@"0`, "-5", `has the text "@"`},
		{"# ?/?", "0.3", `the number format "# ?/?" shows 0.3 as the fraction "`},
		{"?/8", "5.25", `shows 5.25 as the fraction "`},
		{"0/0", "5", `shows 5 as the fraction "`},
		{`h:mm" kg"`, "-5", "shows no date of a negative number"},
	} {
		if got, err := shower.show(test.number, numberFormat{code: test.format}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s by %s: %q, %v: expected it to say %s", test.number, test.format, got, err, test.want)
		}
	}
}

// A format may have a section for texts, which adds to them.
func TestTextsAreShownByTheirFormat(t *testing.T) {
	for _, test := range []struct{ format, text, want string }{
		{"", "5", "5"},
		{"@", "5", "5"},
		{`@" oz"`, "5", "5 oz"},
		{`0;-0;0;@" kg"`, "5", "5 kg"},
		{`0;@\ \k\g`, "5", "5 kg"},
		{`0" oz"`, "5", "5"},
		{"00000;-00000;;@", "02108", "02108"},
		{`"a@b"0`, "5", "5"},
		{";;;", "", ""},
	} {
		if got, err := showText(test.text, numberFormat{code: test.format}); err != nil || got != test.want {
			t.Errorf("%s by %s: %q, %v, want %q", test.text, test.format, got, err, test.want)
		}
	}
	for _, format := range []string{";;;", `0;0;0;"text"`} {
		if got, err := showText("5", numberFormat{code: format}); err == nil || !strings.Contains(err.Error(), "hides the text") {
			t.Errorf("%s: %q, %v", format, got, err)
		}
	}
}

// A panic of the library is an error of the file.
func TestShowSurvivesTheLibrary(t *testing.T) {
	shower := &shower{}
	if _, err := shower.show("1", numberFormat{code: "00000"}); err == nil || !strings.Contains(err.Error(), "can't be read") {
		t.Errorf("%v", err)
	}
}

func TestEscapesOfWorkbooks(t *testing.T) {
	for text, want := range map[string]string{
		"a_x000D_b": "a\rb", "_x005F_x0041_": "_x0041_", "my_xbox_": "my_xbox_", "_xD800_": "_xD800_", "_x41_": "_x41_",
	} {
		if got := unescaped(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestLettersOfColumns(t *testing.T) {
	for column, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA", 16383: "XFD"} {
		if got := letters(column); got != want || columnOf(want) != column+1 {
			t.Errorf("column %d: %s, and back %d", column, got, columnOf(want))
		}
	}
	for _, name := range []string{"", "1", "Ä", "ABCDEFGHIJ"} {
		if got := columnOf(name); got != 0 {
			t.Errorf("%q: %d", name, got)
		}
	}
}

// flawed is a workbook with an error and a formula without a value in cells of
// rows 2 and 3, and a formula without a value where nothing is read in row 4.
func flawed(t *testing.T, header string) string {
	t.Helper()
	rows := append([]string{header}, shipping.Sample()[:4]...)
	path := workbookFile(t, rows, func(book *excelize.File) {
		err := errors.Join(book.SetCellFormula("Orders", "O2", "1/0"), book.SetCellFormula("Orders", "G3", `"1 Main St"`),
			book.SetCellFormula("Orders", "M4", "TRUE()"), book.SetCellFormula("Orders", "P5", `""`))
		if err != nil {
			t.Fatal(err)
		}
	})
	return repacked(t, path, sheetPart, func(b []byte) []byte {
		text := string(b)
		for cell, content := range map[string]string{"O2": `t="e"><f>1/0</f><v>#DIV/0!</v>`, "G3": `><f>x</f><v></v>`, "M4": `><f>TRUE()</f>`, "P5": `t="str"><f>x</f><v></v>`} {
			from := strings.Index(text, fmt.Sprintf(`<c r="%s"`, cell))
			to := from + strings.Index(text[from:], "</c>")
			text = text[:from] + fmt.Sprintf(`<c r="%s" `, cell) + content + text[to:]
		}
		return []byte(text)
	})
}

// An error in a cell is the error of its line, which names the cell. An error
// in a cell that is not read is ignored.
func TestFlawedCellsAreNamed(t *testing.T) {
	for _, header := range []string{
		"",
		"Origin\tCarrier\tFirst name\tLast name\tPhone\tEmail\tStreet 1\tStreet 2\tCity\tState\tZIP\tCountry\tFlag\tDimensions\tWeight\tContents\tSender name\tSender street 1\tSender street 2\tSender city\tSender state\tSender ZIP\tSender country\tSender phone\tSender email",
	} {
		good, bad := lines(t, open(t, flawed(t, header), ""))
		if len(good) != 2 || len(bad) != 2 {
			t.Fatalf("%d good, %v", len(good), bad)
		}
		for i, want := range []string{`line 2, cell O2`, `line 3, cell G3`} {
			if !strings.HasPrefix(bad[i].Error(), want) {
				t.Errorf("%v: expected it to begin with %q", bad[i], want)
			}
		}
		if text := bad[0].Error(); !strings.Contains(text, `cell "#DIV/0!": an error of the sheet`) {
			t.Error(text)
		}
		if text := bad[1].Error(); !strings.Contains(text, "a formula without a stored value") {
			t.Error(text)
		}
		if contents := good[5].Contents; contents != "" {
			t.Errorf("contents %q of a formula that came to an empty text", contents)
		}
	}
}

// Built-in formats of fractions are checked like a workbook's own.
func TestBuiltInFractions(t *testing.T) {
	rows := []string{"Name\tStreet\tCity\tState\tZIP\tDimensions\tWeight (lb)"}
	numbers := []float64{0.5, 0.3, 5.25, 5.04}
	for range numbers {
		rows = append(rows, "Ann Made\t1 Main St\tBoston\tMA\t02108\t9 x 6 x 3\t")
	}
	path := workbookFile(t, rows, func(book *excelize.File) {
		for i, number := range numbers {
			cell := fmt.Sprintf("G%d", i+2)
			style, err := book.NewStyle(&excelize.Style{NumFmt: 12 + i/2})
			if err := errors.Join(err, book.SetCellValue("Orders", cell, number), book.SetCellStyle("Orders", cell, cell, style)); err != nil {
				t.Fatal(err)
			}
		}
	})
	good, bad := lines(t, open(t, path, ""))
	if len(good) != 3 || good[2].Weight != 8 || good[4].Weight != 84 || good[5].Weight != 5.04*16 {
		t.Errorf("%+v", good)
	}
	if len(bad) != 1 || !strings.Contains(bad[0].Error(), `cell G3 "Weight (lb)", cell "0.3": the number format "# ?/?" shows 0.3 as the fraction "0 2/7"`) {
		t.Errorf("%v", bad)
	}
}

// The unit that a format adds is part of the cell, be it of a number or a text,
// and a format that can't be shown is the error of its cell.
func TestUnitsOfFormats(t *testing.T) {
	rows := []string{"Name\tStreet\tCity\tState\tZIP\tDimensions\tWeight\tNote"}
	formats := []string{`General" kg"`, `@" oz"`, `[Black]General" oz"`, `0.00\ "lb"`, `@" lb"`, "0 kg", "#00000"}
	for range formats {
		rows = append(rows, "Ann Made\t1 Main St\tBoston\tMA\t02108\t9 x 6 x 3\t5 oz\t")
	}
	path := workbookFile(t, rows, func(book *excelize.File) {
		set := func(cell string, value any, format string) {
			style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &format})
			if err := errors.Join(err, book.SetCellValue("Orders", cell, value), book.SetCellStyle("Orders", cell, cell, style)); err != nil {
				t.Fatal(err)
			}
		}
		for i, format := range formats[:6] {
			set(fmt.Sprintf("G%d", i+2), 5, format)
		}
		set("G6", "5", formats[4])
		set("E8", 2108, formats[6])
		set("H8", 5, formats[5]) // a column that is not read
	})
	good, bad := lines(t, open(t, path, ""))
	const kilogram = 35.27396195
	for number, want := range map[int]float64{2: 5 * kilogram, 3: 5, 4: 5, 5: 80, 6: 80, 8: 5} {
		if good[number].Weight != want || good[number].Recipient.PostalCode != "02108" {
			t.Errorf("line %d: %+v, want %v oz", number, good[number], want)
		}
	}
	const want = `line 7, cell G7 "Weight", cell "5": the number format "0 kg" has the text "k", which can't be shown here; ` +
		`accepted: a cell with the format General or Text, and the unit in it or in the header`
	if len(bad) != 1 || bad[0].Error() != want {
		t.Errorf("%v\nwant %s", bad, want)
	}
}
