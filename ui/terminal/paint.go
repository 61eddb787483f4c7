package terminal

import (
	"bytes"
	"sync/atomic"
)

// Two write to the terminal. Bubble Tea sets its modes, takes them back when the
// program ends or is suspended, and asks it questions. The dashboard paints: Bubble
// Tea is shown an empty frame, so that it has nothing to compare, and each frame is
// written here as what has changed.

// Disturbed has f called whenever Bubble Tea has written, since the terminal may then
// show something else than the last frame. It has to be set before the program
// begins, and must not wait.
func (l *Lent) Disturbed(f func()) { l.disturbed = f }

// begins is what stands before the first frame: the alternate screen, no cursor, and
// bracketed paste, without which the line breaks of a pasted text are keys. Bubble Tea
// sets all of it as well, but only at its next tick.
const begins = entersScreen + "\x1b[?25l\x1b[?2004h"

// Paint writes a part of a frame. It returns false, and writes nothing, while the
// alternate screen is not on: before Bubble Tea has taken it again after a
// suspension, and when the terminal was given back. Only the first frame takes it
// itself.
func (l *Lent) Paint(frame []byte) bool {
	if l.away.Load() || l.begun && !l.covered.Load() {
		return false
	}
	text := bytes.Clone(frame) // a write that was abandoned goes on reading it
	if !l.begun {
		text = append([]byte(begins), text...)
	}
	l.begun = true
	var painted atomic.Bool
	err := l.patiently(func() error {
		l.writing <- struct{}{}
		defer func() { <-l.writing }()
		if l.away.Load() {
			return nil
		}
		_, err := l.screen.Write(l.questions.pass(text))
		l.note(text)
		painted.Store(err == nil)
		return err
	})
	return err == nil && painted.Load()
}

// blanking are the sequences with which Bubble Tea erases a frame: the whole screen,
// from the cursor down, and a row.
var blanking = [][]byte{[]byte("\x1b[2J"), []byte("\x1b[J"), []byte("\x1b[0J"), []byte("\x1b[K"), []byte("\x1b[2K")}

// undrawn is what Bubble Tea writes, without blanking.
func undrawn(p []byte) []byte {
	for _, sequence := range blanking {
		p = bytes.ReplaceAll(p, sequence, nil)
	}
	return p
}
