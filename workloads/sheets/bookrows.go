package sheets

import (
	"context"
	"encoding/xml"
	"fmt"
	"os"
	"strconv"
	"strings"

	"ep-benchmark/workloads/shipping"
)

// A flaw is a cell whose text is not what the sheet's owner meant, such as a
// formula whose result is an error.
type flaw struct {
	column        int // from 0
	text, problem string
	want          string
	ofMeasure     bool // it is one of weights and sizes alone
}

// bookRows are the rows of a sheet. A cell's text is what Excel shows of it: a
// postal code that is a number with the format 00000 has its zeros, a date its
// format.
type bookRows struct {
	book      *workbook
	part      *xmlPart
	shower    *shower
	number    int
	cells     []string // of the row, up to the last with a text
	last      int      // number of the cell that was read last
	found     []flaw
	merged    []merge // that the row is in
	nextMerge int     // index of the first that begins below the row
	ended     bool    // the part was read to its end
	err       error
}

// readRows begins to read a workbook's sheet.
func (b *workbook) readRows(ctx context.Context, file *os.File, size int64) (*bookRows, error) {
	a, err := openArchive(file, size)
	if err != nil {
		return nil, err
	}
	shower, err := newShower(b.date)
	if err != nil {
		return nil, err
	}
	part, err := a.part(ctx, b.part, mostUnpacked)
	if err != nil {
		return nil, err
	}
	return &bookRows{book: b, part: part, shower: shower}, nil
}

// Next goes to the next row of the file. After the last row it reads the rest
// of the part, because a part that breaks off there is damaged as well.
func (b *bookRows) Next() bool {
	for b.err == nil && !b.ended {
		token, err := b.part.next()
		if err != nil {
			b.err = err
			return false
		}
		b.ended = token == nil
		start, is := token.(xml.StartElement)
		if !is || start.Name.Local != "row" || len(b.part.open) < 2 || b.part.open[len(b.part.open)-2] != "sheetData" {
			continue
		}
		if b.err = b.readRow(&start); b.err == nil {
			return true
		}
		b.err = b.part.failIn(fmt.Sprintf("row %d", b.number), b.err)
	}
	return false
}

// readRow reads a row to its end.
func (b *bookRows) readRow(element *xml.StartElement) error {
	before := b.number
	b.number, b.last = before+1, 0
	if text := attribute(element, "r"); text != "" {
		number, err := strconv.Atoi(text)
		if err != nil || number > mostRows {
			return fmt.Errorf("its number is %.20q: expected 1 to %d", text, mostRows)
		}
		b.number = number
	}
	if b.number <= before {
		return fmt.Errorf("it stands after row %d: save the workbook again", before)
	}
	b.cells, b.found = b.cells[:0], b.found[:0]
	depth := len(b.part.open)
	for {
		token, err := b.part.next()
		switch start, is := token.(xml.StartElement); {
		case err != nil:
			return err
		case token == nil || len(b.part.open) < depth:
			return b.addMerged()
		case is && start.Name.Local == "c":
			if err := b.readCell(&start); err != nil {
				return err
			}
		}
	}
}

// Row returns the row, its cells parted by tabs.
func (b *bookRows) Row() (number int, line string, problem *shipping.ParseError) {
	var text []byte
	for i, cell := range b.cells {
		text = shipping.AppendCell(text, cell, i == 0)
	}
	if len(text) > shipping.MaxLineBytes {
		return b.number, "", shipping.TooLong(string(text[:longestShown]))
	}
	for i := len(b.cells); len(b.cells) > 0 && i < leastCells; i++ {
		text = shipping.AppendCell(text, "", false)
	}
	return b.number, string(text), nil
}

// longestShown is how much of a row that is too long its error gets, in bytes.
const longestShown = 256

// leastCells is how many cells a row with any text has at least: a workbook does
// not say how many empty ones follow the last. They are the columns of a
// shipment with its reference columns.
const leastCells = 16 + 3

// Err is why the sheet could not be read to its end.
func (b *bookRows) Err() error { return b.err }

// Explain adds nothing, since a workbook has no separators between its cells.
func (b *bookRows) Explain(failure *shipping.ParseError) {
	failure.Want = strings.Replace(failure.Want, ", parted by tabs,", ",", 1)
}

// Layout is the parser's own.
func (b *bookRows) Layout() shipping.Layout { return shipping.Layout{} }

// flaws are the cells of the row with an error, or without the value of their
// formula.
func (b *bookRows) flaws() []flaw { return b.found }
