//go:build unix

package process

import (
	"errors"
	"os"
	"testing"
	"time"
)

// TestUnreadStream: after a stop, a write without a reader is given up, and
// later writes fail at once.
func TestUnreadStream(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = errors.Join(reader.Close(), writer.Close()) }()
	stops := NewStops()
	s := &stream{file: writer, stops: stops}
	if n, err := s.Write([]byte("read")); n != 4 || err != nil {
		t.Fatalf("%d bytes, %v", n, err)
	}
	fillPipe(t, writer)
	stops.cancel()
	close(stops.reported)
	for range 2 {
		if n, err := s.Write([]byte("unread")); n != 0 || !errors.Is(err, errUnread) {
			t.Errorf("%d bytes, %v", n, err)
		}
	}
}

// fillPipe writes to a pipe until it takes no more.
func fillPipe(t *testing.T, pipe *os.File) {
	t.Helper()
	err := pipe.SetWriteDeadline(time.Now().Add(50 * time.Millisecond))
	for err == nil {
		_, err = pipe.Write(make([]byte, 1<<10))
	}
	if !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatal(err)
	}
	if err := pipe.SetWriteDeadline(time.Time{}); err != nil {
		t.Fatal(err)
	}
}
