package sheets

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"ep-benchmark/workloads/shipping"
)

// An Input is a file of lines, which can be read any number of times.
type Input struct {
	path    string
	format  Format
	sheet   string // of a workbook; "" is the first
	size    int64
	changed time.Time
	copied  bool // it is a copy of ours
	sound   bool // the workbook was looked through
}

// Open opens a file. Its format goes by its name's ending, or by its content
// where the ending says nothing; sheet names a workbook's sheet, "" the first.
// What can't be read twice, as a pipe, is copied first.
func Open(path, sheet string) (*Input, error) {
	about, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case about.IsDir():
		return nil, errors.New("it is a directory: expected a file of spreadsheet lines")
	case !about.Mode().IsRegular():
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer func() { _ = file.Close() }() // it was read only
		return Copy(file, sheet)
	}
	return opened(path, path, sheet, false)
}

// mostCopied is the most that is copied of what can't be read twice.
const mostCopied = 4 << 30

// Copy opens what a reader gives, kept in a temporary file until Close. The
// format is known by the content.
func Copy(r io.Reader, sheet string) (input *Input, err error) {
	file, err := os.CreateTemp("", "ep-benchmark-input-*")
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name()) // the error says more
		}
	}()
	copied, err := io.Copy(file, io.LimitReader(r, mostCopied+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, err
	}
	if copied > mostCopied {
		return nil, fmt.Errorf("it gives more than the %d GiB that are read of a pipe", mostCopied>>30)
	}
	return opened(file.Name(), "", sheet, true)
}

// opened finds out what a file is; name is what its ending is taken from.
func opened(path, name, sheet string, copied bool) (*Input, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was read only
	start := make([]byte, sniffed)
	n, err := io.ReadFull(file, start)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	format, err := formatOf(name, start[:n])
	if err != nil {
		return nil, err
	}
	if sheet != "" && format != Workbook {
		return nil, fmt.Errorf("there is no sheet %q in it: only a workbook has sheets", sheet)
	}
	about, err := file.Stat()
	if err != nil {
		return nil, err
	}
	return &Input{path: path, format: format, sheet: sheet, size: about.Size(), changed: about.ModTime(), copied: copied}, nil
}

// Format is how the input holds its lines.
func (i *Input) Format() Format { return i.format }

// Close removes what was kept of the input. It may be called twice.
func (i *Input) Close() error {
	if !i.copied {
		return nil
	}
	i.copied = false
	return os.Remove(i.path)
}

// A Reading is one way through an input. It has to be closed.
type Reading struct {
	*shipping.Reader
	close func() error
}

// Close gives the file back.
func (r *Reading) Close() error { return r.close() }

// Read begins to read the input from its first line. It fails where the file
// is not the one that was opened.
func (i *Input) Read() (*Reading, error) {
	file, err := os.Open(i.path)
	if err != nil {
		return nil, err
	}
	about, err := file.Stat()
	if err == nil && (about.Size() != i.size || !about.ModTime().Equal(i.changed)) {
		err = errors.New("it has been changed meanwhile: nothing was checked of what it now holds")
	}
	if err != nil {
		_ = file.Close() // the error says more
		return nil, err
	}
	switch i.format {
	case Workbook:
		return i.readWorkbook(file)
	case Commas:
		return &Reading{shipping.NewReader(shipping.CommaRows(file)), file.Close}, nil
	}
	return &Reading{shipping.NewReader(shipping.TabRows(file)), file.Close}, nil
}
