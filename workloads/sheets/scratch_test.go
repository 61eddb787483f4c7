package sheets

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The directory that a killed run has left is removed, and that of a live run
// is not.
func TestRemoveLeftoversKeepsWhatIsInUse(t *testing.T) {
	parent := t.TempDir()
	live := &scratch{parent: parent}
	used, err := live.create("input")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = used.Close() }()
	dead := &scratch{parent: parent}
	left, err := dead.create("input")
	if err != nil {
		t.Fatal(err)
	}
	_ = left.Close()
	_ = dead.lock.Close() // as the system does when a process ends, however it does
	others := filepath.Join(parent, "ep-benchmark-notes")
	if err := os.Mkdir(others, 0o700); err != nil {
		t.Fatal(err)
	}
	RemoveLeftovers(parent)
	if _, err := os.Stat(dead.path); !os.IsNotExist(err) {
		t.Errorf("the dead run's directory is still there: %v", err)
	}
	for _, path := range []string{used.Name(), others} {
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%s was removed: %v", path, err)
		}
	}
	if err := live.remove(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Dir(used.Name())); !os.IsNotExist(err) {
		t.Errorf("the run's own directory is still there: %v", err)
	}
}

// Only directories that a run has made are removed. A directory with another
// name, or with another file in it, is left alone.
func TestRemoveLeftoversKeepsWhatOthersMade(t *testing.T) {
	parent := t.TempDir()
	kept := []string{"ep-benchmark-run-results/input", "ep-benchmark-run-/input", "ep-benchmark-run-7/run.json", "ep-benchmark-run-8/input/mine"}
	for _, name := range append(kept, "ep-benchmark-run-7/input") {
		path := filepath.Join(parent, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	RemoveLeftovers(parent)
	for _, name := range append(kept, "ep-benchmark-run-7/input") {
		if _, err := os.Stat(filepath.Join(parent, name)); err != nil {
			t.Errorf("%s was removed: %v", name, err)
		}
	}
}

// A file that another program put in a run's own directory is not removed with
// it.
func TestScratchKeepsForeignFiles(t *testing.T) {
	s := &scratch{parent: t.TempDir()}
	file, err := s.create(inputCopy)
	if err != nil {
		t.Fatal(err)
	}
	_ = file.Close()
	mine := filepath.Join(s.path, "run.json")
	if err := os.WriteFile(mine, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.remove(); err == nil {
		t.Error("expected an error that names the foreign file")
	}
	if _, err := os.Stat(mine); err != nil {
		t.Error(err)
	}
}

// No directory is made as long as there is no temporary file.
func TestScratchMakesNothingInVain(t *testing.T) {
	parent := t.TempDir()
	if err := (&scratch{parent: parent}).remove(); err != nil {
		t.Error(err)
	}
	if entries, _ := os.ReadDir(parent); len(entries) > 0 {
		t.Errorf("%v", entries)
	}
}

// The folder that is missing is named, also to those who leave out the path of
// a system's error.
func TestMissingTemporaryFolderIsNamed(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "gone")
	t.Setenv("TMPDIR", missing)
	for _, folder := range []string{"", missing} {
		_, err := Copy(t.Context(), strings.NewReader("a"), Options{Folder: folder})
		var withPath *fs.PathError
		if !errors.Is(err, fs.ErrNotExist) || errors.As(err, &withPath) || !strings.Contains(err.Error(), "the folder for temporary files, "+missing+", can't be used: ") {
			t.Errorf("%q: %v", folder, err)
		}
	}
}

// An error of a temporary file names its folder, and that of another file stays
// as it is.
func TestErrorsOfTemporaryFilesNameTheirFolder(t *testing.T) {
	files := newScratch(t.TempDir())
	file, err := files.create(inputCopy)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = errors.Join(file.Close(), files.remove()) }()
	full := &fs.PathError{Op: "write", Path: filepath.Join(files.path, inputCopy), Err: errors.New("no space left on device")}
	const want = " can't be used: no space left on device: set TMPDIR to another one"
	if got := files.explained(full).Error(); got != "the folder for temporary files, "+files.parent+","+want {
		t.Error(got)
	}
	other := &fs.PathError{Op: "read", Path: filepath.Join(files.parent, "orders.csv"), Err: fs.ErrPermission}
	if got := files.explained(other); got != error(other) {
		t.Error(got)
	}
	if got := files.explained(nil); got != nil {
		t.Error(got)
	}
}
