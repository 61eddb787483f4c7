package outfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

func write(t *testing.T, path, text string, mode fs.FileMode) {
	t.Helper()
	if err := errors.Join(os.WriteFile(path, []byte(text), mode), os.Chmod(path, mode)); err != nil { // whatever the umask
		t.Fatal(err)
	}
}

// holds returns what a file holds, and its mode; "" where there is none.
func holds(t *testing.T, path string) string {
	t.Helper()
	about, err := os.Lstat(path)
	if err != nil {
		return ""
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s %v", text, about.Mode())
}

func names(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, entry := range entries {
		all = append(all, entry.Name())
	}
	return strings.Join(all, " ")
}

// TestModes: what is written in place is readable by its owner only, and what
// is replaced keeps its mode.
func TestModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such permissions")
	}
	umask := syscall.Umask(0o022)
	t.Cleanup(func() { syscall.Umask(umask) })
	replace := func(mode fs.FileMode) func(string) error {
		return func(path string) error { return Replace(path, []byte("new"), mode) }
	}
	const empty = fs.ModeTemporary // here, that a file was empty
	reopen := func(path string) error {
		file, err := Reopen(path, []byte("title"))
		if err != nil {
			return err
		}
		_, err = file.WriteString("new")
		return errors.Join(err, file.Close())
	}
	inPlace := func(path string) error { return Write(path, []byte("new")) }
	for _, c := range []struct {
		name   string
		umask  int
		before fs.FileMode // 0 is no file
		do     func(string) error
		want   string
	}{
		{"a private file", 0o022, 0, inPlace, "new -rw-------"},
		{"a file that was there", 0o022, 0o640, inPlace, "new -rw-r-----"},
		{"a report", 0o022, 0, replace(Shared), "new -rw-r--r--"},
		{"a report, with a strict umask", 0o077, 0, replace(Shared), "new -rw-------"},
		{"a private file, replaced", 0o022, 0, replace(Private), "new -rw-------"},
		{"a report that was private", 0o022, 0o600, replace(Shared), "new -rw-------"},
		{"a report that others may write", 0o022, 0o664, replace(Shared), "new -rw-rw-r--"},
		{"an empty file for all", 0o022, empty | 0o666, inPlace, "new -rw-------"},
		{"an empty file for its owner to read", 0o022, empty | 0o400, replace(Private), "new -r--------"},
		{"an empty report for all", 0o022, empty | 0o666, replace(Shared), "new -rw-r--r--"},
		{"an empty report for all, with a strict umask", 0o077, empty | 0o666, replace(Shared), "new -rw-------"},
		{"an empty report that is private", 0o022, empty | 0o600, replace(Shared), "new -rw-------"},
		{"an empty record for all", 0o022, empty | 0o666, reopen, "new -rw-------"},
	} {
		syscall.Umask(c.umask)
		path := filepath.Join(t.TempDir(), "file")
		if c.before != 0 {
			held := "old, and longer"
			if c.before&empty != 0 {
				held = ""
			}
			write(t, path, held, c.before.Perm())
		}
		if err := c.do(path); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := holds(t, path); got != c.want || names(t, filepath.Dir(path)) != "file" {
			t.Errorf("%s: %q, want %q; beside it %s", c.name, got, c.want, names(t, filepath.Dir(path)))
		}
	}
}

// TestLinksAreNotFollowed where a file is written in place: an attacker's link
// would have another file overwritten.
func TestLinksAreNotFollowed(t *testing.T) {
	folder := t.TempDir()
	target, link := filepath.Join(folder, "target"), filepath.Join(folder, "link")
	write(t, target, "precious", 0o600)
	if err := os.Symlink(target, link); err != nil {
		t.Skip(err)
	}
	for name, do := range map[string]func(string) (*os.File, error){
		"Create": Create, "CreateNew": CreateNew,
		"Reopen": func(path string) (*os.File, error) { return Reopen(path, []byte("precious")) },
	} {
		if file, err := do(link); err == nil {
			t.Errorf("%s followed the link", name)
			_ = file.Close()
		}
	}
	if _, err := Create(link); err == nil || !strings.Contains(err.Error(), "it is a symbolic link, which is not followed") {
		t.Errorf("it says %v", err)
	}
	if got := holds(t, target); got != "precious -rw-------" {
		t.Errorf("the file holds %q", got)
	}
}

