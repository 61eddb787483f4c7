package sheets

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"ep-benchmark/workloads/shipping"
)

// file writes a file for a test.
func file(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// workbook writes a workbook with the cells of lines on its sheet "Orders",
// after change.
func workbookFile(t *testing.T, lines []string, change func(*excelize.File)) string {
	t.Helper()
	book := excelize.NewFile()
	if err := book.SetSheetName("Sheet1", "Orders"); err != nil {
		t.Fatal(err)
	}
	for i, line := range lines {
		cells := strings.Split(line, "\t")
		if err := book.SetSheetRow("Orders", fmt.Sprintf("A%d", i+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	if change != nil {
		change(book)
	}
	path := filepath.Join(t.TempDir(), "orders.xlsx")
	if err := errors.Join(book.SaveAs(path), book.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// lines reads all of an input: shipments by line number, and errors.
func lines(t *testing.T, input *Input) (good map[int]shipping.Shipment, bad []error) {
	t.Helper()
	reading, err := input.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := reading.Close(); err != nil {
			t.Error(err)
		}
	}()
	good = map[int]shipping.Shipment{}
	for line, ok := reading.Next(); ok; line, ok = reading.Next() {
		if line.Err != nil {
			bad = append(bad, line.Err)
			continue
		}
		good[line.Number] = *line.Shipment
	}
	if err := reading.Err(); err != nil {
		t.Fatal(err)
	}
	return good, bad
}

func open(t *testing.T, path, sheet string) *Input {
	t.Helper()
	input, err := Open(t.Context(), path, Options{Sheet: sheet, Folder: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := input.Close(); err != nil {
			t.Error(err)
		}
	})
	return input
}

// The same lines give the same shipments in every format, at every reading, and
// from a pipe.
func TestFormatsHoldTheSameShipments(t *testing.T) {
	sample := shipping.Sample()[:60]
	text := []byte(strings.Join(sample, "\n"))
	var commas []byte // semicolons would turn its commas into decimal ones
	for _, line := range sample {
		line = strings.ReplaceAll(line, `"`, `""`)
		commas = append(commas, `"`+strings.ReplaceAll(line, "\t", `","`)+"\"\n"...)
	}
	piped, err := Copy(t.Context(), bytes.NewReader(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	book := workbookFile(t, sample, nil)
	content, err := os.ReadFile(book)
	if err != nil {
		t.Fatal(err)
	}
	pipedBook, err := Copy(t.Context(), bytes.NewReader(content), Options{Sheet: "orders"})
	if err != nil {
		t.Fatal(err)
	}
	inputs := map[string]*Input{
		"tsv": open(t, file(t, "a.TSV", text), ""), "txt": open(t, file(t, "a.txt", text), ""), "csv": open(t, file(t, "a.csv", commas), ""),
		"no ending": open(t, file(t, "orders", text), ""), "no ending, csv": open(t, file(t, "orders", commas), ""),
		"xlsx": open(t, book, "Orders"), "piped": piped, "piped xlsx": pipedBook,
	}
	want, _ := lines(t, inputs["tsv"])
	if len(want) != len(sample) {
		t.Fatalf("%d of %d lines are good", len(want), len(sample))
	}
	for name, input := range inputs {
		for range 2 {
			good, bad := lines(t, input)
			if len(bad) > 0 || len(good) != len(want) {
				t.Errorf("%s: %d lines, %v", name, len(good), bad)
			}
			for number, shipment := range good {
				if shipment != want[number] {
					t.Errorf("%s, line %d: %+v, want %+v", name, number, shipment, want[number])
				}
			}
		}
	}
	for _, input := range []*Input{piped, pipedBook} {
		path := input.path
		if err := errors.Join(input.Close(), input.Close()); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(path); !os.IsNotExist(err) {
			t.Errorf("the copy is still there: %v", err)
		}
	}
}

func TestOpenRefusesWhatHoldsNoLines(t *testing.T) {
	book, err := os.ReadFile(workbookFile(t, shipping.Sample()[:2], nil))
	if err != nil {
		t.Fatal(err)
	}
	old := []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest of it")
	for _, test := range []struct {
		name    string
		content []byte
		sheet   string
		want    string
	}{
		{"old.xls", old, "", "save it as .xlsx without a password"},
		{"secret.xlsx", old, "", "password"},
		{"text.xlsx", []byte("a\tb"), "", "not an .xlsx workbook"},
		{"empty.xlsx", nil, "", "empty"},
		{"book.csv", book, "", "expected a .tsv"},
		{"book.tsv", book, "", "expected a .tsv"},
		{"broken.csv", []byte("\xff\xfea\x00\x00\xd8,\x00"), "", "damaged UTF-16"},
		{"odd.csv", []byte("a,b\nc\x81\xe9,d\n"), "", "byte 0x81 in line 2"},
		{"control.csv", []byte("a,b\x01\xe9,d\n"), "", "byte 0x01 in line 1"},
		{"nul.csv", []byte("a,b\n,\x00,d\n"), "", "a NUL byte in line 2"},
		{"picture.png", []byte("\x89PNG\x00\x01"), "", "no text"},
		{"orders.tsv", []byte("a\tb"), "Orders", "only a workbook has sheets"},
	} {
		if _, err := Open(t.Context(), file(t, test.name, test.content), Options{Sheet: test.sheet}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v: expected it to say %q", test.name, err, test.want)
		}
	}
	if _, err := Open(t.Context(), t.TempDir(), Options{}); err == nil || !strings.Contains(err.Error(), "directory") {
		t.Errorf("a directory: %v", err)
	}
	if _, err := Open(t.Context(), filepath.Join(t.TempDir(), "missing.csv"), Options{}); !os.IsNotExist(err) {
		t.Errorf("no file: %v", err)
	}
}

// A file that has changed since it was opened is refused, since its new content
// was not checked.
func TestReadRefusesAChangedFile(t *testing.T) {
	path := file(t, "orders.tsv", []byte(shipping.Sample()[0]))
	input := open(t, path, "")
	if err := os.Chtimes(path, time.Time{}, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if _, err := input.Read(t.Context()); err == nil || !strings.Contains(err.Error(), "changed") {
		t.Errorf("%v", err)
	}
}

// A cell's text is what the workbook shows.
func TestWorkbookCellsAreAsShown(t *testing.T) {
	input := open(t, workbookFile(t, shipping.Sample()[:3], func(book *excelize.File) {
		padded, plain := "00000", 0
		style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &padded})
		if err != nil {
			t.Fatal(err)
		}
		line := strings.Split("Texas\tUSPS\tAda\tByron\t\t\t1 Main St\n\tFloor 2\t\tBoston\tMA\t\t\t\t12x9x6\t\t", "\t")
		err = errors.Join(
			book.SetSheetRow("Orders", "A7", &line), // rows 4 to 6 are not in the file
			book.SetCellValue("Orders", "G7", "1 Main St\nFloor\t2"), book.SetCellValue("Orders", "H7", ""),
			book.SetCellValue("Orders", "I7", "Boston"), book.SetCellValue("Orders", "J7", "MA"),
			book.SetCellValue("Orders", "K7", 2108), book.SetCellStyle("Orders", "K7", "K7", style),
			book.SetCellValue("Orders", "N7", "12x9x6"), book.SetCellFormula("Orders", "O7", `"2"&" lb"`), book.SetCellValue("Orders", "O7", "2 lb"),
			book.SetCellValue("Orders", "M7", plain),
		)
		if err != nil {
			t.Fatal(err)
		}
	}), "")
	good, bad := lines(t, input)
	shipment, found := good[7]
	if !found || len(good) != 4 {
		t.Fatalf("lines %v, bad %v", good, bad)
	}
	if to := shipment.Recipient; to.PostalCode != "02108" || to.Street1 != "1 Main St Floor 2" || shipment.Weight != 32 {
		t.Errorf("%+v", shipment)
	}
}

// Cells that a workbook leaves out at the end of a row are empty, and a sender
// without an email is still a sender.
func TestWorkbookRowsHaveAllTheirColumns(t *testing.T) {
	cells := strings.Split(shipping.Sample()[0], "\t")[:15]
	sender := append(append([]string{}, cells...), "", "Marlow Ltd", "9 Side St", "", "Austin", "TX", "73301", "US")
	good, bad := lines(t, open(t, workbookFile(t, []string{strings.Join(cells, "\t"), strings.Join(sender, "\t")}, nil), ""))
	if len(bad) > 0 || good[1].HasSender || !good[2].HasSender || good[2].Sender.City != "Austin" {
		t.Errorf("%+v, %v", good, bad)
	}
}

// hidden hides the first sheet, which may not be the active one.
func hidden(book *excelize.File) error {
	book.SetActiveSheet(1)
	return book.SetSheetVisible("Orders", false)
}

func TestWorkbookSheets(t *testing.T) {
	path := workbookFile(t, shipping.Sample()[:2], func(book *excelize.File) {
		if _, err := book.NewSheet("Second"); err != nil {
			t.Fatal(err)
		}
		cells := strings.Split(shipping.Sample()[0], "\t")
		if err := errors.Join(book.SetSheetRow("Second", "A1", &cells), hidden(book)); err != nil {
			t.Fatal(err)
		}
	})
	for sheet, want := range map[string]int{"": 1, "Second": 1, "orders": 2} { // a hidden one is not the first, but can be named
		if good, bad := lines(t, open(t, path, sheet)); len(good) != want || len(bad) > 0 {
			t.Errorf("sheet %q: %d lines, %v", sheet, len(good), bad)
		}
	}
	if _, err := Open(t.Context(), path, Options{Sheet: "Third"}); err == nil || !strings.Contains(err.Error(), `it has "Orders", "Second"`) {
		t.Errorf("%v", err)
	}
}
