//go:build unix

package main

import (
	"errors"
	"os"
	"testing"
)

// TestUnreadStream: after a stop, a write without a reader is given up, and
// later writes fail at once.
func TestUnreadStream(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = errors.Join(reader.Close(), writer.Close()) }()
	stops := newStops()
	s := &stream{file: writer, stops: stops}
	if n, err := s.Write([]byte("read")); n != 4 || err != nil {
		t.Fatalf("%d bytes, %v", n, err)
	}
	fill(t, writer)
	stops.cancel()
	close(stops.reported)
	for range 2 {
		if n, err := s.Write([]byte("unread")); n != 0 || !errors.Is(err, errUnread) {
			t.Errorf("%d bytes, %v", n, err)
		}
	}
}
