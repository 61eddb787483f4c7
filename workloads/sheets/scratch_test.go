package sheets

import (
	"os"
	"path/filepath"
	"testing"
)

// What a killed run has left is removed, and what a live one uses is not.
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

// Without a temporary file there is no directory.
func TestScratchMakesNothingInVain(t *testing.T) {
	parent := t.TempDir()
	if err := (&scratch{parent: parent}).remove(); err != nil {
		t.Error(err)
	}
	if entries, _ := os.ReadDir(parent); len(entries) > 0 {
		t.Errorf("%v", entries)
	}
}
