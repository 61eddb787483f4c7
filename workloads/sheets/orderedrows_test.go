package sheets

import (
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"ep-benchmark/engine/racebuild"
	"ep-benchmark/workloads/shipping"
)

// spoiltTexts are texts by which spreadsheets replace a value, and which are no
// value themselves.
var spoiltTexts = []string{"#N/A", "#REF!", "#DIV/0!", "#¡VALOR!", "Err:502", "####", "1.23457E+12", "6,17555E+09", "-1E+30"}

// wholeRow has a cell for every field, by groups that a header may have
// together.
var wholeRow = map[field]string{
	carrier: "USPS", origin: "Texas", reference: "A1", firstName: "Ann", lastName: "Made", phone: "555-0100", email: "ann@example.com",
	street1: "1 Main St", street2: "Floor 2", city: "Reno", state: "NV", postalCode: "89501", country: "US", length: "12", width: "9", height: "6",
	sizeUnit: "in", pounds: "1", ounces: "2", contents: "Soap", senderName: "Invented Goods", senderPhone: "555-0101", senderEmail: "out@example.com",
	senderStreet1: "1 Dock St", senderStreet2: "Dock 3", senderCity: "Reno", senderState: "NV", senderPostalCode: "89501", senderCountry: "US",
}

// instead are the fields in one piece for those in several, and the other way
// round.
var instead = []struct {
	gone []field
	come map[field]string
}{
	{nil, nil},
	{[]field{firstName, lastName, length, width, height, pounds, ounces}, map[field]string{name: "Ann Made", dimensions: "12 x 9 x 6", weight: "2", weightUnit: "lb"}},
	{[]field{firstName, lastName, senderName}, map[field]string{company: "Made Ltd", senderFirstName: "Ida", senderLastName: "Made"}},
	{[]field{senderName}, map[field]string{senderCompany: "Invented Goods"}},
}

// namedRow is a row and the --columns that name its columns, in the order of
// the fields.
func namedRow(variant int) (fields []field, cells []string, columns string) {
	all := map[field]string{}
	for f, text := range wholeRow {
		all[f] = text
	}
	for _, f := range instead[variant].gone {
		delete(all, f)
	}
	for f, text := range instead[variant].come {
		all[f] = text
	}
	var named []string
	for f := range fieldCount {
		if text, is := all[f]; is {
			fields, cells = append(fields, f), append(cells, text)
			named = append(named, f.String()+"="+letters(len(cells)-1))
		}
	}
	return fields, cells, strings.Join(named, ",")
}

// A spoilt cell of any field is an error that names the file's own column.
func TestSpoiltCellsOfEveryFieldNameTheirColumn(t *testing.T) {
	racebuild.SkipSequential(t)
	covered := map[field]bool{}
	for variant := range instead {
		fields, cells, columns := namedRow(variant)
		titles := make([]string, len(cells))
		for at := range titles {
			titles[at] = "Spalte " + letters(at)
		}
		header := strings.Join(titles, "\t") + "\n"
		if good, bad, _ := readText(t, header+strings.Join(cells, "\t")+"\n", columns); len(bad) > 0 || len(good) != 1 {
			t.Fatalf("variant %d: %v, %v", variant, good, bad)
		}
		for at, f := range fields {
			covered[f] = true
			var text strings.Builder
			text.WriteString(header)
			for _, spoilt := range spoiltTexts {
				changed := append([]string{}, cells...)
				changed[at] = spoilt
				text.WriteString(strings.Join(changed, "\t") + "\n")
			}
			good, bad, _ := readText(t, text.String(), columns)
			if len(good) > 0 || len(bad) != len(spoiltTexts) {
				t.Errorf("%s: %d good, %v", f, len(good), bad)
			}
			for _, err := range bad {
				var failure *shipping.ParseError
				if !errors.As(err, &failure) || failure.Place != "column "+titled(at, titles[at]) || !strings.Contains(failure.Problem, "spreadsheet") {
					t.Errorf("%s: %v: expected column %s", f, err, letters(at))
				}
			}
		}
	}
	for f := range fieldCount {
		if !covered[f] {
			t.Errorf("%s is in no row", f)
		}
	}
}

// Reading an ordered row returns a shipment or an error that names a place,
// whatever its cells hold.
func TestOrderedRowsNeverPanic(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		fields, cells, columns := namedRow(rapid.IntRange(0, len(instead)-1).Draw(r, "variant"))
		for range rapid.IntRange(1, 4).Draw(r, "changes") {
			at := rapid.IntRange(0, len(fields)-1).Draw(r, "field")
			cells[at] = rapid.SampledFrom(append([]string{"", "0", "x", "2108", "\u200b", "1,5", `="#N/A"`, "XX"}, spoiltTexts...)).Draw(r, "text")
		}
		named, err := ParseColumns("--columns", columns)
		if err != nil {
			r.Fatal(err)
		}
		m, err := newMapping(make([]string, len(cells)), named)
		if err != nil {
			r.Fatal(err)
		}
		lines := shipping.NewReader(&ordered{rawRows: textRows{shipping.TabRows(strings.NewReader(strings.Join(cells, "\t")))}, mapping: m, place: placeInText})
		for {
			line, ok := lines.Next()
			if !ok {
				return
			}
			var failure *shipping.ParseError
			if line.Err != nil && (!errors.As(line.Err, &failure) || failure.Place == "" && failure.Field != "line") {
				r.Errorf("%q: %v", cells, line.Err)
			}
		}
	})
}

// An order number that a spreadsheet has made a power of ten is a bad line,
// and one that a workbook has in full is not.
func TestSpoiltReferences(t *testing.T) {
	const header = "name,street1,city,state,zip,dimensions,weight,"
	const order = "Ann,1 Main St,Boston,MA,02108,12 x 9 x 6,2 lb,"
	for _, title := range []string{"Order ID", "reference"} {
		good, bad, _ := readText(t, header+title+"\n"+order+"1.23457E+12\n"+order+"1234570000000\n", "")
		const want = `, reference "1.23457E+12": a number in scientific notation: a spreadsheet took the text for a number`
		if len(good) != 1 || len(bad) != 1 || !strings.Contains(bad[0].Error(), `line 2, column H "`+title+`"`+want) {
			t.Errorf("%s: %v, %v", title, good, bad)
		}
	}
	for style, ok := range map[string]bool{"": true, "0.00000E+00": false} {
		path := workbookFile(t, strings.Split(strings.ReplaceAll(header+"Order ID\n"+order, ",", "\t"), "\n"), func(book *excelize.File) {
			sheet := book.GetSheetName(0)
			if err := book.SetCellValue(sheet, "H2", 1.23456789012e17); err != nil {
				t.Fatal(err)
			}
			if style == "" {
				return
			}
			id, err := book.NewStyle(&excelize.Style{CustomNumFmt: &style})
			if err == nil {
				err = book.SetCellStyle(sheet, "H2", "H2", id)
			}
			if err != nil {
				t.Fatal(err)
			}
		})
		good, bad := lines(t, open(t, path, ""))
		switch {
		case ok && (len(bad) > 0 || good[2].References[0] != "123456789012000000"):
			t.Errorf("%+v, %v", good, bad)
		case !ok && (len(bad) != 1 || !strings.Contains(bad[0].Error(), `cell H2 "Order ID", reference "1.23457E+17"`)):
			t.Errorf("%+v, %v", good, bad)
		}
	}
}
