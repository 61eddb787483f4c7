package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/engine/tomlfile"
)

func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestNoFileMeansDefaults(t *testing.T) {
	for _, path := range []string{"", filepath.Join(t.TempDir(), "none", "config.toml")} {
		config, err := LoadIfThere(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(Default(), config); diff != "" {
			t.Error(diff)
		}
	}
}

func TestFileOfTheUser(t *testing.T) {
	path := write(t, filepath.Join(t.TempDir(), "ep-benchmark", "config.toml"), "refresh = 7")
	config, err := LoadIfThere(path)
	if err != nil || config.Refresh != 7 {
		t.Errorf("refresh %d, %v", config.Refresh, err)
	}
	other := write(t, filepath.Join(t.TempDir(), "other.toml"), "refresh = 2")
	if config, err = Load(other); err != nil || config.Refresh != 2 {
		t.Errorf("of a named file: refresh %d, %v", config.Refresh, err)
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	file := write(t, filepath.Join(dir, "file"), "")
	for name, c := range map[string]struct{ path, want string }{
		"missing":        {filepath.Join(dir, "none.toml"), "no such file"},
		"directory":      {dir, "a directory, not a file"},
		"device":         {os.DevNull, "not a regular file"},
		"below a file":   {filepath.Join(file, "x"), "not a directory"},
		"escape in path": {filepath.Join(dir, "\x1b[2J"), `\x1b[2J" can't be read`},
	} {
		_, err := Load(c.path)
		if err == nil {
			t.Errorf("%s was read", name)
			continue
		}
		checkParts(t, name, err.Error(), fmt.Sprintf("config file %q can't be read: |%s", c.path, c.want))
		checkPrintable(t, name, err.Error())
	}
}

func TestLargestFile(t *testing.T) {
	path := write(t, filepath.Join(t.TempDir(), "large"), strings.Repeat("\n", tomlfile.MaxBytes))
	if _, err := Load(path); err != nil {
		t.Error(err)
	}
	write(t, path, strings.Repeat("\n", tomlfile.MaxBytes+1))
	if _, err := Load(path); err == nil || !strings.Contains(err.Error(), "larger than 128 KiB") {
		t.Errorf("a larger one: %v", err)
	}
}

func TestMissingFileIsErrNotExist(t *testing.T) {
	if _, err := Load(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v is not fs.ErrNotExist", err)
	}
}

func TestUnreadableFile(t *testing.T) {
	path := write(t, filepath.Join(t.TempDir(), "secret"), "")
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	if file, err := os.Open(path); err == nil {
		_ = file.Close()
		t.Skip("this user reads everything")
	}
	if _, err := Load(path); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("%v is not fs.ErrPermission", err)
	}
}

// TestLinkToNowhere holds that a link to a file that is gone is an error.
func TestLinkToNowhere(t *testing.T) {
	home := t.TempDir()
	path := filepath.Join(home, "ep-benchmark", "config.toml")
	write(t, filepath.Join(filepath.Dir(path), "other"), "")
	if err := os.Symlink(filepath.Join(home, "gone.toml"), path); err != nil {
		t.Skip(err)
	}
	if _, err := LoadIfThere(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v is not fs.ErrNotExist", err)
	}
}

func TestErrorNamesAllProblems(t *testing.T) {
	path := write(t, filepath.Join(t.TempDir(), "c.toml"), "refresh = 0\nmouse = 1\n")
	_, err := Load(path)
	want := fmt.Sprintf("%[1]s has 2 problems:\n"+
		"  %[1]s:1:11: refresh: expected a whole number of frames per second, from 1 to 10; found 0\n"+
		"  %[1]s:2:9: mouse: expected true or false, without quotes; found 1", path)
	if err == nil || err.Error() != want {
		t.Errorf("%v\nexpected\n%s", err, want)
	}
}
