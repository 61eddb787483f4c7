package sheets

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ep-benchmark/engine/racebuild"
)

// A cell that is merged with another one has no value of its own in the file. Where
// it would be read as empty, its row is a bad line.
func TestMergedCells(t *testing.T) {
	lines := func(rows ...string) []string {
		all := []string{"Name,Street,Street 2,City,Zip,Country,Weight,Dimensions,Note"}
		for i := range all {
			all[i] = strings.ReplaceAll(all[i], ",", "\t")
		}
		for _, row := range rows {
			all = append(all, strings.ReplaceAll(row, ",", "\t"))
		}
		return all
	}
	berlin, munich := "Uwe,Weg 5,,Berlin,10115,Germany,1 kg,20x10x5 cm,x", "Eva,Weg 6,,Munich,80331,,1 kg,20x10x5 cm,"
	for _, test := range []struct {
		name, from, to string
		rows           []string
		bad            map[int]string
	}{
		{"a country over two rows", "F2", "F3", []string{berlin, munich}, map[int]string{3: `cell F3 "Country", cell "": it is merged with cell F2, which has the value of both`}},
		{"a street over two columns", "B2", "C2", []string{berlin}, map[int]string{2: `cell C2 "Street 2", cell "": it is merged with cell B2`}},
		{"a range of both", "B2", "C3", []string{berlin, munich}, map[int]string{2: "cell C2", 3: `cell B3 "Street", cell "": it is merged with cell B2`}},
		{"a column that is not used", "I2", "I3", []string{berlin, strings.Replace(munich, ",,1", ",DE,1", 1)}, nil},
	} {
		path := workbookFile(t, lines(test.rows...), func(book *excelize.File) {
			if err := book.MergeCell("Orders", test.from, test.to); err != nil {
				t.Fatal(err)
			}
		})
		reading, err := open(t, path, "").Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		bad := map[int]string{}
		for line, ok := reading.Next(); ok; line, ok = reading.Next() {
			if line.Err != nil {
				bad[line.Number] = line.Err.Error()
			}
		}
		if err := reading.Close(); err != nil {
			t.Error(err)
		}
		if len(bad) != len(test.bad) {
			t.Errorf("%s: %v, want %v", test.name, bad, test.bad)
		}
		for number, want := range test.bad {
			if !strings.Contains(bad[number], want) {
				t.Errorf("%s: line %d: %s\nwant %s", test.name, number, bad[number], want)
			}
		}
	}
}

// The list of merged cells is found wherever it stands, and a text with the
// list's name in it is not taken for the list.
func TestMergesAreFound(t *testing.T) {
	for _, test := range []struct {
		behind string // the rows
		want   string
	}{
		{`<mergeCells count="1"><mergeCell ref="A2:B3"/></mergeCells>`, "[{2 1 3 2}]"},
		{`<x:mergeCells xmlns:x="x"><x:mergeCell ref='C9:C12'/><x:mergeCell ref="A2:B3"></x:mergeCell></x:mergeCells>`, "[{2 1 3 2} {9 3 12 3}]"},
		{strings.Repeat(" ", 64<<10-5) + `<mergeCells><mergeCell ref="A2:A3"/></mergeCells>`, "[{2 1 3 1}]"},
		{`<mergeCells><mergeCell ref="A2"/><mergeCell ref="A2:A2"/><mergeCell ref="B3:A2"/><mergeCell ref=":"/><mergeCell/></mergeCells>`, "[]"},
		{"", "[]"},
	} {
		whole := workbookFile(t, []string{"mergeCells"}, nil)
		path := rewritten(t, whole, func(name string, content []byte) (string, []byte) {
			if name == sheetPart {
				content = []byte(strings.Replace(string(content), "</sheetData>", "</sheetData>"+test.behind, 1))
			}
			return name, content
		})
		input, err := Open(t.Context(), path, Options{Folder: t.TempDir()})
		if err != nil {
			t.Fatalf("%.80s: %v", test.behind, err)
		}
		if got := fmt.Sprint(input.book.merges); got != test.want {
			t.Errorf("%.80s: %s, want %s", test.behind, got, test.want)
		}
		if err := input.Close(); err != nil {
			t.Error(err)
		}
	}
}

// Neither overlapping ranges nor a long text in place of the list take memory or
// time without a bound.
func TestHostileMerges(t *testing.T) {
	racebuild.SkipSequential(t)
	var overlapping strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&overlapping, `<mergeCell ref="A1:ALL%d"/>`, i+2)
	}
	for name, test := range map[string]struct{ behind, want string }{
		"overlapping": {"<mergeCells>" + overlapping.String() + "</mergeCells>", "merged ranges of cells overlap"},
		"too many":    {"<mergeCells>" + strings.Repeat(`<mergeCell ref="A1:A2"/>`, mostMerges+1) + "</mergeCells>", "more than 100000 merged ranges"},
		"a long text": {"<mergeCells>" + strings.Repeat("x", 2*longestToken), "more than 1 MiB"},
	} {
		whole := workbookFile(t, []string{"a", "b"}, nil)
		path := rewritten(t, whole, func(name string, content []byte) (string, []byte) {
			if name == sheetPart {
				content = []byte(strings.Replace(string(content), "</sheetData>", "</sheetData>"+test.behind, 1))
			}
			return name, content
		})
		if err := readAll(t, path); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q in it", name, err, test.want)
		}
	}
}
