package project

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"ep-benchmark/engine/tomlfile"
)

// What could be somebody else's, or would block, is rejected without being read.
func TestReadRejects(t *testing.T) {
	for want, build := range map[string]func(path string) error{
		"it is a folder":          func(path string) error { return os.Mkdir(path, 0o700) },
		"it is not a regular":     func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"it is a symbolic link":   func(path string) error { return os.Symlink("/dev/zero", path) },
		"every user may write it": worldWritable,
		"it is larger than 128": func(path string) error {
			return os.WriteFile(path, []byte(strings.Repeat("#", tomlfile.MaxBytes+1)), 0o600)
		},
		"no such file": func(string) error { return nil },
	} {
		path := filepath.Join(t.TempDir(), Name)
		if err := build(path); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func worldWritable(path string) error {
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		return err
	}
	return os.Chmod(path, 0o666)
}

// A link to a file that would be accepted is rejected, too: it may lead elsewhere tomorrow.
func TestReadRejectsALinkToAFile(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "real.toml"), "")
	if err := os.Symlink("real.toml", filepath.Join(folder, Name)); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(filepath.Join(folder, Name)); err == nil {
		t.Error("accepted")
	}
}

// info is a file of a user.
type info struct {
	owner uint32
	mode  fs.FileMode
}

func (info) Name() string        { return Name }
func (info) Size() int64         { return 0 }
func (i info) Mode() fs.FileMode { return i.mode }
func (info) ModTime() time.Time  { return time.Time{} }
func (i info) IsDir() bool       { return i.mode.IsDir() }
func (i info) Sys() any          { return &syscall.Stat_t{Uid: i.owner} }

func TestOwners(t *testing.T) {
	for _, c := range []struct {
		owner uint32
		user  int
		want  bool
	}{{1000, 1000, true}, {0, 1000, true}, {1001, 1000, false}, {1000, 0, false}, {0, 0, true}} {
		if err := acceptable(info{c.owner, 0o644}, c.user); (err == nil) != c.want {
			t.Errorf("a file of %d for user %d: %v", c.owner, c.user, err)
		}
	}
}

// What was read is what is parsed, whatever the file has become meanwhile.
func TestContentIsReadOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), Name)
	write(t, path, "[policy]\nrounds = 7\n")
	content, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	digest := content.Digest()
	write(t, path, "[workload.evil]\nkind = \"command\"\ncommand = \"evil {n}\"\n")
	file, err := Parse(content, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if value, _ := file.Setting("rounds"); value != "7" || len(file.Own()) != 0 || file.Digest() != digest {
		t.Errorf("rounds %q, workloads %v", value, file.Names())
	}
}
