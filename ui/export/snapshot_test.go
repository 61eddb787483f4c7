package export_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ep-benchmark/ui/export"
)

func TestWriteFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "screen.svg")
	for _, text := range []string{"first", "second, and longer", ""} {
		if err := export.WriteFile(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != text {
			t.Errorf("the file holds %q (%v), want %q", got, err, text)
		}
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
		t.Errorf("beside the file there is something: %v (%v)", left, err)
	}
}

func TestWriteFileErrors(t *testing.T) {
	directory := t.TempDir()
	file := filepath.Join(directory, "file")
	if err := export.WriteFile(file, []byte("old")); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"":                                  "the path is empty",
		directory:                           "not a regular file",
		filepath.Join(directory, "a", "b"):  "does not exist",
		filepath.Join(file, "b"):            "file",
		filepath.Join(directory, "a\x1bb/"): "",
	} {
		err := export.WriteFile(path, []byte("new"))
		if want == "" {
			continue // only what it says is of interest
		}
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "write ") {
			t.Errorf("%q: %v, want %q in it", path, err, want)
		}
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "old" {
		t.Errorf("the file that was there holds %q (%v)", got, err)
	}
}

func TestFreeName(t *testing.T) {
	directory := t.TempDir()
	base := export.Stamped(time.Date(2026, 1, 31, 9, 45, 0, 0, time.UTC))
	for _, want := range []string{"ep-benchmark-20260131-094500.svg", "ep-benchmark-20260131-094500-2.svg", "ep-benchmark-20260131-094500-3.svg"} {
		path := export.FreeName(directory, base, "svg")
		if path != filepath.Join(directory, want) {
			t.Errorf("the free name is %s, want %s", path, want)
		}
		if err := export.WriteFile(path, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("nowhere", filepath.Join(directory, "link.md")); err == nil {
		if path := export.FreeName(directory, "link", ".md"); path != filepath.Join(directory, "link-2.md") {
			t.Errorf("beside a link to nowhere the free name is %s", path)
		}
	}
}
