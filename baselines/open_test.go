package baselines_test

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ep-benchmark/baselines"
)

// TestOpenMakesWhatIsNotThere whatever the folder is called.
func TestOpenMakesWhatIsNotThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b", "c?mode=ro#d%20e&f", "runs.db")
	s := openedAt(t, path)
	saved(t, s, reportOf(1, 6))
	if s.Path() != path {
		t.Errorf("the store is at %s", s.Path())
	}
	if about, err := os.Stat(path); err != nil || about.Size() == 0 {
		t.Errorf("the file is %v, %v", about, err)
	}
}

// TestFilesAreTheUsersAlone: a report describes the machine and the work, so
// the store and its log are readable by their owner only.
func TestFilesAreTheUsersAlone(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new")
	s := openedAt(t, filepath.Join(folder, "runs.db"))
	saved(t, s, reportOf(1, 6))
	for name, want := range map[string]os.FileMode{"": os.ModeDir | 0o700, "runs.db": 0o600, "runs.db-wal": 0o600, "runs.db-shm": 0o600} {
		about, err := os.Stat(filepath.Join(folder, name))
		if err != nil || about.Mode() != want {
			t.Errorf("%q is %v, want %v (%v)", name, about.Mode(), want, err)
		}
	}
}

// TestEmptyFilesBecomePrivate: an empty file becomes private, even if others
// could read it.
func TestEmptyFilesBecomePrivate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "runs.db")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o666); err != nil { // whatever the umask
		t.Fatal(err)
	}
	saved(t, openedAt(t, path), reportOf(1, 6))
	for _, name := range []string{path, path + "-wal"} {
		if about, err := os.Stat(name); err != nil || about.Mode() != 0o600 {
			t.Errorf("%s is %v, expected %v (%v)", name, about.Mode(), os.FileMode(0o600), err)
		}
	}
}

// TestHalfMadeStore is what a process leaves that was killed as it made one.
func TestHalfMadeStore(t *testing.T) {
	for name, text := range map[string][]byte{"nothing": {}, "no tables": foreign(t, "PRAGMA journal_mode = WAL; CREATE TABLE t (x); DROP TABLE t; VACUUM")} {
		if name == "no tables" { // as its header has it before the first
			text = withNumber(text, 40, 0)
		}
		path := filepath.Join(t.TempDir(), "runs.db")
		write(t, path, text)
		s := openedAt(t, path)
		saved(t, s, reportOf(1, 6))
	}
}

// TestAcknowledgedIsOnTheDisk checks the settings that keep acknowledged
// changes, since no test can cut the power.
func TestAcknowledgedIsOnTheDisk(t *testing.T) {
	s := opened(t)
	for setting, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "30000", "application_id": "1162895981",
	} {
		var got string
		if err := s.DB().QueryRow("PRAGMA " + setting).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, want %q, %v", setting, got, want, err)
		}
	}
}

// file makes a store of some runs and returns its bytes.
func file(t *testing.T, runs int) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "runs.db")
	s := must[*baselines.Store](t)(baselines.Open(path))
	saved(t, s, clean(runs)...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return must[[]byte](t)(os.ReadFile(path))
}

// foreign makes another program's SQLite file and returns its bytes.
func foreign(t *testing.T, statements string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "other.db")
	db := must[*sql.DB](t)(sql.Open("sqlite", path))
	if _, err := db.Exec(statements); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return must[[]byte](t)(os.ReadFile(path))
}

func withNumber(text []byte, at int, number uint32) []byte {
	text = bytes.Clone(text)
	binary.BigEndian.PutUint32(text[at:], number)
	return text
}

