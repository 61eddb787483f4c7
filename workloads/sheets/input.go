package sheets

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"ep-benchmark/workloads/shipping"
)

// Options say how a file is to be read.
type Options struct {
	Sheet   string  // of a workbook; "" is the first that is shown
	Columns Columns // what the header does not say
	Folder  string  // for temporary files; "" is the user's
}

// An Input is a file of lines, which can be read any number of times.
type Input struct {
	path     string
	format   Format
	encoding Encoding // of text
	options  Options
	size     int64
	changed  time.Time
	files    *scratch
	book     *workbook // nil for text
	layout   *mapping  // nil where the columns stand in the order of a spreadsheet line
	notices  []string
}

// Open opens a file, and finds out how it is to be read: its format by its
// name's ending, or by its content where the ending says nothing, its encoding
// and its columns. An input that can't be read twice, such as a pipe, is copied
// first.
func Open(ctx context.Context, path string, options Options) (*Input, error) {
	about, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case about.IsDir():
		return nil, errors.New("it is a directory: expected a file of spreadsheet lines")
	case !about.Mode().IsRegular():
		return Copy(ctx, &pipe{path: path}, options)
	}
	input := &Input{path: path, options: options, files: newScratch(options.Folder)}
	return input.opened(ctx, path)
}

// opened finds out what a file is; name is what its ending is taken from.
func (i *Input) opened(ctx context.Context, name string) (*Input, error) {
	err := i.look(ctx, name)
	if err == nil {
		err = i.findLayout(ctx)
	}
	if err != nil {
		_ = i.Close() // the error says more
		return nil, err
	}
	return i, nil
}

// look finds out a file's format, and what is needed to read its rows.
func (i *Input) look(ctx context.Context, name string) error {
	file, err := os.Open(i.path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // it was read only
	about, err := file.Stat()
	if err != nil {
		return err
	}
	i.size, i.changed = about.Size(), about.ModTime()
	start := make([]byte, sniffed)
	n, err := io.ReadFull(file, start)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return err
	}
	start = start[:n]
	if i.format, err = formatOf(name, start); err != nil {
		return err
	}
	if i.format == Workbook {
		i.book, err = readBook(ctx, file, i.size, i.options.Sheet, i.files)
		return err
	}
	return i.lookAtText(ctx, file, start)
}

// lookAtText finds out how a text is encoded, and what parts its cells.
func (i *Input) lookAtText(ctx context.Context, file *os.File, start []byte) (err error) {
	if i.options.Sheet != "" {
		return fmt.Errorf("there is no sheet %q in it: only a workbook has sheets", i.options.Sheet)
	}
	if _, err = file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if i.encoding, err = encodingOf(ctx, file, start); err != nil {
		return err
	}
	if i.encoding != UTF8 {
		i.notices = append(i.notices, "read as "+string(i.encoding))
	}
	if i.format == "" {
		i.format = i.sniff(start)
	}
	return nil
}

// findLayout finds out how the columns stand, by the first rows.
func (i *Input) findLayout(ctx context.Context) error {
	rows, closeIt, err := i.rows(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = closeIt() }() // it was read only
	head, err := headOf(rows)
	if err != nil {
		return err
	}
	if i.layout, err = layoutOf(head, i.options.Columns); err != nil {
		return err
	}
	i.notices = append(i.notices, i.layout.notices(head)...)
	return nil
}

// Format is how the input holds its lines.
func (i *Input) Format() Format { return i.format }

// Header is the number of the header's line; 0 for an input without one.
func (i *Input) Header() int {
	if i.layout == nil {
		return 0
	}
	return i.layout.header
}

// Notices are what the file's owner should know of how it is read, each one
// line: its encoding, and the columns that are not used.
func (i *Input) Notices() []string { return i.notices }

// Close removes the input's temporary files. It may be called twice.
func (i *Input) Close() error {
	if i.book != nil {
		i.book.texts.close()
	}
	return i.files.remove()
}

// A Reading is one way through an input. It has to be closed.
type Reading struct {
	*shipping.Reader
	close func() error
}

// Close gives the file back.
func (r *Reading) Close() error { return r.close() }

// Read begins to read the input from its first line. It fails when the file has
// changed since it was opened. The reading ends when the context does.
func (i *Input) Read(ctx context.Context) (*Reading, error) {
	rows, closeIt, err := i.rows(ctx)
	if err != nil {
		return nil, err
	}
	place := placeInText
	if i.format == Workbook {
		place = placeInBook
	}
	if i.layout != nil {
		allowBreaks(rows, i.layout.breaks(place))
		return &Reading{shipping.NewReader(&ordered{rawRows: rows, mapping: i.layout, place: place}), closeIt}, nil
	}
	allowBreaks(rows, shipping.SheetBreaks)
	return &Reading{shipping.NewReader(&sequence{rawRows: rows, place: place, named: i.options.Columns}), closeIt}, nil
}

// allowBreaks sets the rule for cells of a text that go on over several lines.
// Cells of a workbook need no such rule, since the file marks where each ends.
func allowBreaks(rows rawRows, rule shipping.BreakRule) {
	if text, is := rows.(textRows); is {
		shipping.AllowBreaks(text.Rows, rule)
	}
}

// rows begins to read the rows as they stand in the file.
func (i *Input) rows(ctx context.Context) (rows rawRows, closeIt func() error, err error) {
	file, err := os.Open(i.path)
	if err != nil {
		return nil, nil, err
	}
	about, err := file.Stat()
	if err == nil && (about.Size() != i.size || !about.ModTime().Equal(i.changed)) {
		err = errChanged
	}
	if err == nil && i.format == Workbook {
		book, failure := i.book.readRows(ctx, file, i.size)
		if failure == nil {
			return book, func() error { return errors.Join(book.part.close(), file.Close()) }, nil
		}
		err = failure
	}
	if err != nil {
		_ = file.Close() // the error says more
		return nil, nil, err
	}
	text := i.encoding.decoded(&obedient{ctx, file})
	if i.format == Commas {
		return textRows{shipping.CommaRows(text)}, file.Close, nil
	}
	return textRows{shipping.TabRows(text)}, file.Close, nil
}
