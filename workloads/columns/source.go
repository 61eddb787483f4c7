package columns

import (
	"io"
	"time"
)

// source is one worker's way to a file: it counts bytes, and the time that reading them took.
type source struct {
	file io.ReaderAt
	work *Work
}

// ReadAt reads, and counts.
func (s *source) ReadAt(into []byte, offset int64) (int, error) {
	start := time.Now()
	n, err := s.file.ReadAt(into, offset)
	s.work.Reading += time.Since(start)
	s.work.Bytes += int64(n)
	return n, err
}

// Work is what reading files took a worker.
type Work struct {
	Rows  int64
	Bytes int64 // read from files
	// Reading is the time inside reads, Decoding that of decompressing and decoding pages, and Computing all else.
	Reading, Decoding, Computing time.Duration
}

// Add adds what another worker took.
func (w *Work) Add(other Work) {
	w.Rows += other.Rows
	w.Bytes += other.Bytes
	w.Reading += other.Reading
	w.Decoding += other.Decoding
	w.Computing += other.Computing
}
