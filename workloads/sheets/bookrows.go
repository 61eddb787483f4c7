package sheets

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"ep-benchmark/workloads/shipping"
)

// A flaw is a cell whose text is not what the sheet's owner meant, as that of
// a formula which came to an error.
type flaw struct {
	column        int // from 0
	text, problem string
	want          string
}

// bookRows are the rows of a sheet. A cell's text is what Excel shows of it: a
// postal code that is a number with the format 00000 has its zeros, a date its
// format.
type bookRows struct {
	book   *workbook
	part   *xmlPart
	shower *shower
	number int
	cells  []string // of the row, up to the last with a text
	last   int      // number of the cell that was read last
	found  []flaw
	ended  bool // the part was read to its end
	err    error
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

// Next goes to the next row of the file. At the end of the rows it reads what
// follows them: a part that breaks off there is damaged as well.
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
		b.err = b.part.fail(fmt.Errorf("row %d: %w", b.number, b.err))
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
			return nil
		case is && start.Name.Local == "c":
			if err := b.readCell(&start); err != nil {
				return err
			}
		}
	}
}

// readCell reads a cell into its place in the row.
func (b *bookRows) readCell(element *xml.StartElement) error {
	b.last++
	if reference := attribute(element, "r"); reference != "" {
		b.last = columnOf(strings.TrimRight(reference, "0123456789"))
	}
	if b.last < 1 || b.last > mostCells {
		return fmt.Errorf("it has a cell %.20q: expected at most %d cells", attribute(element, "r"), mostCells)
	}
	content, err := readContent(b.part)
	if err != nil {
		return err
	}
	text, problem, err := b.text(element, &content)
	if err != nil {
		return fmt.Errorf("cell %s%d: %w", letters(b.last-1), b.number, err)
	}
	if problem != "" {
		b.found = append(b.found, flaw{b.last - 1, text, problem, "a text, a number, or a formula with a value"})
	}
	if text == "" {
		return nil
	}
	for len(b.cells) < b.last {
		b.cells = append(b.cells, "")
	}
	b.cells[b.last-1] = text
	return nil
}

// cellContent is what stands inside a cell's element.
type cellContent struct {
	value, inline strings.Builder
	formula       bool
	valued        bool // there is a value, be it empty
}

func readContent(part *xmlPart) (content cellContent, err error) {
	depth := len(part.open)
	for {
		token, err := part.next()
		if err != nil || token == nil || len(part.open) < depth {
			return content, err
		}
		switch item := token.(type) {
		case xml.StartElement:
			content.formula = content.formula || item.Name.Local == "f"
			content.valued = content.valued || item.Name.Local == "v"
			if item.Name.Local == "is" {
				text, err := richText(part, "is")
				if err != nil {
					return content, err
				}
				content.inline.WriteString(text)
			}
		case xml.CharData:
			if part.open[len(part.open)-1] != "v" {
				continue
			}
			if content.value.Len()+len(item) > longestToken {
				return content, errors.New("a text of more than 1 MiB")
			}
			content.value.Write(item)
		}
	}
}

// text is what a cell shows, and what is wrong with it.
func (b *bookRows) text(element *xml.StartElement, content *cellContent) (text, problem string, err error) {
	value := content.value.String()
	kind := attribute(element, "t")
	if content.formula && strings.TrimSpace(value) == "" && (kind != "str" || !content.valued) {
		return "", "a formula without a stored value: open the workbook in a spreadsheet program and save it there", nil
	}
	switch kind {
	case "s":
		text, err = b.shared(value)
	case "inlineStr":
		text = content.inline.String()
	case "e":
		return value, "an error of the sheet", nil
	case "b":
		text = map[bool]string{true: "TRUE", false: "FALSE"}[truth(strings.TrimSpace(value))]
	case "str":
		text = unescaped(value)
	case "d":
		text = value
	case "", "n":
		text, err = b.shown(strings.TrimSpace(value), attribute(element, "s"))
	default:
		err = fmt.Errorf("a kind of cell %.20q that is unknown", kind)
	}
	return text, "", err
}

// shared is the shared text of a number.
func (b *bookRows) shared(value string) (string, error) {
	value = strings.TrimSpace(value)
	if value == "" {
		return "", nil
	}
	number, err := strconv.Atoi(value)
	if err != nil {
		return "", fmt.Errorf("shared text %.20q: expected its number", value)
	}
	text, found, err := b.book.texts.at(number)
	if err == nil && !found {
		err = fmt.Errorf("shared text %d does not exist: save the workbook again", number)
	}
	return text, err
}

// shown is a number as the format of its style shows it.
func (b *bookRows) shown(number, style string) (string, error) {
	format := "#0"
	if at, err := strconv.Atoi(style); err == nil && at >= 0 && at < len(b.book.formats) {
		format = b.book.formats[at]
	}
	if number == "" {
		return "", nil
	}
	return b.shower.show(number, format)
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
	for i := len(b.cells); len(b.cells) > 0 && i < least(len(b.cells)); i++ {
		text = shipping.AppendCell(text, "", false)
	}
	return b.number, string(text), nil
}

// longestShown is how much of a row that is too long its error gets, in bytes.
const longestShown = 256

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

// Err is why the sheet could not be read to its end.
func (b *bookRows) Err() error { return b.err }

// Explain adds nothing: nothing parts the cells of a workbook.
func (b *bookRows) Explain(failure *shipping.ParseError) {
	failure.Want = strings.Replace(failure.Want, ", parted by tabs,", ",", 1)
}

// Layout is the parser's own.
func (b *bookRows) Layout() shipping.Layout { return shipping.Layout{} }

// flaws are the cells of the row with an error, or without the value of their
// formula.
func (b *bookRows) flaws() []flaw { return b.found }

// letters is a column's name in a spreadsheet: A to Z, AA and so on.
func letters(column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// columnOf is the number of a column from its letters, from 1; 0 for other
// texts.
func columnOf(name string) int {
	column := 0
	for _, c := range strings.ToUpper(name) {
		if c < 'A' || c > 'Z' || column > mostCells {
			return 0
		}
		column = column*26 + int(c-'A') + 1
	}
	return column
}
