// Package terminal lends the terminal to the dashboard, and gets it back
// whatever happens meanwhile: a stop, a suspension, a crash.
//
// Bubble Tea restores a terminal when its program ends in order. This package
// restores it in all other cases. It also deals with Bubble Tea's questions to
// the terminal whose answers would arrive too late.
package terminal

import (
	"bytes"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"
)

// Lent is a terminal that the dashboard has.
type Lent struct {
	keys, screen *os.File
	modes        unix.Termios // before it was lent
	set          func(fd int, modes *unix.Termios) error

	abandoned chan struct{} // closed when no write is waited for any more
	abandon   sync.Once
	writing   chan struct{} // holds one token while something is written
	away      atomic.Bool   // nothing is drawn any more
	covered   atomic.Bool   // the alternate screen is on
	begun     bool          // a frame was painted; only the painting goroutine knows
	disturbed func()        // called when Bubble Tea has written; may be nil
	questions questions
}

// Lend notes how the terminal is set. Nothing is changed yet.
func Lend(keys, screen *os.File) (*Lent, error) {
	modes, err := unix.IoctlGetTermios(int(keys.Fd()), getModes)
	if err != nil {
		return nil, err
	}
	return lend(keys, screen, *modes, setTermios), nil
}

func lend(keys, screen *os.File, modes unix.Termios, set func(int, *unix.Termios) error) *Lent {
	return &Lent{
		keys: keys, screen: screen, modes: modes, set: set,
		abandoned: make(chan struct{}), writing: make(chan struct{}, 1), questions: newQuestions(),
	}
}

func setTermios(fd int, modes *unix.Termios) error { return unix.IoctlSetTermios(fd, setModes, modes) }

// Keys is where keys are read from.
func (l *Lent) Keys() *Keys { return &Keys{l.keys, l} }

// Screen is where frames are written to.
func (l *Lent) Screen() *Screen { return &Screen{l.screen, l} }

// Leave ends drawing. The terminal keeps the modes that it has now, since it
// belongs to another program, such as a shell.
func (l *Lent) Leave() { l.away.Store(true) }

// restoring takes back whatever mode the dashboard may have set. The keyboard
// enhancements come first, since each screen has its own.
const restoring = "\x1b[?2026l\x1b[?2027l" + // synchronised output, width of characters
	"\x1b[>4m\x1b[<1u" + // keyboard enhancements
	"\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l" + // mouse, bracketed paste
	"\x1b]2;\x07\x1b[m" + // title, colours
	leavesScreen + "\x1b[?25h" // alternate screen, cursor

const (
	entersScreen = "\x1b[?1049h"
	leavesScreen = "\x1b[?1049l"
)

// stuck is how long a terminal may take no output before it is left as it is.
const stuck = 200 * time.Millisecond

// Abandon ends drawing where the terminal takes no output. A write that waits
// for the terminal returns, and goes on in the background. Where a write is
// under way and the terminal does take output, the only effect is that no more
// frames are drawn. Where no write is under way, Abandon does nothing.
func (l *Lent) Abandon() {
	if len(l.writing) > 0 {
		l.abandon.Do(func() {
			l.away.Store(true)
			close(l.abandoned)
		})
	}
}

// GiveBack gives the terminal back at once, whatever the dashboard is doing.
// It is for a process that is about to die, and may be called on any goroutine.
// It is false where the terminal took no output and so keeps its modes.
func (l *Lent) GiveBack() bool {
	l.away.Store(true)
	restored := true
	if l.covered.Load() {
		if restored = l.restore(); restored {
			l.covered.Store(false)
		}
	}
	_ = l.set(int(l.keys.Fd()), &l.modes) // a terminal that is gone needs none
	return restored
}

// End gives the terminal back where that has not been done. It is false where
// GiveBack is.
func (l *Lent) End() bool {
	if l.covered.Load() || l.gaveUp() {
		return l.GiveBack()
	}
	return true
}

// gaveUp tells whether a write was abandoned.
func (l *Lent) gaveUp() bool {
	select {
	case <-l.abandoned:
		return true
	default:
		return false
	}
}

// restore writes the sequences that end the modes. It gives up on a terminal
// that takes no output, which keeps its modes: to wait for it could hang the
// process.
func (l *Lent) restore() bool {
	written := make(chan struct{})
	go func() {
		defer close(written)
		l.writing <- struct{}{}
		_, _ = l.screen.WriteString(restoring) // a terminal that is gone needs none
		<-l.writing
	}()
	select {
	case <-written:
		return true
	case <-time.After(stuck):
		return false
	}
}

// Keys is the terminal that keys are read from. After the terminal was left,
// setting its modes through Keys fails, since they are not the dashboard's any
// more.
type Keys struct {
	*os.File
	lent *Lent
}

// Fd is the terminal's file descriptor; none where it was left.
func (k *Keys) Fd() uintptr {
	if k.lent.away.Load() {
		return ^uintptr(0)
	}
	return k.File.Fd()
}

// Screen is the terminal that frames are written to. After it was left, what is
// written is dropped. It does not embed [os.File], since that has other methods
// that write.
type Screen struct {
	file *os.File
	lent *Lent
}

// Fd is the terminal's file descriptor.
func (s *Screen) Fd() uintptr { return s.file.Fd() }

// Read reads from the terminal.
func (s *Screen) Read(p []byte) (int, error) { return s.file.Read(p) }

// Close does nothing: the file belongs to the caller of Lend.
func (s *Screen) Close() error { return nil }

// Write writes what Bubble Tea has to say to the terminal: modes, and questions. It
// leaves out questions whose answers would not be read, and whatever would blank the
// frame, which Bubble Tea does not draw.
func (s *Screen) Write(p []byte) (int, error) {
	copied := bytes.Clone(p) // a write that was abandoned goes on reading it
	if err := s.lent.patiently(func() error { return s.write(copied) }); err != nil {
		return 0, err
	}
	return len(p), nil
}

// patiently waits for a write, unless the terminal is abandoned meanwhile.
func (l *Lent) patiently(write func() error) error {
	written := make(chan error, 1)
	go func() { written <- write() }()
	select {
	case err := <-written:
		return err
	case <-l.abandoned:
		return nil
	}
}

// write writes when no other write is under way.
func (s *Screen) write(p []byte) error {
	s.lent.writing <- struct{}{}
	defer func() { <-s.lent.writing }()
	if s.lent.away.Load() {
		return nil
	}
	if passed := s.lent.questions.pass(undrawn(p)); len(passed) > 0 {
		if _, err := s.file.Write(passed); err != nil {
			return err
		}
	}
	s.lent.note(p)
	if s.lent.disturbed != nil {
		s.lent.disturbed()
	}
	return nil
}

// note remembers which screen is on.
func (l *Lent) note(p []byte) {
	entered, left := bytes.LastIndex(p, []byte(entersScreen)), bytes.LastIndex(p, []byte(leavesScreen))
	if entered != left {
		l.covered.Store(entered > left)
	}
}
