package export

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestSheetGrows holds that what is flushed is in the file, whether or not it
// is ever closed.
func TestSheetGrows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.csv")
	s, err := CreateSheet(path, []string{"line", "error"})
	if err != nil {
		t.Fatal(err)
	}
	for _, cells := range [][]string{{"1", ""}, {"2", "a \"quote\", and\na line"}} {
		if err := s.Add(cells...); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if want := "line,error\n1,\n2,\"a \"\"quote\"\", and\na line\"\n"; err != nil || string(text) != want {
		t.Errorf("%q, %v", text, err)
	}
	if err := s.Close(); err != nil || s.Rows() != 2 {
		t.Error(err, s.Rows())
	}
	if err := s.Close(); err != nil {
		t.Errorf("closing again: %v", err)
	}
}

// TestSheetIsNewAndNotEmpty holds that a record is not written over, and that
// one without rows is not kept.
func TestSheetIsNewAndNotEmpty(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.csv")
	s, err := CreateSheet(path, []string{"line"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := CreateSheet(path, nil); err == nil || !strings.Contains(err.Error(), "not written over") {
		t.Errorf("%v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("an empty record was kept: %v", err)
	}
	for _, device := range []string{os.DevNull, t.TempDir()} {
		if _, err := CreateSheet(device, nil); err == nil || !strings.Contains(err.Error(), "not a regular file") || !strings.Contains(err.Error(), "- for standard output") {
			t.Errorf("%s: %v", device, err)
		}
	}
	if _, err := CreateSheet(filepath.Join(t.TempDir(), "missing", "out.csv"), nil); err == nil || strings.Contains(err.Error(), "out.csv") {
		t.Errorf("%v", err)
	}
}

// TestSheetTakesOverTheBeginning holds that a record that a killed program had
// just begun is taken over, unless another program is writing it; so is an
// empty file.
func TestSheetTakesOverTheBeginning(t *testing.T) {
	titles := []string{"line", "error"}
	for _, text := range []string{"", "line,err", "line,error\n"} {
		path := filepath.Join(t.TempDir(), "out.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := CreateSheet(path, titles)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if _, err := CreateSheet(path, titles); err == nil || !strings.Contains(err.Error(), "not written over") {
			t.Errorf("%q: two write it: %v", text, err)
		}
		if err := errors.Join(s.Add("1", ""), s.Close()); err != nil {
			t.Error(err)
		}
		if held, err := os.ReadFile(path); err != nil || string(held) != "line,error\n1,\n" {
			t.Errorf("%q: it holds %q, %v", text, held, err)
		}
	}
}

// TestSheetOnAStream holds that a stream has the same rows, and stays open.
func TestSheetOnAStream(t *testing.T) {
	var b bytes.Buffer
	s, err := StreamSheet(&b, []string{"line", "error"})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Add("1", "=x"), s.Flush()); err != nil || b.String() != "line,error\n1,'=x\n" {
		t.Errorf("%q, %v", b.String(), err)
	}
	if err := errors.Join(s.Close(), s.Close()); err != nil || s.Path() != "" || s.Rows() != 1 {
		t.Errorf("%q, %d rows, %v", s.Path(), s.Rows(), err)
	}
}

// TestSheetThatCantGrow holds that the error of a failed write names the path.
func TestSheetThatCantGrow(t *testing.T) {
	s, err := CreateSheet(filepath.Join(t.TempDir(), "out.csv"), []string{"line"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.file.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Add("1"); err != nil {
		t.Fatal(err)
	}
	if err := s.Flush(); err == nil || !strings.Contains(err.Error(), "out.csv: ") {
		t.Errorf("%v", err)
	}
	if err := s.Close(); err == nil {
		t.Error("closing said nothing")
	}
}

// TestSheetCellsAreHarmless holds that a spreadsheet reads no cell as a
// formula.
func TestSheetCellsAreHarmless(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.csv")
	s, err := CreateSheet(path, []string{"a"})
	if err != nil {
		t.Fatal(err)
	}
	for _, cell := range []string{"=1+1", "+1", "-1", "@x", "\tx", "\rx", "a=1", "", "1.50"} {
		if err := s.Add(cell, "x"); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	reader := csv.NewReader(file)
	reader.FieldsPerRecord = -1
	records, err := reader.ReadAll()
	var got []string
	for _, record := range records[1:] {
		got = append(got, record[0])
	}
	if want := []string{"'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "a=1", "", "1.50"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v", got, err)
	}
}
