package trusted

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// open opens a list, which must work.
func open(t *testing.T, path string) *List {
	t.Helper()
	l, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestTrust(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder", "trusted.json")
	l := open(t, path)
	if state := l.StateOf("/a", "1"); state != Unknown {
		t.Errorf("state %d before", state)
	}
	if err := l.Trust("/a", "1", time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := l.Trust("/b", "2", time.Now()); err != nil {
		t.Fatal(err)
	}
	l = open(t, path)
	for _, c := range []struct {
		path, digest string
		want         State
	}{{"/a", "1", Trusted}, {"/a", "2", Changed}, {"/b", "2", Trusted}, {"/c", "1", Unknown}} {
		if got := l.StateOf(c.path, c.digest); got != c.want {
			t.Errorf("%s %s: state %d, want %d", c.path, c.digest, got, c.want)
		}
	}
	if err := l.Trust("/a", "3", time.Now()); err != nil { // in place of the content before
		t.Fatal(err)
	}
	if l = open(t, path); l.StateOf("/a", "1") != Changed || l.StateOf("/a", "3") != Trusted || len(l.Entries()) != 2 {
		t.Errorf("%v", l.Entries())
	}
	if there, err := l.Remove("/a"); !there || err != nil {
		t.Errorf("%v, %v", there, err)
	}
	if there, err := l.Remove("/a"); there || err != nil {
		t.Errorf("a second time: %v, %v", there, err)
	}
	if l = open(t, path); l.StateOf("/a", "3") != Unknown {
		t.Error("it is still trusted")
	}
}

// Lists that were opened at the same time lose no entry of one another.
func TestParallelChanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder", "trusted.json")
	if err := open(t, path).Trust("/gone", "1", time.Now()); err != nil {
		t.Fatal(err)
	}
	const users = 24
	var lists []*List
	for range users + 1 {
		lists = append(lists, open(t, path))
	}
	var running sync.WaitGroup
	for i := range users {
		running.Go(func() {
			if err := lists[i].Trust(fmt.Sprintf("/%02d", i), "1", time.Now()); err != nil {
				t.Error(err)
			}
		})
	}
	running.Go(func() {
		if there, err := lists[users].Remove("/gone"); !there || err != nil {
			t.Errorf("%v, %v", there, err)
		}
	})
	running.Wait()
	if all := open(t, path).Entries(); len(all) != users || all[0].Path != "/00" {
		t.Errorf("%d entries, want %d: %v", len(all), users, all)
	}
}

// Nobody else can read the list, or add to it.
func TestListIsPrivate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder", "trusted.json")
	if err := open(t, path).Trust("/a", "1", time.Now()); err != nil {
		t.Fatal(err)
	}
	about, err := os.Stat(path)
	if err != nil || about.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", about.Mode(), err)
	}
}

// A list that others could have written trusts nothing.
func TestOpenRejects(t *testing.T) {
	const one = `{"trusted":[{"path":"/a","sha256":"1","since":"2026-01-01T00:00:00Z"}]}`
	for want, build := range map[string]func(path string) error{
		"others may write it":   func(path string) error { return written(path, one, 0o666) },
		"group":                 func(path string) error { return written(path, one, 0o660) },
		"is damaged":            func(path string) error { return written(path, `{"trusted":[`, 0o600) },
		"unknown field":         func(path string) error { return written(path, `{"trust":[]}`, 0o600) },
		"it is a symbolic link": func(path string) error { return os.Symlink("/dev/zero", path) },
		"not a regular file":    func(path string) error { return syscall.Mkfifo(path, 0o600) },
	} {
		path := filepath.Join(t.TempDir(), "trusted.json")
		if err := build(path); err != nil {
			t.Fatal(err)
		}
		if want == "group" {
			want = "others may write it"
		}
		if _, err := Open(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func written(path, content string, mode os.FileMode) error {
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		return err
	}
	return os.Chmod(path, mode)
}

// Without a place for the list nothing is trusted, and nothing can be.
func TestNowhere(t *testing.T) {
	l := open(t, "")
	if err := l.Trust("/a", "1", time.Now()); err == nil || !strings.Contains(err.Error(), "HOME") {
		t.Errorf("%v", err)
	}
}
