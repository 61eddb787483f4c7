package process

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"
)

// pieceSize is how much is written at once. With small pieces, a slow reader
// differs from one that does not read at all.
const pieceSize = 32 << 10

// errUnread is the error of a write that was given up.
var errUnread = errors.New("the reader takes no output, and the program was told to end: what was to come is lost")

// stream is a standard stream whose reader can't keep the program from ending.
// A full pipe or a stopped terminal blocks a write for as long as its reader
// wants. After a stop, the stream gives such a write up, and every later write
// fails at once.
type stream struct {
	file  *os.File
	stops *Stops

	mutex sync.Mutex
	lost  bool // a write was given up
}

// NewStream returns the stream of a file that the stops may give up.
func NewStream(file *os.File, stops *Stops) io.Writer { return &stream{file: file, stops: stops} }

// Write writes to the file, until it is given up.
func (s *stream) Write(p []byte) (int, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	written := 0
	for piece := range slices.Chunk(p, pieceSize) {
		n, err := s.write(slices.Clone(piece)) // a write that was given up goes on reading it
		written += n
		if err != nil {
			return written, err
		}
	}
	return written, nil
}

// write writes one piece.
func (s *stream) write(piece []byte) (n int, err error) {
	if s.lost {
		return 0, s.unread()
	}
	limit := s.stops.limit()
	done := make(chan struct{})
	var count int
	var problem error
	go func() {
		defer close(done)
		count, problem = s.file.Write(piece)
	}()
	select {
	case <-done:
		return count, problem
	case <-limit:
	}
	select {
	case <-done:
		return count, problem
	case <-time.After(shortWait):
		s.lost = true
		return 0, s.unread()
	}
}

func (s *stream) unread() error {
	return &fs.PathError{Op: "write", Path: s.file.Name(), Err: errUnread}
}

// FileOf returns the file that a stream writes to; nil if it is no file.
func FileOf(w any) *os.File {
	switch w := w.(type) {
	case *os.File:
		return w
	case *stream:
		return w.file
	case *ErrorKeeper:
		return FileOf(w.out)
	}
	return nil
}

// ErrorKeeper keeps the first error of a stream. The code that writes help, a
// version or proposals for the shell's completion ignores errors, so that lost
// output would look like a success.
type ErrorKeeper struct {
	out   io.Writer
	mutex sync.Mutex
	first error
}

// KeepError returns a stream that keeps its first error.
func KeepError(out io.Writer) *ErrorKeeper { return &ErrorKeeper{out: out} }

// Write writes to the stream.
func (k *ErrorKeeper) Write(p []byte) (int, error) {
	n, err := k.out.Write(p)
	if err != nil {
		k.mutex.Lock()
		defer k.mutex.Unlock()
		k.first = cmp.Or(k.first, err)
	}
	return n, err
}

// Err returns the first error of the stream; nil if nothing was lost.
func (k *ErrorKeeper) Err() error {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	return k.first
}
