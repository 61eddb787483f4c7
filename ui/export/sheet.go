package export

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// A Sheet is a file of comma-separated values that grows row by row, so that
// what was written is there however the program ends. It is the record of
// something done: a file that exists is never written over.
//
// Note: it is no [Destination], which is whole or not there at all: half a
// record of what was done is worth more than none. And it is its owner's alone
// to read, who may let others.
type Sheet struct {
	file   *os.File
	buffer *bufio.Writer
	csv    *csv.Writer
	rows   int
	cells  []string // used again and again
}

// CreateSheet creates the file, with a row of titles. The error is without the
// path, which the caller's user has given.
func CreateSheet(path string, titles []string) (*Sheet, error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		if problem, ok := errors.AsType[*fs.PathError](err); ok {
			err = problem.Err
		}
		if errors.Is(err, fs.ErrExist) {
			return nil, errors.New("it is there already, and a record is not written over: expected the path of a new file")
		}
		return nil, err
	}
	s := &Sheet{file: file, buffer: bufio.NewWriter(file)}
	s.csv = csv.NewWriter(s.buffer)
	if err := errors.Join(s.csv.Write(titles), s.flush()); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Path is the file's.
func (s *Sheet) Path() string { return s.file.Name() }

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
func (s *Sheet) Flush() error {
	if err := s.flush(); err != nil {
		return fmt.Errorf("%s: %w", s.Path(), cause(err))
	}
	return nil
}

func (s *Sheet) flush() error {
	s.csv.Flush()
	return errors.Join(s.csv.Error(), s.buffer.Flush())
}

// cause leaves the path out of an error about it.
func cause(err error) error {
	if problem, ok := errors.AsType[*fs.PathError](err); ok {
		return problem.Err
	}
	return err
}

// Close has the file written to the disk and closes it; one without rows is
// removed, since it is the record of nothing. It may be called twice.
func (s *Sheet) Close() error {
	if s.file == nil {
		return nil
	}
	path, file := s.Path(), s.file
	err := errors.Join(s.flush(), file.Sync(), file.Close())
	s.file = nil
	if s.rows == 0 {
		return os.Remove(path)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, cause(err))
	}
	return nil
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
