package sheets

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"regexp"
	"strings"
	"testing"

	"ep-benchmark/workloads/shipping"
)

// readAll reads a file to its end and returns the error that ends it.
func readAll(t *testing.T, path string) error {
	t.Helper()
	input, err := Open(t.Context(), path, Options{Folder: t.TempDir()})
	if err != nil {
		return err
	}
	defer func() { _ = input.Close() }()
	reading, err := input.Read(t.Context())
	if err != nil {
		return err
	}
	defer func() { _ = reading.Close() }()
	for _, ok := reading.Next(); ok; _, ok = reading.Next() {
		continue
	}
	return reading.Err()
}

const relationsPart = "xl/_rels/workbook.xml.rels"

// sheetRelation says where the sheet's part is.
var sheetRelation = regexp.MustCompile(`<Relationship [^>]*sheet1.xml[^>]*(/>|></Relationship>)`)

// twice is one more relation of a workbook, and the end of them.
func twice(kind, target string) string {
	return `<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="` + target + `"/></Relationships>`
}

const sheetPart = "xl/worksheets/sheet1.xml"

// A broken workbook is an error and never just gives fewer lines, wherever it
// breaks and whatever the part of its sheet is called.
func TestBrokenWorkbooks(t *testing.T) {
	whole := workbookFile(t, shipping.Sample()[:20], nil)
	content, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	replaced := func(from, to string) func([]byte) []byte {
		return func(b []byte) []byte { return bytes.Replace(b, []byte(from), []byte(to), 1) }
	}
	cut := func(b []byte) []byte { return b[:len(b)/2] }
	renamed := renamedPart(t, whole, sheetPart, "xl/worksheets/data.xml")
	wide := "<row r=\"30\">" + strings.Repeat("<c/>", mostCells+1) + "</row>"
	for name, test := range map[string]struct{ path, want string }{
		"cut off":               {file(t, "a.xlsx", content[:len(content)/2]), "damaged"},
		"sheet cut":             {repacked(t, whole, sheetPart, cut), "sheet1.xml"},
		"sheet cut, renamed":    {repacked(t, renamed, "xl/worksheets/data.xml", cut), "data.xml"},
		"cut after the rows":    {repacked(t, whole, sheetPart, func(b []byte) []byte { return b[:bytes.Index(b, []byte("</sheetData>"))+len("</sheetData>")] }), "breaks off"},
		"tags crossed":          {repacked(t, whole, sheetPart, replaced("<row", "<ro<w")), "sheet1.xml"},
		"another end":           {repacked(t, whole, sheetPart, replaced("</row>", "</raw>")), "not open"},
		"no workbook":           {repacked(t, whole, "xl/workbook.xml", func([]byte) []byte { return nil }), "no .xlsx workbook"},
		"no sheet":              {repacked(t, whole, sheetPart, func([]byte) []byte { return nil }), "is missing"},
		"no shared text":        {repacked(t, whole, sheetPart, replaced("<v>3</v>", "<v>999999</v>")), "shared text 999999 does not exist"},
		"texts cut":             {repacked(t, whole, "xl/sharedStrings.xml", cut), "sharedStrings.xml"},
		"huge text":             {repacked(t, whole, "xl/sharedStrings.xml", replaced("USPS", strings.Repeat("x", 2<<20))), "1 MiB"},
		"huge text in runs":     {repacked(t, whole, "xl/sharedStrings.xml", replaced("<t>USPS</t>", strings.Repeat("<r><t>"+strings.Repeat("x", 1<<16)+"</t></r>", 20))), "1 MiB"},
		"huge row":              {repacked(t, whole, sheetPart, replaced("</sheetData>", wide+"</sheetData>")), "cells"},
		"huge part":             {declared(t, whole, "xl/styles.xml", mostSmall+1), "unpacked"},
		"tight part":            {declared(t, whole, sheetPart, freeRatio+1), "packed into"},
		"deep":                  {repacked(t, whole, sheetPart, replaced("</sheetData>", strings.Repeat("<a>", deepest+1))), "inside each other"},
		"rows out of order":     {repacked(t, whole, sheetPart, replaced(`<row r="5"`, `<row r="3"`)), "stands after row"},
		"row too far":           {repacked(t, whole, sheetPart, replaced(`<row r="5"`, `<row r="9999999"`)), "expected 1 to"},
		"cell too far":          {repacked(t, whole, sheetPart, replaced(`r="B5"`, `r="ZZZZ5"`)), "row 5"},
		"two lists of texts":    {repacked(t, whole, relationsPart, replaced("</Relationships>", twice("sharedStrings", "sharedStrings.xml"))), "the workbook has 2 lists of shared texts: expected one: save it again"},
		"two lists of styles":   {repacked(t, whole, relationsPart, replaced("</Relationships>", twice("styles", "styles.xml"))), "the workbook has 2 lists of styles"},
		"two sheets of an id":   {repacked(t, whole, relationsPart, func(b []byte) []byte { return sheetRelation.ReplaceAll(b, []byte("$0$0")) }), `the workbook has 2 sheets "Orders"`},
		"a cell twice":          {repacked(t, whole, sheetPart, replaced(`r="C5"`, `r="B5"`)), "it has cell B5 twice"},
		"a cell of another row": {repacked(t, whole, sheetPart, replaced(`r="B5"`, `r="B7"`)), "it has the cell \"B7\" of another row"},
		"no number of a text":   {repacked(t, whole, sheetPart, replaced("<v>3</v>", "<v></v>")), "expected its number"},
		"empty sheet":           {repacked(t, whole, sheetPart, func([]byte) []byte { return []byte{} }), "sheet1.xml"},
		"empty styles":          {repacked(t, whole, "xl/styles.xml", func([]byte) []byte { return []byte("<x") }), "styles.xml"},
	} {
		if err := readAll(t, test.path); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v: expected it to say %q", name, err, test.want)
		}
	}
	if err := readAll(t, renamed); err != nil {
		t.Errorf("a sheet's part of another name: %v", err)
	}
}

