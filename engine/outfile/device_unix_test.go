//go:build unix

package outfile

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestDevicesAreWritten: a device and a pipe get what is written, and are there
// afterwards; a link to a device in a user's folder is rejected.
func TestDevicesAreWritten(t *testing.T) {
	folder := t.TempDir()
	pipe, link := filepath.Join(folder, "pipe"), filepath.Join(folder, "link")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(os.DevNull, link); err != nil {
		t.Fatal(err)
	}
	for _, do := range map[string]func(string) error{
		"Replace": func(path string) error { return Replace(path, []byte("text"), Shared) },
		"Write":   func(path string) error { return Write(path, []byte("text")) },
	} {
		if err := do(os.DevNull); err != nil {
			t.Error(err)
		}
		read := make(chan string, 1)
		go func() {
			file, err := os.Open(pipe)
			if err != nil {
				read <- err.Error()
				return
			}
			text, _ := io.ReadAll(file)
			_ = file.Close()
			read <- string(text)
		}()
		if err := do(pipe); err != nil {
			t.Error(err)
		}
		if got := <-read; got != "text" {
			t.Errorf("the pipe gave %q", got)
		}
		if err := do(link); err == nil || !strings.Contains(err.Error(), "symbolic link") {
			t.Errorf("the link: %v", err)
		}
	}
	for path, want := range map[string]fs.FileMode{os.DevNull: fs.ModeCharDevice, pipe: fs.ModeNamedPipe} {
		if about, err := os.Stat(path); err != nil || about.Mode()&want == 0 {
			t.Errorf("%s is %v now, %v", path, about, err)
		}
	}
	if left := names(t, folder); left != "link pipe" {
		t.Errorf("there is %s", left)
	}
}

// TestOtherFilesAreNoDevices: what is replaced or created is no device, and
// neither is a folder or a disk.
func TestOtherFilesAreNoDevices(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "file"), "old", 0o600)
	for _, path := range []string{folder, filepath.Join(folder, "file"), filepath.Join(folder, "missing"), filepath.Join(folder, "a", "b"), ""} {
		if _, is, err := OpenDevice(path); is || err != nil {
			t.Errorf("%q: %v, %v", path, is, err)
		}
	}
	if takesText(fs.ModeDevice) || takesText(fs.ModeSocket) || !takesText(fs.ModeDevice|fs.ModeCharDevice) {
		t.Error("a disk or a socket takes text")
	}
}
