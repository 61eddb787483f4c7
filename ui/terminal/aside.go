package terminal

import (
	"errors"
	"io"
	"os"
	"sync"

	"golang.org/x/sys/unix"
)

// Aside is a standard stream whose text is kept while the dashboard is on the
// screen, since it would be written across the dashboard.
type Aside struct {
	stream, original, kept *os.File
	once                   sync.Once
}

// SetAside keeps what this program and the Go runtime write to a stream. It
// replaces the file descriptor, since the runtime writes to nothing else.
func SetAside(stream *os.File) (*Aside, error) {
	kept, err := os.CreateTemp("", "ep-benchmark-said-*")
	if err != nil {
		return nil, err
	}
	if err = os.Remove(kept.Name()); err == nil { // it lives as long as it is open
		var original int
		if original, err = unix.FcntlInt(stream.Fd(), unix.F_DUPFD_CLOEXEC, 0); err == nil {
			a := &Aside{stream: stream, original: os.NewFile(uintptr(original), stream.Name()), kept: kept}
			if err = replace(stream.Fd(), kept.Fd()); err == nil {
				return a, nil
			}
			err = errors.Join(err, a.original.Close())
		}
	}
	return nil, errors.Join(err, kept.Close())
}

// Release restores the stream, and writes to it what was kept.
func (a *Aside) Release() {
	a.once.Do(func() {
		_ = replace(a.stream.Fd(), a.original.Fd()) // both are open
		_, err := a.kept.Seek(0, io.SeekStart)
		if err == nil {
			_, _ = io.Copy(a.stream, a.kept) // there is nowhere to report an error
		}
		_ = a.kept.Close()
		_ = a.original.Close()
	})
}