// Wherever a part breaks off, the error names the part once and says so in
// plain words.
func TestPartsThatBreakOffAreNamedOnce(t *testing.T) {
	whole := workbookFile(t, shipping.Sample()[:5], nil)
	for part, ends := range map[string][]string{
		sheetPart:              {`<row r="4"`, `<row r="4`, `r="B4"`, `</v></c></row><row r="5"`, "</sheetData>"},
		"xl/sharedStrings.xml": {"<si>", "<t>", "<t>US", "</t>"},
	} {
		for _, end := range ends {
			path := repacked(t, whole, part, func(b []byte) []byte {
				at := bytes.LastIndex(b, []byte(end))
				if at < 0 {
					return b[:len(b)-1]
				}
				return b[:at+len(end)]
			})
			err := readAll(t, path)
			if err == nil || strings.Count(err.Error(), "its part ") != 1 || !strings.Contains(err.Error(), part) ||
				!strings.HasSuffix(err.Error(), ": it breaks off: save the workbook again") {
				t.Errorf("%s cut after %q: %v", part, end, err)
			}
		}
	}
	inRow := repacked(t, whole, sheetPart, func(b []byte) []byte {
		before, _, _ := bytes.Cut(b, []byte(`r="B4"`))
		return before
	})
	const want = `its part "xl/worksheets/sheet1.xml", row 4: it breaks off: save the workbook again`
	if err := readAll(t, inRow); err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("%v\nwant %s", err, want)
	}
}

// repacked is a workbook with one of its parts changed; a nil content leaves
// the part out.
func repacked(t *testing.T, path, part string, change func([]byte) []byte) string {
	t.Helper()
	return rewritten(t, path, func(name string, content []byte) (string, []byte) {
		if name == part {
			return name, change(content)
		}
		return name, content
	})
}

// declared is a workbook whose list of parts gives one of them the given
// unpacked size.
func declared(t *testing.T, path, part string, size uint64) string {
	t.Helper()
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = archive.Close() }()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range archive.File {
		if f.Name != part {
			if err := w.Copy(f); err != nil {
				t.Fatal(err)
			}
			continue
		}
		to, err := w.CreateRaw(&zip.FileHeader{Name: part, Method: zip.Deflate, UncompressedSize64: size, CompressedSize64: 2})
		if err == nil {
			_, err = to.Write([]byte("\x03\x00"))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file(t, "orders.xlsx", out.Bytes())
}

// renamedPart is a workbook whose part has another name.
func renamedPart(t *testing.T, path, from, to string) string {
	t.Helper()
	return rewritten(t, path, func(name string, content []byte) (string, []byte) {
		if name == from {
			name = to
		}
		return name, bytes.ReplaceAll(content, []byte(strings.TrimPrefix(from, "xl/")), []byte(strings.TrimPrefix(to, "xl/")))
	})
}

func rewritten(t *testing.T, path string, change func(name string, content []byte) (string, []byte)) string {
	t.Helper()
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = archive.Close() }()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range archive.File {
		content, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if _, err := text.ReadFrom(content); err != nil {
			t.Fatal(err)
		}
		name, changed := change(f.Name, text.Bytes())
		if changed == nil {
			continue
		}
		to, err := w.Create(name)
		if err == nil {
			_, err = to.Write(changed)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file(t, "orders.xlsx", out.Bytes())
}

// A part that is larger than its archive declares is not unpacked beyond the
// declared size.
func TestBombsAreNotUnpacked(t *testing.T) {
	whole := workbookFile(t, shipping.Sample()[:2], nil)
	content, err := os.ReadFile(repacked(t, whole, sheetPart, func(b []byte) []byte { return append(b, bytes.Repeat([]byte(" "), 1<<20)...) }))
	if err != nil {
		t.Fatal(err)
	}
	// The list of parts says another size than the part has.
	at := bytes.LastIndex(content, []byte(sheetPart)) - 46
	copy(content[at+24:], []byte{0, 4, 0, 0})
	if err := readAll(t, file(t, "liar.xlsx", content)); err == nil {
		t.Error("more was unpacked than the archive says")
	}
}

// An archive with a list of parts that would fill memory is refused by the
// list's size.
func TestManyPartsAreRefused(t *testing.T) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := range directory / 50_000 { // with long names few will do
		if _, err := w.Create(fmt.Sprintf("%060000d", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := readAll(t, file(t, "parts.xlsx", out.Bytes())); err == nil || !strings.Contains(err.Error(), "list of its parts") {
		t.Errorf("%v", err)
	}
}

// No file of a workbook stays in the temporary folder, and its texts are the
// same when they don't fit into memory.
func TestLargeTextsAreKeptInAFileUntilTheEnd(t *testing.T) {
	sample := shipping.Sample()[:60]
	path := workbookFile(t, sample, nil)
	want, _ := lines(t, open(t, path, ""))
	temporary := t.TempDir()
	input, err := (&Input{path: path, files: &scratch{parent: temporary, from: 100}}).opened(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if input.book.texts.file == nil {
		t.Error("the texts are in memory: the test needs more of them")
	}
	good, bad := lines(t, input)
	if len(bad) > 0 || !maps.Equal(good, want) {
		t.Errorf("%d good, %d in memory, %v", len(good), len(want), bad)
	}
	if err := errors.Join(input.Close(), input.Close()); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("%v, %v", left, err)
	}
}
