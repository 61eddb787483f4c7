package terminal

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// lentFile is a terminal that is a file, and the modes that it was given.
func lentFile(t *testing.T) (l *Lent, written func() string, modes *[]unix.Termios) {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "screen"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	modes = &[]unix.Termios{}
	l = lend(file, file, unix.Termios{Lflag: unix.ECHO}, func(_ int, to *unix.Termios) error {
		*modes = append(*modes, *to)
		return nil
	})
	return l, func() string {
		text, err := os.ReadFile(file.Name())
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}, modes
}

func write(t *testing.T, w io.Writer, text string) {
	t.Helper()
	if n, err := io.WriteString(w, text); n != len(text) || err != nil {
		t.Fatalf("%q: %d, %v", text, n, err)
	}
}

func TestGiveBack(t *testing.T) {
	l, written, modes := lentFile(t)
	screen := l.Screen()
	write(t, screen, "words")
	write(t, screen, entersScreen+"frame")
	write(t, screen, "another")
	l.GiveBack()
	l.GiveBack()
	write(t, screen, "what comes too late")
	if got, want := written(), "words"+entersScreen+"frameanother"+restoring; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if len(*modes) == 0 || (*modes)[0].Lflag != unix.ECHO {
		t.Errorf("the modes became %v", *modes)
	}
}

// TestEnd holds that what was given back is left alone.
func TestEnd(t *testing.T) {
	l, written, modes := lentFile(t)
	write(t, l.Screen(), entersScreen+"frame"+leavesScreen)
	if l.End(); !strings.HasSuffix(written(), leavesScreen) || len(*modes) != 0 {
		t.Errorf("%q, %v", written(), *modes)
	}
	write(t, l.Screen(), entersScreen)
	if l.End(); !strings.HasSuffix(written(), restoring) || len(*modes) != 1 {
		t.Errorf("%q, %v", written(), *modes)
	}
}

// TestLeave holds that a terminal that was left keeps its modes and gets no
// output.
func TestLeave(t *testing.T) {
	l, written, _ := lentFile(t)
	keys, screen := l.Keys(), l.Screen()
	if keys.Fd() != keys.File.Fd() {
		t.Error("the keys are another file's")
	}
	l.Leave()
	if keys.Fd() != ^uintptr(0) {
		t.Error("its modes could still be set")
	}
	if write(t, screen, "frame"); written() != "" {
		t.Errorf("%q was written", written())
	}
}

// TestGiveBackToAStuckTerminal holds that GiveBack does not wait for a terminal
// that takes no output.
func TestGiveBackToAStuckTerminal(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = reader.Close(), writer.Close() }()
	set := 0
	l := lend(writer, writer, unix.Termios{}, func(int, *unix.Termios) error { set++; return nil })
	write(t, l.Screen(), entersScreen)
	l.writing <- struct{}{} // a write is under way, and waits
	if l.GiveBack(); set != 1 {
		t.Errorf("the modes were set %d times", set)
	}
	<-l.writing
}

// TestAbandon: a write that waits for a terminal returns, and the terminal
// counts as not given back.
func TestAbandon(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = reader.Close(), writer.Close() }()
	l := lend(writer, writer, unix.Termios{}, func(int, *unix.Termios) error { return nil })
	write(t, l.Screen(), entersScreen)
	if l.Abandon(); l.away.Load() {
		t.Error("drawing ended though nothing was waiting")
	}
	l.writing <- struct{}{} // a write is under way, and waits
	l.Abandon()
	write(t, l.Screen(), "frame")
	if l.End() {
		t.Error("the terminal counts as given back")
	}
	<-l.writing
}
