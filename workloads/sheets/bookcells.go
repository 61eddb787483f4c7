package sheets

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// readCell reads a cell into its place in the row.
func (b *bookRows) readCell(element *xml.StartElement) error {
	b.last++
	if reference := attribute(element, "r"); reference != "" {
		row, column := cellAt(reference)
		if b.last = column; row != b.number {
			return fmt.Errorf("it has the cell %.20q of another row: save the workbook again", reference)
		}
	}
	if b.last < 1 || b.last > mostCells {
		return fmt.Errorf("it has a cell %.20q: expected at most %d cells", attribute(element, "r"), mostCells)
	}
	content, err := readContent(b.part)
	if err != nil {
		return err
	}
	text, flaw, err := b.text(element, &content)
	if err != nil {
		return fmt.Errorf("cell %s%d: %w", letters(b.last-1), b.number, err)
	}
	if flaw.problem != "" {
		flaw.column, flaw.text = b.last-1, text
		b.found = append(b.found, flaw)
	}
	if text == "" {
		return nil
	}
	for len(b.cells) < b.last {
		b.cells = append(b.cells, "")
	}
	if b.cells[b.last-1] != "" {
		return fmt.Errorf("it has cell %s%d twice: save the workbook again", letters(b.last-1), b.number)
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

// wantValue is what a cell with a flaw should hold, and wantPlain what one with
// a format that can't be shown should.
const (
	wantValue = "a text, a number, or a formula with a value"
	wantPlain = "a cell with the format General or Text, and the unit in it or in the header"
)

// text returns the text that a cell shows, and its flaw if it has one.
func (b *bookRows) text(element *xml.StartElement, content *cellContent) (text string, wrong flaw, err error) {
	value := content.value.String()
	kind := attribute(element, "t")
	if content.formula && strings.TrimSpace(value) == "" && (kind != "str" || !content.valued) {
		return "", flaw{problem: "a formula without a stored value: open the workbook in a spreadsheet program and save it there", want: wantValue}, nil
	}
	switch kind {
	case "s":
		text, err = b.shared(value, content.valued)
	case "inlineStr":
		text = content.inline.String()
	case "e":
		return value, flaw{problem: "an error of the sheet", want: wantValue}, nil
	case "b":
		return map[bool]string{true: "TRUE", false: "FALSE"}[truth(strings.TrimSpace(value))], flaw{}, nil
	case "str":
		text = unescaped(value)
	case "d":
		return value, flaw{}, nil
	case "", "n":
		text = strings.TrimSpace(value)
	default:
		err = fmt.Errorf("a kind of cell %.20q that is unknown", kind)
	}
	if err != nil || text == "" {
		return text, flaw{}, err
	}
	isNumber := kind == "" || kind == "n"
	shown, failure := b.shown(text, isNumber, attribute(element, "s"))
	if failure != nil {
		return text, flaw{problem: failure.Error(), want: wantPlain}, nil
	}
	if isNumber && isRounded(shown, text) {
		return shown, flaw{
			problem: fmt.Sprintf("the cell holds %.20s, which its number format rounds by more than 1 %%", text),
			want:    "a format that shows the number as it is, such as General", ofMeasure: true,
		}, nil
	}
	return shown, flaw{}, nil
}

// shared is the shared text of a number.
func (b *bookRows) shared(value string, valued bool) (string, error) {
	value = strings.TrimSpace(value)
	if !valued {
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

// shown is a number or a text as the format of its style shows it.
func (b *bookRows) shown(value string, isNumber bool, style string) (string, error) {
	format := general
	if at, err := strconv.Atoi(style); err == nil && at >= 0 && at < len(b.book.formats) {
		format = b.book.formats[at]
	}
	if isNumber {
		return b.shower.show(value, format)
	}
	return showText(value, format)
}