// TestWhatIsNoStoreIsLeftAlone: the error names the file and what to do, and
// the folder is as it was.
func TestWhatIsNoStoreIsLeftAlone(t *testing.T) {
	whole := file(t, 3)
	garbled := bytes.Clone(whole)
	for i := 100; i < 4096; i++ { // the tables' definitions
		garbled[i] = 0xA5
	}
	for _, c := range []struct {
		name string
		text []byte
		want string
	}{
		{"text", []byte(strings.Repeat("these are my own private notes\n", 9)), "doesn't begin like a SQLite database"},
		{"short text", []byte("{}"), "shorter than the shortest store"},
		{"zeros", make([]byte, 8192), "doesn't begin like a SQLite database"},
		{"a beginning alone", whole[:60], "shorter than the shortest store"},
		{"cut off after a page", whole[:4096], "its end is cut off"},
		{"cut off in the middle", whole[:len(whole)/2+77], "its end is cut off"},
		{"cut off at the end", whole[:len(whole)-1], "its end is cut off"},
		{"definitions garbled", garbled, "is damaged"},
		{"newer", withNumber(whole, 60, 7), "was written by a newer ep-benchmark (schema 7, this one knows up to 3)"},
		{"without a schema", withNumber(whole, 60, 0), "is damaged"},
		{"another program's", foreign(t, "PRAGMA application_id = 77; CREATE TABLE runs (number INTEGER)"), "is a SQLite database, but not one of ep-benchmark"},
		{"a nameless program's", foreign(t, "CREATE TABLE runs (number INTEGER)"), "is a SQLite database, but not one of ep-benchmark"},
		{"one with a log", foreign(t, "PRAGMA journal_mode = WAL; CREATE TABLE t (x)"), "is a SQLite database, but not one of ep-benchmark"},
		{"a table is gone", foreign(t, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = 3; CREATE TABLE runs (number)", 0x4550626d)), "no such table: summaries"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "runs.db")
			write(t, path, c.text)
			_, err := baselines.Open(path)
			if err == nil {
				t.Fatal("it was opened")
			}
			var failure *baselines.StoreError
			if !errors.As(err, &failure) {
				t.Errorf("%T %v, want a StoreError", err, err)
			}
			for _, want := range []string{c.want, path} {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%v\nwant %q in it", err, want)
				}
			}
			if !bytes.Equal(must[[]byte](t)(os.ReadFile(path)), c.text) {
				t.Error("its bytes were changed")
			}
			if left := must[[]os.DirEntry](t)(os.ReadDir(filepath.Dir(path))); len(left) != 1 {
				t.Errorf("there are other files beside it: %v", left)
			}
		})
	}
}

func write(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestJournalIsNotPlayedIntoAnotherFile: after a crash the log beside the store
// holds pages, which SQLite would write into whatever is there now.
func TestJournalIsNotPlayedIntoAnotherFile(t *testing.T) {
	s := opened(t)
	saved(t, s, clean(2)...)
	log := must[[]byte](t)(os.ReadFile(s.Path() + "-wal"))
	if len(log) == 0 {
		t.Fatal("there is no log to play")
	}
	notes := bytes.Repeat([]byte("these are my notes\n"), 1000)
	path := filepath.Join(t.TempDir(), "runs.db")
	write(t, path, notes)
	write(t, path+"-wal", log)
	if _, err := baselines.Open(path); err == nil || !strings.Contains(err.Error(), "doesn't begin like a SQLite database") {
		t.Errorf("opened: %v", err)
	}
	if !bytes.Equal(notes, must[[]byte](t)(os.ReadFile(path))) || !bytes.Equal(log, must[[]byte](t)(os.ReadFile(path+"-wal"))) {
		t.Error("the files were changed")
	}
}

func TestPlacesWhereNoStoreCanBe(t *testing.T) {
	folder := t.TempDir()
	notes := filepath.Join(folder, "notes")
	write(t, notes, []byte("mine"))
	for path, want := range map[string]string{
		"":                                "neither HOME nor XDG_DATA_HOME",
		folder:                            "is a directory, and a file was expected",
		os.DevNull:                        "is not a regular file",
		filepath.Join(notes, "runs.db"):   "not a directory",
		filepath.Join(notes, "a", "b.db"): "not a directory",
	} {
		if _, err := baselines.Open(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q in it", path, err, want)
		}
	}
}

// TestWhatCanNotBeWritten is refused as it is opened, before a run.
func TestWhatCanNotBeWritten(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	text := file(t, 1)
	for _, c := range []struct {
		name         string
		folder, file os.FileMode
	}{{"a file", 0o700, 0o400}, {"a folder and a file", 0o500, 0o400}, {"a folder", 0o500, 0o600}, {"an unreadable file", 0o700, 0}} {
		folder := filepath.Join(t.TempDir(), "store")
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, "runs.db")
		write(t, path, text)
		modes(t, map[string]os.FileMode{path: c.file, folder: c.folder})
		_, err := baselines.Open(path)
		if err == nil || !strings.Contains(err.Error(), path+" can't be ") || !strings.Contains(err.Error(), "--store") {
			t.Errorf("%s that can't be written: %v", c.name, err)
		}
		modes(t, map[string]os.FileMode{folder: 0o700})
		modes(t, map[string]os.FileMode{path: 0o600})
		if !bytes.Equal(text, must[[]byte](t)(os.ReadFile(path))) {
			t.Errorf("%s that can't be written was", c.name)
		}
	}
	folder := t.TempDir()
	modes(t, map[string]os.FileMode{folder: 0o500})
	if _, err := baselines.Open(filepath.Join(folder, "new", "runs.db")); err == nil || !strings.Contains(err.Error(), "can't be made") {
		t.Errorf("a folder that can't be made: %v", err)
	}
	if _, err := baselines.Open(filepath.Join(folder, "runs.db")); err == nil || !strings.Contains(err.Error(), "runs.db can't be made") {
		t.Errorf("a new file in a folder that can't be written: %v", err)
	}
}

func modes(t *testing.T, of map[string]os.FileMode) {
	t.Helper()
	for path, mode := range of {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
}
