package export

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"ep-benchmark/engine/outfile"
)

// A Sheet is a file of comma-separated values that grows row by row, so that
// what was written is there however the program ends. It is the record of
// something done: a file that exists is never written over.
//
// Note: it is no [Destination], which is whole or not there at all, since half
// a record of what was done is worth more than none. Only its owner may read it
// at first, and may permit others.
type Sheet struct {
	file   *os.File // nil for a stream
	closed bool
	buffer *bufio.Writer
	csv    *csv.Writer
	rows   int
	cells  []string // used again and again
}

// CreateSheet creates the file, with a row of titles. One that is there is
// taken over if it has no row, as a killed program leaves it. The error is
// without the path, which the caller's user has given.
func CreateSheet(path string, titles []string) (*Sheet, error) {
	file, err := createRecord(path, titles)
	if err != nil {
		return nil, cause(err)
	}
	s, err := newSheet(file, titles)
	if err != nil {
		_ = errors.Join(file.Close(), os.Remove(path)) // the error that counts is the first
		return nil, outfile.Explain(cause(err))
	}
	s.file = file
	return s, nil
}

// StreamSheet has the rows written to a stream, with the titles first.
func StreamSheet(stream io.Writer, titles []string) (*Sheet, error) { return newSheet(stream, titles) }

func newSheet(out io.Writer, titles []string) (*Sheet, error) {
	s := &Sheet{buffer: bufio.NewWriter(out)}
	s.csv = csv.NewWriter(s.buffer)
	return s, errors.Join(s.csv.Write(titles), s.flush())
}

// createRecord creates a file that no other program is writing.
func createRecord(path string, titles []string) (*os.File, error) {
	file, err := outfile.CreateNew(path)
	if errors.Is(err, fs.ErrExist) {
		if about, statErr := os.Stat(path); statErr == nil && !about.Mode().IsRegular() {
			return nil, errors.New("it is not a regular file: expected the path of a new file, or - for standard output")
		}
		if file, err = outfile.Reopen(path, titleRow(titles)); err != nil {
			return nil, errors.New("it is there already, and a record is not written over: expected the path of a new file")
		}
	}
	if err == nil {
		outfile.Lock(file) // while it has no row, another must not take it over
	}
	return file, err
}

// titleRow is the row as it is in the file.
func titleRow(titles []string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(titles) // a buffer takes everything
	w.Flush()
	return b.Bytes()
}

// Path is the file's; "" for a stream.
func (s *Sheet) Path() string {
	if s.file == nil {
		return ""
	}
	return s.file.Name()
}

// Rows is the number of rows that were written, titles apart.
func (s *Sheet) Rows() int { return s.rows }

// Add adds a row. It is in the file with the next Flush.
func (s *Sheet) Add(cells ...string) error {
	s.cells = s.cells[:0]
	for _, cell := range cells {
		s.cells = append(s.cells, harmless(cell))
	}
	s.rows++
	return s.csv.Write(s.cells)
}

// Flush hands the rows to the system.
func (s *Sheet) Flush() error { return s.named(s.flush()) }

func (s *Sheet) flush() error {
	s.csv.Flush()
	if err := s.csv.Error(); err != nil { // the buffer has the same one
		return err
	}
	return s.buffer.Flush()
}

// named explains an error, and names the file.
func (s *Sheet) named(err error) error {
	if err == nil || s.file == nil {
		return err
	}
	return fmt.Errorf("%s: %w", s.Path(), outfile.Explain(cause(err)))
}

// cause leaves the path out of an error about it.
func cause(err error) error {
	if problem, ok := errors.AsType[*fs.PathError](err); ok {
		return problem.Err
	}
	return err
}

// Close has the file written to the disk and closes it; one without rows is
// removed, since it is the record of nothing. It may be called twice. A stream
// stays open.
func (s *Sheet) Close() error {
	switch {
	case s.closed:
		return nil
	case s.file == nil:
		s.closed = true
		return s.flush()
	}
	s.closed = true
	err := errors.Join(s.flush(), s.file.Sync(), s.file.Close())
	if s.rows == 0 {
		return os.Remove(s.Path())
	}
	return s.named(err)
}

// harmless keeps a cell from being a formula: spreadsheets calculate what
// begins with one of these signs, and so an error text from outside could run
// something there. A quote before it says that it is text.
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
