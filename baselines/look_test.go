package baselines_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ep-benchmark/baselines"
)

// look opens a store to read it.
func look(t *testing.T, path string) *baselines.Store {
	t.Helper()
	s := must[*baselines.Store](t)(baselines.OpenToRead(path))
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// left are the names in a folder.
func left(t *testing.T, folder string) string {
	t.Helper()
	var names []string
	for _, entry := range must[[]os.DirEntry](t)(os.ReadDir(folder)) {
		names = append(names, entry.Name())
	}
	return strings.Join(names, " ")
}

// TestLookingMakesNothing: where no store is, there is an empty one to look at.
func TestLookingMakesNothing(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "empty.db"), nil)
	for _, name := range []string{"runs.db", "new/folder/runs.db", "empty.db"} {
		path := filepath.Join(folder, name)
		s := look(t, path)
		if all := must[[]baselines.Entry](t)(s.List(baselines.Query{})); len(all) != 0 || s.Path() != path {
			t.Errorf("%s: %d runs at %s", name, len(all), s.Path())
		}
		if _, err := s.Baseline("main"); !baselines.Unknown(err) {
			t.Errorf("%s: %v", name, err)
		}
		r := reportOf(1, 6)
		if _, err := s.Save(&r); err == nil || !strings.Contains(err.Error(), "only read here") {
			t.Errorf("%s: a run was kept: %v", name, err)
		}
	}
	if found := left(t, folder); found != "empty.db" {
		t.Errorf("there is %s", found)
	}
}

// TestLookingChangesNothing: looking changes neither the store nor, after
// closing, the files beside it. This holds whether or not the user may write
// there.
func TestLookingChangesNothing(t *testing.T) {
	for _, readOnly := range []bool{false, true} {
		for name, path := range map[string]string{"a store": stored(t), "an older store": older(t)} {
			if readOnly {
				baselines.MayNotWrite(t.Cleanup)
			}
			before := must[[]byte](t)(os.ReadFile(path))
			s := must[*baselines.Store](t)(baselines.OpenToRead(path))
			same(t, name, wantedBadges, badges(t, s))
			if err := s.Pin("main"); err == nil || !s.ReadOnly() {
				t.Errorf("%s was changed: %v", name, err)
			}
			if readOnly && left(t, filepath.Dir(path)) != "runs.db" {
				t.Errorf("%s: there is %s", name, left(t, filepath.Dir(path)))
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(before, must[[]byte](t)(os.ReadFile(path))) || left(t, filepath.Dir(path)) != "runs.db" {
				t.Errorf("%s, read only %v: it is another, or there is more: %s", name, readOnly, left(t, filepath.Dir(path)))
			}
		}
	}
}

// stored is the path of a store with the runs of [older].
func stored(t *testing.T) string {
	t.Helper()
	path := older(t)
	s := must[*baselines.Store](t)(baselines.Open(path))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestLookingAtWhatIsInUse sees what another has just kept, which stands in the
// log, also without the right to write.
func TestLookingAtWhatIsInUse(t *testing.T) {
	s := opened(t)
	saved(t, s, clean(2)...)
	if about, err := os.Stat(s.Path() + "-wal"); err != nil || about.Size() == 0 {
		t.Fatal("there is no log", err)
	}
	for range 2 {
		if all := must[[]baselines.Entry](t)(look(t, s.Path()).List(baselines.Query{})); len(all) != 2 {
			t.Errorf("%d runs are seen", len(all))
		}
		baselines.MayNotWrite(t.Cleanup)
	}
	saved(t, s, reportOf(5, 6))
}

// TestOnlyReadable is about files that really can't be written.
func TestOnlyReadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	for _, c := range []struct{ folder, file os.FileMode }{{0o700, 0o400}, {0o500, 0o400}, {0o500, 0o600}} {
		for name, path := range map[string]string{"a store": stored(t), "an older store": older(t)} {
			folder := filepath.Dir(path)
			modes(t, map[string]os.FileMode{path: c.file, folder: c.folder})
			t.Cleanup(func() { modes(t, map[string]os.FileMode{folder: 0o700}) })
			same(t, name, wantedBadges, badges(t, look(t, path)))
			if found := left(t, folder); found != "runs.db" {
				t.Errorf("%s, %v in %v: there is %s", name, c.file, c.folder, found)
			}
		}
	}
}

// TestLookingRefuses what Open refuses.
func TestLookingRefuses(t *testing.T) {
	folder := t.TempDir()
	notes := filepath.Join(folder, "notes")
	write(t, notes, []byte("mine"))
	for path, want := range map[string]string{
		"":                              "neither HOME nor XDG_DATA_HOME names a folder",
		folder:                          "is a directory, and a file was expected",
		notes:                           "damaged, or another kind of file",
		filepath.Join(notes, "runs.db"): "not a directory",
	} {
		if _, err := baselines.OpenToRead(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q in it", path, err, want)
		}
	}
	newer := filepath.Join(folder, "newer.db")
	write(t, newer, withNumber(file(t, 1), 60, 7))
	if _, err := baselines.OpenToRead(newer); err == nil || !strings.Contains(err.Error(), "by a newer ep-benchmark") {
		t.Errorf("a newer one: %v", err)
	}
}