// TestSweep removes what killed programs have left, and nothing else: neither
// files in use nor files with similar names.
func TestSweep(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "run.json")
	write(t, filepath.Join(folder, ".ep-benchmark-0123456789abcdef.part"), "half", 0o600)
	write(t, filepath.Join(folder, ".ep-benchmark-mine"), "", 0o600)
	write(t, filepath.Join(folder, ".run.json1234"), "", 0o600)
	if err := os.Mkdir(filepath.Join(folder, ".ep-benchmark-folder.part"), 0o700); err != nil {
		t.Fatal(err)
	}
	living, err := Begin(path, Shared)
	if err != nil {
		t.Fatal(err)
	}
	if left := names(t, folder); strings.Contains(left, "0123456789abcdef") || strings.Count(left, ".part") != 2 {
		t.Errorf("there is %s", left)
	}
	if err := Replace(path, []byte("another"), Shared); err != nil {
		t.Fatal(err)
	}
	if _, err := living.Write([]byte("mine")); err != nil {
		t.Fatal(err)
	}
	if err := living.Commit(); err != nil {
		t.Fatal(err)
	}
	living.Abandon()
	const want = ".ep-benchmark-folder.part .ep-benchmark-mine .run.json1234 run.json"
	if left := names(t, folder); left != want || !strings.HasPrefix(holds(t, path), "mine ") {
		t.Errorf("there is %s; the file holds %q", left, holds(t, path))
	}
}

// TestReopen takes over what a killed program has just begun.
func TestReopen(t *testing.T) {
	titles := []byte("line,error\n")
	for text, taken := range map[string]bool{"": true, "line,": true, "line,error\n": true, "line,error\n1,\n": false, "notes": false} {
		path := filepath.Join(t.TempDir(), "out.csv")
		write(t, path, text, 0o600)
		file, err := Reopen(path, titles)
		if taken != (err == nil) || err != nil && !errors.Is(err, fs.ErrExist) {
			t.Errorf("%q: %v", text, err)
		}
		if err != nil {
			continue
		}
		if holds(t, path) != " -rw-------" {
			t.Errorf("%q: it holds %q", text, holds(t, path))
		}
		if _, err := Reopen(path, titles); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%q: taken from one who has it: %v", text, err)
		}
		_ = file.Close()
	}
}

// TestExplain: the system's errors in words, which they still are.
func TestExplain(t *testing.T) {
	for errno, want := range map[syscall.Errno]string{
		syscall.ENOSPC: "the disk is full (no space left on device): free some space",
		syscall.EDQUOT: "the disk quota is used up (disk quota exceeded): free some space",
		syscall.EFBIG:  "the file would be larger than is allowed (file too large): raise the limit",
		syscall.EROFS:  "nothing can be written on this file system (read-only file system): name another place",
		syscall.EACCES: "this user may not write there (permission denied): name another place",
		syscall.ENOENT: "no such file or directory",
	} {
		path := &fs.PathError{Op: "open", Path: "out.csv", Err: errno}
		for _, err := range []error{errno, path, fmt.Errorf("wrapped: %w", path), &os.LinkError{Op: "rename", Old: "a", New: "b", Err: errno}} {
			got := Explain(Explain(err))
			if !errors.Is(got, errno) || strings.Count(got.Error(), errno.Error()) != 1 {
				t.Errorf("%v: %v is another error", err, got)
			}
			if _, plain := err.(syscall.Errno); plain && !strings.HasPrefix(got.Error(), want) {
				t.Errorf("%v, want %s", got, want)
			}
		}
		if problem, ok := errors.AsType[*fs.PathError](Explain(path)); !ok || !strings.HasPrefix(problem.Err.Error(), want) {
			t.Errorf("without its path: %v", problem)
		}
	}
	if Explain(nil) != nil || !NoRoom(Explain(syscall.ENOSPC)) || NoRoom(syscall.EACCES) {
		t.Error("no error is one, or a full disk is none")
	}
	if got := Meaning(syscall.ENOSPC).Error(); got != "the disk is full (no space left on device)" {
		t.Error(got)
	}
}

// TestFullDisk leaves what was there.
func TestFullDisk(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has a disk that is always full")
	}
	if err := Write("/dev/full", []byte("x")); err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Errorf("%v", err)
	}
}

// TestFilesHaveOneWriter: a file that a program is writing in place can't be
// taken over by another one until the first has ended.
func TestFilesHaveOneWriter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	first, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := first.WriteString("first"); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(path); !errors.Is(err, errBeingWritten) {
		t.Errorf("a second writer gets %v", err)
	}
	if got := holds(t, path); !strings.HasPrefix(got, "first ") {
		t.Errorf("the file of the first writer holds %q", got)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	later, err := Create(path)
	if err != nil {
		t.Fatalf("after the first writer has ended: %v", err)
	}
	if got := holds(t, path); !strings.HasPrefix(got, " ") {
		t.Errorf("the later writer begins with %q", got)
	}
	if err := later.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // a device is for all
		if device, err := Create(os.DevNull); err != nil {
			t.Error(err)
		} else {
			t.Cleanup(func() { _ = device.Close() })
		}
	}
}
