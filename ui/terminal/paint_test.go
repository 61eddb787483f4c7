package terminal

import (
	"strings"
	"testing"
)

// The first frame takes the alternate screen. Later ones are painted only while it is
// on, so that nothing is painted across a shell.
func TestPaint(t *testing.T) {
	l, written, _ := lentFile(t)
	disturbed := 0
	l.Disturbed(func() { disturbed++ })
	if !l.Paint([]byte("first")) || !l.Paint([]byte("second")) {
		t.Fatal("not painted")
	}
	want := begins + "firstsecond"
	screen := l.Screen()
	write(t, screen, leavesScreen)
	want += leavesScreen
	if l.Paint([]byte("across the shell")) {
		t.Error("painted after the screen was left")
	}
	write(t, screen, entersScreen)
	if !l.Paint([]byte("third")) {
		t.Error("not painted after the screen was taken again")
	}
	want += entersScreen + "third"
	l.GiveBack()
	if l.Paint([]byte("too late")) {
		t.Error("painted after the terminal was given back")
	}
	if got := written(); got != want+restoring {
		t.Errorf("%q, expected %q", got, want+restoring)
	}
	if disturbed != 2 {
		t.Errorf("disturbed %d times, expected 2", disturbed)
	}
}

// What Bubble Tea writes reaches the terminal, but for what would blank the frame.
func TestBlankingIsLeftOut(t *testing.T) {
	l, written, _ := lentFile(t)
	write(t, l.Screen(), "\x1b[>4m\x1b[2J\x1b[H\x1b[J\x1b[?1002h\x1b[2K\x1b[K\x1b[0J\x1b]2;t\x07")
	if got, want := written(), "\x1b[>4m\x1b[H\x1b[?1002h\x1b]2;t\x07"; got != want {
		t.Errorf("%q, expected %q", got, want)
	}
}

// A question along with a frame is answered like any other.
func TestPaintAsks(t *testing.T) {
	l, written, _ := lentFile(t)
	l.Paint([]byte("frame\x1b]11;?\x07"))
	if got := written(); !strings.HasSuffix(got, "\x1b]11;?\x07"+lastQuestion) || !l.Hush() {
		t.Errorf("%q: no answer is expected", got)
	}
}
