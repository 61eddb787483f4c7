package sheets

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/xuri/excelize/v2"

	"ep-benchmark/workloads/shipping"
)

// partInMemory is the size from which a part of a workbook is kept in a
// temporary file while it is read, in bytes.
const partInMemory = 1 << 20

// readWorkbook begins to read a sheet of a workbook.
func (i *Input) readWorkbook(file *os.File) (*Reading, error) {
	err := i.lookThrough(file)
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, err
	}
	book, err := openBook(i.path)
	if err != nil {
		return nil, err
	}
	sheet, err := chosen(book, i.sheet)
	if err != nil {
		_ = book.Close() // the error says more
		return nil, err
	}
	rows, err := book.Rows(sheet)
	if err != nil {
		_ = book.Close() // likewise
		return nil, fmt.Errorf("sheet %q: %w", sheet, err)
	}
	closeIt := func() error { return errors.Join(rows.Close(), book.Close()) }
	return &Reading{shipping.NewReader(&bookRows{rows: rows}), closeIt}, nil
}

// openBook opens a workbook. The library is not safe from what a broken file
// holds, so a panic of its is the file's error.
func openBook(path string) (book *excelize.File, err error) {
	defer broken(&err)
	book, err = excelize.OpenFile(path, excelize.Options{UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: partInMemory})
	if err != nil {
		return nil, fmt.Errorf("it can't be read as a workbook: %w", err)
	}
	return book, nil
}

// broken turns a panic over a file into an error. It is deferred.
func broken(err *error) {
	if value := recover(); value != nil {
		*err = fmt.Errorf("it can't be read as a workbook: it is broken inside (%.100v)", value)
	}
}

// chosen is the sheet that is read: the named one, or the first that is shown.
func chosen(book *excelize.File, name string) (string, error) {
	all := book.GetSheetList()
	if len(all) == 0 {
		return "", errors.New("the workbook has no sheet")
	}
	for _, sheet := range all {
		shown, err := book.GetSheetVisible(sheet)
		if name == "" && (err != nil || shown) || strings.EqualFold(sheet, name) {
			return sheet, nil
		}
	}
	if name == "" {
		return all[0], nil
	}
	return "", fmt.Errorf("the workbook has no sheet %q: it has %q", name, all)
}

// bookRows are the rows of a sheet. A cell's text is what Excel shows of it: a
// postal code that is a number with the format 00000 has its zeros, a date its
// format.
type bookRows struct {
	rows   *excelize.Rows
	number int
	line   []byte
	err    error
}

// Next goes to the next row. Rows that the file leaves out count, as they do
// on the screen.
func (b *bookRows) Next() bool {
	more, err := b.next()
	if err != nil {
		b.err = fmt.Errorf("row %d: %w", b.number+1, err)
	}
	return more && err == nil
}

func (b *bookRows) next() (more bool, err error) {
	defer broken(&err)
	if !b.rows.Next() {
		return false, b.rows.Error()
	}
	cells, err := b.rows.Columns()
	if err != nil {
		return false, err
	}
	b.number++
	b.line = b.line[:0]
	for i, cell := range cells {
		b.line = shipping.AppendCell(b.line, cell, i == 0)
	}
	for i := len(cells); len(cells) > 0 && i < least(len(cells)); i++ {
		b.line = shipping.AppendCell(b.line, "", false)
	}
	return true, nil
}

// least is how many cells a row with so many has at least: a workbook does not
// say how many empty ones follow the last. A row that comes as far as a
// sender's street has all columns of a sender, any other those of a shipment
// with its reference columns.
func least(cells int) int {
	const shipment, sender, references = 16, 25, 3
	if cells > shipment+1 {
		return sender + references
	}
	return shipment + references
}

// Row returns the row.
func (b *bookRows) Row() (number int, line string, problem *shipping.ParseError) {
	if len(b.line) > shipping.MaxLineBytes {
		return b.number, "", shipping.TooLong(string(b.line[:longestShown]))
	}
	return b.number, string(b.line), nil
}

// longestShown is how much of a row that is too long its error gets, in bytes.
const longestShown = 256

// Err is why the sheet could not be read to its end.
func (b *bookRows) Err() error { return b.err }

// Parting is empty: nothing parts the cells of a workbook.
func (b *bookRows) Parting() string { return "" }
