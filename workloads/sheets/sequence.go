package sheets

import (
	"fmt"
	"strings"
	"unicode"

	"ep-benchmark/workloads/shipping"
)

// placer calls a column of the row under way by the name that the file's owner
// knows: "column N", or "cell N3" in a workbook.
type placer func(number, column int, title string) string

func placeInText(_, column int, title string) string { return "column " + titled(column, title) }

func placeInBook(number, column int, title string) string {
	place := fmt.Sprintf("cell %s%d", letters(column), number)
	if title == "" {
		return place
	}
	return place + fmt.Sprintf(" %q", shortened(title))
}

// refused is the error of a flawed cell.
func (f *flaw) refused(place string) *shipping.ParseError {
	return &shipping.ParseError{Column: shipping.NoColumn, Place: place, Field: "cell", Text: f.text, Problem: f.problem, Want: f.want}
}

// sequence are rows whose columns stand in the order of a spreadsheet line.
type sequence struct {
	rawRows
	place  placer
	number int
	first  int     // number of the first row with any text
	named  Columns // none, but the option that names some
}

// Row returns the row, or its first cell with a flaw.
func (s *sequence) Row() (number int, line string, problem *shipping.ParseError) {
	number, line, problem = s.rawRows.Row()
	if s.number = number; s.first == 0 && strings.TrimSpace(line) != "" {
		s.first = number
	}
	if problem != nil {
		return number, line, problem
	}
	for _, flaw := range s.flaws() {
		if shipping.Uses(line, flaw.column) && (!flaw.ofMeasure || shipping.UsesMeasure(line, flaw.column)) {
			return number, line, flaw.refused(s.place(number, flaw.column, ""))
		}
	}
	return number, line, nil
}

// Explain names the column, and says of a first line that it may be a header.
func (s *sequence) Explain(failure *shipping.ParseError) {
	s.rawRows.Explain(failure)
	if failure.Column != shipping.NoColumn && failure.Place == "" {
		failure.Place = s.place(s.number, failure.Column, "")
	}
	if s.number == s.first && nothingMeasured(s.line()) {
		failure.Want += fmt.Sprintf("; if this line is the header, name its columns with %s, as in %s 'name=A,street1=B,city=C'", s.named.option, s.named.option)
	}
}

func (s *sequence) line() string {
	_, line, _ := s.rawRows.Row()
	return line
}

// nothingMeasured tells whether no cell begins with a digit, as one of every
// shipment's does: the line may be a header.
func nothingMeasured(line string) bool {
	for cell := range strings.SplitSeq(line, "\t") {
		if cell = strings.TrimSpace(cell); cell != "" && unicode.IsNumber([]rune(cell)[0]) {
			return false
		}
	}
	return true
}
