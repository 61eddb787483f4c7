package terminal

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// TestSetAside holds that what is written to a file descriptor that is set
// aside is written to the stream afterwards, in order.
func TestSetAside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "stderr")
	stream, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stream.Close() }()
	contents := func() string {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	write(t, stream, "before\n")
	aside, err := SetAside(stream)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := unix.Write(int(stream.Fd()), []byte("meanwhile\n")); err != nil {
		t.Fatal(err)
	}
	if got := contents(); got != "before\n" {
		t.Errorf("%q, want what was there before", got)
	}
	aside.Release()
	aside.Release()
	write(t, stream, "after\n")
	if got := contents(); got != "before\nmeanwhile\nafter\n" {
		t.Errorf("%q", got)
	}
}
